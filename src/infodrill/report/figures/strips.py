"""One measure over many runs: a row of dots for each scripted team, one dot a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from markupsafe import Markup

from infodrill.evaluation.rehearsal.data import MeasureSpread, Spread
from infodrill.i18n import gettext as _
from infodrill.report.figures.canvas import Canvas, num
from infodrill.report.figures.letters import fitted, width_of
from infodrill.report.measure_words import measure_title
from infodrill.report.numbers import quantity
from infodrill.report.rehearsal_words import median_words, missing_words

WIDTH = 340
_EDGES = (14, 326)
_TOP = 20
_ROW = 46
_DOTS_AT = 28
"""Middle of a row's dots, below the row's own top."""
_ROOM = 13
"""Dots pile up at most so far from the middle."""
_DOT = 2.1
_BIN = 3.6
"""Runs nearer to one another than this stand on top of each other."""

_Place = Callable[[float], float]


def strip_figure(one: MeasureSpread, name: str) -> Markup:
    """The strips of one measure, all on one scale, with its target as a dashed line."""
    low, high = scale_of(one)
    foot = _TOP + _ROW * len(one.spreads)
    canvas = Canvas(name, WIDTH, foot + 22, measure_title(one.name), describe(one))

    def place(value: float) -> float:
        return _EDGES[0] + (_EDGES[1] - _EDGES[0]) * (value - low) / (high - low)

    if one.target is not None:
        at = place(one.target)
        canvas.line(at, _TOP - 4, at, foot, "ink2", dash="4 3")
        _middle(canvas, at, _TOP - 9, _("target {target}"), target=quantity(one.target, one.unit))
    for row, spread in enumerate(one.spreads):
        _draw_row(canvas, one, spread, _TOP + _ROW * row, place)
    canvas.line(_EDGES[0], foot, _EDGES[1], foot, "ink2")
    for value, anchor, at in ((low, "start", _EDGES[0] - 8), (high, "end", _EDGES[1] + 8)):
        canvas.text(at, foot + 15, quantity(_plain(value), one.unit), anchor=anchor)
    return canvas.finish()


def scale_of(one: MeasureSpread) -> tuple[float, float]:
    """First and last value of the scale; wider than nothing, and with the target on it."""
    values = [v for spread in one.spreads for v in (spread.low, spread.high) if v is not None]
    if one.target is not None:
        values.append(one.target)
    low, high = min(values, default=0), max(values, default=0)
    return (low, high) if high > low else (low - 1, high + 1)


def describe(one: MeasureSpread) -> str:
    """The strips in words."""
    parts = [f"{spread.team}: {median_words(one, spread)}" for spread in one.spreads]
    return _("One dot a run. {parts}.").format(parts="; ".join(parts))


def _draw_row(
    canvas: Canvas, one: MeasureSpread, spread: Spread, top: float, place: _Place
) -> None:
    middle = top + _DOTS_AT
    told = median_words(one, spread)
    room = WIDTH - 2 * 6 - width_of(told, 11) - 10
    canvas.text(
        6, top + 11, fitted(spread.team, room, 11, bold=True), paint="ink", bold=True, halo=True
    )
    canvas.text(WIDTH - 6, top + 11, told, anchor="end", halo=True)
    canvas.line(_EDGES[0], middle, _EDGES[1], middle, "line")
    known = sorted(value for value in spread.values if value is not None)
    if not known:
        canvas.text(WIDTH / 2, middle + 4, missing_words(spread), anchor="middle", halo=True)
        return
    canvas.shape(_dots([place(value) for value in known], middle), "real")
    assert spread.median is not None
    at = place(spread.median)
    canvas.line(at, middle - 9, at, middle + 9, "ink", weight=2)


def _dots(places: list[float], middle: float) -> str:
    """One path of round dots, piled up around the middle where they are close."""
    piles: dict[int, list[float]] = defaultdict(list)
    for place in places:
        piles[int(place // _BIN)].append(place)
    steps = []
    for pile in piles.values():
        apart = min(2 * _DOT, 2 * _ROOM / max(1, len(pile) - 1))
        first = middle - apart * (len(pile) - 1) / 2
        for number, place in enumerate(pile):
            turn = f"a{num(_DOT)} {num(_DOT)} 0 1 0 "
            steps.append(
                f"M{num(place - _DOT)} {num(first + apart * number)}"
                f"{turn}{num(2 * _DOT)} 0{turn}{num(-2 * _DOT)} 0Z"
            )
    return "".join(steps)


def _middle(canvas: Canvas, at: float, y: float, sentence: str, **holes: str) -> None:
    """Words around a place, kept inside the picture."""
    words = sentence.format(**holes)
    half = width_of(words, 10) / 2 + 4
    canvas.text(min(max(at, half), WIDTH - half), y, words, size=10, anchor="middle")


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value
