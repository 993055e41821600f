"""Small rules of punctuation and of what stands for the unknown in the minutes."""

SHORT_DOTS = "……"
LONG_DOTS = "……………………"
THREE_LINES = "…" * (33 + 35 + 35)
"""Fills three lines of the body: room to write by hand."""


def given(text: str | None) -> str | None:
    """The text without outer blanks; None where nothing is left."""
    if text is None:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…", ":", "”.")) else text.rstrip(";,") + "."


def listed(lines: list[str]) -> list[str]:
    """Lines of one list: ";" after each, "." after the last."""
    bare = [line.rstrip().rstrip(";.") for line in lines]
    return [f"{line}{'.' if i == len(bare) else ';'}" for i, line in enumerate(bare, start=1)]


def size_in_words(size: int) -> str:
    """File size as people write it: 812 KB, 1,4 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
