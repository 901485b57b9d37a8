"""Whether several units acted as one."""

from __future__ import annotations

from collections.abc import Iterator

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import incident_replies
from infodrill.evaluation.measures.registry import (
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
    share,
)
from infodrill.evaluation.measures.timeliness import MINUTE, PLAY_TIME, aggregate
from infodrill.evaluation.stats import Number
from infodrill.exercise import events as ev
from infodrill.scenario.words import Stance

HANDOVER_MINUTES = 5
"""Minutes to answer an offered handover (house rule: an answer is one sentence)."""


class Handover:
    """An offer with its answer, if one came."""

    def __init__(self, offer: ev.HandoverOffered, at_ms: int) -> None:
        self.offer = offer
        self.at_ms = at_ms
        self.answered_ms: int | None = None
        self.accepted = False


def handovers(case: Case) -> list[Handover]:
    """Every offer with its answer. A new offer of the same incident replaces an open one."""
    offers: list[Handover] = []
    for record in case.records:
        fact = record.payload
        if isinstance(fact, ev.HandoverOffered):
            offers.append(Handover(fact, record.exercise_ms))
        elif isinstance(fact, ev.HandoverAccepted | ev.HandoverDeclined):
            for one in reversed(offers):
                if one.offer.incident == fact.incident and one.answered_ms is None:
                    one.answered_ms = record.exercise_ms
                    one.accepted = isinstance(fact, ev.HandoverAccepted)
                    break
    return offers


def contradictions(case: Case) -> list[tuple[str, tuple[str, ...]]]:
    """(item, teams) where one team's standing message confirms what another's disputes."""
    found = []
    for item in case.items:
        stances: dict[str, set[str]] = {}
        for message in case.messages_about(item.id):
            if message.withdrawn_ms is None:
                stance = case.post_of(message).stance
                stances.setdefault(stance.value, set()).add(message.fact.team)
        confirm = stances.get(Stance.confirms.value, set())
        dispute = stances.get(Stance.disputes.value, set())
        if any(one != other for one in confirm for other in dispute):
            found.append((item.id, tuple(sorted(confirm | dispute))))
    return found


def checks(case: Case) -> list[tuple[str, bool]]:
    """(team, held) of everything that two units had to do with each other."""
    held: list[tuple[str, bool]] = []
    for incident in case.incidents:
        owners = {one.owner for one in case.items_of[incident.id] if one.owner in case.teams}
        spoken = incident.messages or incident_replies(case, incident)
        handled = incident.decision is not None or spoken
        if owners and handled:
            held.append((incident.team, incident.team in owners))
    limit = HANDOVER_MINUTES * MINUTE
    for one in handovers(case):
        asked = {item.owner for item in case.items_of[one.offer.incident]}
        soon = one.answered_ms is not None and case.played_ms(one.at_ms, one.answered_ms) <= limit
        held.append((one.offer.to_team, soon and (one.accepted or one.offer.to_team not in asked)))
    apart = dict(contradictions(case))
    for item in case.items:
        teams = sorted({message.fact.team for message in case.messages_about(item.id)})
        if len(teams) > 1:
            held += [(team, team not in apart.get(item.id, ())) for team in teams]
    return held


@measure(
    "coordination",
    "share",
    3,
    better="higher",
    target=1,
    source="conflicts resolved: above 80 % (integritykit evaluation framework)",
    caveat="Incidents that nobody handled do not count here; see never_decided.",
)
def coordination(case: Case) -> Iterator[Reading]:
    """Share of what units owed each other that was kept.

    Handled incidents with the team whose answer it is; handovers answered within five minutes, and
    accepted by that team; items on which several teams spoke without contradicting each other.
    """
    kept = checks(case)
    for team in case.teams:
        mine = [held for owner, held in kept if owner == team]
        yield share(of_team(team), mine, "nothing_shared")
    yield share(of_exercise(case), (held for _, held in kept), "nothing_shared")


@measure(
    "handover_time",
    "minutes",
    1,
    better="lower",
    target=HANDOVER_MINUTES,
    source="house rule: an answer to an offer is one sentence",
    caveat="A reasoned refusal is an answer too. Offers never answered count as censored at EndEx. "
    + PLAY_TIME,
)
def handover_time(case: Case) -> Iterator[Reading]:
    """From the offer of an incident to its acceptance or refusal; median over the offers."""
    offers = handovers(case)
    for incident in case.incidents:
        here = [one for one in offers if one.offer.incident == incident.id]
        if here:
            yield _median(case, of_incident(incident), here)
    for team in case.teams:
        yield _median(case, of_team(team), [one for one in offers if one.offer.to_team == team])
    yield _median(case, of_exercise(case), offers)


def _median(case: Case, scope: Scope, offers: list[Handover]) -> Reading:
    if not offers:
        return Reading(scope, None, "no_handovers")
    targets: list[Number] = [HANDOVER_MINUTES]
    return aggregate(
        scope,
        [
            (
                case.played_ms(
                    one.at_ms, case.end_ms if one.answered_ms is None else one.answered_ms
                ),
                one.answered_ms is not None,
            )
            for one in offers
        ],
        targets,
    )
