"""``infodrill run SCENARIO --team NAME|FILE --seed N --out DIR``: one exercise, headless."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infodrill.cli.finding import find_team, load_playable, warm_kernels
from infodrill.cli.output import Advance, Trouble, progress_bar, say, say_error, say_json
from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.evaluation.aar import AfterActionReport
from infodrill.evaluation.case import Case
from infodrill.evaluation.compose import after_action_report
from infodrill.evaluation.counterfactual import Ranges, ranges_over
from infodrill.evaluation.output import measures_json
from infodrill.exercise.record import Record
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext
from infodrill.report.html import render_html
from infodrill.report.numbers import signed
from infodrill.scenario.cutting import UnknownCut, select
from infodrill.scenario.digest import canonical_bytes
from infodrill.scenario.localise import localised
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import ScriptedTeam
from infodrill.store.folder import MEASURES, REPORT, SCENARIO, FolderInTheWay, RunFolder

AGENTS = (100, 5_000_000)
SEED_BITS = 63


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "run",
        help=_("run one exercise with a scripted team and write its log, measures and report"),
        description=_(
            "Runs one exercise without people. Same scenario, team, seed and agents: the same "
            "bytes, on any machine and number of threads."
        ),
    )
    parser.add_argument("scenario", metavar=_("SCENARIO"), help=_("folder or shipped name"))
    parser.add_argument("--cut", default="full", help=_("which cut to play (default: full)"))
    parser.add_argument(
        "--team",
        required=True,
        metavar=_("NAME|FILE"),
        help=_("scripted team: absent, reference, slow, overreacting, or a file"),
    )
    parser.add_argument("--seed", type=int, default=1, help=_("the audience's luck (default: 1)"))
    parser.add_argument("--agents", type=int, help=_("audience size (default: the scenario's)"))
    parser.add_argument("--threads", type=int, default=1, help=_("bits do not depend on it"))
    parser.add_argument(
        "--range",
        type=int,
        default=0,
        metavar="N",
        help=_("also play N other seeds and print the range of what was averted"),
    )
    parser.add_argument("--language", help=_("language of scenario and report"))
    parser.add_argument("--out", required=True, metavar="DIR", type=Path)
    parser.add_argument("--replace", action="store_true", help=_("replace a finished run in DIR"))
    parser.add_argument("--json", action="store_true", help=_("print a summary as JSON"))
    parser.add_argument("--quiet", action="store_true", help=_("no progress line"))
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Play, evaluate, report; the folder appears whole or not at all."""
    _refuse_bad_numbers(options)
    source = load_playable(options.scenario)
    language = options.language or source.header.languages[0]
    scenario = in_language(source, language)
    team = find_team(scenario, options.team, source)
    try:
        select(scenario, options.cut)
    except UnknownCut as problem:
        raise Trouble(str(problem)) from problem
    warm_kernels(quiet=options.quiet)
    folder = new_folder(options.out, replace=options.replace)
    with folder:
        played = play(scenario, team, options, folder)
        ranges = _ranges(scenario, team, options)
        report = write_results(folder, played, language, ranges)
        place = folder.finish()
    for play_id, command, code in played.refusals:
        if code != "already":
            say_error(
                _("note: play {play} had {command} refused ({code})").format(
                    play=play_id, command=command, code=code
                )
            )
    if options.json:
        say_json(
            {
                "out": str(place),
                "head": played.head,
                "records": len(played.records),
                "refusals": [list(one) for one in played.refusals],
                "never_started": list(played.never_started),
            }
        )
    else:
        say_outcome(report)
        say(_("Report: {path}").format(path=place / REPORT))
        say(_("Head:   {head}").format(head=played.head))
    return 0


def new_folder(place: Path, *, replace: bool) -> RunFolder:
    """A run folder in the making at a place, or a sentence about why it cannot be there."""
    try:
        return RunFolder(place, replace=replace)
    except FolderInTheWay as problem:
        raise Trouble(str(problem)) from problem
    except OSError as problem:
        raise Trouble(
            _("{out}: the run cannot be written there ({problem})").format(
                out=place, problem=problem.strerror
            )
        ) from problem


def refuse_bad_seed(seed: int) -> None:
    """A seed fits 63 bits."""
    if not 0 <= seed < 1 << SEED_BITS:
        raise Trouble(
            _("--seed {given}: expected a whole number from 0 to 2^63 - 1").format(given=seed)
        )


def _refuse_bad_numbers(options: argparse.Namespace) -> None:
    low, high = AGENTS
    if options.agents is not None and not low <= options.agents <= high:
        raise Trouble(
            _("--agents {given}: expected from {low} to {high}").format(
                given=options.agents, low=low, high=high
            )
        )
    refuse_bad_seed(options.seed)
    if options.threads not in (1, 2, 3, 4, 5, 6, 7, 8):
        raise Trouble(_("--threads {given}: expected from 1 to 8").format(given=options.threads))
    if not 0 <= options.range <= 1000:
        raise Trouble(_("--range {given}: expected from 0 to 1000").format(given=options.range))


def in_language(scenario: Scenario, language: str) -> Scenario:
    """The scenario in one of its languages."""
    if language not in scenario.header.languages:
        raise Trouble(
            _("{scenario} has no {language}; it has: {known}").format(
                scenario=scenario.header.id,
                language=language,
                known=", ".join(scenario.header.languages),
            )
        )
    if language == scenario.header.languages[0]:
        return scenario
    return localised(scenario, language)


def play(
    scenario: Scenario, team: ScriptedTeam, options: argparse.Namespace, folder: RunFolder
) -> HeadlessRun:
    """Run the exercise into the folder's log, with a progress line."""
    with progress_bar(_("Playing"), quiet=options.quiet) as advance:
        return run_headless(
            scenario,
            team,
            cut=options.cut,
            seed=options.seed,
            agents=options.agents,
            threads=options.threads,
            store=folder,
            progress=advance,
        )


def _ranges(scenario: Scenario, team: ScriptedTeam, options: argparse.Namespace) -> Ranges | None:
    if not options.range:
        return None
    with progress_bar(_("Other luck"), quiet=options.quiet) as advance:
        # One log in memory at a time: each is read before the next one is played.
        return ranges_over(scenario, _other_luck(scenario, team, options, advance))


def _other_luck(
    scenario: Scenario, team: ScriptedTeam, options: argparse.Namespace, advance: Advance
) -> Iterator[list[Record]]:
    for number in range(options.range):
        other = run_headless(
            scenario,
            team,
            cut=options.cut,
            seed=(options.seed + 1 + number) % (1 << SEED_BITS),
            agents=options.agents,
            threads=options.threads,
        )
        yield other.records
        advance(number + 1, options.range)


def write_results(
    folder: RunFolder,
    played: HeadlessRun,
    language: str,
    ranges: Ranges | None = None,
) -> AfterActionReport:
    """Measures, report and the pinned scenario beside the log; returns what the report tells."""
    folder.write(SCENARIO, canonical_bytes(played.scenario))
    case = Case.of(played.scenario, played.records)
    folder.write(MEASURES, measures_json(played.scenario, case, ranges=ranges))
    report = after_action_report(played.scenario, case, language=language, ranges=ranges)
    folder.write(REPORT, render_html(report))
    return report


def say_outcome(report: AfterActionReport) -> None:
    """The result in two lines, over-reaction first, as in the report."""
    acts = len(report.over_reaction.acts)
    say(
        ngettext("Over-reaction: {count} act", "Over-reaction: {count} acts", acts).format(
            count=acts
        )
        if acts
        else _("Over-reaction: none")
    )
    if report.averted_person_hours is None:
        return
    averted = signed(report.averted_person_hours)
    if report.averted_range is None:
        say(_("Person-hours of harmful error averted: {averted}").format(averted=averted))
    else:
        low, high = report.averted_range
        say(
            _("Person-hours of harmful error averted: {averted}, from {low} to {high}").format(
                averted=averted, low=signed(low), high=signed(high)
            )
        )
