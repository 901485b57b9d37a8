"""A table to play at, one command at a time: a conductor with a small audience.

`quiet` takes out of a scenario what answers to belief: conditional rows, and the visible crowd's
words; and the jumps, so that a game may last. What remains happens at its time whatever is true,
so two tables differ only by what is changed on purpose.
"""

from __future__ import annotations

from typing import Any

import msgspec

from infodrill.conduct.conductor import Conductor, Result, Setup
from infodrill.conduct.ports import MemoryStore, SeededSalts
from infodrill.exercise.commands import Command
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.scenario.cutting import select
from infodrill.scenario.item import Evidence, Item
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import EvidenceMethod, Points

MINUTE = 60_000


class Table:
    """One exercise of people: `ask` gives a command, `wait` lets the clock run."""

    def __init__(self, scenario: Scenario, *, minutes: float = 0, agents: int = 100) -> None:
        self.scenario = scenario
        setup = Setup(scenario, select(scenario, "full"), 1, agents, "people")
        self.conductor = Conductor(setup, MemoryStore(), SeededSalts(1))
        self.records: list[Record] = []
        self.conductor.subscribe(lambda record, state: self.records.append(record))
        self.conductor.open()
        self.conductor.submit(Command("startex", "control", "start_exercise", {}), 0)
        self._ticks = 0
        self._given = 0
        self.wait(minutes)

    @property
    def state(self) -> State:
        return self.conductor.state

    def wait(self, minutes: float) -> None:
        if self.state.clock.emergency:
            self.ask("control", "resume_clock", {})
        for _tick in range(round(minutes * MINUTE / self.conductor.tick_ms)):
            if not self.state.clock.running:
                return
            self.conductor.tick(self._ticks)
            self._ticks += 1

    def ask(self, seat: str, name: str, body: dict[str, Any], seen: int | None = None) -> Result:
        self._given += 1
        command = Command(f"c{self._given}", seat, name, body, seen)
        return self.conductor.submit(command, self.state.now_ms)

    def make(self, seat: str, name: str, **body: Any) -> str:
        """A command that must be carried out; what it made."""
        result = self.ask(seat, name, body)
        assert result.refused is None, f"{name} was refused: {result.refused}"
        return result.made

    def refused(self, seat: str, name: str, **body: Any) -> str:
        """A command that must be refused; the code."""
        result = self.ask(seat, name, body)
        assert result.refused is not None, f"{name} was carried out"
        return result.refused.code

    def post_about(self, item: str) -> str:
        """The first public post that is about an item."""
        return next(
            post.id
            for post in self.state.posts.values()
            if post.about[:1] == (item,) and not post.private_to
        )

    def incident(self, item: str, team: str = "city") -> str:
        """An open incident about an item."""
        post = self.post_about(item)
        return self.make(f"{team}.lead", "open_incident", title="What is it?", posts=[post])

    def verdict(self, incident: str, verdict: str, team: str = "city") -> tuple[str, ...]:
        """Ask for evidence by every method, wait for it and conclude; the cards received."""
        for method in EvidenceMethod:
            self.make(
                f"{team}.verifier", "request_verification", incident=incident, method=method.value
            )
        self.wait(6)
        cards = tuple(self.state.incidents[incident].evidence)
        self.make(
            f"{team}.verifier", "give_verdict", incident=incident, verdict=verdict,
            confidence="high", evidence=cards,
        )  # fmt: skip
        return cards


def quiet(scenario: Scenario) -> Scenario:
    """The scenario without rows that wait for belief, words for the crowd, and jumps."""
    return msgspec.structs.replace(
        scenario,
        header=msgspec.structs.replace(scenario.header, jumps=()),
        msel=tuple(row for row in scenario.msel if row.when is None),
        phrases=msgspec.structs.replace(scenario.phrases, sets=()),
    )


def cards_about(item: str) -> tuple[Evidence, ...]:
    """Two cards about any item, also one that is protected: people look into those too."""
    return (
        Evidence(
            id=f"{item}-gauge",
            title="Gauge record",
            text="The gauges show no movement since spring.",
            method=EvidenceMethod.record,
            points=Points.unclear,
            source="Record of the dam's gauges",
            from_subject=True,
            delay_minutes=3,
        ),
        Evidence(
            id=f"{item}-engineer",
            title="Independent engineer",
            text="She stood on the crest an hour ago.",
            method=EvidenceMethod.expert,
            points=Points.unclear,
            source="An engineer of the university",
            strength=3,
            delay_minutes=5,
            explains=True,
        ),
    )


def with_evidence(scenario: Scenario) -> Scenario:
    """Every item, protected speech included, has evidence that can be asked for."""
    return with_items(
        scenario,
        lambda item: msgspec.structs.replace(item, evidence=item.evidence or cards_about(item.id)),
    )


def with_items(scenario: Scenario, change: Any) -> Scenario:
    """The scenario with every item changed."""
    items: tuple[Item, ...] = tuple(change(item) for item in scenario.items)
    return msgspec.structs.replace(scenario, items=items)
