"""Facts of runs made by hand, so that a test says what it changes and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from infodrill.evaluation.rehearsal import Rehearsal, RunFacts, summarise
from infodrill.evaluation.rehearsal.facts import TeamLoad, Value
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import Play, ScriptedTeam, Sees, Step
from tests.fixtures import tiny_scenario

PLAY = Play(
    "crack",
    "city",
    Sees(sender="hana"),
    (
        Step("open_incident", body={"title": "Crack in the dam"}),
        Step("draft_message"),
        Step("publish_message"),
    ),
)
IDLE = ScriptedTeam("absent", "Nobody is there.")
GOOD = ScriptedTeam("reference", "Answers in time.", plays=(PLAY,))
POOR = ScriptedTeam("slow", "Answers late.", plays=(PLAY,))


def value(number: float | None, letter: str | None = None, **more: Any) -> Value:
    return Value(number, more.get("reason"), more.get("target"), letter)


def facts(team: ScriptedTeam, seed: int, averted: float = 0, **changes: Any) -> RunFacts:
    told: dict[str, Any] = {
        "team": team.name,
        "seed": seed,
        "delayed": None,
        "head": "0" * 64,
        "end_ms": 3_600_000,
        "jumps": (),
        "measures": {"harm_person_hours_averted": value(averted)},
        "capabilities": {"respond-proportionately": "P"},
        "fired": {},
        "fired_without": (),
        "silent": ("J04",),
        "never_started": (),
        "refusals": (),
        "stops": (),
        "waits": (),
        "incidents": (),
        "load": {"city": TeamLoad(((0, 2),), ((0, 5), (1, 3)), 1)},
    }
    return RunFacts(**{**told, **changes})


def rehearsal(
    runs: Iterable[RunFacts],
    teams: Iterable[ScriptedTeam] = (IDLE, GOOD, POOR),
    scenario: Scenario | None = None,
    **more: Any,
) -> Rehearsal:
    told: dict[str, Any] = {
        "cut": "full",
        "agents": 1000,
        "engine": "1",
        "calibration": "2026.1",
        "delay_minutes": 10,
        **more,
    }
    return summarise(scenario or tiny_scenario(), tuple(teams), tuple(runs), **told)
