"""``infodrill check PATH…``: every error of a scenario package in one pass, and its load."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec

from infodrill.cli.finding import find_folder
from infodrill.cli.output import say, say_json
from infodrill.evaluation.measures import REGISTRY
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext
from infodrill.scenario.check import check_folder, check_report


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "check",
        help=_("check scenario packages: file:line, what was given, what is expected, how to fix"),
        description=_(
            "Checks scenario packages in one pass, the rights rules included, and prints the load "
            "each team gets per ten minutes. Exit code 1 when there are errors."
        ),
    )
    parser.add_argument("paths", nargs="+", metavar=_("PATH"), help=_("folder or shipped name"))
    parser.add_argument("--json", action="store_true", help=_("print findings as JSON"))
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Check every path; 1 when any has errors."""
    results = [(path, check_folder(find_folder(path), measures=REGISTRY)) for path in options.paths]
    errors = sum(
        finding.level == "error" for _path, result in results for finding in result.findings
    )
    if options.json:
        say_json(
            [
                {
                    "path": path,
                    "findings": msgspec.to_builtins(result.findings),
                    "load": msgspec.to_builtins(result.load),
                }
                for path, result in results
            ]
        )
        return 1 if errors else 0
    for path, result in results:
        if len(results) > 1:
            say(f"== {path}")
        say(check_report(result.findings, result.load))
    if errors:
        say(ngettext("{count} error", "{count} errors", errors).format(count=errors))
    else:
        say(_("No errors."))
    return 1 if errors else 0
