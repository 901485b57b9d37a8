"""What a decision may look at, and the narrow gates through which it gets its objects.

Every look-up checks the viewer: a seat gets an incident, draft or post only if its team may see
it. There is no other way to an object (house style: security by narrow gates).
"""

from __future__ import annotations

from dataclasses import dataclass

from infodrill.exercise.commands import Command
from infodrill.exercise.events import Event, SeatEntry
from infodrill.exercise.ids import Mint
from infodrill.exercise.ladder import FULL_FORM
from infodrill.exercise.refusals import Refused, refuse
from infodrill.exercise.state import Draft, Incident, Post, State, Task
from infodrill.scenario.words import Direction, TeamFunction, Verdict

CONTROL = "control"
STEERING = "steering"
Outcome = list[Event] | Refused


class Denied(Exception):
    """Carries a refusal out of nested look-ups; never leaves ``decide``."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass
class Context:
    """One command being decided: reads the state, mints ids, knows who asks."""

    state: State
    command: Command
    seat: SeatEntry
    now_ms: int
    mint: Mint

    @property
    def team(self) -> str:
        """The asking seat's team."""
        return self.seat.team

    def deny(self, code: str, **facts: object) -> Denied:
        """A refusal to raise."""
        return Denied(refuse(code, **facts))

    def require(self, value: str, field: str) -> str:
        """Text that must not be empty."""
        if not value.strip():
            raise self.deny("empty", field=field)
        return value

    def within(self, value: int, low: int, high: int, field: str) -> int:
        """A number in its range."""
        if not low <= value <= high:
            raise self.deny("out_of_range", field=field, given=value, low=low, high=high)
        return value

    def function(self, *expected: TeamFunction) -> None:
        """The seat must have one of these functions."""
        if self.seat.function not in {*(one.value for one in expected), "all"}:
            raise self.deny(
                "wrong_function",
                expected=", ".join(one.value for one in expected),
                given=self.seat.function,
            )

    def post(self, post_id: str) -> Post:
        """A post the team can see: any public one, or a private message to it."""
        post = self.state.posts.get(post_id)
        if post is None or (post.private_to and post.private_to != self.team):
            raise self.deny("not_found", kind="post", id=post_id)
        return post

    def public_post(self, post_id: str) -> Post:
        """A post of the simulated internet."""
        post = self.post(post_id)
        if post.private_to:
            raise self.deny("not_found", kind="public post", id=post_id)
        return post

    def incident(self, incident_id: str) -> Incident:
        """An open incident the team owns, at the version the seat saw."""
        incident = self.any_incident(incident_id)
        if incident.team != self.team:
            raise self.deny("not_yours", kind="incident", team=incident.team)
        if not incident.is_open:
            raise self.deny("closed")
        if self.command.seen is not None and self.command.seen != incident.version:
            raise self.deny(
                "stale",
                kind="incident",
                seen=self.command.seen,
                now=incident.version,
                what=incident.last_change,
            )
        return incident

    def any_incident(self, incident_id: str) -> Incident:
        """An incident the team has to do with: owns, owned, or was offered."""
        incident = self.state.incidents.get(incident_id)
        if incident is None or self.team not in {*incident.teams, incident.offered_to}:
            raise self.deny("not_found", kind="incident", id=incident_id)
        return incident

    def draft(self, draft_id: str) -> tuple[str, Draft, Incident]:
        """A draft of the team, with its incident."""
        draft = self.state.drafts.get(draft_id)
        if draft is None or draft.team != self.team:
            raise self.deny("not_found", kind="draft", id=draft_id)
        if self.command.seen is not None and self.command.seen != draft.version:
            raise self.deny(
                "stale",
                kind="draft",
                seen=self.command.seen,
                now=draft.version,
                what=draft.last_change,
            )
        incident = self.state.incidents[draft.content.incident]
        if incident.team != self.team:
            raise self.deny("not_yours", kind="incident", team=incident.team)
        if not incident.is_open:
            raise self.deny("closed")
        return draft_id, draft, incident

    def untrue(self, incident: Incident) -> None:
        """An act against an item stands on a verdict of false or misleading, when it is done."""
        verdict = incident.verdict.verdict if incident.verdict else None
        if verdict not in (Verdict.false, Verdict.misleading):
            raise self.deny("needs_verdict")

    def gate(self, incident: Incident, rung: int, act: str) -> None:
        """Ask the rights gate at the act itself: what it stood on at the decision may be gone."""
        decision = incident.decision
        if decision is None or decision.direction is not Direction.against or decision.rung < rung:
            raise self.deny("needs_decision", type=act, direction=f"against at rung {rung}")
        self.untrue(incident)
        if decision.rung >= FULL_FORM and not incident.agreed:
            raise self.deny("needs_agreement", rung=decision.rung)

    def task(self, task_id: str) -> Task:
        """An open task of the team."""
        task = self.state.tasks.get(task_id)
        if task is None or task.team != self.team:
            raise self.deny("not_found", kind="task", id=task_id)
        if task.status != "open":
            raise self.deny("already", what=task.status)
        return task

    def evidence(self, incident: Incident, cards: tuple[str, ...]) -> tuple[str, ...]:
        """Evidence cards, all of which the incident has received."""
        for card in cards:
            if card not in incident.evidence:
                raise self.deny("unknown_evidence", id=card)
        return cards
