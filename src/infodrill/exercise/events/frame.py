"""Events that frame an exercise: opening, clock, phases, emergency, closing."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from infodrill.exercise.events.base import Event


class SeatEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One seat of the roster. Names of people live outside the log."""

    id: str
    team: str
    """Team id, or ``control`` or ``steering``."""
    function: str


class ExerciseOpened(Event, frozen=True):
    """The first record: pins what the whole log depends on."""

    NAME: ClassVar[str] = "exercise.opened.v1"
    scenario: str
    scenario_digest: str
    cut: str
    roster: tuple[SeatEntry, ...]
    roster_digest: str
    agents: int
    engine: str
    calibration: str
    seed_commitment: str
    """SHA-256 of ``infodrill-seed:<nonce>:<seed>``; seed and nonce are told when it closes."""
    played_by: str
    """``people`` or the name of the scripted team."""
    epoch_ms: int
    """Scenario calendar start as Unix milliseconds, the base of all ids."""


class ExerciseStarted(Event, frozen=True):
    """StartEx."""

    NAME: ClassVar[str] = "exercise.started.v1"


class ExerciseEnded(Event, frozen=True):
    """EndEx."""

    NAME: ClassVar[str] = "exercise.ended.v1"
    cause: str


class ExerciseClosed(Event, frozen=True):
    """The last record: the seed is told, so that anybody can re-simulate."""

    NAME: ClassVar[str] = "exercise.closed.v1"
    seed: str
    nonce: str


class ClockPaused(Event, frozen=True):
    """The exercise clock stands."""

    NAME: ClassVar[str] = "clock.paused.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("cause",)
    cause: str


class ClockResumed(Event, frozen=True):
    """The exercise clock runs."""

    NAME: ClassVar[str] = "clock.resumed.v1"


class ClockRateSet(Event, frozen=True):
    """Exercise seconds per wall second, in per cent."""

    NAME: ClassVar[str] = "clock.rate_set.v1"
    percent: int


class ClockJumped(Event, frozen=True):
    """A forward jump begins; every tick and inject up to ``to_ms`` still runs, in order."""

    NAME: ClassVar[str] = "clock.jumped.v1"
    to_ms: int


class PhaseEntered(Event, frozen=True):
    """A phase begins."""

    NAME: ClassVar[str] = "phase.entered.v1"
    phase: str


class EmergencyCalled(Event, frozen=True):
    """A real-world emergency: clock frozen, feeds blank. Never scored."""

    NAME: ClassVar[str] = "emergency.called.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("what",)
    what: str


class EmergencyCleared(Event, frozen=True):
    """Director or controller resumes after a real-world emergency."""

    NAME: ClassVar[str] = "emergency.cleared.v1"


class CommandRefused(Event, frozen=True):
    """A command was refused; the reason depends only on what the seat entered and did."""

    NAME: ClassVar[str] = "command.refused.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("facts",)
    command: str
    code: str
    facts: dict[str, str]
