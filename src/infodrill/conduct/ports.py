"""The ports of the loop: where time, durability, commands and salts come from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from infodrill.exercise.commands import Command


class Store(Protocol):
    """Where records are kept."""

    def append(self, lines: Sequence[bytes]) -> None:
        """Keep these lines, in order; return only when they are as durable as promised."""


class WallClock(Protocol):
    """What the calendar shows at a moment of exercise time."""

    def utc(self, exercise_ms: int) -> str:
        """ISO 8601 with milliseconds and ``Z``."""


class Salts(Protocol):
    """Secret salts for sealing personal words."""

    def salt(self, seq: int) -> str:
        """A hexadecimal string, different for every record."""


class Inbox(Protocol):
    """Where commands come from."""

    def next(self, until_ms: int) -> tuple[int, Command] | None:
        """The next command given at or before ``until_ms`` of exercise time, with its time.

        A live inbox waits; a scripted one answers at once. None: nothing more until then.
        """


class VirtualWallClock:
    """A headless run's calendar: it starts at the scenario's date and follows exercise time."""

    def __init__(self, epoch_ms: int) -> None:
        self._epoch_ms = epoch_ms

    def utc(self, exercise_ms: int) -> str:
        """The scenario's calendar at that moment."""
        moment = self._epoch_ms + exercise_ms
        stamp = datetime.fromtimestamp(moment // 1000, UTC)
        return f"{stamp:%Y-%m-%dT%H:%M:%S}.{moment % 1000:03d}Z"


class SeededSalts:
    """Salts of a headless run, from its seed: the same run writes the same bytes.

    A headless run has no persons in it; a live one must use unpredictable salts.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def salt(self, seq: int) -> str:
        """SHA-256 of seed and record number."""
        return hashlib.sha256(f"infodrill-salt:{self._seed}:{seq}".encode()).hexdigest()


class MemoryStore:
    """Keeps lines in memory: for tests, sweeps and what-if runs."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def append(self, lines: Sequence[bytes]) -> None:
        """Keep the lines."""
        self.lines.extend(lines)
