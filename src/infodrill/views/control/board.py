"""The control room at a glance: clock, newest posts, incidents, belief in both worlds."""

from __future__ import annotations

from collections import deque

from msgspec import Struct

from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.exercise.state import State


class FeedLine(Struct, frozen=True):
    """A post as it passes by."""

    at_ms: int
    name: str
    text: str
    kind: str


class IncidentLine(Struct, frozen=True):
    """An incident and how far it has come."""

    team: str
    title: str
    stage: str
    """``opened``, ``verified``, ``decided``, ``published`` or ``closed``."""


class ItemLine(Struct, frozen=True):
    """A claim with belief, or protected speech with reach, in per mille of both worlds."""

    item: str
    statement: str
    kind: str
    """``untrue``, ``true`` or ``protected``."""
    with_team: int
    without_team: int


class Board:
    """Keeps the newest posts; everything else is read from the state when it is drawn."""

    def __init__(self, lines: int = 12) -> None:
        self.feed: deque[FeedLine] = deque(maxlen=lines)

    def watch(self, record: Record, state: State) -> None:
        """Take notice of a record."""
        event = record.payload
        if isinstance(event, ev.PostPublished) and event.worlds & ev.ONLY_A:
            text = " ".join(state.posts[event.id].text.split())
            self.feed.append(FeedLine(record.exercise_ms, event.name, text, event.kind))

    def incidents(self, state: State) -> list[IncidentLine]:
        """All incidents, newest first."""
        lines = []
        for incident in reversed(state.incidents.values()):
            stage = "opened"
            if incident.verdict is not None:
                stage = "verified"
            if incident.decision is not None:
                stage = "decided"
            if incident.messages:
                stage = "published"
            if not incident.is_open:
                stage = "closed"
            lines.append(IncidentLine(incident.team, incident.title, stage))
        return lines

    def items(self, state: State) -> list[ItemLine]:
        """Items that have reached anybody, the most believed or seen first."""
        people = max(1, sum(state.sizes))
        lines = []
        for index, item_id in enumerate(state.items):
            item = state.index.items[item_id]
            kind = "protected" if not item.is_claim else "untrue" if item.is_untrue else "true"
            values = [
                (world.believe if item.is_claim else world.reached)[index] * 1000 // people
                for world in state.worlds
            ]
            if any(values):
                lines.append(ItemLine(item_id, item.statement, kind, values[0], values[1]))
        return sorted(lines, key=lambda line: -max(line.with_team, line.without_team))
