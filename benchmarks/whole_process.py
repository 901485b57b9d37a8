"""Times the command line as a person meets it: a whole process, from start to exit.

The first round of each row is printed apart: it also reads kernels and modules from a cold disk
cache. The best of the warm rounds is compared with the goal, since other work on the machine can
only add to it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One thing that is timed; `OUT` in the arguments stands for a fresh folder."""

    what: str
    arguments: tuple[str, ...]
    goal_seconds: float


class Timing(NamedTuple):
    """Seconds of the first round and of the best warm one."""

    row: Row
    first: float
    best: float

    @property
    def reached(self) -> bool:
        """Whether the best warm round is within the goal."""
        return self.best <= self.row.goal_seconds


ROWS = (
    Row("infodrill --help", ("--help",), 0.5),
    Row(
        "run dam-rumour, full cut, 100,000 agents, reference",
        (
            *("run", "dam-rumour", "--team", "reference"),
            *("--seed", "1", "--agents", "100000", "--out", "OUT"),
        ),
        5.0,
    ),
)


def once(row: Row) -> float:
    """Seconds of one whole process; a failing one ends the benchmark with its own message."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "run")
        arguments = [out if argument == "OUT" else argument for argument in row.arguments]
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "infodrill", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{row.what}: exit code {done.returncode}\n{done.stderr}")
    return seconds


def timings(rounds: int) -> Iterator[Timing]:
    """Every row, as soon as it is known."""
    for row in ROWS:
        first = once(row)
        yield Timing(row, first, min(once(row) for _ in range(rounds)))
