"""Belief in one claim with and without the team; one chart a claim, side by side."""

from __future__ import annotations

from markupsafe import Markup

from infodrill.evaluation.aar import AfterActionReport, Series
from infodrill.i18n import gettext as _
from infodrill.report import words
from infodrill.report.figures.worlds import Chart, draw, names_of_worlds, scale_top
from infodrill.report.numbers import exercise_time, per_mille

_TOO_FLAT = 8
"""A claim that stays below this part of the common scale is drawn on its own."""


def common_top(report: AfterActionReport) -> int:
    """The end of the scale, per mille, that the charts of belief share."""
    return scale_top(
        [
            v
            for s in report.series
            if s.quantity == "belief"
            for v in (*s.with_team, *s.without_team)
        ]
    )


def belief_figure(report: AfterActionReport, series: Series, name: str) -> Markup:
    """Belief in a claim, per cent of the audience, in both worlds over exercise time."""
    return draw(belief_chart(report, series, name), report.end_ms, report.jumps)


def own_scale(report: AfterActionReport, series: Series) -> bool:
    """Whether the chart has a scale of its own, since on the common one nothing would be seen."""
    highest = max((*series.with_team, *series.without_team), default=0)
    return highest * _TOO_FLAT < common_top(report)


def belief_chart(report: AfterActionReport, series: Series, name: str) -> Chart:
    """What the figure shows, before it is drawn."""
    values = (*series.with_team, *series.without_team)
    top = scale_top(values) if own_scale(report, series) else common_top(report)
    with_words, without_words = names_of_worlds(len(report.teams))
    return Chart(
        name=name,
        title=_("Belief in: {statement}").format(statement=series.statement),
        description=describe(series, with_words, without_words),
        at_ms=series.at_ms,
        with_team=series.with_team,
        without_team=series.without_team,
        with_words=with_words,
        without_words=without_words,
        top=top,
        marks=tuple((at, kind, words.mark(kind)) for at, kind, _text in series.marks),
    )


def describe(series: Series, with_words: str, without_words: str) -> str:
    """A chart's ends and highest points in words."""
    if not series.at_ms:
        return _("No values were recorded.")
    peak = max(range(len(series.at_ms)), key=lambda i: series.with_team[i])
    peak_without = max(range(len(series.at_ms)), key=lambda i: series.without_team[i])
    return _(
        "Solid line, {with_words}: highest {peak} at {peak_at}, {end} at the end. "
        "Dashed line, {without_words}: highest {peak_without} at {peak_without_at}, "
        "{end_without} at the end."
    ).format(
        with_words=with_words,
        without_words=without_words,
        peak=per_mille(series.with_team[peak]),
        peak_at=exercise_time(series.at_ms[peak]),
        end=per_mille(series.with_team[-1]),
        peak_without=per_mille(series.without_team[peak_without]),
        peak_without_at=exercise_time(series.at_ms[peak_without]),
        end_without=per_mille(series.without_team[-1]),
    )
