"""Who was left unwarned."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import asks_for_warning, owner_of
from infodrill.evaluation.measures.registry import (
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
    ratio,
)
from infodrill.scenario.item import Item

WARNED_BY_HALF = Fraction(1, 2)
"""Share left unwarned that is the target (house rule: an office's own accounts reach half of the
people in danger; no published share fits the mix of an exercise's channels)."""
WARNED_BOUNDS = (WARNED_BY_HALF, Fraction(3, 4), Fraction(9, 10))
"""Up to where P, S and M are suggested (house rule)."""

Counts = tuple[Fraction, Fraction]
"""(people not warned in time, people at risk)."""


@measure(
    "people_left_unwarned",
    "people",
    0,
    better="lower",
    target=0,
    source="everybody; warning nobody at all is U, the rest is rated by share_left_unwarned",
    caveat="Counted per danger: somebody left unwarned of two dangers counts twice.",
)
def people_left_unwarned(case: Case) -> Iterator[Reading]:
    """People at risk from a dangerous truth or a fraud whom no official advice had reached.

    Counted when the truth arrives, or at EndEx where it does not, in the segments that the item
    names as at risk.
    """
    for scope, counts in _dangers(case):
        yield _total(scope, counts)


@measure(
    "share_left_unwarned",
    "share",
    3,
    better="lower",
    target=WARNED_BY_HALF,
    bounds=WARNED_BOUNDS,
    source="house rule: half of them warned; S to 3/4 left unwarned, M to 9/10",
    caveat="Of person-dangers: somebody at risk from two dangers counts twice, above and below.",
)
def share_left_unwarned(case: Case) -> Iterator[Reading]:
    """Share of the people at risk, danger by danger, whom no official advice had reached in time.

    The count over everybody in the segments that the items name as at risk.
    """
    for scope, counts in _dangers(case):
        missed, at_risk = _sum(counts)
        yield ratio(scope, missed, at_risk, "no_danger")


def people_at_risk(case: Case) -> Fraction | None:
    """People at risk, summed over the dangers of the exercise; None where there was none."""
    counts = [unwarned(case, item) for item in case.items if asks_for_warning(item)]
    return _sum(counts)[1] if counts else None


def _dangers(case: Case) -> Iterator[tuple[Scope, list[Counts]]]:
    """The dangers of each incident that is about one, of each team, and of the exercise."""
    dangers = {item.id: unwarned(case, item) for item in case.items if asks_for_warning(item)}
    owners = {item: owner_of(case, case.state.index.items[item]) for item in dangers}
    for incident in case.incidents:
        here = [dangers[one.id] for one in case.items_of[incident.id] if one.id in dangers]
        if here:
            yield of_incident(incident), here
    for team in case.teams:
        yield of_team(team), [counts for item, counts in dangers.items() if owners[item] == team]
    yield of_exercise(case), list(dangers.values())


def unwarned(case: Case, item: Item) -> Counts:
    """(people not warned in time, people at risk) for one danger."""
    curves = case.curves
    tick = curves.tick_at(case.state.truth_arrived.get((item.id, 0), case.end_ms))
    missed = at_risk = 0
    for segment in item.at_risk:
        if segment not in curves.segments or item.id not in curves.items:
            continue
        place = curves.segments.index(segment)
        warned = 0
        if tick >= 0:
            warned = int(curves.warned[tick, curves.items.index(item.id), place])
        at_risk += curves.sizes[place]
        missed += curves.sizes[place] - warned
    return missed * case.people_per_agent, at_risk * case.people_per_agent


def _sum(counts: list[Counts]) -> Counts:
    missed = sum((people for people, _ in counts), Fraction(0))
    return missed, sum((people for _, people in counts), Fraction(0))


def _total(scope: Scope, counts: list[Counts]) -> Reading:
    if not counts:
        return Reading(scope, None, "no_danger")
    missed, at_risk = _sum(counts)
    # No value is as good as these bounds, so that warning nobody is rated U and the rest is not.
    return Reading(scope, missed, bounds=(-1, -1, -1) if missed == at_risk else None)
