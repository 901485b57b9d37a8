"""``infodrill``: the command line (design section 7). Scripts and CI depend on its words.

Exit codes: 0 done; 1 the thing asked about is not in order (a scenario with errors, a log that does
not verify); 2 the command itself could not be carried out (wrong words, missing file); 130 stopped
by the keyboard.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextvars import copy_context

from infodrill import __version__
from infodrill.cli import calibrate, check, demo, forget, rehearse, replay, run
from infodrill.cli.output import Trouble, say_error
from infodrill.i18n import SOURCE_LANGUAGE, use
from infodrill.i18n import gettext as _

COMMANDS = (demo, check, run, rehearse, calibrate, replay, forget)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="infodrill",
        description=_(
            "A flight simulator for information emergencies: runs drills on a closed, simulated "
            "internet with a living audience. It never touches a real network."
        ),
        epilog=_("Start with: infodrill demo"),
    )
    top.add_argument("--version", action="version", version=f"infodrill {__version__}")
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    for module in COMMANDS:
        module.add_to(commands)
    return top


def spoken(arguments: Sequence[str] | None) -> str:
    """The language asked for with ``--language``, so that help and errors are told in it too."""
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    asked.add_argument("--language", default=SOURCE_LANGUAGE)
    try:
        language: str = asked.parse_known_args(arguments)[0].language
    except argparse.ArgumentError:
        # The whole command line says in a moment what is wrong with it.
        return SOURCE_LANGUAGE
    return language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # A context of its own, so that the language ends with the command.
    return copy_context().run(_run, arguments)


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a sign in its place, never a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        use(spoken(arguments))
    except ValueError as problem:
        say_error(str(problem))
        return 2
    options = parser().parse_args(arguments)
    try:
        code: int = options.carry_out(options)
        return code
    except Trouble as trouble:
        say_error(str(trouble))
        return 2
    except KeyboardInterrupt:
        say_error(_("stopped; nothing half-written was left behind"))
        return 130
    except BrokenPipeError:
        # Whoever read our lines has gone; what is still unsaid goes nowhere, quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
