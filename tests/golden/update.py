"""Rewrite the golden runs, on purpose: ``python -m tests.golden.update``."""

from __future__ import annotations

import json

from tests.golden.test_golden import GOLDEN, current


def main() -> None:
    GOLDEN.write_text(json.dumps(current(), indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
