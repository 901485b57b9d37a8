"""Curves for the report: belief, reach and trust in both worlds, thinned for drawing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from infodrill.evaluation.aar import Series, TrustSeries
from infodrill.evaluation.acts import AgainstAct
from infodrill.evaluation.case import Case
from infodrill.evaluation.curves import Ints
from infodrill.scenario.item import Item

POINTS = 400
POINTS_IN_JUMPS = 60
"""Of a jump little is drawn: it is pressed together on the page."""

Mark = tuple[int, str, str]


def item_series(case: Case, acts: Sequence[AgainstAct]) -> tuple[Series, ...]:
    """One curve per item that appeared: belief in claims, reach of protected speech."""
    return tuple(_series(case, item, acts) for item in case.items if item.id in case.curves.items)


def trust_series(case: Case) -> tuple[TrustSeries, ...]:
    """Trust in each team's account."""
    chosen = _thinned(case)
    curves = case.curves
    return tuple(
        TrustSeries(
            team,
            case.state.index.teams[team].title,
            _whole(curves.at_ms[chosen]),
            _whole(curves.trust[chosen, place, 0]),
            _whole(curves.trust[chosen, place, 1]),
        )
        for place, team in enumerate(case.teams)
    )


def kind_of(item: Item) -> str:
    """``untrue``, ``true`` or ``protected``."""
    if item.protected is not None:
        return "protected"
    return "untrue" if item.is_untrue else "true"


def _series(case: Case, item: Item, acts: Sequence[AgainstAct]) -> Series:
    chosen = _thinned(case)
    counter = "believe" if item.is_claim else "reached"
    people = max(1, sum(case.curves.sizes))
    with_team, without = (
        _whole(case.curves.curve(item.id, world, counter)[chosen] * 1000 // people)
        for world in (0, 1)
    )
    return Series(
        item.id,
        item.statement,
        kind_of(item),
        "belief" if item.is_claim else "reach",
        _whole(case.curves.at_ms[chosen]),
        with_team,
        without,
        tuple(sorted(_marks(case, item, acts))),
    )


def _marks(case: Case, item: Item, acts: Sequence[AgainstAct]) -> list[Mark]:
    marks: list[Mark] = [(case.first_seen[item.id], "first_post", "")]
    for incident in case.incidents_about(item.id):
        if incident.decision_ms is not None:
            marks.append((incident.decision_ms, "decision", incident.title))
    for message in case.messages_about(item.id):
        marks.append((message.at_ms, "message", message.fact.type.value))
        if message.withdrawn_ms is not None:
            marks.append((message.withdrawn_ms, "withdrawn", message.fact.type.value))
    marks += [
        (act.at_ms, act.kind, "")
        for act in acts
        if act.item is not None and act.item.id == item.id and act.kind in ("notice", "referral")
    ]
    truth = case.state.truth_arrived.get((item.id, 0))
    if truth is not None:
        marks.append((truth, "truth", ""))
    return marks


def _thinned(case: Case) -> Ints:
    """Positions of the ticks to draw: at most 400, few of them within jumps, ends kept."""
    at_ms = case.curves.at_ms
    inside = np.zeros(len(at_ms), bool)
    for start, end in case.jumps:
        inside |= (at_ms > start) & (at_ms < end)
    played, skipped = np.flatnonzero(~inside), np.flatnonzero(inside)
    room = POINTS - min(POINTS_IN_JUMPS, len(skipped))
    return np.sort(np.concatenate([_evenly(played, room), _evenly(skipped, POINTS_IN_JUMPS)]))


def _evenly(positions: Ints, count: int) -> Ints:
    if len(positions) <= count:
        return positions.astype(np.int64)
    picks = np.arange(count, dtype=np.int64) * (len(positions) - 1) // (count - 1)
    return positions[picks].astype(np.int64)


def _whole(values: Ints) -> tuple[int, ...]:
    return tuple(int(value) for value in values)
