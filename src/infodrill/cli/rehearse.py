"""``infodrill rehearse SCENARIO --runs N --team A,B --out DIR``: too easy, too hard, fair?"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from infodrill.audience.version import CALIBRATION, ENGINE
from infodrill.cli.finding import find_team, load_playable, warm_kernels
from infodrill.cli.output import Trouble, progress_bar, say, say_error, say_json
from infodrill.cli.run import AGENTS, SEED_BITS, in_language
from infodrill.conduct.headless import run_headless
from infodrill.conduct.sweep import Job, WorkerLost, jobs_of, publishing, sweep, with_delay
from infodrill.evaluation.case import Case
from infodrill.evaluation.rehearsal import (
    Rehearsal,
    RunFacts,
    read_facts,
    rehearsal_json,
    run_facts,
    summarise,
    write_facts,
)
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext
from infodrill.report.rehearsal import render_rehearsal
from infodrill.scenario.cutting import UnknownCut, select
from infodrill.scenario.digest import canonical_bytes, decode_scenario, scenario_digest
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import ScriptedTeam
from infodrill.store.folder import FolderInTheWay
from infodrill.store.sweepfolder import REHEARSAL, REHEARSAL_PAGE, SweepFolder, pin_of

RUNS = (1, 10_000)
WORKERS = 256
DELAY_MINUTES = 10
DELAY_SEEDS = 5
"""Seeds over which delays are played unless asked otherwise: a delay is a run of its own for every
play that publishes, and pairs of equal luck need few."""
_FACTS_VERSION = 1
"""Grows whenever what is kept of a run changes its meaning, so that no old result is taken on."""


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "rehearse",
        help=_("play a scenario many times with scripted teams: too easy, too hard, fair?"),
        description=_(
            "Plays a scenario with scripted teams over many seeds and writes one page for its "
            "planner: who meets the targets, how much is luck, what ten minutes' delay costs, "
            "which injects never fire, where teams stall. Stopped, it goes on when the same "
            "command is given again. The results do not depend on the number of workers."
        ),
    )
    parser.add_argument("scenario", metavar=_("SCENARIO"), help=_("folder or shipped name"))
    parser.add_argument(
        "--runs", type=int, required=True, metavar="N", help=_("seeds that every team plays")
    )
    parser.add_argument(
        "--team",
        required=True,
        metavar="A,B",
        help=_("scripted teams, with commas between: absent, reference, slow, overreacting, files"),
    )
    parser.add_argument("--cut", default="full", help=_("which cut to play (default: full)"))
    parser.add_argument("--agents", type=int, help=_("audience size (default: the scenario's)"))
    parser.add_argument("--seed", type=int, default=1, help=_("the first seed (default: 1)"))
    parser.add_argument(
        "--delays",
        type=int,
        default=DELAY_SEEDS,
        metavar="N",
        help=_(
            "seeds over which each message of the reference team, or else the first team that "
            "publishes, is delayed by ten minutes (default: {count}; 0: none)"
        ).format(count=DELAY_SEEDS),
    )
    parser.add_argument(
        "--workers", type=int, help=_("processes (default: one for each core); same results")
    )
    parser.add_argument("--language", help=_("language of scenario and page"))
    parser.add_argument("--out", type=Path, metavar="DIR", help=_("default: rehearsal-SCENARIO"))
    parser.add_argument("--replace", action="store_true", help=_("replace a rehearsal in DIR"))
    parser.add_argument("--json", action="store_true", help=_("print a summary as JSON"))
    parser.add_argument("--quiet", action="store_true", help=_("no progress line"))
    parser.set_defaults(carry_out=carry_out)


class Setting(Struct, frozen=True):
    """What all runs of a sweep share, as it travels to the workers."""

    scenario: Scenario
    teams: tuple[ScriptedTeam, ...]
    cut: str
    agents: int


_setting: Setting | None = None


def begin(scenario: bytes, teams: bytes, cut: str, agents: int) -> None:
    """Prepare a process for `play_job`: scenario and teams come as canonical JSON."""
    global _setting
    _setting = Setting(
        decode_scenario(scenario),
        msgspec.json.decode(teams, type=tuple[ScriptedTeam, ...]),
        cut,
        agents,
    )


def play_job(job: Job) -> bytes:
    """Play one run, on one thread, and reduce it to its facts."""
    assert _setting is not None
    team = next(one for one in _setting.teams if one.name == job.team)
    if job.delayed is not None:
        team = with_delay(team, job.delayed, DELAY_MINUTES * 60)
    played = run_headless(
        _setting.scenario, team, cut=_setting.cut, seed=job.seed, agents=_setting.agents
    )
    facts = run_facts(
        Case.of(_setting.scenario, played.records),
        team,
        seed=job.seed,
        delayed=job.delayed,
        refusals=played.refusals,
        never_started=played.never_started,
    )
    return write_facts(facts)


class _Results:
    """The sweep's port for results, on a folder."""

    def __init__(self, folder: SweepFolder) -> None:
        self._folder = folder

    def has(self, job: Job) -> bool:
        return self._folder.read(_key(job)) is not None

    def keep(self, job: Job, result: bytes) -> None:
        self._folder.write(_key(job), result)


def _key(job: Job) -> str:
    return msgspec.json.encode((job.team, job.seed, job.delayed)).decode()


def _is_of(key: str, content: bytes) -> bool:
    try:
        facts = read_facts(content)
    except msgspec.DecodeError:
        return False
    return _key(Job(facts.team, facts.seed, facts.delayed)) == key


def carry_out(options: argparse.Namespace) -> int:
    """Play what is missing, add it up; the folder appears whole or not at all."""
    _refuse_bad_numbers(options)
    scenario = load_playable(options.scenario)
    language = options.language or scenario.header.languages[0]
    scenario = in_language(scenario, language)
    teams = _teams(scenario, options.team)
    try:
        select(scenario, options.cut)
    except UnknownCut as problem:
        raise Trouble(str(problem)) from problem
    agents = options.agents if options.agents is not None else scenario.audience.agents
    given = (canonical_bytes(scenario), msgspec.json.encode(teams), options.cut, agents)
    seeds = range(options.seed, options.seed + options.runs)
    jobs = jobs_of(teams, seeds, seeds[: options.delays], _whom_to_delay(teams))
    place = options.out or Path(f"rehearsal-{scenario.header.id}")
    pin = pin_of(
        facts=_FACTS_VERSION,
        scenario=scenario_digest(scenario),
        teams=given[1].decode(),
        cut=options.cut,
        agents=agents,
        engine=ENGINE,
        calibration=CALIBRATION,
    )
    warm_kernels(quiet=options.quiet)
    try:
        folder = SweepFolder(place, pin, _is_of, replace=options.replace)
    except FolderInTheWay as problem:
        raise Trouble(str(problem)) from problem
    except OSError as problem:
        raise Trouble(
            _("{out}: the rehearsal cannot be written there ({problem})").format(
                out=place, problem=problem.strerror
            )
        ) from problem
    with folder:
        _play(jobs, folder, given, options)
        keys = [_key(job) for job in jobs]
        runs = [read_facts(line) for key in keys if (line := folder.read(key)) is not None]
        found = _add_up(scenario, teams, runs, options.cut, agents, language)
        finished = folder.finish(
            keys,
            {REHEARSAL: rehearsal_json(found), REHEARSAL_PAGE: render_rehearsal(found)},
        )
    _tell(found, len(jobs), finished, as_json=options.json)
    return 0


def _play(
    jobs: Sequence[Job], folder: SweepFolder, given: tuple[Any, ...], options: argparse.Namespace
) -> None:
    results = _Results(folder)
    there = sum(results.has(job) for job in jobs)
    if there and not options.quiet:
        say_error(
            _("going on: {there} of {all} runs were done before").format(there=there, all=len(jobs))
        )
    try:
        with progress_bar(_("Rehearsing"), quiet=options.quiet) as advance:
            sweep(
                jobs,
                play_job,
                results,
                workers=options.workers or _cores(),
                begin=begin,
                given=given,
                progress=advance,
            )
    except WorkerLost as problem:
        raise Trouble(str(problem)) from problem
    except KeyboardInterrupt:
        done = sum(results.has(job) for job in jobs)
        say_error(
            _("{done} of {all} runs are kept; give the same command again to go on").format(
                done=done, all=len(jobs)
            )
        )
        raise


def _cores() -> int:
    return min(WORKERS, len(os.sched_getaffinity(0)))


def _add_up(
    scenario: Scenario,
    teams: Sequence[ScriptedTeam],
    runs: Sequence[RunFacts],
    cut: str,
    agents: int,
    language: str,
) -> Rehearsal:
    return summarise(
        scenario,
        teams,
        runs,
        cut=cut,
        agents=agents,
        engine=ENGINE,
        calibration=CALIBRATION,
        delay_minutes=DELAY_MINUTES,
        language=language,
    )


def _teams(scenario: Scenario, names: str) -> tuple[ScriptedTeam, ...]:
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if not wanted:
        raise Trouble(
            _("--team {given}: expected names with commas between, e.g. reference,slow").format(
                given=repr(names)
            )
        )
    teams = tuple(find_team(scenario, name) for name in wanted)
    told = [team.name for team in teams]
    twice = next((name for name in told if told.count(name) > 1), None)
    if twice is not None:
        raise Trouble(
            _("--team names {team} twice; expected each scripted team once").format(team=twice)
        )
    return teams


def _whom_to_delay(teams: Sequence[ScriptedTeam]) -> str | None:
    able = [team.name for team in teams if publishing(team)]
    return "reference" if "reference" in able else next(iter(able), None)


def _refuse_bad_numbers(options: argparse.Namespace) -> None:
    last_seed = (1 << SEED_BITS) - 1
    checks = (
        ("--runs", options.runs, RUNS),
        ("--agents", options.agents, AGENTS),
        ("--delays", options.delays, (0, RUNS[1])),
        ("--workers", options.workers, (1, WORKERS)),
        ("--seed", options.seed, (0, last_seed - RUNS[1])),
    )
    for name, given, (low, high) in checks:
        if given is not None and not low <= given <= high:
            raise Trouble(
                _("{name} {given}: expected a whole number from {low} to {high}").format(
                    name=name, given=given, low=low, high=high
                )
            )


def _tell(found: Rehearsal, runs: int, place: Path, *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "out": str(place),
                "runs": runs,
                "difficulty": msgspec.to_builtins(found.difficulty),
                "never_fired": list(found.never_fired),
                "plays": len(found.plays),
                "left_open": len(found.left_open),
            }
        )
        return
    say(_("Rehearsal: {path}").format(path=place / REHEARSAL_PAGE))
    say(
        ngettext(
            "{count} run; injects that never fired: {rows}",
            "{count} runs; injects that never fired: {rows}",
            runs,
        ).format(count=runs, rows=", ".join(found.never_fired) or _("none"))
    )
