"""Starts the program: the window, or the command line where a command is named."""

import sys
from pathlib import Path

WINDOW_OPTIONS = ("--data", "--language", "--sample", "--exit-after-first-paint")


def main() -> int:
    """Entry point of `inspector-app`."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0].partition("=")[0] in WINDOW_OPTIONS:
        return _window(arguments)
    from inspector_app.cli import app

    return app.main(arguments)


def _window(arguments: list[str]) -> int:
    import argparse

    from inspector_app.paths import data_dir

    parser = argparse.ArgumentParser(prog="inspector-app", description="Open the window.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder to use")
    parser.add_argument("--language", choices=("vi", "en"), help="the language to speak")
    parser.add_argument("--sample", action="store_true", help="open the sample visit")
    parser.add_argument("--exit-after-first-paint", action="store_true", help="for measuring the start")
    options = parser.parse_args(arguments)

    from inspector_app.gui.application import run

    return run(data_dir(options.data), options.language, options.sample, options.exit_after_first_paint)


if __name__ == "__main__":
    sys.exit(main())
