"""The after-action report as one HTML file that needs nothing else: no network and no script.

The same report gives the same bytes. Every text that somebody wrote is escaped, free of control
characters and isolated from the sentence around it. What the page says first is fixed here and in
the order of ``templates/report.html.jinja``: over-reaction, before anything that went well.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from infodrill import i18n
from infodrill.evaluation.aar import AfterActionReport
from infodrill.report import brief, finding_words, measure_words, numbers, words
from infodrill.report.figures.belief import belief_figure, own_scale
from infodrill.report.figures.path import counted, path_figure
from infodrill.report.figures.reach import reach_figure
from infodrill.report.figures.timeline import timeline_figure
from infodrill.report.figures.trust import as_series, trust_figure
from infodrill.report.figures.worlds import names_of_worlds
from infodrill.report.fonts import font_css
from infodrill.report.pages import direction, environment, style
from infodrill.report.say import cleaned, own, say

_FONTS_GO_HERE = "/* fonts */"


def render_html(report: AfterActionReport) -> bytes:
    """The report as one self-contained page, UTF-8.

    Raises:
        ValueError: the report's language is not formed like a language tag.
    """
    told = cleaned(report)
    with i18n.using(told.language):
        page = (
            _pages()
            .get_template("report.html.jinja")
            .render(
                report=told,
                brief=brief.brief(told),
                language=told.language,
                direction=direction(told.language),
                style=style("report.css"),
            )
        )
    return page.replace(_FONTS_GO_HERE, font_css(page), 1).encode("utf-8")


@cache
def _pages() -> Environment:
    pages = environment()
    pages.globals.update(
        say=say,
        words=words,
        numbers=numbers,
        measures=measure_words,
        findings=finding_words,
        effect_of=brief.effect_of,
        measure_rows=brief.measure_rows,
        by_scope=brief.by_scope,
        by_capability=brief.by_capability,
        stands_out=brief.stands_out,
        effect_words=words.effect,
        statement_of=brief.statement_of,
        team_title=brief.team_title,
        incident_numbers=brief.incident_numbers,
        samples=brief.samples,
        incident_title=brief.incident_title,
        capability_title=brief.capability_title,
        names_of_worlds=names_of_worlds,
        belief_figure=belief_figure,
        own_scale=own_scale,
        reach_figure=reach_figure,
        trust_figure=trust_figure,
        as_series=as_series,
        timeline_figure=timeline_figure,
        path_figure=path_figure,
        counted=counted,
    )
    pages.filters["own"] = own
    return pages
