"""Scripted teams: ``teams/*.yaml``, commands and rules only, no effect sizes.

A scripted team sees a player's view: posts in the feed, private messages to its team, answers to
its own requests. A play starts when something visible matches ``sees``; its steps are then given
in order, each ``after`` seconds since the step before, by the named function's seat. Results of
earlier steps are named: ``$post`` (what was seen), ``$incident``, ``$draft``, ``$message``,
``$handover``, ``$task``.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from infodrill.scenario.words import Outlet, TeamFunction


class Sees(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What starts a play. All given parts must match; matching text ignores letter case."""

    sender: str | None = None
    """Account id of the author or caller."""
    contains: str | None = None
    """Text of the post or private message contains this."""
    outlet: Outlet | None = None
    private: bool = False
    """Match private messages to the team in place of the public feed."""
    handover: bool = False
    """Match an incident handed over to the team; ``contains`` is then looked up in its title."""
    task: bool = False
    """Match a task from the steering seat."""
    start: bool = False
    """Match StartEx."""


class Step(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One command, or a wait."""

    do: str
    """A command name, or ``wait_evidence`` (until asked evidence came), ``wait_approval``."""
    by: TeamFunction = TeamFunction.lead
    after: int = 60
    """Seconds of exercise time since the step before."""
    body: dict[str, Any] = {}
    """The command's fields; strings starting with ``$`` are names of earlier results."""
    team: str | None = None
    """Whose seat gives it, when not the play's team (the second person of another unit)."""


class Play(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A sequence of steps, run once."""

    id: str
    team: str
    sees: Sees
    steps: tuple[Step, ...]


class Adjust(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A systematic change to every matching step of an extended team."""

    do: str
    """Command name the change applies to; ``*`` for all."""
    play: str | None = None
    add_seconds: int = 0
    drop_parts: tuple[str, ...] = ()
    """Message parts removed from drafts."""
    drop_evidence: bool = False


class ScriptedTeam(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One file of ``teams/``: the behaviour of all teams of the exercise."""

    name: str
    summary: str
    extends: str | None = None
    """Name of another scripted team whose plays are taken over first."""
    adjust: tuple[Adjust, ...] = ()
    plays: tuple[Play, ...] = ()
