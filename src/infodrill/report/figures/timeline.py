"""What happened: one lane for the world and one a team, phases above, jumps pressed together."""

from __future__ import annotations

from markupsafe import Markup

from infodrill.evaluation.aar import AfterActionReport, Moment
from infodrill.i18n import gettext as _
from infodrill.report import words
from infodrill.report.figures.canvas import Canvas
from infodrill.report.figures.clock import Clock
from infodrill.report.figures.letters import fitted, width_of, wrapped
from infodrill.report.figures.shapes import SHAPES, draw_shape

WIDTH = 1000
_EDGE = 128
"""Room for the lanes' names."""
_ROW = 15
_ROWS = 5
"""Rows in a lane; moments that find no free one share the last."""
_APART = 13


def timeline_figure(report: AfterActionReport, name: str) -> Markup:
    """All moments of the exercise by lane and time, each kind with its own shape."""
    clock = Clock(report.end_ms, report.jumps, _EDGE, WIDTH - _EDGE - 16)
    lanes = [(_("World"), "")] + [(title, team) for team, title, _unit in report.teams]
    placed = [
        (title, _rows([m for m in report.moments if m.team == team and m.kind != "phase"], clock))
        for title, team in lanes
    ]
    heights = [
        max(2, 1 + max((row for _m, row in lane), default=0)) * _ROW + 8 for _title, lane in placed
    ]
    top = 34
    foot = top + sum(heights)
    key = _key([m for m in report.moments if m.kind != "phase"])
    canvas = Canvas(name, WIDTH, foot + 34 + 18 * len(key), _("Time line"), _described(report))
    _draw_phases(canvas, report, clock, foot)
    clock.draw(canvas, top, foot, size=11)
    edge = top
    for (title, lane), height in zip(placed, heights, strict=True):
        canvas.line(0, edge, WIDTH, edge, "line")
        lines = wrapped(title, _EDGE - 12, 12, 2, bold=True)
        for number, line in enumerate(lines):
            canvas.text(0, edge + 17 + 14 * number, line, size=12, paint="ink", bold=True)
        for moment, row in lane:
            draw_shape(canvas, moment.kind, clock.x(moment.at_ms), edge + 12 + row * _ROW, 5.5)
        edge += height
    for number, line_of_key in enumerate(key):
        place: float = _EDGE
        for kind, label in line_of_key:
            draw_shape(canvas, kind, place + 6, foot + 35 + 18 * number, 5.5)
            canvas.text(place + 16, foot + 39 + 18 * number, label, size=11, paint="ink")
            place += _room(label)
    return canvas.finish()


def _draw_phases(canvas: Canvas, report: AfterActionReport, clock: Clock, foot: float) -> None:
    for number, (title, start, end) in enumerate(report.phases):
        if start >= report.end_ms:
            continue
        first, last = clock.x(start), clock.x(min(end, report.end_ms))
        canvas.box(first, 4, max(last - first - 1, 1), 22, "well" if number % 2 else "line")
        canvas.line(first, 4, first, foot, "line")
        canvas.text(
            first + 6,
            19,
            fitted(title, last - first - 10, 12, bold=True),
            size=12,
            paint="ink",
            bold=True,
        )


def _rows(moments: list[Moment], clock: Clock) -> list[tuple[Moment, int]]:
    """Each moment with the first row of its lane that has room for it."""
    ends = [-1e9] * _ROWS
    found = []
    for moment in sorted(moments, key=lambda m: (m.at_ms, m.seq)):
        place = clock.x(moment.at_ms)
        row = next((r for r in range(_ROWS) if ends[r] + _APART <= place), _ROWS - 1)
        ends[row] = place
        found.append((moment, row))
    return found


def _room(label: str) -> float:
    return width_of(label, 11) + 34


def _key(moments: list[Moment]) -> list[list[tuple[str, str]]]:
    """The shapes in use with their words, in lines that fit the picture."""
    used = {moment.kind for moment in moments}
    kinds = [kind for kind in SHAPES if kind in used] + sorted(used - set(SHAPES))
    lines: list[list[tuple[str, str]]] = []
    room = 0.0
    for kind in kinds:
        label = words.moment_kind(kind)
        if not lines or room + _room(label) > WIDTH - _EDGE:
            lines.append([])
            room = 0
        lines[-1].append((kind, label))
        room += _room(label)
    return lines


def _described(report: AfterActionReport) -> str:
    if not report.moments:
        return _("Nothing was recorded.")
    parts = []
    for title, team in [(_("World"), "")] + [(title, team) for team, title, _u in report.teams]:
        count = sum(1 for m in report.moments if m.team == team and m.kind != "phase")
        parts.append(_("{lane}: {count}").format(lane=title, count=count))
    return _("Moments by lane. {lanes}. The list below the figure tells each one.").format(
        lanes="; ".join(parts)
    )
