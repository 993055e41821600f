"""How much one foreign file may take of this computer, and how many are looked at side by side."""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sized for a laptop of 4 GB; whatever passes one of them is stopped, and said so."""

    file_bytes: int = 200 * MB
    """Largest file that is opened."""
    seconds: float = 20
    """For one file."""
    worker_bytes: int = 512 * MB
    """Memory of one worker with whatever it started."""
    start_seconds: float = 60
    """For a worker until it is ready: a slow disk reads the libraries for the first time."""
    most_workers: int = 16
    kept_free: int = 512 * MB
    """Memory left to the rest of the computer."""


USUAL = Limits()


def workers_for(limits: Limits, cores: int, free_bytes: int, files: int) -> int:
    """One worker per core, no more than memory and work allow, never fewer than one."""
    by_memory = (free_bytes - limits.kept_free) // limits.worker_bytes
    return max(1, min(cores, by_memory, files, limits.most_workers))
