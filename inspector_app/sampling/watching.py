"""Whether a process that reads a foreign table holds more memory than a table may take, on every system alike."""

MOST = 2 << 30
"""Bytes; a workbook of a million lines is held whole while it is read."""


def heavy(process: int) -> bool:
    """Whether the process of this id holds more than `MOST`; one that ended holds nothing."""
    import psutil

    try:
        return int(psutil.Process(process).memory_info().rss) > MOST
    except psutil.Error:
        return False
