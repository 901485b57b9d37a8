"""What becomes visible to one team with each record: the player's side of the secrecy line.

A ``Seen`` is built field by field from what a player may know; nothing is copied wholesale, so a
field that the scenario hides cannot slip through (design section 5.9).
"""

from __future__ import annotations

from msgspec import Struct

from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.exercise.state import State


class Seen(Struct, frozen=True, omit_defaults=True):
    """One thing a team sees happen."""

    kind: str
    """``start``, ``post``, ``private``, ``handover``, ``task``, ``evidence``, ``approval``,
    ``returned``, ``withdrawn`` or ``emergency``."""
    id: str = ""
    """Id of the post, incident, task or draft it is about."""
    at_ms: int = 0
    account: str = ""
    name: str = ""
    outlet: str = ""
    title: str = ""
    text: str = ""
    replies_to: str = ""
    at_request_of: str = ""
    """The team a partner's post was asked for by; always shown."""


def seen_by(state: State, record: Record, team: str) -> Seen | None:
    """What a team sees of a record, given the state after it; None for what it does not see."""
    event = record.payload
    at = record.exercise_ms
    if isinstance(event, ev.PostPublished) and event.worlds & ev.ONLY_A:
        return Seen(
            "post",
            event.id,
            at,
            event.account,
            event.name,
            event.outlet.value,
            "",
            state.posts[event.id].text,
            event.replies_to or "",
            event.at_request_of or "",
        )
    if isinstance(event, ev.TeamMessaged) and event.team == team:
        return Seen(
            "private", event.id, at, event.sender, event.name, event.delivery, event.title,
            event.text or event.written,
        )  # fmt: skip
    if isinstance(event, ev.TaskGiven) and event.team == team:
        return Seen("task", event.id, at, event.giver, text=event.text or event.written)
    if isinstance(event, ev.HandoverOffered) and event.to_team == team:
        incident = state.incidents[event.incident]
        return Seen("handover", incident.id, at, title=incident.title, text=event.note)
    if isinstance(event, ev.EvidenceReceived) and state.incidents[event.incident].team == team:
        cards = [state.index.evidence[card][1] for card in event.cards]
        text = "\n".join(f"{card.title}: {card.text}" for card in cards)
        return Seen("evidence", event.incident, at, text=text)
    if isinstance(event, ev.DraftApproved) and state.drafts[event.draft].team == team:
        return Seen("approval", event.draft, at)
    if isinstance(event, ev.DraftReturned) and state.drafts[event.draft].team == team:
        return Seen("returned", event.draft, at, text=event.reason)
    if isinstance(event, ev.MessageWithdrawn):
        post = state.posts[state.messages[event.message].fact.post]
        return Seen("withdrawn", post.id, at, post.account, post.name, text=event.reason)
    if isinstance(event, ev.ExerciseStarted):
        return Seen("start", at_ms=at)
    if isinstance(event, ev.EmergencyCalled):
        return Seen("emergency", at_ms=at, text=event.what)
    return None
