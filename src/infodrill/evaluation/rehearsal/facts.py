"""The facts that a rehearsal keeps of one run: a few kilobytes in place of the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from infodrill.evaluation.case import Case
from infodrill.evaluation.measures import Taken, take
from infodrill.evaluation.ratings import letter, rate
from infodrill.evaluation.rehearsal.stalls import Refusal, Stop, Wait, stops, waits_given_up
from infodrill.exercise import events as ev
from infodrill.exercise.record import canonical
from infodrill.exercise.state import Incident
from infodrill.scenario.scripted import ScriptedTeam
from infodrill.scenario.words import RowKind

WINDOW_MS = 600_000
"""Load is counted in stretches of ten minutes, as `check` counts it."""


class Value(Struct, frozen=True, array_like=True):
    """One measure of the whole exercise: as written, and the letter that it suggests."""

    value: int | float | None
    reason: str | None
    target: int | float | None
    letter: str | None


class Handled(Struct, frozen=True, array_like=True):
    """One incident: the team that had it last, its title, and whether it was closed."""

    team: str
    title: str
    closed: bool


class TeamLoad(Struct, frozen=True):
    """What one team had to carry in one run."""

    injects: tuple[tuple[int, int], ...]
    """(number of the ten minutes from StartEx, key injects meant for the team), in order."""
    acts: tuple[tuple[int, int], ...]
    """(number of the ten minutes, commands that its seats gave and that were carried out)."""
    most_open: int
    """The most incidents that it had open at one time."""


class RunFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """One run of a rehearsal."""

    team: str
    """Name of the scripted team."""
    seed: int
    delayed: str | None
    """The play whose messages came later; None for a run as the team is written."""
    head: str
    """Hash of the log's last record: equal heads are equal logs, byte for byte."""
    end_ms: int
    jumps: tuple[tuple[int, int], ...]
    measures: dict[str, Value]
    capabilities: dict[str, str | None]
    """Capability id to the letter that the log suggests."""
    fired: dict[str, int]
    """Conditional row to the exercise ms at which it fired."""
    fired_without: tuple[str, ...]
    """Conditional rows that fired in the world without the players."""
    silent: tuple[str, ...]
    """Rows of the cut that did not fire, but for those that a controller fires by hand."""
    never_started: tuple[str, ...]
    """Plays whose trigger was never seen."""
    refusals: tuple[Refusal, ...]
    stops: tuple[Stop, ...]
    waits: tuple[Wait, ...]
    incidents: tuple[Handled, ...]
    load: dict[str, TeamLoad]


def run_facts(
    case: Case,
    team: ScriptedTeam,
    *,
    seed: int,
    delayed: str | None = None,
    refusals: Iterable[tuple[str, str, str]] = (),
    never_started: Iterable[str] = (),
) -> RunFacts:
    """What a rehearsal keeps of one run.

    Args:
        case: the run's whole log.
        team: the resolved scripted team that played it.
        seed: of the audience's luck.
        delayed: the play whose messages came later, if any.
        refusals: (play, command, code) of refused steps, as the inbox saw them.
        never_started: plays whose trigger was never seen, as the inbox saw them.
    """
    rows = [row for row in case.scenario.msel if row.id in case.selection.rows]
    fired, without = (world.fired for world in case.state.worlds)
    conditional = [row.id for row in rows if row.when is not None]
    taken = take(case)
    started = tuple(never_started)
    return RunFacts(
        team=team.name,
        seed=seed,
        delayed=delayed,
        head=case.head,
        end_ms=case.end_ms,
        jumps=case.jumps,
        measures={
            one.measure.name: _value(one) for one in taken if one.reading.scope.kind == "exercise"
        },
        capabilities={one.capability: one.suggested for one in rate(case, taken)},
        fired={row: fired[row] for row in conditional if row in fired},
        fired_without=tuple(row for row in conditional if row in without),
        silent=tuple(
            row.id for row in rows if row.id not in fired and row.kind is not RowKind.contingency
        ),
        never_started=started,
        refusals=tuple(Refusal(*one) for one in refusals),
        stops=stops(case, team, started),
        waits=waits_given_up(case, team),
        incidents=tuple(
            Handled(one.team, one.title, one.closed_ms is not None) for one in case.incidents
        ),
        load={one: _load(case, one) for one in case.teams},
    )


def write_facts(facts: RunFacts) -> bytes:
    """One line of canonical JSON without its line end."""
    return canonical(facts)


def read_facts(line: bytes) -> RunFacts:
    """The facts of a line. Raises msgspec.DecodeError where it is not one."""
    return msgspec.json.decode(line, type=RunFacts)


def _value(one: Taken) -> Value:
    suggested = letter(one)
    value = one.value
    return Value(
        value.value, value.reason, value.target, suggested.value if suggested is not None else None
    )


def _load(case: Case, team: str) -> TeamLoad:
    injects: dict[int, int] = defaultdict(int)
    for record, fact in case.facts(ev.InjectFired):
        row = case.state.index.injects[fact.inject]
        meant_for = row.to or ((row.expected_team,) if row.expected_team is not None else ())
        if fact.worlds & ev.ONLY_A and row.key and team in meant_for:
            injects[record.exercise_ms // WINDOW_MS] += 1
    given: dict[str, int] = {}
    for record in case.records:
        carried_out = not isinstance(record.payload, ev.CommandRefused)
        if record.command and carried_out and case.team_of(record) == team:
            given.setdefault(record.command, record.exercise_ms)
    acts: dict[int, int] = defaultdict(int)
    for at_ms in given.values():
        acts[at_ms // WINDOW_MS] += 1
    held = [one for one in case.incidents if one.team == team]
    return TeamLoad(_in_order(injects), _in_order(acts), _most_open(held, case.end_ms))


def _in_order(counts: dict[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(counts.items()))


def _most_open(incidents: list[Incident], end_ms: int) -> int:
    changes = sorted(
        change
        for one in incidents
        for change in (
            (one.opened_ms, 1),
            (end_ms + 1 if one.closed_ms is None else one.closed_ms, -1),
        )
    )
    now = most = 0
    for _at_ms, change in changes:
        now += change
        most = max(most, now)
    return most
