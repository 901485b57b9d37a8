"""The counterfactual: for each claim, person-hours of belief with the teams and without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infodrill.evaluation.aar import ItemEffect
from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.belief import person_hours
from infodrill.evaluation.stats import rounded
from infodrill.exercise.record import Record
from infodrill.scenario.package import Scenario

UNIT = "person_hours"
DECIMALS = 1


Ranges = Mapping[str, tuple[float, float]]
"""Item to the lowest and highest ``averted`` of the same exercise under other luck."""


def ranges_over(
    scenario: Scenario, runs: Iterable[Iterable[Record] | Case]
) -> dict[str, tuple[float, float]]:
    """The range of ``averted`` per item over other runs, each a log of the same scenario.

    Raises LogUnfit where one of the logs does not begin or pins another scenario.
    """
    found: dict[str, tuple[float, float]] = {}
    for run in runs:
        case = run if isinstance(run, Case) else Case.of(scenario, run)
        for row in effects(case):
            low, high = found.get(row.item, (row.averted, row.averted))
            found[row.item] = min(low, row.averted), max(high, row.averted)
    return found


def range_kind(case: Case, ranges: Ranges | None) -> str:
    """``one draw``; or how the range was made: scripted teams react anew, people's acts do not."""
    if not ranges:
        return "one draw"
    return "open loop" if case.opened.played_by == "people" else "closed loop"


def effects(case: Case, ranges: Ranges | None = None) -> tuple[ItemEffect, ...]:
    """One row per claim that appeared, in the scenario's order; protected speech has none.

    The range spans this run and the others; without others it is null: one draw. Each value is
    rounded to one decimal.
    """
    rows = []
    for item in case.items:
        if not item.is_claim or item.id not in case.curves.items:
            continue
        with_team = person_hours(case, item, 0)
        without_team = person_hours(case, item, 1)
        averted = without_team - with_team if item.is_untrue else with_team - without_team
        here = float(rounded(averted, DECIMALS))
        rows.append(
            ItemEffect(
                item.id,
                float(rounded(with_team, DECIMALS)),
                float(rounded(without_team, DECIMALS)),
                here,
                UNIT,
                _range(item.id, here, ranges),
            )
        )
    return tuple(rows)


def _range(item: str, here: float, ranges: Ranges | None) -> tuple[float, float] | None:
    if not ranges or item not in ranges:
        return None
    low, high = ranges[item]
    return min(low, here), max(high, here)
