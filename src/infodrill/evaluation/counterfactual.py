"""The counterfactual: for each claim, person-hours of belief with the teams and without them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from infodrill.evaluation.aar import ItemEffect
from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.belief import harm_person_hours_averted, person_hours
from infodrill.evaluation.stats import rounded
from infodrill.exercise.record import Record
from infodrill.scenario.package import Scenario

UNIT = "person_hours"
DECIMALS = 1


class Ranges(Struct, frozen=True):
    """What the same exercise averted under other luck, in person-hours."""

    runs: int
    """How many other runs there were."""
    items: dict[str, tuple[float, float]]
    """Item to the lowest and highest ``averted``."""
    total: tuple[float, float] | None
    """The lowest and highest total of one run: less wide than the items' ranges added up."""


def ranges_over(scenario: Scenario, runs: Iterable[Iterable[Record] | Case]) -> Ranges:
    """The ranges of ``averted`` over other runs, each a log of the same scenario.

    Runs are read one after the other, so a generator keeps one log in memory at a time. Raises
    LogUnfit where one of the logs does not begin or pins another scenario.
    """
    count = 0
    found: dict[str, tuple[float, float]] = {}
    totals: list[float] = []
    for run in runs:
        case = run if isinstance(run, Case) else Case.of(scenario, run)
        count += 1
        for row in effects(case):
            low, high = found.get(row.item, (row.averted, row.averted))
            found[row.item] = min(low, row.averted), max(high, row.averted)
        total = averted_total(case)
        if total is not None:
            totals.append(total)
    return Ranges(count, found, (min(totals), max(totals)) if totals else None)


def averted_total(case: Case) -> float | None:
    """Person-hours averted in one run: untrue belief averted less true belief lost."""
    (reading,) = harm_person_hours_averted(case)
    return None if reading.value is None else float(rounded(reading.value, DECIMALS))


def averted_range(here: float | None, ranges: Ranges | None) -> tuple[float, float] | None:
    """The range of the total over this run and the others; None for one draw."""
    if ranges is None or ranges.total is None or here is None:
        return None
    return min(ranges.total[0], here), max(ranges.total[1], here)


def range_kind(case: Case, ranges: Ranges | None) -> str:
    """``one draw``; or how the range was made: scripted teams react anew, people's acts do not."""
    if ranges is None or not ranges.runs:
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
    if ranges is None or item not in ranges.items:
        return None
    low, high = ranges.items[item]
    return min(low, here), max(high, here)
