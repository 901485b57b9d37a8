"""``infodrill demo``: the demo cut of the dam rumour, lived by the reference team as you watch."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from rich.live import Live

from infodrill.cli.finding import find_team, load_playable, warm_kernels
from infodrill.cli.live import draw
from infodrill.cli.output import console, say
from infodrill.cli.run import (
    in_language,
    new_folder,
    refuse_bad_seed,
    say_outcome,
    write_results,
)
from infodrill.conduct.headless import run_headless
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.i18n import gettext as _
from infodrill.scenario.times import format_time
from infodrill.store.folder import REPORT
from infodrill.views.control.board import Board
from infodrill.views.control.timeline import WIDTH, line_of

SCENARIO = "dam-rumour"
CUT = "demo"
WATCH_SECONDS = 30
"""How long the demo takes on a terminal, so that a person can follow it."""


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "demo",
        help=_("watch a whole drill in half a minute and read its report"),
        description=_(
            "Plays the demo cut of the dam rumour with the reference team: a live view in the "
            "terminal, then the after-action report."
        ),
    )
    parser.add_argument("--team", default="reference", metavar="NAME|FILE")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fast", action="store_true", help=_("do not slow down for watching"))
    parser.add_argument("--language", help=_("language of scenario and report"))
    parser.add_argument("--out", type=Path, help=_("folder (default: infodrill-demo)"))
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Play with a live view on a terminal, with plain lines elsewhere."""
    refuse_bad_seed(options.seed)
    source = load_playable(SCENARIO)
    language = options.language or source.header.languages[0]
    scenario = in_language(source, language)
    team = find_team(scenario, options.team, source)
    place = options.out or _free_place()
    warm_kernels()
    folder = new_folder(place, replace=False)
    screen = console()
    board = Board()
    with folder:
        if screen.is_terminal and not options.fast:
            with Live(console=screen, auto_refresh=False, screen=False) as live:
                latest: list[State] = []

                def remember(record: Record, state: State) -> None:
                    board.watch(record, state)
                    if not latest:
                        latest.append(state)

                started = time.monotonic()

                def show(done: int, total: int) -> None:
                    live.update(
                        draw(board, latest[0], done, total, screen.size.height), refresh=True
                    )
                    ahead = started + WATCH_SECONDS * done / max(1, total) - time.monotonic()
                    if ahead > 0:
                        time.sleep(ahead)

                played = run_headless(
                    scenario,
                    team,
                    cut=CUT,
                    seed=options.seed,
                    store=folder,
                    subscribers=(remember,),
                    progress=show,
                )
        else:
            played = run_headless(
                scenario,
                team,
                cut=CUT,
                seed=options.seed,
                store=folder,
                subscribers=(_print_line,),
            )
        report = write_results(folder, played, language)
        done = folder.finish()
    say("")
    say_outcome(report)
    say(_("Report: {path}").format(path=(done / REPORT)))
    say(_("Open it in a browser. Prove that it tells what was logged:"))
    command = Path(sys.argv[0])
    program = str(command) if command.name == "infodrill" else "python3 -m infodrill"
    say(f"  {program} replay {place} --verify --head {played.head}")
    return 0


def _free_place() -> Path:
    place = Path("infodrill-demo")
    number = 1
    while place.exists():
        number += 1
        place = Path(f"infodrill-demo-{number}")
    return place


def _print_line(record: Record, state: State) -> None:
    line = line_of(record, state, WIDTH if sys.stdout.isatty() else None)
    if line is not None:
        sys.stdout.write(f"{format_time(record.exercise_ms):>9}  {line}\n")
