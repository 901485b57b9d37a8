"""Ids of posts, incidents and the like: ordered by time, unique within an exercise.

``max(last + 1, (scenario_epoch_ms + exercise_ms) << 16)`` as a decimal string (design section 3).
Nothing random is keyed by an id.
"""

from __future__ import annotations


class Mint:
    """Gives ids for one decision; ``last`` is the newest id in the state."""

    def __init__(self, last: int, epoch_ms: int, exercise_ms: int) -> None:
        self._last = last
        self._floor = (epoch_ms + exercise_ms) << 16

    def next(self) -> str:
        """A fresh id, greater than all before it."""
        self._last = max(self._last + 1, self._floor)
        return str(self._last)
