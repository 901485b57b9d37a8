"""Lets `python -m infodrill` do what the command `infodrill` does."""

from __future__ import annotations

import sys

from infodrill.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
