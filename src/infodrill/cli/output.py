"""What the command line says: plain lines for people, JSON for scripts, errors on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn


class Trouble(Exception):
    """A command cannot be carried out; the text says what was given, expected, and the fix."""


def say(text: str) -> None:
    """One line for people."""
    sys.stdout.write(f"{text}\n")


def say_error(text: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"infodrill: {text}\n")


def say_json(value: Any) -> None:
    """One JSON document for scripts."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def console() -> Console:
    """The terminal, on stderr, so that stdout stays clean for scripts."""
    return Console(stderr=True, highlight=False)


Advance = Callable[[int, int], None]


@contextmanager
def progress_bar(title: str, *, quiet: bool = False) -> Iterator[Advance]:
    """A progress line on a terminal; silent where nobody watches.

    Yields a function taking (done, total).
    """
    out = console()
    if quiet or not out.is_terminal:
        yield lambda done, total: None
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=out,
        transient=True,
    ) as progress:
        task = progress.add_task(title, total=1)
        last = -1

        def advance(done: int, total: int) -> None:
            nonlocal last
            # A run has thousands of ticks; a hundred updates are as smooth to the eye.
            step = done * 100 // max(1, total)
            if step != last:
                last = step
                progress.update(task, completed=done, total=total)

        yield advance
