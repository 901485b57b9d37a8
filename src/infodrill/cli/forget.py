"""``infodrill forget LOG --seat SEAT``: erase a seat's own words; the log still verifies."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from infodrill.cli.output import Trouble, say
from infodrill.evaluation.compose import after_action_report
from infodrill.exercise.record import RecordInvalid
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext
from infodrill.report.html import render_html
from infodrill.store.folder import REPORT
from infodrill.store.logfile import LogInvalid, forget_seat, read_run


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "forget",
        help=_("erase a seat's own words from a log; it still verifies"),
        description=_(
            "Erases the personal free text of one seat for good. The chain of hashes, the measures "
            "and the counterfactual stay as they are; readers see 'erased'. This cannot be undone."
        ),
    )
    parser.add_argument("log", type=Path, metavar="LOG", help=_("run folder or its log.jsonl"))
    parser.add_argument("--seat", required=True, help=_("seat id, e.g. city.writer"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Erase, after checking that the seat exists and asking where somebody sits."""
    try:
        run = read_run(options.log)
        seats = sorted({record.seat for record in run.records})
        if options.seat not in seats:
            raise Trouble(
                _("no records of seat {seat}; the log has: {known}").format(
                    seat=options.seat, known=", ".join(seats)
                )
            )
        if sys.stdin.isatty() and not options.yes and not _agreed(options.seat):
            say(_("Nothing was changed."))
            return 0
        erased = forget_seat(options.log, options.seat)
        rewritten = _report_anew(options.log)
    except (LogInvalid, RecordInvalid) as problem:
        raise Trouble(str(problem)) from problem
    say(
        ngettext("{count} record forgotten.", "{count} records forgotten.", erased).format(
            count=erased
        )
    )
    if rewritten is not None:
        say(_("{path} was written anew without them.").format(path=rewritten))
    say(
        _(
            "What a team published is kept under the seat that published it. Copies of the report "
            "made before still hold the words."
        )
    )
    return 0


def _agreed(seat: str) -> bool:
    question = _("Erase the words of {seat} for good? This cannot be undone. Type yes: ")
    return input(question.format(seat=seat)).strip().lower() in ("yes", _("yes"))


def _report_anew(log: Path) -> Path | None:
    """The report beside the log, told again from what is left; None where there was none."""
    run = read_run(log)
    report = run.path.with_name(REPORT)
    if not report.is_file():
        return None
    language = run.scenario.header.languages[0]
    data = after_action_report(run.scenario, run.records, language=language)
    fresh = report.with_name(f".{report.name}.forgetting")
    fresh.write_bytes(render_html(data))
    fresh.replace(report)
    return report
