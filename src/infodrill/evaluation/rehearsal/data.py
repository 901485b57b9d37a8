"""What a rehearsal found, as data (``rehearsal.json``): the page has nothing left to compute."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from infodrill.exercise.record import canonical


class Played(Struct, frozen=True):
    """One scripted team of the rehearsal."""

    name: str
    summary: str
    idle: bool
    """It has no plays: what happens to it happens to a team that does nothing."""
    runs: int


class Spread(Struct, frozen=True):
    """One measure of the whole exercise over the runs of one scripted team."""

    team: str
    values: tuple[int | float | None, ...]
    """One value a seed, in the seeds' order; null where there is none."""
    low: int | float | None
    lower_quarter: int | float | None
    median: int | float | None
    upper_quarter: int | float | None
    high: int | float | None
    never: int
    """Runs in which it never happened, up to EndEx."""
    unmeasured: int
    """Runs in which there was nothing to measure."""
    letters: dict[str, int]
    """Suggested letter (P, S, M, U) to runs."""


class Pair(Struct, frozen=True):
    """How surely a measure puts one scripted team before another."""

    better: str
    worse: str
    turned_per_mille: int
    """Of all pairs of a run of each, those in which the worse team came out ahead; ties half."""


class MeasureSpread(Struct, frozen=True):
    """One measure: how the scripted teams spread, what its target means, how much is luck."""

    name: str
    unit: str
    better: str
    """``higher``, ``lower`` or ``none``."""
    target: int | float | None
    spreads: tuple[Spread, ...]
    luck_per_mille: int | None
    """Share of the squared differences between all runs that is left within the teams; null where
    all runs are equal, or where there is only one team or one seed."""
    pair: Pair | None
    """The two best scripted teams by their medians; null where the medians are equal."""
    verdict: str
    """``tells_apart``, ``asks_nothing``, ``everyone``, ``out_of_reach`` or ``not_judged``."""


class CapabilitySpread(Struct, frozen=True):
    """The letters that the log suggests for one capability, by scripted team."""

    capability: str
    title: str
    letters: dict[str, dict[str, int]]
    """Scripted team to letter to runs; an empty letter is a run with too little evidence."""


class Difficulty(Struct, frozen=True):
    """Too easy, too hard, or fair."""

    verdict: str
    """``fair``, ``too_easy``, ``too_hard``, ``mixed``, or ``not_judged``."""
    counts: dict[str, int]
    """Verdict on a measure to the number of measures."""


class DelayCost(Struct, frozen=True):
    """What it costs when the messages of one play come ten minutes later."""

    play: str
    title: str
    team: str
    messages: int
    hours: tuple[float, ...]
    """Person-hours of harmful error no longer averted, one a seed; below 0 the delay helped."""
    low: float
    median: float
    high: float
    dearer: int
    """Seeds in which the delay cost something."""
    unwarned: float | None
    """Median of the people more who were left unwarned; null where nobody was in danger."""


class Delays(Struct, frozen=True):
    """The delays of one scripted team's messages, dearest first."""

    team: str
    minutes: int
    seeds: tuple[int, ...]
    costs: tuple[DelayCost, ...]


class RowFate(Struct, frozen=True):
    """One row of the MSEL that did not simply happen in every run."""

    row: str
    title: str
    condition: str | None
    """Null for a row at a fixed time."""
    fired: dict[str, int]
    """Scripted team to the runs in which it fired."""
    without: int
    """Seeds for which it fired in the world without the players."""
    earliest_ms: int | None
    latest_ms: int | None


class PlayFate(Struct, frozen=True):
    """One play of a scripted team that did not run through in every run."""

    scripted: str
    """The scripted team."""
    team: str
    """The team that the play belongs to."""
    play: str
    title: str
    what: str
    """``never_started``, ``refused``, ``waiting``, ``time`` or ``gave_up``."""
    where: str
    """Command or wait at which it stood; empty for ``never_started``."""
    step: int | None
    """Number of that step, counted from 1."""
    code: str
    """The refusal's code; empty for the others."""
    runs: int
    of_runs: int


class OpenIncident(Struct, frozen=True):
    """An incident that was not closed by EndEx."""

    scripted: str
    team: str
    title: str
    runs: int
    """Runs in which it stayed open."""
    of_runs: int
    """Runs in which it was opened."""


class Stretch(Struct, frozen=True, array_like=True):
    """Ten minutes of one team: medians over the runs."""

    start_ms: int
    injects: float
    acts: float


class Load(Struct, frozen=True):
    """What one team carries when a scripted team plays: medians over the runs."""

    scripted: str
    team: str
    title: str
    injects: float
    acts: float
    most_open: float
    """Incidents open at one time."""
    stretches: tuple[Stretch, ...]
    """Ten minutes in which anything came or was done, in order."""


class Rehearsal(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    scenario: str
    title: str
    language: str
    cut: str
    scenario_digest: str
    agents: int
    people_represented: int
    engine: str
    calibration: str
    start_calendar: str
    end_ms: int
    jumps: tuple[tuple[int, int], ...]
    seeds: tuple[int, ...]
    teams: tuple[Played, ...]
    team_titles: dict[str, str]
    """Team id to its title."""
    difficulty: Difficulty
    measures: tuple[MeasureSpread, ...]
    capabilities: tuple[CapabilitySpread, ...]
    delays: Delays | None
    """Null where no scripted team of the rehearsal publishes, or none was asked for."""
    never_fired: tuple[str, ...]
    """Rows of the cut that fired in no run, but for those that a controller fires by hand."""
    by_hand: int
    """Rows of the cut that a controller fires by hand; no rehearsal fires them."""
    rows: tuple[RowFate, ...]
    plays: tuple[PlayFate, ...]
    left_open: tuple[OpenIncident, ...]
    load: tuple[Load, ...]


def rehearsal_json(rehearsal: Rehearsal) -> bytes:
    """The file's bytes: one line of canonical JSON and a line end, equal on every machine."""
    return canonical(rehearsal) + b"\n"


def rehearsal_schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(Rehearsal),
    }
