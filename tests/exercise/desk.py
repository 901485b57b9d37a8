"""A desk to try commands at: a conductor on the tiny scenario, with short words for seats."""

from __future__ import annotations

from typing import Any

from infodrill.conduct.conductor import Conductor, Result, Setup
from infodrill.conduct.ports import MemoryStore, SeededSalts
from infodrill.exercise.commands import Command
from infodrill.scenario.cutting import select
from infodrill.scenario.package import Scenario
from tests.fixtures import tiny_scenario, whole_scenario

FOUR_TAPS = {
    "checkable": True,
    "not_protected": True,
    "harm_to_people": "families on the valley road",
    "answered_first": True,
}
FULL_FORM = {
    **FOUR_TAPS,
    "less_intrusive": "a correction alone leaves the fake account up",
    "own_interest": "none",
    "rule_cited": "impersonation",
    "review": "in one hour",
    "defensible": True,
}


class Desk:
    """Gives commands in order and keeps the clock."""

    def __init__(self, scenario: Scenario | None = None, minutes: int = 10) -> None:
        self.scenario = scenario or tiny_scenario()
        setup = Setup(self.scenario, select(self.scenario, "full"), 1, 1000, "people")
        self.conductor = Conductor(setup, MemoryStore(), SeededSalts(1))
        self.conductor.open()
        self.conductor.submit(Command("startex", "control", "start_exercise", {}), 0)
        self.ticks = 0
        self.given = 0
        self.wait(minutes)

    @property
    def state(self) -> Any:
        return self.conductor.state

    def wait(self, minutes: float) -> None:
        for _tick in range(round(minutes * 60_000 / self.conductor.tick_ms)):
            self.conductor.tick(self.ticks)
            self.ticks += 1

    def ask(self, seat: str, name: str, seen: int | None = None, **body: Any) -> Result:
        self.given += 1
        command = Command(f"c{self.given}", seat, name, body, seen)
        return self.conductor.submit(command, self.state.now_ms + 1000)

    def make(self, seat: str, name: str, **body: Any) -> str:
        """A command that must succeed; returns what it made."""
        result = self.ask(seat, name, **body)
        assert result.refused is None, result.refused
        return result.made

    def refused(self, seat: str, name: str, seen: int | None = None, **body: Any) -> str:
        """A command that must be refused; returns the code."""
        result = self.ask(seat, name, seen, **body)
        assert result.refused is not None, f"{name} was accepted"
        return result.refused.code

    def post_about(self, item: str) -> str:
        """A visible post about an item."""
        return next(
            post.id
            for post in self.state.posts.values()
            if item in post.about and not post.private_to
        )

    def claim(self) -> str:
        return next(item.id for item in self.scenario.items if item.is_claim)

    def incident(self, team: str = "city") -> str:
        """An open incident about the claim."""
        return self.make(
            f"{team}.lead", "open_incident", title="A crack?", posts=[self.post_about(self.claim())]
        )

    def verified(self, verdict: str = "false") -> str:
        """An incident with evidence and a verdict."""
        incident = self.incident()
        self.make("city.verifier", "request_verification", incident=incident, method="expert")
        self.wait(10)
        cards = self.state.incidents[incident].evidence
        assert cards
        self.make(
            "city.verifier", "give_verdict", incident=incident, verdict=verdict,
            confidence="high", evidence=cards,
        )  # fmt: skip
        return incident

    def decided(self, rung: int = 5, direction: str = "against", **form: Any) -> str:
        incident = self.verified()
        self.make(
            "city.lead", "decide", incident=incident, direction=direction, rung=rung,
            rationale="people may be hurt", form=form or FOUR_TAPS,
        )  # fmt: skip
        return incident

    def draft(self, incident: str, **changes: Any) -> str:
        cards = self.state.incidents[incident].evidence
        body = {
            "type": "correction",
            "parts": {"fact": "The dam stands.", "alternative": "It was a shadow."},
            "outlets": ["microblog"],
            "evidence": cards,
            "alternative_evidence": cards,
            **changes,
        }
        return self.make("city.writer", "draft_message", incident=incident, **body)


def whole_desk(minutes: int = 10) -> Desk:
    """A desk with two teams."""
    return Desk(whole_scenario(), minutes)
