"""The chart of one quantity in both worlds: as played a solid line, without the team a dashed one.

Belief, trust and reach are drawn by it. Each line is named at its end; what happened stands as a
shape with its word at its moment, above the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup
from msgspec import Struct

from infodrill.i18n import gettext as _
from infodrill.report.figures.canvas import Canvas
from infodrill.report.figures.clock import Clock
from infodrill.report.figures.letters import width_of
from infodrill.report.figures.shapes import draw_shape
from infodrill.report.numbers import per_mille

WIDTH = 340
_PLOT = (38, 250)
"""First and last x of the plot; the lines' names stand after it."""
_ROWS = 3
_TOPS = (10, 20, 50, 100, 200, 300, 400, 500, 600, 800, 1000)
"""Ends of the scale, per mille, that divide in two into round numbers."""


_Height = Callable[[int], float]
_Row = tuple[float, str, str, float, int]
"""Place of the mark, kind, word, middle of the word, row of the word."""


class Chart(Struct, frozen=True):
    """What one chart shows."""

    name: str
    title: str
    description: str
    at_ms: tuple[int, ...]
    with_team: tuple[int, ...]
    without_team: tuple[int, ...]
    with_words: str
    without_words: str
    top: int
    """End of the scale, per mille."""
    marks: tuple[tuple[int, str, str], ...] = ()
    """(exercise ms, kind, word)."""
    paints: tuple[str, str] = ("real", "else")
    wash: bool = True
    """Whether the difference is tinted; only where more or less is better."""


def scale_top(values: Sequence[int]) -> int:
    """The end of a scale, per mille, that holds all values."""
    highest = max(values, default=0)
    return next((top for top in _TOPS if highest <= top), _TOPS[-1])


def draw(chart: Chart, end_ms: int, jumps: tuple[tuple[int, int], ...]) -> Markup:
    """The chart as SVG text."""
    rows = _label_rows(chart, Clock(end_ms, jumps, _PLOT[0], _PLOT[1] - _PLOT[0]))
    top = 22 + 14 * max((row for *_rest, row in rows), default=-1)
    if chart.marks:
        top += 14
    foot = top + 112
    canvas = Canvas(chart.name, WIDTH, foot + 24, chart.title, chart.description)
    clock = Clock(end_ms, jumps, _PLOT[0], _PLOT[1] - _PLOT[0])

    def height(value: int) -> float:
        return foot - (foot - top) * min(value, chart.top) / chart.top

    for part in (0, 1, 2):
        value = chart.top * part // 2
        canvas.line(_PLOT[0], height(value), _PLOT[1], height(value), "line")
        canvas.text(_PLOT[0] - 5, height(value) + 3.5, per_mille(value), size=11, anchor="end")
    clock.draw(canvas, top, foot, size=11)
    _draw_lines(canvas, chart, clock, height)
    _draw_marks(canvas, rows, top, foot)
    _draw_names(canvas, chart, height, foot)
    return canvas.finish()


def _draw_lines(canvas: Canvas, chart: Chart, clock: Clock, height: _Height) -> None:
    points = list(zip(chart.at_ms, chart.with_team, chart.without_team, strict=True))
    stretches = clock.stretches()
    for start, end in stretches:
        inside = [point for point in points if start <= point[0] <= end]
        with_line = [(clock.x(at), height(played)) for at, played, _without in inside]
        without_line = [(clock.x(at), height(without)) for at, _played, without in inside]
        if chart.wash and len(inside) > 1:
            canvas.area(with_line + without_line[::-1], chart.paints[0], per_cent=14)
        canvas.path(without_line, chart.paints[1], weight=2, dash="6 4")
        canvas.path(with_line, chart.paints[0], weight=2.5)


def _draw_marks(canvas: Canvas, rows: list[_Row], top: float, foot: float) -> None:
    base = top - 10
    for place, kind, word, middle, row in rows:
        canvas.line(place, base + 5, place, foot, "ink2", weight=0.8, dash="1 3")
        draw_shape(canvas, kind, place, base, 4.5)
        if word:
            level = base - 9 - 14 * row
            if row:
                canvas.line(place, base - 6, place, level + 3, "line")
            canvas.text(middle, level, word, size=11, paint="ink", anchor="middle", halo=True)


def _draw_names(canvas: Canvas, chart: Chart, height: _Height, foot: float) -> None:
    if not chart.at_ms:
        return
    ends = [
        (height(chart.with_team[-1]), chart.with_team[-1], chart.with_words, chart.paints[0]),
        (
            height(chart.without_team[-1]),
            chart.without_team[-1],
            chart.without_words,
            chart.paints[1],
        ),
    ]
    ends.sort(key=lambda end: (end[0], end[3]))
    upper = min(ends[0][0], foot - 51)
    lower = max(min(ends[1][0], foot - 20), upper + 31)
    for place, (_y, value, words, paint) in zip((upper, lower), ends, strict=True):
        canvas.text(_PLOT[1] + 8, place + 3, per_mille(value), size=14, paint=paint, bold=True)
        canvas.text(_PLOT[1] + 8, place + 16, words, size=11, paint=paint)


def _label_rows(chart: Chart, clock: Clock) -> list[_Row]:
    """Each mark with where its word stands; a word that repeats or finds no room is left out."""
    taken: list[list[tuple[float, float]]] = [[] for _row in range(_ROWS)]
    found: list[_Row] = []
    said: set[str] = set()
    for at, kind, word in sorted(chart.marks):
        place = clock.x(at)
        room = width_of(word, 11) / 2 + 3
        middle = min(max(place, room + 2), WIDTH - room - 2)
        free = [
            row
            for row in range(_ROWS)
            if all(middle + room <= a or middle - room >= b for a, b in taken[row])
        ]
        if word in said or not free:
            found.append((place, kind, "", middle, 0))
            continue
        said.add(word)
        taken[free[0]].append((middle - room, middle + room))
        found.append((place, kind, word, middle, free[0]))
    return found


def names_of_worlds(teams: int) -> tuple[str, str]:
    """What the two lines are called."""
    if teams == 1:
        return _("with team"), _("without team")
    return _("with teams"), _("without teams")
