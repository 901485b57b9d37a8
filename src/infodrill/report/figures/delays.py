"""What ten minutes' delay of each play's messages costs: a dot for the median, a line for range."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from infodrill.evaluation.rehearsal.data import DelayCost
from infodrill.i18n import gettext as _
from infodrill.report.figures.canvas import Canvas, num
from infodrill.report.figures.letters import fitted, width_of
from infodrill.report.numbers import signed

WIDTH = 340
_EDGES = (14, 326)
_ROW = 34
_TOP = 24
_DOT = 4


def delay_figure(costs: Sequence[DelayCost], name: str) -> Markup:
    """One row for each play, dearest first; right of the line is dearer."""
    low = min([0.0, *(cost.low for cost in costs)])
    high = max([0.0, *(cost.high for cost in costs)])
    if high == low:
        high = low + 1
    foot = _TOP + _ROW * len(costs)
    title = _("Cost of a delay, person-hours")
    parts = [
        f"{cost.title or cost.play}: {signed(cost.median)}, "
        f"{signed(cost.low)} … {signed(cost.high)}"
        for cost in costs
    ]
    canvas = Canvas(name, WIDTH, foot + 22, title, "; ".join(parts) + ".")

    def place(value: float) -> float:
        return _EDGES[0] + (_EDGES[1] - _EDGES[0]) * (value - low) / (high - low)

    zero = place(0)
    canvas.line(zero, _TOP - 4, zero, foot, "ink2", dash="4 3")
    label = _("no difference")
    half = width_of(label, 10) / 2 + 4
    canvas.text(min(max(zero, half), WIDTH - half), _TOP - 10, label, size=10, anchor="middle")
    for row, cost in enumerate(costs):
        top = _TOP + _ROW * row
        told = signed(cost.median)
        room = WIDTH - 2 * 6 - width_of(told, 11, bold=True) - 10
        canvas.text(6, top + 12, fitted(cost.title or cost.play, room, 11), paint="ink", halo=True)
        canvas.text(WIDTH - 6, top + 12, told, paint="ink", bold=True, anchor="end", halo=True)
        middle = top + 23
        canvas.line(_EDGES[0], middle, _EDGES[1], middle, "line")
        canvas.line(place(cost.low), middle, place(cost.high), middle, "else", weight=3)
        at = place(cost.median)
        turn = f"a{_DOT} {_DOT} 0 1 0 "
        canvas.shape(
            f"M{num(at - _DOT)} {num(middle)}{turn}{2 * _DOT} 0{turn}{-2 * _DOT} 0Z", "else"
        )
    canvas.line(_EDGES[0], foot, _EDGES[1], foot, "ink2")
    canvas.text(_EDGES[0] - 8, foot + 15, signed(low))
    canvas.text(_EDGES[1] + 8, foot + 15, signed(high), anchor="end")
    return canvas.finish()
