"""The figures as functions from data to SVG text."""

from __future__ import annotations

import itertools
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infodrill.evaluation.aar import Moment, Series
from infodrill.report.figures.belief import belief_figure, own_scale
from infodrill.report.figures.canvas import Canvas, num
from infodrill.report.figures.clock import Clock
from infodrill.report.figures.letters import fitted, width_of, wrapped
from infodrill.report.figures.path import path_figure
from infodrill.report.figures.reach import reach_figure
from infodrill.report.figures.shapes import SHAPES
from infodrill.report.figures.timeline import timeline_figure
from infodrill.report.figures.trust import trust_figure
from infodrill.report.figures.worlds import scale_top
from tests.report.sample import END, JUMP, MIN, empty, rich

CLOCK = Clock(END, (JUMP,), 40, 200)


def series_of(kind: str) -> Series:
    return next(series for series in rich().series if series.kind == kind)


def words_in(picture: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)


@given(st.lists(st.integers(0, END), min_size=2, max_size=8))
def test_time_never_runs_backwards_and_stays_in_the_picture(moments: list[int]) -> None:
    places = [CLOCK.x(at) for at in sorted(moments)]
    assert places == sorted(places)
    assert all(40 <= place <= 240 for place in places)


def test_a_jump_takes_the_same_room_however_long_it_is() -> None:
    short = Clock(END, ((70 * MIN, 75 * MIN),), 40, 200)
    assert CLOCK.x(JUMP[1]) - CLOCK.x(JUMP[0]) == pytest.approx(20)
    assert short.x(75 * MIN) - short.x(70 * MIN) == pytest.approx(20)
    assert len(CLOCK.breaks()) == 1 and Clock(END, (), 40, 200).breaks() == []


def test_an_exercise_that_ends_before_its_jump_has_no_break() -> None:
    assert Clock(30 * MIN, (JUMP,), 0, 100).stretches() == [(0, 30 * MIN)]
    assert Clock(0, (), 0, 100).ticks(30) == [(0.0, "T+0:00")]


def test_labels_on_the_axis_keep_apart() -> None:
    ticks = CLOCK.ticks(50)
    places = [place for place, _label in ticks]
    assert all(b - a >= 50 for a, b in itertools.pairwise(places))
    assert ticks[0][1] == "T+0:00"


def test_both_worlds_are_drawn_apart_by_dash_and_name() -> None:
    picture = belief_figure(rich(), series_of("untrue"), "f")
    assert picture.count('stroke-dasharray="6 4"') == 2  # one line in each stretch
    assert {"with teams", "without teams"} <= set(words_in(picture))
    assert "Solid line, with teams" in picture and "Dashed line, without teams" in picture


def test_marks_have_their_words_once_and_their_shapes_each_time() -> None:
    words = words_in(belief_figure(rich(), series_of("untrue"), "f"))
    for word in ("first post", "decision", "message", "truth"):
        assert words.count(word) == 1


def test_reach_is_neutral() -> None:
    picture = reach_figure(rich(), series_of("protected"), "f")
    lines = re.findall(r'<path[^>]*stroke-width="2(?:\.5)?"[^>]*>', picture)
    assert lines and not any("--real" in line or "--else" in line for line in lines)
    assert "fill-opacity" not in picture
    assert "fill-opacity" in belief_figure(rich(), series_of("untrue"), "f")


def test_a_claim_that_few_believed_says_that_its_scale_is_its_own() -> None:
    report = rich()
    shares = {series.item: own_scale(report, series) for series in report.series[:7]}
    assert shares["video"] and not shares["dam-failed"]


def test_trust_is_drawn_on_its_whole_scale() -> None:
    report = rich()
    assert "100\N{NO-BREAK SPACE}%" in words_in(trust_figure(report, report.trust[0], "f"))


def test_the_path_shows_what_was_walked_and_what_was_not() -> None:
    story = rich().incidents[0]
    words = words_in(path_figure(story, "f"))
    assert "not walked" in words and "T+0:01" in words
    assert "Decision: against it" in words and "Reference: against it" in words


def test_a_path_without_steps_or_decision_still_has_its_ladder() -> None:
    words = words_in(path_figure(rich().incidents[3], "f"))
    assert "No decision" in words and "No step of the process was walked." in words
    assert {"0", "8"} <= set(words)


def test_each_kind_of_moment_has_a_shape_of_its_own() -> None:
    loud = {kind: look for kind, look in SHAPES.items() if kind not in ("phase", "first_post")}
    assert len(set(loud.values())) == len(loud)


def test_the_time_line_names_its_lanes_and_only_the_kinds_it_shows() -> None:
    words = words_in(timeline_figure(rich(), "f"))
    assert "World" in words and "Auren Water" in words and "order declined" not in words
    crowd = tuple(Moment(MIN, "message", "city", "", n) for n in range(40))
    busy = msgspec.structs.replace(rich(), moments=crowd)
    assert timeline_figure(busy, "f").count("var(--real") == 41  # and one in the key
    assert "Nothing was recorded." in timeline_figure(empty(), "f")


def test_words_that_do_not_fit_are_cut_or_broken() -> None:
    assert fitted("short", 100, 10) == "short"
    assert fitted("a sentence that is too long", 60, 10).endswith("…")
    assert width_of(fitted("a sentence that is too long", 60, 10), 10) <= 60
    lines = wrapped("one two three four five six", 50, 10, 2)
    assert len(lines) == 2 and lines[1].endswith("…")
    assert wrapped("", 50, 10, 2) == []


def test_what_is_drawn_is_escaped() -> None:
    canvas = Canvas("f", 300, 20, "<t>", "<d>")
    canvas.text(0, 0, "</text><script>")
    assert "<script" not in canvas.finish() and "&lt;t&gt;" in canvas.finish()


def test_the_marking_is_never_cut_however_narrow_the_picture() -> None:
    words = " ".join(words_in(Canvas("f", 90, 10, "t", "d").finish()))
    assert words == "EXERCISE EXERCISE EXERCISE - simulated, nothing here happened"


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.25, "1.2"), (-0.04, "0"), (-3.5, "-3.5"), (2.999, "3")]
)
def test_coordinates_have_at_most_one_decimal(value: float, text: str) -> None:
    assert num(value) == text


def test_scales_end_at_round_numbers() -> None:
    assert [scale_top(values) for values in ([], [7], [12], [101], [999])] == [
        10, 10, 20, 200, 1000,
    ]  # fmt: skip
