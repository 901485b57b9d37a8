"""``infodrill``: the command line (design section 7). Scripts and CI depend on its words.

Exit codes: 0 done; 1 the thing asked about is not in order (a scenario with errors, a log that does
not verify); 2 the command itself could not be carried out (wrong words, missing file); 130 stopped
by the keyboard.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from infodrill import __version__
from infodrill.cli import check, demo, forget, replay, run
from infodrill.cli.output import Trouble, say_error
from infodrill.i18n import gettext as _

COMMANDS = (demo, check, run, replay, forget)


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
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
        sys.stderr.close()
        return 0
