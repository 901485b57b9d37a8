"""A finished (or cut-off) exercise as measures read it: one pass over the log, nothing else.

A Case holds the State after the last record and, because a State keeps only totals of the
audience, the curves that the ticks told. It is built from the log and the pinned scenario only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import TypeVar

import msgspec

from infodrill.evaluation.curves import CurveRecorder, Curves
from infodrill.exercise import events as ev
from infodrill.exercise.apply import apply
from infodrill.exercise.record import Record
from infodrill.exercise.state import Incident, Message, Post, State
from infodrill.scenario.cutting import Selection, select
from infodrill.scenario.digest import scenario_digest
from infodrill.scenario.item import Item
from infodrill.scenario.package import Scenario

Kind = TypeVar("Kind", bound=ev.Event)


class LogUnfit(ValueError):
    """The log cannot be evaluated with this scenario; the message says why and what to do."""


@dataclass(frozen=True)
class Case:
    """One exercise, ready to be measured."""

    scenario: Scenario
    selection: Selection
    opened: ev.ExerciseOpened
    state: State
    """After the last record."""
    records: tuple[Record, ...]
    """All but ticks and the visible crowd, in order."""
    curves: Curves
    first_seen: dict[str, int]
    """Item to exercise ms of the first post or private message about it in world A."""
    seed: str | None
    """None until the closing record tells it."""
    head: str
    end_ms: int
    """EndEx, or the last record where there is none."""

    @classmethod
    def of(cls, scenario: Scenario, records: Iterable[Record]) -> Case:
        """Read a log. Raises LogUnfit when it does not begin, or pins another scenario."""
        state = State.empty(scenario)
        stream = iter(records)
        first = next(stream, None)
        if first is None or not isinstance(first.payload, ev.ExerciseOpened):
            given = first.name if first else "no record"
            raise LogUnfit(
                f"the log starts with {given}; expected exercise.opened.v1; give the whole log"
            )
        opened = first.payload
        digest = scenario_digest(scenario)
        if opened.scenario_digest != digest:
            raise LogUnfit(
                f"the log pins scenario {opened.scenario} with digest {opened.scenario_digest}, "
                f"but the scenario given has {digest}; give the package kept beside the log"
            )
        selection = select(scenario, opened.cut)
        accounts = tuple(state.index.teams[team].account for team in selection.teams)
        recorder = CurveRecorder(accounts)
        kept: list[Record] = []
        first_seen: dict[str, int] = {}
        seed: str | None = None
        ended: int | None = None
        record = first
        for record in chain((first,), stream):
            event = record.payload
            if isinstance(event, ev.AudienceTicked):
                recorder.tick(record.exercise_ms, event)
                # The recorder adds the rows up far faster; the totals are set after the last one.
                record = msgspec.structs.replace(
                    record, payload=msgspec.structs.replace(event, rows=())
                )
                apply(state, record)
                continue
            apply(state, record)
            if isinstance(event, ev.AudienceOpened):
                recorder.open(event)
            for item in _shown(event):
                first_seen.setdefault(item, record.exercise_ms)
            if isinstance(event, ev.ExerciseClosed):
                seed = event.seed
            elif isinstance(event, ev.ExerciseEnded) and ended is None:
                ended = record.exercise_ms
            if getattr(event, "kind", "") != "crowd":
                kept.append(record)
        curves = recorder.done()
        for world, totals in enumerate(state.worlds):
            totals.reached = curves.final("reached", world)
            totals.believe = curves.final("believe", world)
        return cls(
            scenario,
            selection,
            opened,
            state,
            tuple(kept),
            curves,
            first_seen,
            seed,
            record.hash,
            record.exercise_ms if ended is None else ended,
        )

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of the cut that appeared, in the scenario's order."""
        return tuple(
            item
            for item in self.scenario.items
            if item.id in self.first_seen and item.id in self.selection.items
        )

    @cached_property
    def _by_kind(self) -> dict[type[ev.Event], list[Record]]:
        kinds: dict[type[ev.Event], list[Record]] = {}
        for record in self.records:
            kinds.setdefault(type(record.payload), []).append(record)
        return kinds

    @cached_property
    def items_of(self) -> dict[str, tuple[Item, ...]]:
        """Incident id to the items it is about."""
        return {
            incident.id: tuple(
                self.state.index.items[item] for item in self.state.items_of(incident)
            )
            for incident in self.state.incidents.values()
        }

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams of the cut."""
        return self.selection.teams

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Every incident, in the order opened."""
        return tuple(self.state.incidents.values())

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every published message, in order."""
        return tuple(self.state.messages.values())

    @cached_property
    def jumps(self) -> tuple[tuple[int, int], ...]:
        """(from, to) of every forward jump of the clock that was made before the end."""
        return tuple(
            (record.exercise_ms, min(fact.to_ms, self.end_ms))
            for record, fact in self.facts(ev.ClockJumped)
            if record.exercise_ms < self.end_ms
        )

    def played_ms(self, since_ms: int, until_ms: int) -> int:
        """Milliseconds of play between two moments: those inside a jump of the clock are left out.

        Nobody can act while the clock jumps, so a night that is jumped over makes nobody slow.
        0 where a later re-tagging puts the first moment after the second.
        """
        skipped, reached = 0, since_ms
        for start, end in sorted(self.jumps):
            inside = min(end, until_ms) - max(start, reached)
            skipped += max(0, inside)
            reached = max(reached, end)
        return max(0, until_ms - since_ms - skipped)

    @property
    def people_per_agent(self) -> Fraction:
        """How many people of the scenario one agent of the log stands for."""
        agents = sum(self.curves.sizes)
        return (
            Fraction(self.scenario.audience.people_represented, agents) if agents else Fraction(0)
        )

    def incidents_about(self, item: str) -> tuple[Incident, ...]:
        """The incidents about an item."""
        return tuple(
            incident
            for incident in self.incidents
            if any(one.id == item for one in self.items_of[incident.id])
        )

    @cached_property
    def own_posts(self) -> tuple[Post, ...]:
        """The posts and replies that teams wrote openly outside their messages, in order."""
        return tuple(post for post in self.state.posts.values() if post.kind == "team")

    def post_of(self, message: Message) -> Post:
        """The post that carries a message."""
        return self.state.posts[message.fact.post]

    def messages_about(self, item: str) -> tuple[Message, ...]:
        """The messages about an item, in order."""
        return tuple(one for one in self.messages if item in self.post_of(one).about)

    def facts(self, kind: type[Kind]) -> Iterator[tuple[Record, Kind]]:
        """Every record of one kind of event, with the event."""
        for record in self._by_kind.get(kind, ()):
            assert isinstance(record.payload, kind)
            yield record, record.payload

    def team_of(self, record: Record) -> str:
        """The team whose seat made a record; empty for the world, ``control`` for controllers."""
        return self.state.team_of(record.seat)


def _shown(event: ev.Event) -> tuple[str, ...]:
    """Items that an event puts before people's eyes in world A."""
    if isinstance(event, ev.PostPublished):
        return event.about if event.worlds & ev.ONLY_A else ()
    if isinstance(event, ev.TeamMessaged | ev.PostRetagged):
        return event.about
    return ()
