"""Starts the program: the window, or the command line where a command is named."""

import argparse
import sys
from pathlib import Path


def main() -> int:
    """Entry point of `inspector-app`."""
    if getattr(sys, "frozen", False):
        # In a frozen bundle the picture worker is this program again; it must not get any further.
        import multiprocessing

        multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    # Whatever is not the window's is a command or one of its options: `--data DIR visit list`.
    options, of_a_command = _window_options().parse_known_args(arguments)
    if all(map(_is_file, of_a_command)):
        return _window(options, [Path(name) for name in of_a_command])
    from inspector_app.cli import app

    return app.main(arguments)


def _is_file(argument: str) -> bool:
    """Whether the system or a person names a file to open; no command has a dot or a slash in it."""
    return not argument.startswith("-") and any(sign in argument for sign in "./\\")


def _window_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="inspector-app", add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder to use")
    parser.add_argument("--language", choices=("vi", "en"), help="the language to speak")
    parser.add_argument("--sample", action="store_true", help="open the sample visit")
    parser.add_argument(
        "--exit-after-first-paint", action="store_true", help="for measuring: leave when the frame is painted"
    )
    parser.add_argument(
        "--exit-when-ready",
        action="store_true",
        help="for measuring: leave when the list of visits can be used",
    )
    parser.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="write a picture of every page to DIR and leave"
    )
    return parser


def _window(options: argparse.Namespace, files: list[Path]) -> int:
    from inspector_app.paths import data_dir

    if options.screenshots is not None:
        from inspector_app.gui.screenshots import take

        take(options.screenshots, data_dir(options.data), options.language or "vi")
        return 0
    from inspector_app.gui.application import Leave, run

    leave = Leave.WHEN_READY if options.exit_when_ready else None
    if options.exit_after_first_paint:
        leave = Leave.AFTER_FIRST_PAINT

    return run(data_dir(options.data), options.language, options.sample, leave, files)


if __name__ == "__main__":
    sys.exit(main())
