"""Where a scripted team stalled in one run: plays cut short and waits that were given up.

Read from the log alone: a scripted team's command id is ``play.step.try``, so the log tells which
steps were given and what became of them.
"""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from infodrill.evaluation.case import Case
from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.scenario.scripted import Play, ScriptedTeam

HARMLESS = frozenset({"already", "clock_jumping"})
"""Refusals after which a play goes on: it was done before, or it is tried again."""


class Refusal(Struct, frozen=True, array_like=True):
    """A refused step."""

    play: str
    command: str
    code: str


class Stop(Struct, frozen=True, array_like=True):
    """A play that began and did not reach its last step."""

    play: str
    step: int
    """The first step that was not carried out, counted from 0."""
    do: str
    why: str
    """``refused``, ``waiting`` (at a wait when the exercise ended) or ``time`` (it ran out)."""


class Wait(Struct, frozen=True, array_like=True):
    """A wait that was given up: the play went on without what it waited for."""

    play: str
    step: int
    do: str


def stops(case: Case, team: ScriptedTeam, never_started: tuple[str, ...]) -> tuple[Stop, ...]:
    """The plays of the cut's teams that began and did not reach their last step."""
    given = _given(case)
    found = []
    for play in team.plays:
        if play.team not in case.teams or play.id in never_started or not play.steps:
            continue
        stop = _stop(play, given[play.id])
        if stop is not None:
            found.append(stop)
    return tuple(found)


def _stop(play: Play, given: list[tuple[int, Record]]) -> Stop | None:
    reached = -1
    for step, record in given:
        fact = record.payload
        if isinstance(fact, ev.CommandRefused) and fact.code not in HARMLESS:
            return Stop(play.id, step, play.steps[step].do, "refused")
        reached = max(reached, step)
    step = reached + 1
    if step >= len(play.steps):
        return None
    do = play.steps[step].do
    return Stop(play.id, step, do, "waiting" if do.startswith("wait_") else "time")


def waits_given_up(case: Case, team: ScriptedTeam) -> tuple[Wait, ...]:
    """Waits after which the play went on although evidence or approval had not come."""
    given = _given(case)
    approved = {fact.draft: record.exercise_ms for record, fact in case.facts(ev.DraftApproved)}
    found = []
    for play in team.plays:
        for number, step in enumerate(play.steps):
            if not step.do.startswith("wait_"):
                continue
            before = [one for at, one in given[play.id] if at < number]
            after = [one for at, one in given[play.id] if at > number]
            if before and after and _missing(case, step.do, before, after[0], approved):
                found.append(Wait(play.id, number, step.do))
    return tuple(found)


def _missing(
    case: Case, do: str, before: list[Record], after: Record, approved: dict[str, int]
) -> bool:
    """Whether what a wait was for had not come when the play went on."""
    if do == "wait_approval":
        drafts = [one.payload.id for one in before if isinstance(one.payload, ev.DraftWritten)]
        return bool(drafts) and approved.get(drafts[-1], after.exercise_ms + 1) > after.exercise_ms
    incidents = [
        one.payload.id
        if isinstance(one.payload, ev.IncidentOpened)
        else getattr(one.payload, "incident", "")
        for one in before
    ]
    own = next((one for one in reversed(incidents) if one), None)
    incident = case.state.incidents.get(own) if own else None
    if incident is None:
        return False
    asked = [case.state.requests[request] for request in incident.requests]
    # What another play asks for while this one is already going on is not what it waited for.
    return any(
        one.asked_ms <= before[-1].exercise_ms and one.due_ms > after.exercise_ms for one in asked
    )


def _given(case: Case) -> dict[str, list[tuple[int, Record]]]:
    """Play id to its (step, record), in the order of the log."""
    found: dict[str, list[tuple[int, Record]]] = defaultdict(list)
    for record in case.records:
        rest, _dot, tries = record.command.rpartition(".")
        play, _dot, step = rest.rpartition(".")
        if play and step.isdecimal() and tries.isdecimal():
            found[play].append((int(step), record))
    return found
