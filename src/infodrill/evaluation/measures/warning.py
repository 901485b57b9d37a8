"""Who was left unwarned."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import asks_for_warning, owner_of
from infodrill.evaluation.measures.registry import (
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
)
from infodrill.scenario.item import Item


@measure(
    "people_left_unwarned",
    "people",
    0,
    better="lower",
    target=0,
    source="everybody; no published share to rate by, so only warning nobody at all is U",
    caveat="Counted per danger: somebody left unwarned of two dangers counts twice.",
)
def people_left_unwarned(case: Case) -> Iterator[Reading]:
    """People at risk from a dangerous truth or a fraud whom no official advice had reached.

    Counted when the truth arrives, or at EndEx where it does not, in the segments that the item
    names as at risk.
    """
    dangers = {item.id: unwarned(case, item) for item in case.items if asks_for_warning(item)}
    owners = {item: owner_of(case, case.state.index.items[item]) for item in dangers}
    for incident in case.incidents:
        here = [dangers[one.id] for one in case.items_of[incident.id] if one.id in dangers]
        if here:
            yield _total(Reading(of_incident(incident), None), here)
    for team in case.teams:
        mine = [counts for item, counts in dangers.items() if owners[item] == team]
        yield _total(Reading(of_team(team), None), mine)
    yield _total(Reading(of_exercise(case), None), list(dangers.values()))


def unwarned(case: Case, item: Item) -> tuple[Fraction, Fraction]:
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


def _total(empty: Reading, counts: list[tuple[Fraction, Fraction]]) -> Reading:
    if not counts:
        return Reading(empty.scope, None, "no_danger")
    missed = sum((people for people, _ in counts), Fraction(0))
    nobody_warned = missed == sum((people for _, people in counts), Fraction(0))
    # No value is as good as these bounds, so that warning nobody is rated U and the rest is not.
    return Reading(empty.scope, missed, bounds=(-1, -1, -1) if nobody_warned else None)
