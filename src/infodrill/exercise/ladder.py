"""The ladder of responses and which direction each rung allows (design section 5.3).

Rungs: 0 no action with reason, 1 answer and listen, 2 monitor, 3 prepare and hold, 4 prebunk,
5 open correction, 6 direct outreach, 7 notice to the simulated platform, 8 referral form. Beside
the ladder, *acting on* and *correcting ourselves* are always open and never over-reaction.
"""

from __future__ import annotations

from infodrill.exercise.commands import RightsForm
from infodrill.scenario.words import Direction

LOWEST_GATED = 5
"""From this rung on an act *against* an item passes the rights gate."""
FULL_FORM = 7
"""From this rung on the whole form and a second person are needed."""
OTHER_UNIT = 8
"""At this rung the second person is of another unit."""
TOP = 8

ALLOWED: dict[Direction | None, frozenset[int]] = {
    None: frozenset({0, 2, 3}),
    Direction.against: frozenset({2, 3, 4, 5, 6, 7, 8}),
    Direction.answering: frozenset({1, 2, 3, 4}),
    Direction.acting_on: frozenset(range(7)),
    Direction.correcting_ourselves: frozenset({1, 5, 6}),
}

_FOUR = ("checkable", "not_protected", "harm_to_people", "answered_first")
_ALL = (*_FOUR, "less_intrusive", "own_interest", "rule_cited", "review", "defensible")


def missing_in_form(form: RightsForm, direction: Direction | None, rung: int) -> tuple[str, ...]:
    """Fields of the rights form still needed for this act; empty when the gate is passed.

    Four taps for rungs 5 and 6, the full form for 7 and 8. A tap answered "no" is missing: an item
    that is not checkable, or is protected, cannot pass. Source: doctrine 3.5, design 5.3.
    """
    if direction is not Direction.against or rung < LOWEST_GATED:
        return ()
    needed = _ALL if rung >= FULL_FORM else _FOUR
    return tuple(name for name in needed if not _answered(getattr(form, name)))


def _answered(value: bool | str | None) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
