"""Runs of the shipped scenarios, kept for the session: several tests look at the same ones."""

from __future__ import annotations

from functools import cache

import msgspec

from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.conduct.scripted import resolve, scripted_team
from infodrill.evaluation.aar import AfterActionReport
from infodrill.evaluation.compose import after_action_report
from infodrill.exercise import events as ev
from infodrill.scenario.load import load_scenario
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import Adjust, ScriptedTeam
from infodrill.shipped import scenario_folder

NAMES = ("dam-rumour", "factory-smell")
TEAMS = ("absent", "reference", "slow", "overreacting")


@cache
def shipped(name: str) -> Scenario:
    return load_scenario(scenario_folder(name))


VARIANTS: dict[str, tuple[Adjust, ...]] = {
    "reference, published 30 minutes later": (Adjust(do="publish_message", add_seconds=1800),),
    "reference without the alternative": (Adjust(do="draft_message", drop_parts=("alternative",)),),
    "reference without evidence": (Adjust(do="draft_message", drop_evidence=True),),
}


def team_of(scenario: Scenario, name: str) -> ScriptedTeam:
    """A shipped team, or the reference team with one thing changed."""
    if name in VARIANTS:
        changed = ScriptedTeam(name, "", extends="reference", adjust=VARIANTS[name])
        return resolve(scenario, changed)
    return scripted_team(scenario, name)


def play(name: str, team: str, seed: int, agents: int, cut: str = "full") -> HeadlessRun:
    scenario = shipped(name)
    return run_headless(scenario, team_of(scenario, team), cut=cut, seed=seed, agents=agents)


played = cache(play)


@cache
def report_of(name: str, team: str, seed: int, agents: int) -> AfterActionReport:
    """The report of a run; the run itself, tens of megabytes, is not kept."""
    run = play(name, team, seed, agents)
    return after_action_report(run.scenario, run.records)


def value(report: AfterActionReport, measure: str) -> float:
    """The value of a measure for the whole exercise."""
    found = next(
        one for one in report.measures if one.name == measure and one.scope.kind == "exercise"
    )
    assert found.value is not None, f"{measure}: {found.reason}"
    return float(found.value)


def digests(run: HeadlessRun, world: int) -> list[str]:
    return [
        record.payload.digests[world]
        for record in run.records
        if isinstance(record.payload, ev.AudienceTicked)
    ]


def summary(run: HeadlessRun) -> dict[str, object]:
    """What a golden run keeps: the head of the log and the measures of the whole exercise."""
    report = after_action_report(run.scenario, run.records)
    return {
        "head": run.head,
        "records": len(run.records),
        "measures": {
            one.name: one.value for one in report.measures if one.scope.kind == "exercise"
        },
        "averted": msgspec.to_builtins({row.item: row.averted for row in report.effects}),
    }
