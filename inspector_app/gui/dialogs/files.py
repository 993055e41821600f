"""Asks for a file or a folder through the system's dialog, beginning where the last one was found."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from inspector_app.errors import N_, FormatError
from inspector_app.gui.bridge import Context


def choose_file(context: Context, parent: QWidget, title: str, kinds: str, endings: str) -> Path | None:
    """A file; `title` and `kinds` in the interface's language, `endings` like "*.p12 *.pfx"."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, title, str(context.last_folder or ""), f"{kinds} ({endings})"
    )
    if not chosen:
        return None
    context.last_folder = Path(chosen).parent
    return Path(chosen)


def choose_files(context: Context, parent: QWidget, title: str, kinds: str, endings: str) -> tuple[Path, ...]:
    """Any number of files, as `choose_file` asks for one."""
    chosen, _filter = QFileDialog.getOpenFileNames(
        parent, title, str(context.last_folder or ""), f"{kinds} ({endings})"
    )
    if chosen:
        context.last_folder = Path(chosen[0]).parent
    return tuple(map(Path, chosen))


def choose_target(
    context: Context, parent: QWidget, title: str, kinds: str, ending: str, name: str
) -> Path | None:
    """Where to write a file; `name` is proposed, `ending` like ".jsonl" is added where none was typed."""
    own = context.habits.settings.export_folder
    folder = Path(own) if own is not None and Path(own).is_dir() else context.last_folder or Path()
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(folder / name), f"{kinds} (*{ending})")
    if not chosen:
        return None
    path = Path(chosen)
    context.last_folder = path.parent
    return path if path.name.endswith(ending) else path.with_name(path.name + ending)


def choose_folder(context: Context, parent: QWidget, title: str) -> Path | None:
    """A folder, on this computer, a share or a stick."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(context.last_folder or ""))
    if not chosen:
        return None
    context.last_folder = Path(chosen)
    return Path(chosen)


def read_chosen(path: Path, most: int) -> bytes:
    """The bytes of a chosen file of at most `most` bytes. Raises FormatError FILE-READ, FILE-TOO-LARGE."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= most else b""
    except OSError as error:
        raise FormatError(
            "FILE-READ",
            N_("The file {name} was not read."),
            why=N_("The system says: {problem}."),
            todo=N_("Check that the stick or share is still there, or choose another file."),
            name=path.name,
            problem=error.strerror or str(error),
        ) from error
    if size > most:
        raise FormatError(
            "FILE-TOO-LARGE",
            N_("The file {name} was not taken."),
            why=N_("It is larger than {megabytes} MB."),
            todo=N_("Choose a smaller file."),
            name=path.name,
            megabytes=most // 1_000_000,
        )
    return data
