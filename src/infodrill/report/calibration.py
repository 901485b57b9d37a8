"""The calibration page: every published figure, what the model gave, and the curves behind it.

One HTML file in the report's look that needs nothing else. It opens without the kernels: what it
shows is plain data. The same statement gives the same bytes.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from infodrill import i18n
from infodrill.audience.experiments.published import FIGURES
from infodrill.audience.experiments.statement import Panel, Result, Statement
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext
from infodrill.report import calibration_words as words
from infodrill.report import numbers
from infodrill.report.figures.comparison import Curves, Strip, curves_figure, strip_figure
from infodrill.report.fonts import font_css
from infodrill.report.pages import direction, environment, style

_FONTS_GO_HERE = "/* fonts */"
_BY_NAME = {figure.name: figure for figure in FIGURES}


def render_calibration(statement: Statement, language: str = i18n.SOURCE_LANGUAGE) -> bytes:
    """The statement as one self-contained page, UTF-8.

    Args:
        statement: what the experiments found.
        language: tag of the page's language.

    Raises:
        ValueError: the language is not formed like a language tag.
    """
    with i18n.using(language):
        page = (
            _pages()
            .get_template("calibration.html.jinja")
            .render(
                statement=statement,
                tally=tally(statement),
                language=language,
                direction=direction(language),
                style=style("report.css"),
            )
        )
    return page.replace(_FONTS_GO_HERE, font_css(page), 1).encode("utf-8")


def tally(statement: Statement) -> dict[str, int]:
    """How many figures got each verdict."""
    counted = dict.fromkeys(words.VERDICTS, 0)
    for result in statement.results:
        counted[result.verdict] += 1
    return counted


def lines_for_terminal(statement: Statement) -> list[str]:
    """One line a figure: verdict, title, what was measured, what is published."""
    rows = []
    for result in statement.results:
        rows.append(
            _("{verdict}: {title}: measured {measured}, published {published} ({band})").format(
                verdict=words.verdict(result.verdict),
                title=_(_BY_NAME[result.name].title),
                measured=words.value(result.measured, result.unit),
                published=words.value(result.published, result.unit),
                band=words.band(result.low, result.high, result.unit),
            )
        )
    return rows


def result_figure(result: Result) -> Markup:
    """The measured value on the published band; nothing where the model has none."""
    if result.low is None or result.high is None:
        return Markup()
    return strip_figure(
        Strip(
            name=f"strip-{result.name}",
            title=_(_BY_NAME[result.name].title),
            description=_("Measured {measured}; published {published}; band {band}.").format(
                measured=words.value(result.measured, result.unit),
                published=words.value(result.published, result.unit),
                band=words.band(result.low, result.high, result.unit),
            ),
            measured=result.measured,
            published=result.published,
            low=result.low,
            high=result.high,
        )
    )


def counted(result: Result) -> str:
    """What a value rests on, in words."""
    count = result.counted or 0
    number = numbers.whole(count)
    if result.unit == "p":
        return ngettext(
            "from {number} pair of cascades", "from {number} pairs of cascades", count
        ).format(number=number)
    return ngettext("from {number} person", "from {number} people", count).format(number=number)


def panel_figure(panel: Panel) -> Markup:
    """A panel's curves or bars."""
    lines = tuple((words.line(one.name), one.x, one.y) for one in panel.series)
    return curves_figure(
        Curves(
            name=f"panel-{panel.name}",
            title=words.panel(panel.name),
            description=_("Lines: {lines}. Their values stand in the table below.").format(
                lines=", ".join(name for name, _x, _y in lines)
            ),
            lines=lines,
            marks=tuple((one.x, one.value, one.low, one.high) for one in panel.marks),
            wide=panel.y_unit == "ratio",
            x_words=words.axis(panel.name),
            x_value=numbers.whole,
            y_value=lambda value: words.scale(value, panel.y_unit),
        )
    )


def panel_rows(panel: Panel, most: int = 16) -> list[tuple[str, list[str]]]:
    """The panel's values as table rows, at most so many: (x, value of each line)."""
    places = sorted({x for one in panel.series for x in one.x})
    step = -(-len(places) // most)
    rows = []
    for place in places[::step]:
        found = [dict(zip(one.x, one.y, strict=True)).get(place) for one in panel.series]
        label = numbers.whole(place) if panel.x_unit not in ("answer", "order") else ""
        rows.append((label, [words.value(value, panel.y_unit) for value in found]))
    return rows


@cache
def _pages() -> Environment:
    pages = environment()
    pages.globals.update(
        words=words,
        numbers=numbers,
        figures=_BY_NAME,
        counted=counted,
        result_figure=result_figure,
        panel_figure=panel_figure,
        panel_rows=panel_rows,
    )
    return pages
