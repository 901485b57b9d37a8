"""What one team carries over the exercise, in stretches of ten minutes: key injects and acts."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from infodrill.evaluation.rehearsal.data import Load
from infodrill.i18n import gettext as _
from infodrill.report.figures.canvas import Canvas
from infodrill.report.figures.clock import Clock
from infodrill.report.numbers import exercise_time, whole

WIDTH = 340
_EDGES = (30, 326)
_PANEL = 62
_GAP = 22
_TOP = 20
_WINDOW_MS = 600_000


def load_figure(
    load: Load,
    everyone: Sequence[Load],
    comfortable: int,
    end_ms: int,
    jumps: tuple[tuple[int, int], ...],
    name: str,
) -> Markup:
    """Two rows of bars on one axis of time; all teams are drawn to the same scales.

    Args:
        load: of the team.
        everyone: the loads of all teams, for the scales.
        comfortable: key injects that a team can work on in ten minutes, drawn as a dashed line.
        end_ms: end of the exercise.
        jumps: stretches that the clock jumped over.
        name: unique in the page.
    """
    clock = Clock(end_ms, jumps, _EDGES[0], _EDGES[1] - _EDGES[0])
    stretches = [one for each in everyone for one in each.stretches]
    busiest = max(load.stretches, key=lambda one: (one.injects, one.acts), default=None)
    told = _("No key inject was meant for this team.")
    if busiest is not None and busiest.injects:
        told = _("Most key injects in ten minutes: {count}, from {time}.").format(
            count=_count(busiest.injects), time=exercise_time(busiest.start_ms)
        )
    foot = _TOP + 2 * _PANEL + _GAP
    canvas = Canvas(name, WIDTH, foot + 24, _("Load of {team}").format(team=load.title), told)
    rows = (
        (_("key injects"), "injects", comfortable, "ink2", _TOP + _PANEL),
        (_("acts"), "acts", 0, "real", foot),
    )
    for label, field, limit, paint, base in rows:
        most = max([limit, 1, *(getattr(one, field) for one in stretches)])
        canvas.text(6, base - _PANEL - 5, label, paint="ink", bold=True)
        canvas.text(_EDGES[0] - 5, base - _PANEL + 10, _count(most), size=10, anchor="end")
        canvas.text(_EDGES[0] - 5, base, "0", size=10, anchor="end")
        for one in load.stretches:
            value = getattr(one, field)
            start = clock.x(one.start_ms)
            width = max(2.0, clock.x(min(one.start_ms + _WINDOW_MS, end_ms)) - start - 1)
            height = _PANEL * value / most
            if value:
                canvas.box(start, base - height, width, height, paint)
        if limit:
            at = base - _PANEL * limit / most
            canvas.line(_EDGES[0], at, _EDGES[1], at, "ink", dash="4 3")
        canvas.line(_EDGES[0], base, _EDGES[1], base, "line")
    clock.draw(canvas, _TOP, foot, size=10)
    return canvas.finish()


def _count(value: float) -> str:
    return whole(value, 0 if value == int(value) else 1)
