"""Who plays: teams of units, their functions, and the cuts and phases they play through."""

from __future__ import annotations

from msgspec import Struct

from infodrill.scenario.words import TeamFunction, UnitLevel


class TeamRole(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One team: the players of one unit in this exercise."""

    id: str
    title: str
    unit: str
    """The fictional body it is, e.g. "City of Verna"."""
    level: UnitLevel
    account: str
    """Cast id of its official account."""
    parent: str | None = None
    """Team one level up, to which it escalates."""
    functions: tuple[TeamFunction, ...] = tuple(TeamFunction)
    answers_for: tuple[str, ...] = ()
    """Topics whose answer is its own to give."""


class Phase(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of play with its task, product and gate."""

    id: str
    title: str
    start: str
    end: str
    task: str
    product: str
    gate: str


class Jump(Struct, frozen=True, forbid_unknown_fields=True):
    """A forward jump of the exercise clock; every tick and inject between still runs."""

    start: str
    end: str
    title: str = ""


class Cut(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A playable shortening: which key injects, which stretch, which teams."""

    id: str
    title: str
    end: str
    injects: tuple[str, ...] = ()
    """Key injects kept; empty means all. Background rows before ``end`` are always kept unless
    ``background`` is false."""
    teams: tuple[str, ...] = ()
    """Teams that play; empty means all."""
    background: bool = True
    items: tuple[str, ...] = ()
    """Items kept; empty means all."""


class CriticalTask(Struct, frozen=True, forbid_unknown_fields=True):
    """What an evaluator watches for; ``measures`` names the computed evidence beside it."""

    id: str
    title: str
    measures: tuple[str, ...] = ()


class Capability(Struct, frozen=True, forbid_unknown_fields=True):
    """An HSEEP capability with its organisational target."""

    id: str
    title: str
    target: str
    critical_tasks: tuple[CriticalTask, ...]


class Objective(Struct, frozen=True, forbid_unknown_fields=True):
    """An exercise objective and the capabilities that show it."""

    id: str
    title: str
    capabilities: tuple[Capability, ...]
