"""`python -m benchmarks [ROUNDS]`: prints the tables; exits 1 where a goal is missed."""

from __future__ import annotations

import os
import platform
import sys

from benchmarks.audience import medians, missed
from benchmarks.whole_process import timings


def _load() -> str:
    return ", ".join(f"{load:.1f}" for load in os.getloadavg())


def _whole_processes(rounds: int) -> int:
    failures = 0
    print(f"{'what':<55}{'first s':>9}{'best s':>9}{'goal s':>9}")
    for timing in timings(rounds):
        failures += not timing.reached
        print(
            f"{timing.row.what:<55}{timing.first:>9.2f}{timing.best:>9.2f}"
            f"{timing.row.goal_seconds:>9.2f}{'' if timing.reached else '  missed'}",
            flush=True,
        )
    return failures


def _audience(rounds: int) -> int:
    failures = 0
    print(f"\naudience, one thread, medians of {rounds}; cpu_ is processor time")
    for row, measured in medians(rounds):
        print(f"{row.what}  (load average {_load()})")
        for name, value in sorted(measured.items()):
            print(f"    {name:<24}{value:>12.3f}", flush=True)
        for failure in missed(row, measured):
            failures += 1
            print(f"    missed: {failure}")
    return failures


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, "
        f"load average {_load()}"
    )
    return 1 if _whole_processes(rounds) + _audience(rounds) else 0


if __name__ == "__main__":
    sys.exit(main())
