"""Acts against items: what over-reaction and discernment count.

An act is a correction, a notice or a referral at rung 5 or above with direction *against*. A
standing decision at such a rung that was not carried out counts once, since it is what the team
meant to do; one that was taken back before any act does not, since that is what process is for.
Answering, acting on and correcting ourselves never count, at any rung.
"""

from __future__ import annotations

from dataclasses import dataclass

from infodrill.evaluation.case import Case
from infodrill.exercise import events as ev
from infodrill.exercise.ladder import LOWEST_GATED
from infodrill.exercise.state import Incident, Message
from infodrill.scenario.item import Item
from infodrill.scenario.words import Direction, MessageType, Stance

NOTICE_RUNG = 7
REFERRAL_RUNG = 8
UNINTRUSIVE = 3
"""Rungs up to here touch nobody: no action, answering, monitoring, preparing."""


@dataclass(frozen=True)
class AgainstAct:
    """One act against one item; ``item`` is None for a post that is about nothing checkable."""

    at_ms: int
    team: str
    incident: str
    item: Item | None
    kind: str
    """``message``, ``notice``, ``referral`` or ``decision``."""
    rung: int

    @property
    def is_over_reaction(self) -> bool:
        """True against protected, true or harmless speech."""
        return self.item is None or self.item.is_noise


def what_it_is(item: Item | None) -> str:
    """Why acting against it is over-reaction: its protected class, ``true`` or ``harmless``."""
    if item is None or item.is_untrue:
        return "harmless"
    return item.protected.value if item.protected else "true"


def acts_against(case: Case) -> list[AgainstAct]:
    """Every act against an item at rung 5 or above, in order of time."""
    acts: list[AgainstAct] = []
    for message in case.messages:
        fact = message.fact
        if _is_against(case, message):
            acts += [
                AgainstAct(message.at_ms, fact.team, fact.incident, item, "message", fact.rung)
                for item in _items(case, case.post_of(message).about)
            ]
    for record, notice in case.facts(ev.NoticeSent):
        # The first item of a post is what it is about, as for incidents.
        about = case.state.posts[notice.post].about[:1]
        acts += [
            AgainstAct(
                record.exercise_ms, notice.team, notice.incident, item, "notice", NOTICE_RUNG
            )
            for item in _items(case, about)
        ]
    for record, referral in case.facts(ev.ReferralSent):
        about = tuple(item.id for item in case.items_of[referral.incident])
        acts += [
            AgainstAct(
                record.exercise_ms,
                referral.team,
                referral.incident,
                item,
                "referral",
                REFERRAL_RUNG,
            )
            for item in _items(case, about)
        ]
    carried_out = {(act.incident, act.item.id if act.item else "") for act in acts}
    for incident in case.incidents:
        decision = incident.decision
        if decision is None or decision.direction is not Direction.against:
            continue
        if decision.rung < LOWEST_GATED or incident.decision_ms is None:
            continue
        for item in _items(case, tuple(item.id for item in case.items_of[incident.id])):
            if (incident.id, item.id if item else "") not in carried_out:
                acts.append(
                    AgainstAct(
                        incident.decision_ms,
                        incident.team,
                        incident.id,
                        item,
                        "decision",
                        decision.rung,
                    )
                )
    return sorted(acts, key=lambda act: act.at_ms)


def over_reactions(case: Case) -> list[AgainstAct]:
    """The acts against protected, true or harmless speech."""
    return [act for act in acts_against(case) if act.is_over_reaction]


def allowed_rung(case: Case, incident: Incident) -> int:
    """The highest rung *against* that the reference decisions of its items allow."""
    return max(
        (
            item.reference.rung
            if item.reference.direction is Direction.against
            else min(item.reference.rung, UNINTRUSIVE)
            for item in case.items_of[incident.id]
        ),
        default=1,
    )


def taken_rung(incident: Incident, acts: list[AgainstAct]) -> int:
    """The highest rung *against* that was decided or acted on; 0 for the other directions."""
    decision = incident.decision
    against = decision is not None and decision.direction is Direction.against
    standing = decision.rung if decision is not None and against else 0
    return max([standing, *(act.rung for act in acts if act.incident == incident.id)])


def rung_excess(case: Case, incident: Incident, acts: list[AgainstAct]) -> int:
    """Rungs above what was called for; none as long as nobody is touched."""
    taken = taken_rung(incident, acts)
    return max(0, taken - allowed_rung(case, incident)) if taken > UNINTRUSIVE else 0


def _is_against(case: Case, message: Message) -> bool:
    fact = message.fact
    if fact.direction is not Direction.against or fact.rung < LOWEST_GATED:
        return False
    disputes = case.post_of(message).stance is Stance.disputes
    return fact.type is MessageType.correction or disputes


def _items(case: Case, about: tuple[str, ...]) -> tuple[Item | None, ...]:
    return tuple(case.state.index.items[item] for item in about) or (None,)
