"""`python -m benchmarks [ROUNDS]`: prints the table; exits 1 where a goal is missed."""

from __future__ import annotations

import os
import platform
import sys

from benchmarks.whole_process import timings


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores")
    print(f"{'what':<55}{'first s':>9}{'best s':>9}{'goal s':>9}")
    missed = 0
    for timing in timings(rounds):
        missed += not timing.reached
        print(
            f"{timing.row.what:<55}{timing.first:>9.2f}{timing.best:>9.2f}"
            f"{timing.row.goal_seconds:>9.2f}{'' if timing.reached else '  missed'}",
            flush=True,
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
