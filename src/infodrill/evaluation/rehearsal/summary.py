"""Adds up the facts of all runs to the rehearsal that a planner reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from infodrill.evaluation.rehearsal.data import (
    CapabilitySpread,
    DelayCost,
    Delays,
    Load,
    Played,
    Rehearsal,
    RowFate,
    Stretch,
)
from infodrill.evaluation.rehearsal.facts import WINDOW_MS, RunFacts
from infodrill.evaluation.rehearsal.fates import left_open, play_fates, play_title
from infodrill.evaluation.rehearsal.spreads import exact, measure_spreads
from infodrill.evaluation.rehearsal.targets import difficulty
from infodrill.evaluation.stats import median, rounded
from infodrill.scenario.cutting import select
from infodrill.scenario.digest import scenario_digest
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import ScriptedTeam
from infodrill.scenario.words import RowKind

NET = "harm_person_hours_averted"
UNWARNED = "people_left_unwarned"


def summarise(
    scenario: Scenario,
    teams: Sequence[ScriptedTeam],
    runs: Sequence[RunFacts],
    *,
    cut: str,
    agents: int,
    engine: str,
    calibration: str,
    delay_minutes: int,
    language: str = "en",
) -> Rehearsal:
    """The rehearsal, whatever the order of ``runs``.

    Args:
        scenario: as played.
        teams: the resolved scripted teams, in the order to be told.
        runs: the facts of every run, delayed ones among them; each team has the same seeds.
        cut: the cut played.
        agents: audience size.
        engine: version of the audience engine that played.
        calibration: version of the calibration that it used.
        delay_minutes: by how much a delayed run's messages came later.
        language: of the page.

    Raises:
        ValueError: there is no run without a delay.
    """
    plain = {
        team.name: sorted(
            (run for run in runs if run.team == team.name and run.delayed is None),
            key=lambda run: run.seed,
        )
        for team in teams
    }
    first = next((one[0] for one in plain.values() if one), None)
    if first is None:
        raise ValueError("a rehearsal needs at least one run as a team is written; none was given")
    played = {
        team.name: Played(team.name, team.summary, not team.plays, len(plain[team.name]))
        for team in teams
    }
    measures = measure_spreads(plain, played)
    selection = select(scenario, cut)
    everything = [run for one in plain.values() for run in one]
    silent_always = set(first.silent).intersection(*(run.silent for run in everything))
    rows = [row for row in scenario.msel if row.id in selection.rows]
    return Rehearsal(
        scenario=scenario.header.id,
        title=scenario.header.title,
        language=language,
        cut=cut,
        scenario_digest=scenario_digest(scenario),
        agents=agents,
        people_represented=scenario.audience.people_represented,
        engine=engine,
        calibration=calibration,
        start_calendar=scenario.header.calendar_start,
        end_ms=first.end_ms,
        jumps=first.jumps,
        seeds=tuple(sorted({run.seed for run in everything})),
        teams=tuple(played.values()),
        team_titles={
            team.id: team.title for team in scenario.header.teams if team.id in selection.teams
        },
        difficulty=difficulty(one.verdict for one in measures),
        measures=measures,
        capabilities=_capabilities(scenario, plain),
        delays=_delays(teams, plain, runs, delay_minutes),
        never_fired=tuple(row.id for row in rows if row.id in silent_always),
        by_hand=sum(row.kind is RowKind.contingency for row in rows),
        rows=_rows(scenario, selection.rows, plain),
        plays=tuple(fate for team in teams for fate in play_fates(team, plain[team.name])),
        left_open=tuple(fate for team in teams for fate in left_open(team, plain[team.name])),
        load=tuple(
            _load(name, team.id, team.title, facts)
            for name, facts in plain.items()
            if facts
            for team in scenario.header.teams
            if team.id in selection.teams
        ),
    )


def _capabilities(
    scenario: Scenario, plain: Mapping[str, Sequence[RunFacts]]
) -> tuple[CapabilitySpread, ...]:
    found = []
    for objective in scenario.header.objectives:
        for capability in objective.capabilities:
            letters: dict[str, dict[str, int]] = {}
            for team, facts in plain.items():
                counts = letters.setdefault(team, {})
                for run in facts:
                    letter = run.capabilities.get(capability.id) or ""
                    counts[letter] = counts.get(letter, 0) + 1
            found.append(CapabilitySpread(capability.id, capability.title, letters))
    return tuple(found)


def _delays(
    teams: Sequence[ScriptedTeam],
    plain: Mapping[str, Sequence[RunFacts]],
    runs: Sequence[RunFacts],
    minutes: int,
) -> Delays | None:
    delayed = [run for run in runs if run.delayed is not None]
    team = next((one for one in teams if delayed and one.name == delayed[0].team), None)
    if team is None:
        return None
    base = {run.seed: run for run in plain[team.name]}
    costs = []
    for play in team.plays:
        late = sorted((run for run in delayed if run.delayed == play.id), key=lambda run: run.seed)
        hours = [
            float(rounded(averted - still, 1))
            for run in late
            if (averted := _number(base[run.seed], NET)) is not None
            and (still := _number(run, NET)) is not None
        ]
        people = [
            more - before
            for run in late
            if (before := _number(base[run.seed], UNWARNED)) is not None
            and (more := _number(run, UNWARNED)) is not None
        ]
        if hours:
            costs.append(
                DelayCost(
                    play=play.id,
                    title=play_title(play),
                    team=play.team,
                    messages=sum(step.do == "publish_message" for step in play.steps),
                    hours=tuple(hours),
                    low=min(hours),
                    median=float(rounded(median([exact(one) for one in hours]), 1)),
                    high=max(hours),
                    dearer=sum(one > 0 for one in hours),
                    unwarned=float(rounded(median(people), 1)) if people else None,
                )
            )
    costs.sort(key=lambda cost: -cost.median)
    return Delays(team.name, minutes, tuple(sorted({run.seed for run in delayed})), tuple(costs))


def _number(run: RunFacts, name: str) -> Fraction | None:
    value = run.measures[name].value if name in run.measures else None
    return None if value is None else exact(value)


def _rows(
    scenario: Scenario, rows: frozenset[str], plain: Mapping[str, Sequence[RunFacts]]
) -> tuple[RowFate, ...]:
    """Conditional rows, and timed ones that did not happen in some run."""
    everything = [run for facts in plain.values() for run in facts]
    found = []
    for row in scenario.msel:
        by_hand = row.kind is RowKind.contingency
        missed = any(row.id in run.silent for run in everything)
        if row.id not in rows or by_hand or (row.when is None and not missed):
            continue
        times = [run.fired[row.id] for run in everything if row.id in run.fired]
        found.append(
            RowFate(
                row=row.id,
                title=row.title,
                condition=row.when,
                fired={
                    team: sum(row.id not in run.silent for run in facts)
                    for team, facts in plain.items()
                },
                # World B is the same for every scripted team of a seed.
                without=len({run.seed for run in everything if row.id in run.fired_without}),
                earliest_ms=min(times, default=None),
                latest_ms=max(times, default=None),
            )
        )
    return tuple(found)


def _load(scripted: str, team: str, title: str, runs: Sequence[RunFacts]) -> Load:
    loads = [run.load[team] for run in runs]
    injects = [dict(load.injects) for load in loads]
    acts = [dict(load.acts) for load in loads]

    def middle(values: Sequence[int]) -> float:
        return float(rounded(median(values), 1))

    windows = sorted({window for load in (*injects, *acts) for window in load})
    return Load(
        scripted=scripted,
        team=team,
        title=title,
        injects=middle([sum(load.values()) for load in injects]),
        acts=middle([sum(load.values()) for load in acts]),
        most_open=middle([load.most_open for load in loads]),
        stretches=tuple(
            Stretch(
                window * WINDOW_MS,
                middle([load.get(window, 0) for load in injects]),
                middle([load.get(window, 0) for load in acts]),
            )
            for window in windows
        ),
    )
