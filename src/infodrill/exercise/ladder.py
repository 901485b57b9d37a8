"""The rights gate: what an act against an item needs at each rung (design section 5.3).

The ladder itself, and which rung goes with which direction, stands in ``scenario.rungs``, since
process trees and reference decisions use it too. *Acting on* and *correcting ourselves* stand
beside the ladder, are always open and never over-reaction.
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
