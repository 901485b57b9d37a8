"""``infodrill calibrate``: the audience held against published figures, and a page that says so."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from infodrill.audience.experiments.statement import Statement
from infodrill.cli.finding import warm_kernels
from infodrill.cli.output import Trouble, progress_bar, say, say_json
from infodrill.i18n import gettext as _
from infodrill.i18n import language
from infodrill.report.calibration import lines_for_terminal, render_calibration, tally

PAGE = "calibration.html"
DATA = "calibration.json"


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "calibrate",
        help=_("hold the audience against published figures, and say which it meets"),
        description=_(
            "Repeats published findings with the audience as it is and states which it meets, "
            "which it does not, and why. The exit code is 0 either way: it is a statement, not a "
            "test."
        ),
    )
    parser.add_argument(
        "--quick", action="store_true", help=_("small populations: seconds, but more luck")
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=_("write calibration.html, with figures, and calibration.json into this folder"),
    )
    parser.add_argument("--language", help=_("language of the page"))
    parser.add_argument("--json", action="store_true", help=_("print the statement as JSON"))
    parser.add_argument("--quiet", action="store_true", help=_("no progress line"))
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Run the experiments, tell the result, write the page."""
    if options.out is not None:
        # Before the work: nobody should wait minutes to learn that the folder is taken.
        _ready(options.out)
    warm_kernels(quiet=options.quiet)
    # Imported here, because other commands must open where kernels cannot be compiled.
    from infodrill.audience.experiments.every import run_experiments

    with progress_bar(_("Calibrating"), quiet=options.quiet) as advance:
        statement = run_experiments(advance, quick=options.quick)
    if options.out is not None:
        _write(options.out / DATA, as_json(statement))
        _write(options.out / PAGE, render_calibration(statement, language()))
    if options.json:
        say_json(msgspec.to_builtins(statement))
        return 0
    for line in lines_for_terminal(statement):
        say(line)
    counted = tally(statement)
    say(
        _("{met} met, {missed} missed, {without} not in the model.").format(
            met=counted["met"],
            missed=counted["missed"] + counted["not_reached"],
            without=counted["not_modelled"],
        )
    )
    if options.out is not None:
        say(_("Page: {path}").format(path=options.out / PAGE))
    else:
        say(_("With --out DIR: a page with the figures, and the reasons."))
    return 0


def as_json(statement: Statement) -> bytes:
    """The statement as `calibration.json`: the same statement, the same bytes."""
    return msgspec.json.format(msgspec.json.encode(statement), indent=2) + b"\n"


def _ready(folder: Path) -> None:
    """Make the folder, or refuse one that holds something else."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted({path.name for path in folder.iterdir()} - {PAGE, DATA})
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise Trouble(
            _("{out}: the page cannot be written there ({problem})").format(
                out=folder, problem=problem.strerror
            )
        ) from problem
    if others:
        raise Trouble(
            _(
                "{out} holds something else ({other}); expected a new or empty folder, or an "
                "earlier calibration: name another one"
            ).format(out=folder, other=others[0])
        )


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as half:
        half.write(content)
    Path(half.name).chmod(0o666 & ~_mask())
    Path(half.name).replace(path)


def _mask() -> int:
    # The only way to read the mask is to set it; commands run one at a time.
    mask = os.umask(0)
    os.umask(mask)
    return mask
