"""Whom the claims reached, and whom the corrections did.

Only untrue claims that the reference would correct are counted: reach of protected speech is
nobody's success or failure and enters no measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import asks_for_correction, incident_steps, owner_of, steps_of
from infodrill.evaluation.measures.registry import (
    NEVER,
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
    ratio,
)
from infodrill.scenario.item import Item


def _groups(case: Case) -> Iterator[tuple[Scope, list[Item]]]:
    """Each scope with the untrue claims to be corrected in it."""
    chosen = [item for item in case.items if asks_for_correction(item)]
    for incident in case.incidents:
        here = [item for item in case.items_of[incident.id] if asks_for_correction(item)]
        if here:
            yield of_incident(incident), here
    for team in case.teams:
        yield of_team(team), [item for item in chosen if owner_of(case, item) == team]
    yield of_exercise(case), chosen


def _sum(case: Case, items: Iterable[Item], counter: str, world: int = 0) -> int:
    return sum(case.curves.end(item.id, world, counter) for item in items)


@measure(
    "correction_coverage",
    "share",
    3,
    better="higher",
    caveat="Answers by anybody count, the newsroom's too. No published target.",
)
def correction_coverage(case: Case) -> Iterator[Reading]:
    """Share of the people who had met an untrue claim and had also met an answer by EndEx."""
    for scope, items in _groups(case):
        met = _sum(case, items, "met_claim")
        yield ratio(scope, _sum(case, items, "met_both"), met, "nobody_met_it")


@measure(
    "reach_before_correction",
    "people",
    0,
    better="lower",
    source="half of the people who had met it by EndEx without the teams (house rule)",
    caveat="A claim that was never corrected counts with everybody who had met it by EndEx.",
)
def reach_before_correction(case: Case) -> Iterator[Reading]:
    """People who had met an untrue claim when the first correction of it went out."""
    by_scope = {of_incident(incident): incident for incident in case.incidents}
    for scope, items in _groups(case):
        if not items:
            yield Reading(scope, None, "no_such_item")
            continue
        if scope in by_scope:
            done = [incident_steps(case, by_scope[scope]).correction]
            times = done * len(items)
        else:
            times = [steps_of(case, item).correction for item in items]
        without = _sum(case, items, "met_claim", world=1) * case.people_per_agent
        if all(at_ms is None for at_ms in times):
            yield Reading(scope, None, NEVER, target=without / 2)
            continue
        met = sum(
            case.curves.at(item.id, 0, "met_claim", case.end_ms if at_ms is None else at_ms)
            for item, at_ms in zip(items, times, strict=True)
        )
        yield Reading(scope, met * case.people_per_agent, target=without / 2)


@measure(
    "amplification_by_us",
    "share",
    3,
    better="lower",
    target=0,
    bounds=(Fraction(1, 2), Fraction(2, 3), Fraction(4, 5)),
    source="P while most who know of it met the claim itself, S to 2/3, M to 4/5 (house rule)",
    caveat="Rises too when a claim is stopped early, since then few have met it at all.",
    abstaining=True,
)
def amplification_by_us(case: Case) -> Iterator[Reading]:
    """Share of all who know of an untrue claim who know it only from an official's answer."""
    for scope, items in _groups(case):
        ours = _sum(case, items, "by_answer_only")
        yield ratio(scope, ours, _sum(case, items, "met_claim") + ours, "nobody_met_it")
