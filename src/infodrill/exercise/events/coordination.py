"""Events between units: handover, escalation, tasking and options from the steering seat."""

from __future__ import annotations

from typing import ClassVar

from infodrill.exercise.events.base import Event


class HandoverOffered(Event, frozen=True):
    """An incident is offered to another team, or escalated to the parent."""

    NAME: ClassVar[str] = "handover.offered.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    incident: str
    from_team: str
    to_team: str
    note: str
    escalate: bool


class HandoverAccepted(Event, frozen=True):
    """The other team owns the incident now."""

    NAME: ClassVar[str] = "handover.accepted.v1"
    incident: str
    team: str


class HandoverDeclined(Event, frozen=True):
    """The incident stays with its owner."""

    NAME: ClassVar[str] = "handover.declined.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    incident: str
    team: str
    reason: str


class TaskGiven(Event, frozen=True):
    """A task, or a request for options, from the steering seat or from above."""

    NAME: ClassVar[str] = "task.given.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("written",)
    id: str
    team: str
    giver: str
    text: str
    written: str
    incident: str | None
    ask_options: bool
    inject: str | None = None


class TaskFinished(Event, frozen=True):
    """The team reports the task done."""

    NAME: ClassVar[str] = "task.finished.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    task: str
    note: str


class OptionsGiven(Event, frozen=True):
    """At least two options with the advised one."""

    NAME: ClassVar[str] = "options.given.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("options",)
    task: str
    options: tuple[str, ...]
    advised: int


class OrderDeclined(Event, frozen=True):
    """An order the line forbids was declined, with the ground."""

    NAME: ClassVar[str] = "order.declined.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("ground",)
    task: str
    ground: str
