"""Trust in one team's account with and without what the team did."""

from __future__ import annotations

from markupsafe import Markup

from infodrill.evaluation.aar import AfterActionReport, Series, TrustSeries
from infodrill.i18n import gettext as _
from infodrill.report import words
from infodrill.report.figures.belief import describe
from infodrill.report.figures.worlds import Chart, draw, names_of_worlds

_TOP = 1000
"""Trust is drawn on its whole scale, so that a small change looks small."""


def trust_figure(report: AfterActionReport, series: TrustSeries, name: str) -> Markup:
    """Mean trust in a team's account, per cent of its scale, in both worlds over exercise time."""
    with_words, without_words = names_of_worlds(len(report.teams))
    marks = tuple(
        (moment.at_ms, moment.kind, words.mark(moment.kind))
        for moment in report.moments
        if moment.team == series.team and moment.kind in {"trust", "withdrawn"}
    )
    chart = Chart(
        name=name,
        title=_("Trust in {team}").format(team=series.title),
        description=describe(as_series(series), with_words, without_words),
        at_ms=series.at_ms,
        with_team=series.with_team,
        without_team=series.without_team,
        with_words=with_words,
        without_words=without_words,
        top=_TOP,
        marks=marks,
    )
    return draw(chart, report.end_ms, report.jumps)


def as_series(series: TrustSeries) -> Series:
    """The same curve in the shape of an item's, for its words and its table."""
    return Series(
        item=series.team,
        statement=series.title,
        kind="trust",
        quantity="trust",
        at_ms=series.at_ms,
        with_team=series.with_team,
        without_team=series.without_team,
        marks=(),
    )
