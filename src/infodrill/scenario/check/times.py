"""Times: every time can be read, fits the tick and the exercise, and comes in a possible order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from infodrill.scenario.check.notes import Notes, time_or_none
from infodrill.scenario.finding import Path, shown
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.scenario.times import format_time, parse_time

_CALENDAR = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
MIN_TICK_SECONDS = 5
MAX_TICK_SECONDS = 60
"""Design section 3: a tick is 10 s; a scenario may choose 5 to 60."""
MAX_HOURS = 24 * 14
"""Two weeks of exercise time; a slip of the pen beyond it would run for hours."""


def check_times(scenario: Scenario, notes: Notes) -> None:
    """Every time is a time, inside the exercise, and a multiple of the tick."""
    header = scenario.header
    _calendar(scenario, notes)
    tick_ms = header.tick_seconds * 1000
    if not MIN_TICK_SECONDS <= header.tick_seconds <= MAX_TICK_SECONDS:
        notes.error(
            ("header", "tick_seconds"),
            "tick-range",
            f"a tick of {header.tick_seconds} s",
            f"{MIN_TICK_SECONDS} to {MAX_TICK_SECONDS} seconds",
            "10 is usual",
        )
        tick_ms = 1000
    end = time_or_none(header.end)
    for path, text in _all_times(scenario):
        try:
            given = parse_time(text)
        except ValueError:
            notes.error(
                path,
                "time-form",
                f"{shown(text)}",
                "an exercise time: T+H:MM or T+H:MM:SS",
                "write it like T+0:05 or T+14:30",
            )
            continue
        if given > MAX_HOURS * 3_600_000:
            notes.error(path, "time-range", text, f"at most T+{MAX_HOURS}:00", "correct the hours")
        elif end is not None and given > end:
            notes.error(
                path,
                "after-end",
                f"{text}, after the end at {header.end}",
                f"a time up to {header.end}",
                "move it forward, or move the end back",
            )
        if given % tick_ms:
            before = given - given % tick_ms
            notes.error(
                path,
                "off-tick",
                f"{text}, between two ticks",
                f"a multiple of {header.tick_seconds} s",
                f"write {format_time(before)} or {format_time(before + tick_ms)}",
            )
    _phases(scenario, notes)
    _rows(scenario, notes)


def _calendar(scenario: Scenario, notes: Notes) -> None:
    text = scenario.header.calendar_start
    try:
        valid = _CALENDAR.fullmatch(text) is not None
        datetime.fromisoformat(f"{text}+00:00")
    except ValueError:
        valid = False
    if not valid:
        notes.error(
            ("header", "calendar_start"),
            "calendar-form",
            shown(text),
            "a date and time that exist, as YYYY-MM-DDTHH:MM",
            "write it like 2031-11-04T17:30",
        )


def _all_times(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    header = scenario.header
    yield ("header", "end"), header.end
    for number, phase in enumerate(header.phases):
        yield ("header", "phases", number, "start"), phase.start
        yield ("header", "phases", number, "end"), phase.end
    for number, jump in enumerate(header.jumps):
        yield ("header", "jumps", number, "start"), jump.start
        yield ("header", "jumps", number, "end"), jump.end
    for number, cut in enumerate(header.cuts):
        yield ("header", "cuts", number, "end"), cut.end
    for number, item in enumerate(scenario.items):
        if item.truth_arrives is not None:
            yield ("items", number, "truth_arrives", "at"), item.truth_arrives.at
        for second, card in enumerate(item.evidence):
            yield ("items", number, "evidence", second, "available"), card.available
    for number, row in enumerate(scenario.msel):
        if row.at is not None:
            yield ("msel", number, "at"), row.at


def _phases(scenario: Scenario, notes: Notes) -> None:
    """Phases follow each other from T+0:00 to the end; only a jump may part two of them."""
    header = scenario.header
    jumps = [(time_or_none(jump.start), time_or_none(jump.end)) for jump in header.jumps]
    spans = [(time_or_none(phase.start), time_or_none(phase.end)) for phase in header.phases]
    end = time_or_none(header.end)
    before: int | None = 0
    for number, (start, stop) in enumerate(spans):
        place: Path = ("header", "phases", number)
        if start is None or stop is None:
            before = None
            continue
        if stop <= start:
            notes.error(
                (*place, "end"),
                "empty-span",
                f"a phase from {format_time(start)} to {format_time(stop)}",
                "an end after its start",
                "correct the two times",
            )
        if before is not None and start < before:
            notes.error(
                (*place, "start"),
                "phase-overlap",
                f"a start at {format_time(start)} while the phase before runs until "
                f"{format_time(before)}",
                f"{format_time(before)} or later",
                "put phases in the order of time, without overlap",
            )
        elif before is not None and start > before and (before, start) not in jumps:
            notes.error(
                (*place, "start"),
                "phase-gap",
                f"nothing between {format_time(before)} and {format_time(start)}",
                "phases that follow each other, or a jump over exactly that gap",
                f"start at {format_time(before)}, or add a jump",
            )
        before = stop
    if not header.phases:
        notes.error(("header", "phases"), "no-phase", "no phase", "at least one", "add the phases")
    elif before is not None and end is not None and before != end:
        notes.error(
            ("header", "phases", len(spans) - 1, "end"),
            "phase-gap",
            f"a last phase until {format_time(before)}, but the end at {header.end}",
            "a last phase that ends with the exercise",
            "correct one of the two",
        )
    for number, (start, stop) in enumerate(jumps):
        between = any((start, stop) == (left[1], right[0]) for left, right in pairwise(spans))
        if start is not None and stop is not None and not between:
            notes.error(
                ("header", "jumps", number),
                "jump-place",
                f"a jump from {format_time(start)} to {format_time(stop)}",
                "a jump from the end of one phase to the start of the next",
                "correct the jump, or the phases around it",
            )


def _rows(scenario: Scenario, notes: Notes) -> None:
    rows = {row.id: row for row in scenario.msel}
    order = {row.id: number for number, row in enumerate(scenario.msel)}
    phases = {phase.id: phase for phase in scenario.header.phases}
    jumps = [(time_or_none(each.start), time_or_none(each.end)) for each in scenario.header.jumps]
    for number, row in enumerate(scenario.msel):
        at = time_or_none(row.at)
        if at is None:
            continue
        place: Path = ("msel", number)
        phase = phases.get(row.phase or "")
        start, stop = (time_or_none(phase.start), time_or_none(phase.end)) if phase else (0, at)
        if start is not None and stop is not None and not start <= at <= stop:
            notes.error(
                (*place, "at"),
                "outside-phase",
                f"{row.at}, outside the phase {row.phase}",
                f"a time from {format_time(start)} to {format_time(stop)}",
                "correct the time or the phase",
            )
        if row.key and any(a is not None and b is not None and a < at < b for a, b in jumps):
            notes.warning(
                (*place, "at"),
                "key-in-jump",
                f"a key inject at {row.at}, while the clock jumps",
                "a time when teams play",
                "move it before or after the jump",
            )
        for field in ("replies_to", "boosts"):
            target = rows.get(getattr(row, field) or "")
            if target is not None:
                _after(notes, (*place, field), row, at, target, order)


def _after(
    notes: Notes, path: Path, row: Inject, at: int, target: Inject, order: dict[str, int]
) -> None:
    """A reply or boost comes after the post it answers or boosts."""
    target_at = time_or_none(target.at)
    if target_at is None:
        notes.error(
            path,
            "before-target",
            f"{row.id} at {row.at}, but {target.id} has no fixed time",
            f'a row that follows it, whenever it fires: when: fired("{target.id}")',
            "give this row that condition in place of a time",
        )
    elif (at, order[row.id]) <= (target_at, order[target.id]):
        notes.error(
            path,
            "before-target",
            f"{row.id} at {row.at}, before {target.id} at {target.at}",
            f"a time after {target.at}",
            "move one of the two",
        )
