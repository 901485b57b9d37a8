"""The rehearsal as one HTML page in the report's look: no network, no script, same bytes each time.

The page computes nothing: every number in it is one of `rehearsal.json`, rounded for reading.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from jinja2 import Environment

from infodrill import i18n
from infodrill.evaluation.rehearsal import Rehearsal
from infodrill.evaluation.rehearsal.data import Load, MeasureSpread
from infodrill.report import measure_words, numbers, words
from infodrill.report import rehearsal_words as told
from infodrill.report.figures.delays import delay_figure
from infodrill.report.figures.loads import load_figure
from infodrill.report.figures.strips import strip_figure
from infodrill.report.fonts import font_css
from infodrill.report.pages import direction, environment, style
from infodrill.report.say import clean, own, say
from infodrill.scenario.check.workload import COMFORTABLE

_FONTS_GO_HERE = "/* fonts */"


def render_rehearsal(rehearsal: Rehearsal) -> bytes:
    """The page, UTF-8.

    Raises:
        ValueError: the rehearsal's language is not formed like a language tag.
    """
    found = msgspec.convert(_cleaned(msgspec.to_builtins(rehearsal)), Rehearsal)
    with i18n.using(found.language):
        page = (
            _pages()
            .get_template("rehearsal.html.jinja")
            .render(
                found=found,
                runs=sum(team.runs for team in found.teams),
                language=found.language,
                direction=direction(found.language),
                style=style("report.css", "rehearsal.css"),
                main=main_measures(found),
                judged=judged(found),
                pace=pace(found),
                net=next(
                    (one for one in found.measures if one.name == "harm_person_hours_averted"), None
                ),
                comfortable=COMFORTABLE,
            )
        )
    return page.replace(_FONTS_GO_HERE, font_css(page), 1).encode("utf-8")


def main_measures(found: Rehearsal) -> list[MeasureSpread]:
    """The measures that are drawn, over-reaction first; those that nobody could take are left."""
    by_name = {one.name: one for one in found.measures}
    return [
        by_name[name]
        for name in told.MAIN
        if name in by_name
        and any(spread.median is not None or spread.never for spread in by_name[name].spreads)
    ]


def judged(found: Rehearsal) -> list[MeasureSpread]:
    """The measures with a target that was judged: over-reaction, then hard, easy, fair ones."""
    order = ("out_of_reach", "asks_nothing", "everyone", "tells_apart")
    known = [one for one in found.measures if one.verdict in order]
    return sorted(known, key=lambda one: (one.name != "over_reaction", order.index(one.verdict)))


def pace(found: Rehearsal) -> list[Load]:
    """The loads that are drawn: of the scripted team that was delayed, or the first that acts."""
    acting = [team.name for team in found.teams if not team.idle]
    chosen = found.delays.team if found.delays else next(iter(acting), None)
    return [load for load in found.load if load.scripted == (chosen or found.teams[0].name)]


def _cleaned(value: Any) -> Any:
    """The same value with every text in it free of control and direction characters."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return value


@cache
def _pages() -> Environment:
    pages = environment()
    pages.globals.update(
        say=say,
        words=words,
        numbers=numbers,
        measures=measure_words,
        told=told,
        strip_figure=strip_figure,
        delay_figure=delay_figure,
        load_figure=load_figure,
    )
    pages.filters["own"] = own
    return pages
