"""Telling what needs an act from what does not, and over-reaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.acts import acts_against, over_reactions, rung_excess
from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import is_signal, owner_of
from infodrill.evaluation.measures.registry import (
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
    share,
)
from infodrill.evaluation.stats import discernment

SMALL = "Few items: read it with the counts. "


@dataclass(frozen=True)
class Detection:
    """Counts of signal detection over items."""

    hits: int
    signals: int
    false_alarms: int
    noise: int


def detection(case: Case, team: str | None = None) -> Detection:
    """Items acted against at rung 5 or above, among those that need it and those that do not.

    For one team: its own signals, all noise, and its own acts.
    """
    acted = {act.item.id for act in acts_against(case) if act.item and team in (None, act.team)}
    signals = [
        item.id for item in case.items if is_signal(item) and team in (None, owner_of(case, item))
    ]
    noise = [item.id for item in case.items if item.is_noise]
    return Detection(
        sum(item in acted for item in signals),
        len(signals),
        sum(item in acted for item in noise),
        len(noise),
    )


def _both(case: Case, place: int) -> Iterator[Reading]:
    for team in case.teams:
        yield _one(of_team(team), detection(case, team), place)
    yield _one(of_exercise(case), detection(case), place)


def _one(scope: Scope, counts: Detection, place: int) -> Reading:
    if not counts.signals:
        return Reading(scope, None, "no_signals")
    if not counts.noise:
        return Reading(scope, None, "no_noise")
    value = discernment(counts.hits, counts.signals, counts.false_alarms, counts.noise)
    return Reading(scope, value[place])


@measure(
    "discernment_d_prime",
    "d_prime",
    2,
    better="higher",
    target=1.12,
    source="Pfander and Altay 2025: people at large tell true from false news with d = 1.12",
    caveat=SMALL + "Always beside the criterion: acting on everything finds every rumour too.",
)
def discernment_d_prime(case: Case) -> Iterator[Reading]:
    """How well acts at rung 5 or above tell harmful untrue claims from everything else (d′)."""
    return _both(case, 0)


@measure(
    "discernment_criterion",
    "criterion",
    2,
    better="none",
    target=0,
    source="0 is unbiased",
    caveat=SMALL + "Below 0 is trigger-happy, above 0 passive.",
)
def discernment_criterion(case: Case) -> Iterator[Reading]:
    """Which way the team leans when in doubt (c): below 0 it acts too readily."""
    return _both(case, 1)


@measure(
    "over_reaction",
    "acts",
    0,
    better="lower",
    target=0,
    bounds=(0, 0, 1_000_000),
    source="HSEEP 2020 ratings: an objective met with harm to others is M, not P",
    caveat="A standing decision that was not carried out counts once per incident and item.",
    abstaining=True,
)
def over_reaction(case: Case) -> Iterator[Reading]:
    """Acts at rung 5 or above against protected, true or harmless speech."""
    acts = over_reactions(case)
    for incident in case.incidents:
        yield Reading(of_incident(incident), sum(act.incident == incident.id for act in acts))
    for team in case.teams:
        yield Reading(of_team(team), sum(act.team == team for act in acts))
    yield Reading(of_exercise(case), len(acts))


@measure(
    "rung_excess",
    "rungs",
    2,
    better="lower",
    target=0,
    bounds=(0, Fraction(1, 2), 1),
    source="0 is the reference; half a rung and a whole one are house rules",
    caveat="Counts direction against only; rungs up to 3 touch nobody and have no excess.",
)
def rung_excess_mean(case: Case) -> Iterator[Reading]:
    """Rungs above what the reference decision calls for, mean over the decided incidents."""
    acts = acts_against(case)
    decided = [one for one in case.incidents if one.decision is not None]
    for incident in decided:
        yield Reading(of_incident(incident), rung_excess(case, incident, acts))
    for team in case.teams:
        mine = [rung_excess(case, one, acts) for one in decided if one.team == team]
        yield _mean(of_team(team), mine)
    yield _mean(of_exercise(case), [rung_excess(case, one, acts) for one in decided])


def _mean(scope: Scope, values: list[int]) -> Reading:
    if not values:
        return Reading(scope, None, "nothing_decided")
    return Reading(scope, Fraction(sum(values), len(values)))


@measure(
    "notice_precision",
    "share",
    3,
    better="higher",
    target=1,
    source="every notice upheld; EU 2022/2065 article 22 suspends flaggers who are often imprecise",
    caveat="Notices not answered by EndEx are left out.",
)
def notice_precision(case: Case) -> Iterator[Reading]:
    """Share of the answered notices that the platform upheld under its published rules."""
    answered = [one for one in case.state.notices.values() if one.upheld is not None]
    for team in case.teams:
        mine = [bool(one.upheld) for one in answered if one.team == team]
        yield share(of_team(team), mine, "no_notices")
    yield share(of_exercise(case), (bool(one.upheld) for one in answered), "no_notices")
