"""``infodrill replay LOG``: read a log back, up to a moment, and prove it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from infodrill.cli.finding import warm_kernels
from infodrill.cli.output import Trouble, progress_bar, say, say_error, say_json
from infodrill.evaluation.case import Case
from infodrill.evaluation.compose import after_action_report
from infodrill.evaluation.output import measures_json
from infodrill.exercise.apply import apply
from infodrill.exercise.record import RecordInvalid
from infodrill.exercise.state import State
from infodrill.i18n import gettext as _
from infodrill.report.html import render_html
from infodrill.scenario.times import format_time, parse_time
from infodrill.store.logfile import LogInvalid, Run, read_run
from infodrill.views.control.timeline import WIDTH, line_of


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "replay",
        help=_("read a log back as a time line; --verify proves it"),
        description=_(
            "Replays a log from its records and pinned scenario alone. --verify checks the chain "
            "of hashes and re-simulates the audience tick by tick; --head compares the last hash "
            "with the one printed on the report. Exit code 1 when it does not hold."
        ),
    )
    parser.add_argument("log", type=Path, metavar="LOG", help=_("run folder or its log.jsonl"))
    parser.add_argument("--verify", action="store_true", help=_("prove chain and audience"))
    parser.add_argument("--head", metavar="HASH", help=_("the head hash printed on the report"))
    parser.add_argument("--until", metavar="T+H:MM", help=_("stop at this exercise time"))
    parser.add_argument("--report", type=Path, metavar="FILE", help=_("write the report anew"))
    parser.add_argument("--measures", type=Path, metavar="FILE", help=_("write measures anew"))
    parser.add_argument("--language", help=_("language of the report"))
    parser.add_argument("--json", action="store_true", help=_("print the outcome as JSON"))
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Read, and prove or tell."""
    until = _until(options.until)
    try:
        run = read_run(options.log)
    except (RecordInvalid, msgspec.DecodeError) as problem:
        return _not_proved(options, str(problem))
    except LogInvalid as problem:
        raise Trouble(str(problem)) from problem
    if options.head is not None and options.head != run.head:
        return _not_proved(
            options,
            _(
                "the log ends in {given}, the report says {expected}: the log was changed and "
                "re-hashed, or cut, or belongs to another exercise"
            ).format(given=run.head, expected=options.head),
        )
    _write_anew(options, run)
    if options.verify:
        return _verify(options, run)
    if options.json:
        say_json(_summary(run, until))
    else:
        _tell(run, until)
    return 0


def _until(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return parse_time(text)
    except ValueError as problem:
        raise Trouble(f"--until {problem}") from problem


def _not_proved(options: argparse.Namespace, why: str) -> int:
    if options.json:
        say_json({"verified": False, "why": why})
    else:
        say_error(_("not proved: {why}").format(why=why))
    return 1


def _verify(options: argparse.Namespace, run: Run) -> int:
    # Imported here, because reading and reporting must work where kernels cannot be compiled.
    from infodrill.conduct.verify import NotProved, verify_audience

    warm_kernels()
    try:
        with progress_bar(_("Verifying")) as advance:
            ticks = verify_audience(run.scenario, run.records, progress=advance)
    except NotProved as problem:
        return _not_proved(options, str(problem))
    if options.json:
        say_json({"verified": True, "records": len(run.records), "ticks": ticks, "head": run.head})
    else:
        say(
            _("Proved: {records} records in one chain, {ticks} ticks of both worlds. Head {head}")
            .format(records=len(run.records), ticks=ticks, head=run.head)
        )  # fmt: skip
        if options.head is None:
            say(_("Compare the head with the one printed on the report, or give it with --head."))
    return 0


def _write_anew(options: argparse.Namespace, run: Run) -> None:
    if options.report is None and options.measures is None:
        return
    known = run.scenario.header.languages
    language = options.language or known[0]
    if language not in known:
        raise Trouble(
            _("{scenario} has no {language}; it has: {known}").format(
                scenario=run.scenario.header.id, language=language, known=", ".join(known)
            )
        )
    case = Case.of(run.scenario, run.records)
    if options.report is not None:
        report = after_action_report(run.scenario, case, language=language)
        _write(options.report, render_html(report))
    if options.measures is not None:
        _write(options.measures, measures_json(run.scenario, case))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise Trouble(
            _("{path} cannot be written ({problem})").format(path=path, problem=problem.strerror)
        ) from problem


def _state_at(run: Run, until: int | None) -> State:
    state = State.empty(run.scenario)
    for record in run.records:
        if until is not None and record.exercise_ms > until:
            break
        apply(state, record)
    return state


def _summary(run: Run, until: int | None) -> dict[str, Any]:
    state = _state_at(run, until)
    return {
        "scenario": run.scenario.header.id,
        "complete": run.complete,
        "head": run.head,
        "at": format_time(state.now_ms),
        "posts": len(state.posts),
        "incidents": len(state.incidents),
        "messages": len(state.messages),
    }


def _tell(run: Run, until: int | None) -> None:
    state = State.empty(run.scenario)
    for record in run.records:
        if until is not None and record.exercise_ms > until:
            break
        apply(state, record)
        line = line_of(record, state, WIDTH if sys.stdout.isatty() else None)
        if line is not None:
            say(f"{format_time(record.exercise_ms):>12}  {line}")
    if not run.complete:
        say_error(_("this log has no closing record: it was cut, or the exercise is not over"))
