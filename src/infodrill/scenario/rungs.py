"""The ladder of responses: which rungs each direction can have (design section 5.3).

0 no action with reason, 1 answer and listen, 2 monitor, 3 prepare and hold, 4 prebunk, 5 open
correction, 6 direct outreach, 7 notice to the simulated platform, 8 referral form. Acting on an
item and correcting ourselves stand beside the ladder and are always open.
"""

from __future__ import annotations

from infodrill.scenario.words import Direction

TOP = 8
"""The highest rung."""

ALLOWED: dict[Direction | None, frozenset[int]] = {
    None: frozenset({0, 2, 3}),
    Direction.against: frozenset({2, 3, 4, 5, 6, 7, 8}),
    Direction.answering: frozenset({1, 2, 3, 4}),
    Direction.acting_on: frozenset(range(7)),
    Direction.correcting_ourselves: frozenset({1, 5, 6}),
}
"""The rungs that fit a direction; None means no action."""


def direction_name(direction: Direction | None) -> str:
    """The direction as it is written in a package."""
    return "null" if direction is None else direction.value


def fitting(rung: int) -> str:
    """The directions that a rung can have, as a planner writes them."""
    names = [direction_name(direction) for direction, rungs in ALLOWED.items() if rung in rungs]
    return ", ".join(names) or "none"
