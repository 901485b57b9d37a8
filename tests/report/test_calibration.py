"""The calibration page from a statement made by hand."""

from __future__ import annotations

import itertools

import pytest

from infodrill.audience.experiments.published import FIGURES
from infodrill.audience.experiments.statement import (
    QUICK,
    Mark,
    Panel,
    Result,
    Series,
    Statement,
    Verdict,
)
from infodrill.report import calibration_words as words
from infodrill.report.calibration import lines_for_terminal, render_calibration, tally
from infodrill.report.figures.comparison import apart, nice_top, round_places


def statement(verdict: Verdict = "missed", measured: float | None = 0.41) -> Statement:
    results = tuple(
        Result(
            name=figure.name,
            unit=figure.unit,
            published=figure.value,
            low=figure.low,
            high=figure.high,
            measured=measured if figure.experiment else None,
            verdict=verdict if figure.experiment else "not_modelled",
            counted=1234,
            source=figure.source,
        )
        for figure in FIGURES
    )
    panels = (
        Panel(
            name="impressions_left",
            x_unit="minutes",
            y_unit="share",
            series=(Series("model", (0.0, 80.0), (1.0, 0.5)),),
            marks=(Mark(80.0, 0.5, 0.4, 0.6),),
        ),
        Panel(
            name="believers_by_answer",
            x_unit="answer",
            y_unit="share",
            series=(Series("no_answer", (0.0,), (0.6,)), Series("fact_check", (0.0,), (0.4,))),
        ),
    )
    return Statement(
        engine="1",
        calibration="2026.1",
        quick=False,
        seed=1,
        size=QUICK,
        results=results,
        panels=panels,
    )


def test_a_missed_figure_says_so_beside_its_reason() -> None:
    page = render_calibration(statement()).decode()
    assert page.count('class="tag bad">missed') == len(FIGURES) - 1
    assert "0.41" in page
    assert "telling_d near 0.65 would meet this one" in page
    assert "the model has no accuracy prompts" in page
    assert "Quick run" not in page


def test_a_value_that_never_came_is_a_dash_and_counts_as_missed() -> None:
    none = statement("not_reached", None)
    page = render_calibration(none).decode()
    assert "no value came out" in page
    assert tally(none) == {
        "met": 0,
        "missed": 0,
        "not_reached": len(FIGURES) - 1,
        "not_modelled": 1,
    }


def test_the_same_statement_gives_the_same_bytes_and_arabic_runs_from_the_other_edge() -> None:
    assert render_calibration(statement()) == render_calibration(statement())
    assert b'dir="ltr"' in render_calibration(statement())
    assert b'<html lang="ar" dir="rtl">' in render_calibration(statement(), "ar")


def test_the_terminal_gets_one_line_a_figure() -> None:
    lines = lines_for_terminal(statement())
    assert len(lines) == len(FIGURES)
    assert lines[-1].startswith("not in the model: Accuracy prompts")


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        (0.5, "share", "50\N{NO-BREAK SPACE}%"),
        (6.15, "ratio", "6.2 times"),
        (0.138, "r", "r 0.14"),
        (21.0, "days", "21 days"),
        (None, "d", "–"),
    ],
)
def test_values_in_their_units(number: float | None, unit: str, told: str) -> None:
    assert words.value(number, unit) == told


def test_scales_are_round() -> None:
    assert [nice_top(value) for value in (0.9, 1.0, 7.0, 130.0)] == pytest.approx([1, 1, 10, 200])
    assert round_places(0, 720) == [0, 200, 400, 600]


def test_names_of_lines_never_cover_each_other_or_leave_the_plot() -> None:
    for levels in ((14.0, 14.0, 15.0), (178.0, 178.0, 170.0), (90.0, 91.0, 20.0)):
        placed = [y for y, _w, _p in apart([(y, "line", "ink") for y in levels], 14, 178)]
        assert min(placed) >= 14 and max(placed) <= 178
        assert all(b - a >= 14 for a, b in itertools.pairwise(placed))
