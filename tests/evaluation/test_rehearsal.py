"""What many runs tell a planner: targets, luck, delays, rows, stalls, load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from infodrill.conduct import scripted
from infodrill.conduct.headless import run_headless
from infodrill.conduct.scripted import scripted_team
from infodrill.evaluation.case import Case
from infodrill.evaluation.rehearsal import (
    Rehearsal,
    RunFacts,
    read_facts,
    rehearsal_json,
    rehearsal_schema,
    run_facts,
    write_facts,
)
from infodrill.evaluation.rehearsal.data import Spread
from infodrill.evaluation.rehearsal.facts import Handled, TeamLoad
from infodrill.evaluation.rehearsal.spreads import luck, turned
from infodrill.evaluation.rehearsal.stalls import Refusal, Stop, Wait
from infodrill.evaluation.rehearsal.targets import difficulty
from infodrill.scenario.scripted import ScriptedTeam, Step
from tests.evaluation.rehearsed import GOOD, IDLE, POOR, facts, rehearsal, value
from tests.fixtures import tiny_scenario

SCHEMA = Path(__file__).parents[2] / "docs/schemas/rehearsal.schema.json"


def letters(team: ScriptedTeam, seed: int, letter: str, name: str = "time_to_decision") -> RunFacts:
    return facts(team, seed, measures={name: value(5.0, letter, target=20.0)})


def judged(absent: str, reference: str, slow: str, name: str = "time_to_decision") -> str:
    marks = zip((IDLE, GOOD, POOR), (absent, reference, slow), strict=True)
    found = rehearsal(letters(team, 1, letter, name) for team, letter in marks)
    return found.measures[0].verdict


def played(steps: tuple[Step, ...] | None = None, **play_changes: Any) -> RunFacts:
    """The facts of a real run of the tiny scenario's reference team, with its play changed."""
    scenario = tiny_scenario()
    team = scripted_team(scenario, "reference")
    (play,) = team.plays
    play = msgspec.structs.replace(play, steps=steps or play.steps, **play_changes)
    team = msgspec.structs.replace(team, plays=(play,))
    run = run_headless(scenario, team, agents=300, seed=4)
    return run_facts(
        Case.of(scenario, run.records),
        team,
        seed=4,
        refusals=run.refusals,
        never_started=run.never_started,
    )


@pytest.fixture(scope="module")
def steps() -> tuple[Step, ...]:
    (play,) = scripted_team(tiny_scenario(), "reference").plays
    return play.steps


def test_a_good_run_has_no_stalls_and_its_facts_survive_the_trip() -> None:
    found = played()
    assert found.never_started == found.refusals == found.stops == found.waits == ()
    assert [one.title for one in found.incidents] == ["Crack in the dam"]
    assert not found.incidents[0].closed
    assert found.measures["time_to_correction"].value is not None
    load = found.load["city"]
    # J01 expects the city to act, J03 is a call to it; J02 is key and asks nothing of any team.
    assert load.injects == ((0, 2),)
    assert sum(count for _, count in load.acts) == len([s for s in _steps() if "wait" not in s.do])
    assert load.most_open == 1
    assert read_facts(write_facts(found)) == found


def _steps() -> tuple[Step, ...]:
    return scripted_team(tiny_scenario(), "reference").plays[0].steps


def test_conditional_rows_tell_when_they_fired_or_that_they_did_not() -> None:
    answered = played()
    assert ("J04" in answered.fired) != ("J04" in answered.silent)
    assert "C01" not in answered.silent, "a controller fires it by hand"


def test_a_play_whose_cue_never_comes_is_told(steps: tuple[Step, ...]) -> None:
    cue = msgspec.structs.replace(
        scripted_team(tiny_scenario(), "reference").plays[0].sees, contains="no such words"
    )
    found = played(sees=cue)
    assert found.never_started == ("crack",)
    assert found.stops == ()


def test_a_refused_step_ends_the_play_there(steps: tuple[Step, ...]) -> None:
    publish = next(number for number, step in enumerate(steps) if step.do == "approve_draft")
    found = played((*steps[:publish], *steps[publish + 1 :]))
    assert found.refusals == (Refusal("crack", "publish_message", "needs_approval"),)
    assert found.stops == (Stop("crack", publish, "publish_message", "refused"),)


def test_time_that_runs_out_is_not_a_refusal(steps: tuple[Step, ...]) -> None:
    late = msgspec.structs.replace(steps[-1], after=7200)
    found = played((*steps[:-1], late))
    assert found.stops == (Stop("crack", len(steps) - 1, "publish_message", "time"),)


def test_a_wait_that_never_ends_is_where_the_play_stands(steps: tuple[Step, ...]) -> None:
    wait = Step("wait_approval", steps[0].by, 20)
    submit = next(number for number, step in enumerate(steps) if step.do == "submit_draft")
    found = played((*steps[: submit + 1], wait, steps[-1]))
    assert found.stops == (Stop("crack", submit + 1, "wait_approval", "waiting"),)


def test_a_wait_that_was_given_up_is_told_and_one_that_was_not_is_not(
    steps: tuple[Step, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert played().waits == ()
    monkeypatch.setattr(scripted, "PATIENCE_SECONDS", 30)
    number = next(number for number, step in enumerate(steps) if step.do == "wait_evidence")
    assert played().waits == (Wait("crack", number, "wait_evidence"),)


@pytest.mark.parametrize(
    ("absent", "reference", "slow", "verdict"),
    [
        ("U", "P", "M", "tells_apart"),
        ("U", "P", "S", "everyone"),
        ("P", "P", "U", "asks_nothing"),
        ("U", "M", "U", "out_of_reach"),
    ],
)
def test_what_a_target_means(absent: str, reference: str, slow: str, verdict: str) -> None:
    assert judged(absent, reference, slow) == verdict


def test_restraint_is_not_easy_because_doing_nothing_has_it() -> None:
    assert judged("P", "P", "M", "over_reaction") == "tells_apart"
    assert judged("P", "P", "M", "time_to_decision") == "asks_nothing"


def test_a_measure_without_letters_is_not_judged() -> None:
    found = rehearsal(facts(team, 1, 5.0) for team in (IDLE, GOOD, POOR))
    assert [one.verdict for one in found.measures] == ["not_judged"]
    assert found.difficulty.verdict == "not_judged"


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        (["tells_apart", "tells_apart", "everyone"], "fair"),
        (["tells_apart", "everyone", "asks_nothing"], "too_easy"),
        (["out_of_reach", "out_of_reach", "everyone"], "too_hard"),
        (["out_of_reach", "everyone", "tells_apart"], "mixed"),
        (["not_judged", "not_judged", "tells_apart"], "fair"),
        (["not_judged"], "not_judged"),
    ],
)
def test_more_than_half_of_the_judged_targets_decide(verdicts: list[str], whole: str) -> None:
    assert difficulty(verdicts).verdict == whole


def test_luck_is_what_is_left_within_the_teams() -> None:
    assert luck([[1, 1], [5, 5]]) == 0
    assert luck([[1, 5], [1, 5]]) == 1000
    # Within: 2 x 0.5 = 1. In all, around 2: 2.25 + .25 + .25 + 2.25 = 5.
    assert luck([[0.5, 1.5], [2.5, 3.5]]) == 200
    assert luck([[3, 3], [3, 3]]) is None
    assert luck([[1, 2]]) is None


def spread(*values: float) -> Spread:
    return Spread("x", values, None, None, None, None, None, 0, 0, {})


def test_how_often_luck_turns_two_teams_round() -> None:
    assert turned(spread(3, 4), spread(1, 2), "higher") == 0
    assert turned(spread(1, 2), spread(3, 4), "higher") == 1000
    assert turned(spread(3, 4), spread(1, 2), "lower") == 1000
    assert turned(spread(1, 3), spread(2, 2), "higher") == 500
    assert turned(spread(2), spread(2), "lower") == 500, "a tie counts half"


def test_a_spread_tells_middle_ends_and_what_never_happened() -> None:
    name = "time_to_correction"
    known = [facts(GOOD, n, measures={name: value(v, "P")}) for n, v in enumerate((8, 2, 4, 6))]
    never = facts(GOOD, 9, measures={name: value(None, "U", reason="never")})
    empty = facts(GOOD, 10, measures={name: value(None, reason="no_such_item")})
    (one,) = rehearsal((never, *known, empty), (GOOD,)).measures[0].spreads
    assert one.values == (8, 2, 4, 6, None, None)
    assert (one.low, one.lower_quarter, one.median, one.upper_quarter, one.high) == (
        2, 3.5, 5, 6.5, 8,
    )  # fmt: skip
    assert (one.never, one.unmeasured) == (1, 1)
    assert one.letters == {"P": 4, "U": 1}


def test_a_delay_costs_what_the_same_seed_averted_without_it() -> None:
    base = [facts(GOOD, seed, averted) for seed, averted in ((1, 100.0), (2, 300.0), (3, 50.0))]
    late = [
        facts(GOOD, seed, averted, delayed="crack")
        for seed, averted in ((1, 90.0), (2, 100.0), (3, 60.0))
    ]
    delays = rehearsal((*late, *base), (IDLE, GOOD)).delays
    assert delays is not None
    assert (delays.team, delays.minutes, delays.seeds) == ("reference", 10, (1, 2, 3))
    (cost,) = delays.costs
    assert (cost.title, cost.team, cost.messages) == ("Crack in the dam", "city", 1)
    assert cost.hours == (10.0, 200.0, -10.0)
    assert (cost.low, cost.median, cost.high, cost.dearer) == (-10.0, 10.0, 200.0, 2)
    assert cost.unwarned is None


def test_delayed_runs_enter_nothing_but_the_delays() -> None:
    base = [facts(team, 1, 5.0) for team in (IDLE, GOOD)]
    late = facts(GOOD, 1, 1.0, delayed="crack", fired={"J04": 60_000}, silent=())
    with_it, without = rehearsal((*base, late), (IDLE, GOOD)), rehearsal(base, (IDLE, GOOD))
    assert without.delays is None
    assert msgspec.structs.replace(with_it, delays=None) == without


def test_a_row_that_never_fires_is_listed_and_one_that_sometimes_does_is_counted() -> None:
    dead = rehearsal(facts(team, 1) for team in (IDLE, GOOD))
    assert dead.never_fired == ("J04",)
    assert dead.by_hand == 1
    fired = [
        facts(IDLE, 1, fired={"J04": 900_000}, fired_without=("J04",), silent=()),
        facts(IDLE, 2, fired={"J04": 600_000}, fired_without=("J04",), silent=()),
        facts(GOOD, 1, fired_without=("J04",)),
        facts(GOOD, 2, fired_without=("J04",)),
    ]
    found = rehearsal(fired, (IDLE, GOOD))
    assert found.never_fired == ()
    (row,) = found.rows
    assert (row.row, row.fired, row.without) == ("J04", {"absent": 2, "reference": 0}, 2)
    assert (row.earliest_ms, row.latest_ms) == (600_000, 900_000)
    assert row.condition is not None


def test_a_timed_row_that_some_run_did_not_see_is_listed_too() -> None:
    found = rehearsal([facts(GOOD, 1, silent=("J04", "J02")), facts(GOOD, 2)], (GOOD,))
    assert [(row.row, row.condition is None, row.fired) for row in found.rows] == [
        ("J02", True, {"reference": 1}),
        ("J04", False, {"reference": 0}),
    ]


def test_stalls_are_counted_over_runs_with_their_place() -> None:
    runs = [
        facts(
            GOOD,
            1,
            refusals=(
                Refusal("crack", "open_incident", "already"),
                Refusal("crack", "publish_message", "needs_approval"),
            ),
            stops=(Stop("crack", 2, "publish_message", "refused"),),
            waits=(Wait("crack", 1, "wait_evidence"),),
            incidents=(Handled("city", "Crack in the dam", False),),
        ),
        facts(GOOD, 2, incidents=(Handled("city", "Crack in the dam", True),)),
        facts(GOOD, 3, never_started=("crack",)),
    ]
    found = rehearsal(runs, (GOOD,))
    told = {one.what: one for one in found.plays}
    assert set(told) == {"refused", "gave_up", "never_started"}
    assert (told["refused"].code, told["refused"].step) == ("needs_approval", 3)
    assert all((one.runs, one.of_runs) == (1, 3) for one in found.plays)
    (left,) = found.left_open
    assert (left.runs, left.of_runs) == (1, 2)


def test_load_is_the_median_of_the_runs() -> None:
    runs = [
        facts(GOOD, seed, load={"city": TeamLoad(((0, injects),), ((1, 4),), open_most)})
        for seed, injects, open_most in ((1, 1, 1), (2, 3, 2), (3, 8, 2))
    ]
    (load,) = rehearsal(runs, (GOOD,)).load
    assert (load.injects, load.acts, load.most_open) == (3, 4, 2)
    assert [(one.start_ms, one.injects, one.acts) for one in load.stretches] == [
        (0, 3, 0),
        (600_000, 0, 4),
    ]


def test_the_order_of_runs_changes_no_byte() -> None:
    runs = [facts(team, seed, seed * 1.5) for team in (IDLE, GOOD, POOR) for seed in (3, 1, 2)]
    assert rehearsal_json(rehearsal(runs)) == rehearsal_json(rehearsal(runs[::-1]))


def test_a_rehearsal_without_runs_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one run"):
        rehearsal([])


def test_the_file_is_read_back_and_its_schema_is_published() -> None:
    found = rehearsal(facts(team, 1, 5.0) for team in (IDLE, GOOD, POOR))
    assert msgspec.json.decode(rehearsal_json(found), type=Rehearsal) == found
    published = json.loads(SCHEMA.read_text("utf-8"))
    assert published == rehearsal_schema(), "docs/schemas/rehearsal.schema.json is stale"
