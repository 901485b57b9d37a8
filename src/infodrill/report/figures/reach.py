"""Reach of one piece of protected speech: a neutral chart, as more is neither good nor bad.

No world's line is coloured as gain or loss and the difference is not tinted: that people heard it
is told, never judged (design section 5.1).
"""

from __future__ import annotations

from markupsafe import Markup

from infodrill.evaluation.aar import AfterActionReport, Series
from infodrill.i18n import gettext as _
from infodrill.report import words
from infodrill.report.figures.belief import describe
from infodrill.report.figures.worlds import Chart, draw, names_of_worlds, scale_top


def reach_figure(report: AfterActionReport, series: Series, name: str) -> Markup:
    """Reach of protected speech, per cent of the audience, in both worlds over exercise time."""
    with_words, without_words = names_of_worlds(len(report.teams))
    everyone = [
        v for s in report.series if s.quantity == "reach" for v in (*s.with_team, *s.without_team)
    ]
    chart = Chart(
        name=name,
        title=_("Reach of: {statement}").format(statement=series.statement),
        description=describe(series, with_words, without_words),
        at_ms=series.at_ms,
        with_team=series.with_team,
        without_team=series.without_team,
        with_words=with_words,
        without_words=without_words,
        top=scale_top(everyone),
        marks=tuple((at, kind, words.mark(kind)) for at, kind, _text in series.marks),
        paints=("ink", "ink2"),
        wash=False,
    )
    return draw(chart, report.end_ms, report.jumps)
