"""The pictures of the calibration page: a measured value on its band, and curves with marks."""

from __future__ import annotations

import math
from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct

from infodrill.report.figures.canvas import Canvas
from infodrill.report.figures.letters import fitted, wrapped
from infodrill.report.figures.shapes import draw_shape

_STRIP = (420, 48)
_CHART = (340, 232)
_PLOT = (42, 236, 14, 178)
"""First and last x, top and foot of the plot; the lines' names stand after it."""
_PAINTS = (("real", ""), ("else", "6 4"), ("ink2", "2 3"), ("ink", "9 3 2 3"))
_STEPS = (1, 2, 5)
_NAME = 14
"""Height that the name of a line takes."""
_End = tuple[float, str, str]
"""Where a line ends, its name and its paint."""
_FEW = 15
"""Lines of at most so many points show each one."""


class Strip(Struct, frozen=True):
    """One measured value against a published one and its band."""

    name: str
    title: str
    description: str
    measured: float | None
    published: float | None
    low: float
    high: float


class Curves(Struct, frozen=True):
    """Lines over one axis; a line of a single point is drawn as a row with a bar."""

    name: str
    title: str
    description: str
    lines: tuple[tuple[str, tuple[float, ...], tuple[float, ...]], ...]
    """Words, x, y."""
    marks: tuple[tuple[float, float, float, float], ...]
    """x, published value, low, high."""
    wide: bool
    """Whether a mark holds at every x, and is drawn from edge to edge."""
    x_words: str
    x_value: Callable[[float], str]
    y_value: Callable[[float], str]


def strip_figure(strip: Strip) -> Markup:
    """A band as a box, the published value as a stroke in it, the measured one as a diamond."""
    width, height = _STRIP
    canvas = Canvas(strip.name, width, height, strip.title, strip.description)
    known = [
        v for v in (strip.measured, strip.published, strip.low, strip.high, 0.0) if v is not None
    ]
    first, last = min(known), max(known)
    room = (last - first) * 0.06 or 1.0

    def place(value: float) -> float:
        return 12 + (width - 24) * (value - first + room) / (last - first + 2 * room)

    middle = 24.0
    canvas.line(8, middle, width - 8, middle, "line")
    canvas.box(
        place(strip.low), middle - 9, place(strip.high) - place(strip.low), 18, "well", edge="ink2"
    )
    canvas.line(place(0), middle - 4, place(0), middle + 4, "ink2")
    canvas.text(place(0), height - 3, "0", size=10, anchor="middle")
    if strip.published is not None:
        canvas.line(
            place(strip.published),
            middle - 13,
            place(strip.published),
            middle + 13,
            "ink",
            weight=2.5,
        )
    if strip.measured is not None:
        draw_shape(canvas, "message", place(strip.measured), middle, 7)
    return canvas.finish()


def nice_top(highest: float) -> float:
    """A round end of a scale, at least `highest`."""
    scale = 1e-6
    while True:
        for step in _STEPS:
            if highest <= step * scale:
                return step * scale
        scale *= 10


def round_places(first: float, last: float, most: int = 4) -> list[float]:
    """At most so many round numbers between two, for the ticks of an axis."""
    step = nice_top((last - first) / most)
    start = math.ceil(first / step - 1e-9)
    return [step * number for number in range(start, math.floor(last / step + 1e-9) + 1)]


def curves_figure(curves: Curves) -> Markup:
    """The lines, told apart by dash and by the name at their end, and the published marks."""
    if all(len(x) == 1 for _words, x, _y in curves.lines):
        return _bars(curves)
    width, height = _CHART
    start, end, top, foot = _PLOT
    canvas = Canvas(curves.name, width, height, curves.title, curves.description)
    x_last = max(x[-1] for _words, x, _y in curves.lines)
    x_first = min(x[0] for _words, x, _y in curves.lines)
    y_last = nice_top(
        max(max(max(y) for _w, _x, y in curves.lines), *(m[3] for m in curves.marks), 0)
    )

    def across(value: float) -> float:
        return start + (end - start) * (value - x_first) / max(x_last - x_first, 1e-9)

    def up(value: float) -> float:
        return foot - (foot - top) * value / y_last

    for part in range(5):
        value = y_last * part / 4
        canvas.line(start, up(value), end, up(value), "line")
        canvas.text(start - 6, up(value) + 3.5, curves.y_value(value), anchor="end")
    for tick in round_places(x_first, x_last):
        canvas.line(across(tick), foot, across(tick), foot + 4, "ink2")
        canvas.text(across(tick), foot + 17, curves.x_value(tick), anchor="middle")
    for row, words in enumerate(wrapped(curves.x_words, width - 16, 11, 2)):
        canvas.text(width / 2, foot + 35 + 14 * row, words, anchor="middle", paint="ink")
    for at, published, low, high in curves.marks:
        first, last = (start, end) if curves.wide else (across(at) - 5, across(at) + 5)
        canvas.box(first, up(high), last - first, up(low) - up(high), "well", edge="ink2")
        canvas.line(first - 3, up(published), last + 3, up(published), "ink", weight=2.5)
    ends: list[_End] = []
    for (words, x, y), (paint, dash) in zip(curves.lines, _PAINTS, strict=False):
        points = [(across(a), up(b)) for a, b in zip(x, y, strict=True)]
        canvas.path(points, paint, weight=2 if dash else 2.5, dash=dash)
        if len(points) <= _FEW:
            for one, other in points:
                draw_shape(canvas, "report", one, other, 5)
        ends.append((points[-1][1], words, paint))
    for level, words, paint in apart(ends, top, foot):
        name = fitted(words, width - end - 8, 11)
        canvas.text(end + 6, level + 3, name, paint=paint, bold=True)
    return canvas.finish()


def apart(ends: list[_End], top: float, foot: float) -> list[_End]:
    """The names at the lines' ends, moved so that none covers another or leaves the plot."""
    spread: list[_End] = []
    free = top
    for level, words, paint in sorted(ends):
        free = max(level, free)
        spread.append((free, words, paint))
        free += _NAME
    free = foot
    for place in range(len(spread) - 1, -1, -1):
        level, words, paint = spread[place]
        free = min(level, free)
        spread[place] = (free, words, paint)
        free -= _NAME
    return spread


def _bars(curves: Curves) -> Markup:
    width, row = _CHART[0], 34
    height = row * len(curves.lines) + 12
    canvas = Canvas(curves.name, width, height, curves.title, curves.description)
    last = nice_top(max(y[0] for _words, _x, y in curves.lines))
    for number, (words, _x, y) in enumerate(curves.lines):
        base = 8 + row * number
        canvas.text(4, base + 18, fitted(words, 150, 11), paint="ink")
        canvas.box(160, base + 5, max(130 * y[0] / last, 1), 18, "real")
        end = 166 + 130 * y[0] / last
        canvas.text(end, base + 18, curves.y_value(y[0]), paint="ink", bold=True)
    return canvas.finish()
