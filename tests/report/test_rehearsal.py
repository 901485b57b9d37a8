"""The planner's page: self-contained, marked, escaped, over-reaction first, told in words."""

from __future__ import annotations

import itertools
import re

import msgspec
import pytest

from infodrill.evaluation.rehearsal import Rehearsal
from infodrill.evaluation.rehearsal.data import DelayCost
from infodrill.evaluation.rehearsal.facts import Handled
from infodrill.evaluation.rehearsal.stalls import Refusal, Stop
from infodrill.report import rehearsal_words as told
from infodrill.report.figures.strips import scale_of, strip_figure
from infodrill.report.rehearsal import judged, main_measures, render_rehearsal
from tests.evaluation.rehearsed import GOOD, IDLE, POOR, facts, rehearsal, value
from tests.report.test_html import MARKING, read


def rich(**changes: object) -> Rehearsal:
    """Three scripted teams over three seeds, with one of everything."""
    runs = []
    for seed in (1, 2, 3):
        for team, averted, letter in ((IDLE, 0, "U"), (GOOD, 900, "P"), (POOR, 300, "M")):
            never = team is IDLE
            runs.append(
                facts(
                    team,
                    seed,
                    measures={
                        "over_reaction": value(0, "P", target=0),
                        "time_to_correction": value(
                            None if never else 10.0 + seed,
                            letter,
                            target=30.0,
                            **({"reason": "never"} if never else {}),
                        ),
                        "harm_person_hours_averted": value(averted + 7.0 * seed),
                    },
                    incidents=() if never else (Handled("city", "Crack in the dam", team is GOOD),),
                    refusals=(Refusal("crack", "publish_message", "needs_approval"),)
                    if team is POOR
                    else (),
                    stops=(Stop("crack", 2, "publish_message", "refused"),) if team is POOR else (),
                )
            )
        late = {"harm_person_hours_averted": value(400.0)}
        runs.append(facts(GOOD, seed, delayed="crack", measures=late))
    return msgspec.structs.replace(rehearsal(runs), **changes)


@pytest.fixture(scope="module")
def page() -> str:
    return render_rehearsal(rich()).decode()


@pytest.fixture(scope="module")
def bare() -> str:
    return render_rehearsal(rehearsal([facts(IDLE, 1, measures={})], (IDLE,))).decode()


@pytest.mark.parametrize("which", ["page", "bare"])
def test_the_page_needs_nothing_but_itself(which: str, request: pytest.FixtureRequest) -> None:
    text = request.getfixturevalue(which)
    reader = read(text)
    assert "http" not in text
    assert [one for one in reader.addresses if not one.startswith("#")] == []
    assert {"script", "link", "iframe", "img", "form"} & reader.tags == set()
    assert len(reader.ids) == len(set(reader.ids))
    assert [name for name in reader.references if name not in reader.ids] == []
    assert [one for one in reader.addresses if one[1:] not in reader.ids] == []
    assert reader.headings[0] == 1 and reader.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(reader.headings))


def test_every_picture_is_marked_and_described(page: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(pictures) == 3 + 1 + 1
    for picture in pictures:
        assert MARKING in " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture))
        assert re.search(r"<title[^>]*>[^<]+</title><desc[^>]*>[^<]+</desc>", picture)


def test_over_reaction_stands_first_wherever_measures_stand() -> None:
    assert main_measures(rich())[0].name == "over_reaction"
    hard = msgspec.structs.replace(rich().measures[1], name="never_decided", verdict="out_of_reach")
    found = rich(measures=(hard, *rich().measures))
    assert [one.name for one in judged(found)][:2] == ["over_reaction", "never_decided"]


def test_the_answer_says_what_most_targets_say(page: str) -> None:
    assert '<p class="answer">Mixed</p>' in page
    easy = msgspec.structs.replace(rich().difficulty, verdict="too_easy")
    assert '<p class="answer">Too easy</p>' in render_rehearsal(rich(difficulty=easy)).decode()


def test_a_row_that_never_fired_is_named_at_the_top_and_flagged_below(page: str) -> None:
    top = page[: page.index('id="targets"')]
    assert re.search(r"Injects that never fired</h3>\s*<p class=\"big\">1</p>", top)
    assert "<bdi>J04</bdi>" in top
    rows = page[page.index('id="injects"') : page.index('id="stalls"')]
    assert '<span class="flag">never fired</span>' in rows
    assert "published(&#34;crack&#34;)" in rows


def test_stalls_stand_with_their_step_and_reason(page: str) -> None:
    stalls = page[page.index('id="stalls"') : page.index('id="load"')]
    assert "step 3, publish message" in stalls
    assert "refused: needs approval" in stalls
    assert stalls.index("Every play started and ran through") < stalls.index("refused")
    assert "1 incident left open" in stalls


def test_what_never_happened_is_a_word_and_no_number(page: str) -> None:
    row = re.search(r"<tr><th[^>]*>Time to correction</th>.*?</tr>", page)
    assert row and ">never<" in row[0]
    assert "never, up to EndEx, in 3 runs" in page


def test_the_cost_of_a_delay_is_told_with_its_range(page: str) -> None:
    delays = page[page.index('id="delays"') : page.index('id="injects"')]
    assert "+510 … +520" in delays
    assert "3 of 3" in delays
    assert "Dearer in every seed" in delays


def cost(play: str, low: float, median: float, high: float, unwarned: float = 0) -> DelayCost:
    return DelayCost(play, play, "city", 1, (low, high), low, median, high, 0, unwarned)


def test_delays_are_sorted_by_what_may_be_said_of_them() -> None:
    costs = [
        cost("dear", 500, 1000, 1500),
        cost("luck", -300, 200, 900),
        cost("free", -5, -2, 0),
        cost("little", 2, 3, 4),
        cost("warning", 0, 0, 0, unwarned=50),
    ]
    groups = [[one.play for one in members] for _heading, members in told.sorted_costs(costs)]
    assert groups == [["warning"], ["dear"], ["luck"], ["free", "little"]]


def test_a_small_share_is_not_told_as_none() -> None:
    assert [told.share(value) for value in (0, 4, 10, 126, 1000)] == [
        "0\N{NO-BREAK SPACE}%",
        "under 1\N{NO-BREAK SPACE}%",
        "1\N{NO-BREAK SPACE}%",
        "13\N{NO-BREAK SPACE}%",
        "100\N{NO-BREAK SPACE}%",
    ]


def test_a_strip_has_one_dot_a_run_and_holds_them_all() -> None:
    averted = next(one for one in rich().measures if one.name == "harm_person_hours_averted")
    assert scale_of(averted) == (7.0, 921.0)
    picture = strip_figure(averted, "fig")
    assert sum(path.count("M") for path in re.findall(r'd="([^"]*Z)"', picture)) == 9
    same = msgspec.structs.replace(averted.spreads[0], low=5, high=5)
    assert scale_of(msgspec.structs.replace(averted, spreads=(same,))) == (4, 6)


@pytest.mark.parametrize("field", ["title", "cut", "engine", "calibration", "scenario"])
def test_markup_in_any_field_stays_text(field: str) -> None:
    planted = render_rehearsal(rich(**{field: "</style><script>x</script>"})).decode()
    assert "<script" not in planted


def test_what_scenario_and_teams_say_stays_text() -> None:
    hostile = "<script>alert(1)</script>\u202e"
    team = msgspec.structs.replace(GOOD, name=hostile, summary=hostile)
    found = rehearsal([facts(team, 1), facts(team, 1, delayed="crack")], (team,))
    row = msgspec.structs.replace(found.rows[0], title=hostile, condition=hostile)
    text = render_rehearsal(msgspec.structs.replace(found, rows=(row,))).decode()
    assert "<script" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;" in text


def test_the_same_rehearsal_gives_the_same_bytes() -> None:
    assert render_rehearsal(rich()) == render_rehearsal(rich())
    assert render_rehearsal(rich()) != render_rehearsal(rich(cut="demo"))


def test_a_right_to_left_language_mirrors_the_page(page: str) -> None:
    assert '<html lang="en" dir="ltr">' in page
    assert '<html lang="ar" dir="rtl">' in render_rehearsal(rich(language="ar")).decode()
    with pytest.raises(ValueError, match="language tag"):
        render_rehearsal(rich(language="../etc"))
