"""The way one incident took through the team's own process, and where on the ladder it ended.

Nodes walked are joined by a solid line; nodes only the reference walks are dashed. Below, the nine
rungs of the ladder carry the team's decision and the reference, each with its own shape and word.
"""

from __future__ import annotations

from markupsafe import Markup

from infodrill.evaluation.aar import IncidentStory, PathNode
from infodrill.i18n import gettext as _
from infodrill.report import words
from infodrill.report.figures.canvas import Canvas
from infodrill.report.figures.letters import fitted, width_of, wrapped
from infodrill.report.numbers import exercise_time

WIDTH = 340
_STEM = 14
_RUNGS = 9
_GATE = 5
"""From this rung on an act against an item passes the rights gate (design section 5.3)."""


def path_figure(incident: IncidentStory, name: str) -> Markup:
    """One incident's path and its rung beside the reference's."""
    drawn = [
        (node, wrapped(node.title or node.node, WIDTH - 92, 13, 2, bold=True))
        for node in incident.path
    ]
    heights = [24 + 15 * len(lines) for _node, lines in drawn]
    top = 12 + sum(heights) if drawn else 34
    canvas = Canvas(
        name,
        WIDTH,
        top + 96,
        _("Path and rung: {title}").format(title=incident.title),
        describe(incident),
    )
    if not drawn:
        canvas.text(0, 20, _("No step of the process was walked."), size=12, paint="ink")
    edge = 12.0
    followers = [*incident.path[1:], None][: len(drawn)]
    for (node, lines), height, following in zip(drawn, heights, followers, strict=True):
        if following is not None and following.tree == node.tree:
            walked = following.at_ms is not None
            canvas.line(
                _STEM,
                edge + 7,
                _STEM,
                edge + height + 3,
                "ink" if walked else "ink2",
                weight=2 if walked else 1.5,
                dash="" if walked else "3 4",
            )
        _draw_node(canvas, node, lines, edge)
        edge += height
    _draw_ladder(canvas, incident, top + 26)
    return canvas.finish()


def _draw_node(canvas: Canvas, node: PathNode, lines: list[str], edge: float) -> None:
    walked = node.at_ms is not None
    canvas.box(
        _STEM - 5,
        edge,
        10,
        10,
        "ink" if walked else "paper",
        edge="ink" if walked else "ink2",
        weight=1.5,
        dash="" if walked else "2 2",
        round_by=5,
    )
    for number, line in enumerate(lines):
        canvas.text(
            _STEM + 16,
            edge + 9.5 + 15 * number,
            line,
            size=13,
            paint="ink" if walked else "ink2",
            bold=walked,
        )
    below = edge + 10 + 15 * len(lines)
    when = exercise_time(node.at_ms) if node.at_ms is not None else _("not walked")
    canvas.text(WIDTH, edge + 9.5, when, size=11, anchor="end")
    if node.choice:
        canvas.text(_STEM + 16, below - 1, "→ " + fitted(node.choice, WIDTH - 60, 12), size=12)


def _draw_ladder(canvas: Canvas, incident: IncidentStory, top: float) -> None:
    wide = WIDTH / _RUNGS
    for rung in range(_RUNGS):
        gated = rung >= _GATE
        canvas.box(
            rung * wide + 1,
            top,
            wide - 2,
            24,
            "well",
            edge="ink2" if gated else "line",
            dash="3 2" if gated else "",
            round_by=3,
        )
        canvas.text(
            rung * wide + wide / 2,
            top + 16.5,
            str(rung),
            size=12,
            paint="ink",
            anchor="middle",
            bold=rung in (incident.rung, incident.reference_rung),
        )
    if incident.rung is None:
        canvas.text(0, top - 8, _("No decision"), size=11, paint="ink", bold=True)
    else:
        _point(
            canvas,
            incident.rung * wide + wide / 2,
            top - 4,
            -1,
            "real",
            _("Decision: {direction}").format(
                direction=_way(incident.direction, incident.rung),
            ),
        )
    _point(
        canvas,
        incident.reference_rung * wide + wide / 2,
        top + 28,
        1,
        "ink",
        _("Reference: {direction}").format(
            direction=_way(incident.reference_direction, incident.reference_rung)
        ),
    )
    canvas.text(WIDTH, top + 62, _("dashed rungs pass the rights gate"), size=11, anchor="end")


def _way(direction: str | None, rung: int) -> str:
    return words.rung(rung) if direction is None else words.direction(direction)


def _point(canvas: Canvas, middle: float, tip: float, down: int, paint: str, label: str) -> None:
    """A pointer at a rung, with its words beside it on the side that has room."""
    hollow = down > 0
    canvas.shape(
        f"M{middle:.0f} {tip:.0f}L{middle - 6:.0f} {tip + 9 * down:.0f}"
        f"L{middle + 6:.0f} {tip + 9 * down:.0f}Z",
        "paper" if hollow else paint,
        edge=paint,
    )
    place = tip + (13 if down > 0 else -2)
    if middle + 12 + width_of(label, 11, bold=True) <= WIDTH:
        canvas.text(middle + 11, place, label, size=11, paint=paint, bold=True)
    else:
        canvas.text(middle - 11, place, label, size=11, paint=paint, bold=True, anchor="end")


def counted(incident: IncidentStory) -> str:
    """How many steps of the process were walked and missed."""
    walked = sum(1 for node in incident.path if node.at_ms is not None)
    return _("Steps walked: {walked}; steps of the reference not walked: {missed}.").format(
        walked=walked, missed=len(incident.path) - walked
    )


def describe(incident: IncidentStory) -> str:
    """The path and both rungs in words."""
    taken = (
        _("no decision")
        if incident.rung is None
        else words.answer(incident.direction, incident.rung)
    )
    both = _("Decision: {taken}. Reference: {reference}.").format(
        taken=taken,
        reference=words.answer(incident.reference_direction, incident.reference_rung),
    )
    return f"{counted(incident)} {both}"
