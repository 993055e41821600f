"""`python -m tests.benchmarks`: every job beside its floor. BENCHMARKS.md says how to read it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import large, sampling, window
from tests.benchmarks.documents import draw, sign, verify
from tests.benchmarks.start import first_paint, ready
from tests.benchmarks.tick import tick


def main() -> None:
    print(f"{'job':8} {'ours':>12} {'floor':>12} {'ratio':>8}  {'bound':12} the floor is")
    with TemporaryDirectory() as folder:
        for job in (first_paint, ready, tick, draw, sign, verify):
            print(job(Path(folder)).line(), flush=True)
        print(
            "\nThe window under a person's hands, beside the bound of each, in milliseconds and MB",
            flush=True,
        )
        for figure in window.rows(Path(folder)):
            print(figure.line(), flush=True)
        print(f"\nLong checklists, each beside its own figure at 100 items\n{large.heading()}", flush=True)
        for row in large.rows(Path(folder)):
            print(row.line(), flush=True)
        print(f"\nFiles that answer an item\n{sampling.heading()}", flush=True)
        for row in sampling.rows(Path(folder)):
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
