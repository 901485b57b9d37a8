"""``infodrill forget LOG --seat SEAT``: erase a seat's own words; the log still verifies."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from infodrill.cli.output import Trouble, say
from infodrill.exercise.record import RecordInvalid
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext
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
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Erase, after checking that the seat exists."""
    try:
        run = read_run(options.log)
        seats = sorted({record.seat for record in run.records})
        if options.seat not in seats:
            raise Trouble(
                _("no records of seat {seat}; the log has: {known}").format(
                    seat=options.seat, known=", ".join(seats)
                )
            )
        erased = forget_seat(options.log, options.seat)
    except (LogInvalid, RecordInvalid) as problem:
        raise Trouble(str(problem)) from problem
    say(
        ngettext("{count} record forgotten.", "{count} records forgotten.", erased).format(
            count=erased
        )
    )
    return 0
