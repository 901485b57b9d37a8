"""What each item asked of the teams, and when they did it.

A *matter* is an item that appeared and whose reference decision asks for something. Times count
from the item's first appearance in world A, because that is when anybody could have seen it; what
was never done is censored at EndEx, not left out, so that a team that does nothing is never fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infodrill.evaluation.case import Case
from infodrill.exercise import events as ev
from infodrill.exercise.ladder import LOWEST_GATED
from infodrill.exercise.state import Incident, Message, Post
from infodrill.scenario.item import Item
from infodrill.scenario.words import (
    Direction,
    HarmClass,
    MessageType,
    ProtectedClass,
    Stance,
    Truth,
)

CORRECTING_RUNGS = (5, 6)
PREBUNK_RUNG = 4


@dataclass(frozen=True)
class Steps:
    """Exercise ms of each step about an item or incident; None where it was never taken."""

    report: int | None = None
    incident: int | None = None
    verdict: int | None = None
    decision: int | None = None
    statement: int | None = None
    correction: int | None = None


@dataclass(frozen=True)
class OwnError:
    """Something an authority said that was wrong, and when it was put right."""

    item: Item
    team: str
    at_ms: int
    corrected_ms: int | None


def asks_for_decision(item: Item) -> bool:
    """Something is to be done about it."""
    return item.reference.direction is not None


def asks_for_verdict(item: Item) -> bool:
    """It is a claim about which something is to be done."""
    return item.is_claim and asks_for_decision(item)


def asks_for_statement(item: Item) -> bool:
    """Something is to be said in public: answering, acting on, correcting; not watching."""
    direction, rung = item.reference.direction, item.reference.rung
    if direction is Direction.against:
        return PREBUNK_RUNG <= rung <= max(CORRECTING_RUNGS)
    return direction is not None


def asks_for_correction(item: Item) -> bool:
    """An untrue claim that is to be corrected openly."""
    against = item.reference.direction is Direction.against
    return item.is_untrue and against and item.reference.rung in CORRECTING_RUNGS


def asks_for_warning(item: Item) -> bool:
    """People are in danger unless somebody warns them: a dangerous truth, or a fraud."""
    if not item.at_risk:
        return False
    dangerous_truth = item.truth is Truth.true and item.harm.severity > 0
    fraud = item.is_untrue and item.harm.kind is HarmClass.fraud
    return dangerous_truth or fraud or item.protected is ProtectedClass.true_report


def is_signal(item: Item) -> bool:
    """Acting against it at rung 5 or above is what a good team does."""
    against = item.reference.direction is Direction.against
    return not item.is_noise and against and item.reference.rung >= LOWEST_GATED


def owner_of(case: Case, item: Item) -> str | None:
    """The team whose matter it is: by mandate, else whoever opened the first incident."""
    if item.owner in case.teams:
        return item.owner
    incidents = case.incidents_about(item.id)
    return min(incidents, key=lambda one: one.opened_ms).teams[0] if incidents else None


def steps_of(case: Case, item: Item) -> Steps:
    """When any team first took each step about an item."""
    incidents = case.incidents_about(item.id)
    return Steps(
        report=_first(
            at_ms
            for (_, post), at_ms in case.state.reported.items()
            if item.id in case.state.posts[post].about
        ),
        incident=_first(incident.opened_ms for incident in incidents),
        verdict=_first(verdict_ms(case, incident) for incident in incidents),
        decision=_first(decision_ms(case, incident) for incident in incidents),
        statement=_first(_statements(case, item)),
        correction=_first(_corrections(case, item, case.messages_about(item.id))),
    )


def incident_steps(case: Case, incident: Incident) -> Steps:
    """When each step of one incident was first taken."""
    messages = [case.state.messages[one] for one in incident.messages]
    return Steps(
        report=_first(
            at_ms for (_, post), at_ms in case.state.reported.items() if post in incident.posts
        ),
        incident=incident.opened_ms,
        verdict=verdict_ms(case, incident),
        decision=decision_ms(case, incident),
        statement=_first(
            (
                *(
                    one.at_ms
                    for one in messages
                    if not any(
                        is_misdirected(case.post_of(one), item)
                        for item in case.items_of[incident.id]
                    )
                ),
                *(post.at_ms for post in incident_replies(case, incident)),
            )
        ),
        correction=_first(
            at_ms
            for item in case.items_of[incident.id]
            for at_ms in _corrections(case, item, messages)
        ),
    )


def seen_ms(case: Case, incident: Incident) -> int | None:
    """First appearance of what an incident is about; None when it maps to no item."""
    return _first(case.first_seen.get(item.id) for item in case.items_of[incident.id])


def verdict_ms(case: Case, incident: Incident) -> int | None:
    """When the standing verdict was first given: a fast wrong one, changed later, earns nothing."""
    given = [
        (record.exercise_ms, fact.verdict)
        for record, fact in case.facts(ev.VerdictRecorded)
        if fact.incident == incident.id
    ]
    return _since_last_change(given)


def decision_ms(case: Case, incident: Incident) -> int | None:
    """When the direction that stood at EndEx was first decided and not left again."""
    given = [
        (record.exercise_ms, fact.direction)
        for record, fact in case.facts(ev.DecisionRecorded)
        if fact.incident == incident.id
    ]
    return _since_last_change(given)


def corrects(post: Post, item: Item, message: Message) -> bool:
    """Whether a message openly disputes an untrue claim, and stands."""
    stands = message.withdrawn_ms is None
    return stands and item.is_untrue and item.id in post.about and post.stance is Stance.disputes


def is_misdirected(post: Post, item: Item) -> bool:
    """Whether a post disputes what is true or protected, or confirms what is untrue."""
    if item.is_untrue:
        return post.stance in (Stance.confirms, Stance.repeats)
    return post.stance is Stance.disputes


def open_replies(case: Case, item: Item) -> list[Post]:
    """A team's own posts about an item that is to be answered: each is a statement in public.

    A question or criticism is answered where it stands, in its thread. Such a post is neutral: it
    never counts as a correction, and for items that are not to be answered it says nothing.
    """
    if item.reference.direction is not Direction.answering:
        return []
    return [post for post in case.own_posts if item.id in _thread_about(case, post)]


def incident_replies(case: Case, incident: Incident) -> list[Post]:
    """The open replies of the incident's teams about what it is about."""
    found = {
        post.id: post
        for item in case.items_of[incident.id]
        for post in open_replies(case, item)
        if post.team in (incident.team, *incident.teams)
    }
    return list(found.values())


def _thread_about(case: Case, post: Post) -> tuple[str, ...]:
    # The thread may have been tagged after the reply was written, which then has no item itself.
    if post.about or post.replies_to is None:
        return post.about
    return case.state.posts[post.replies_to].about


def own_errors(case: Case) -> list[OwnError]:
    """Where a team's own account was wrong, and where the scenario says the authority is.

    Wrong is disputing a true claim or confirming an untrue one, in a message or in a row of the
    MSEL that speaks for the team. It is put right by a message that corrects ourselves, or by
    openly withdrawing the message.
    """
    found: dict[tuple[str, str], OwnError] = {}
    by_post = {message.fact.post: message for message in case.messages}
    team_of_account = {case.state.index.teams[team].account: team for team in case.teams}
    for post in case.state.posts.values():
        team = team_of_account.get(post.account)
        if team is None or post.private_to:
            continue
        for item in (case.state.index.items[one] for one in post.about):
            if not _is_wrong(post.stance, item) or (team, item.id) in found:
                continue
            message = by_post.get(post.id)
            withdrawn = message.withdrawn_ms if message else None
            found[team, item.id] = OwnError(
                item, team, post.at_ms, _put_right(case, item, team, post.at_ms, withdrawn)
            )
    said = [item for item in case.items if item.authority_is_wrong]
    # Criticism of the same error is not a second error.
    for item in [item for item in said if item.is_claim] or said:
        if item.id not in {one for _, one in found}:
            team = owner_of(case, item) or case.teams[0]
            since = case.first_seen[item.id]
            found[team, item.id] = OwnError(
                item, team, since, _put_right(case, item, None, since, None)
            )
    return sorted(found.values(), key=lambda one: (one.at_ms, one.team, one.item.id))


def _is_wrong(stance: Stance, item: Item) -> bool:
    if item.truth is Truth.true:
        return stance is Stance.disputes
    return item.is_untrue and stance in (Stance.confirms, Stance.repeats)


def _put_right(
    case: Case, item: Item, team: str | None, since: int, withdrawn: int | None
) -> int | None:
    corrections = (
        message.at_ms
        for message in case.messages_about(item.id)
        if message.fact.type is MessageType.correcting_ourselves
        and message.at_ms >= since
        and message.withdrawn_ms is None
        and team in (None, message.fact.team)
    )
    return _first((*corrections, withdrawn))


def _statements(case: Case, item: Item) -> Iterable[int]:
    # A fast denial of what is true is no first word: nobody was told what they needed.
    yield from (
        message.at_ms
        for message in case.messages_about(item.id)
        if not is_misdirected(case.post_of(message), item)
    )
    yield from (post.at_ms for post in open_replies(case, item))


def _corrections(case: Case, item: Item, messages: Iterable[Message]) -> Iterable[int]:
    for message in messages:
        if corrects(case.post_of(message), item, message):
            yield message.at_ms


def _since_last_change(given: Sequence[tuple[int, object]]) -> int | None:
    since: int | None = None
    standing: object = object()
    for at_ms, value in given:
        if value is not standing:
            since, standing = at_ms, value
    return since


def _first(times: Iterable[int | None]) -> int | None:
    return min((time for time in times if time is not None), default=None)
