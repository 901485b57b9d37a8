"""Suggested ratings: worst case, never above the evidence, and one ceiling that nothing lifts."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from infodrill.evaluation.case import Case
from infodrill.evaluation.measures import REGISTRY, take
from infodrill.evaluation.measures.registry import Reading, Taken, of_exercise, written
from infodrill.evaluation.ratings import letter, rate, worst
from infodrill.evaluation.stats import Number
from infodrill.exercise import events as ev
from infodrill.scenario.package import Scenario
from infodrill.scenario.people import Capability, CriticalTask, Objective
from infodrill.scenario.words import Direction, Rating, Verdict
from tests.evaluation.builder import Log
from tests.fixtures import whole_scenario


def scenario_rating(*tasks: tuple[str, ...], capability: str = "answer-well") -> Scenario:
    """The whole scenario with one capability whose tasks name these measures."""
    plain = whole_scenario()
    row = Capability(
        capability,
        "A capability",
        "Done in time.",
        tuple(
            CriticalTask(f"task-{place}", f"Task {place}", names)
            for place, names in enumerate(tasks)
        ),
    )
    header = msgspec.structs.replace(
        plain.header, objectives=(Objective("one", "An objective", (row,)),)
    )
    return msgspec.structs.replace(plain, header=header)


def suggested(value: Number | None, name: str, **more: Any) -> str | None:
    case = Log().case()
    reading = Reading(of_exercise(case), value, more.pop("reason", None), **more)
    found = letter(Taken(REGISTRY[name], reading, written(REGISTRY[name], reading)))
    return found.value if found else None


@pytest.mark.parametrize(
    ("share", "rating"),
    [(1, "P"), (0.80, "P"), (0.79, "S"), (0.66, "S"), (0.65, "M"), (0.50, "M"), (0.49, "U")],
)
def test_letters_follow_the_numeric_precedent(share: float, rating: str) -> None:
    assert suggested(share, "process_fidelity") == rating


@pytest.mark.parametrize(
    ("minutes", "rating"), [(20, "P"), (25, "P"), (30, "S"), (40, "M"), (41, "U")]
)
def test_for_times_less_is_better(minutes: int, rating: str) -> None:
    assert suggested(minutes, "time_to_decision", target=20) == rating


def test_never_is_unable_and_nothing_to_measure_is_no_letter() -> None:
    assert suggested(None, "time_to_decision", reason="never") == "U"
    assert suggested(None, "time_to_decision", reason="never_for_half") == "U"
    assert suggested(None, "time_to_decision", reason="no_such_item") is None
    assert suggested(100, "misbelief_averted") is None
    assert suggested(-2.0, "discernment_criterion") is None


def test_any_over_reaction_is_a_major_challenge() -> None:
    assert [suggested(acts, "over_reaction") for acts in (0, 1, 9)] == ["P", "M", "M"]


def test_warning_nobody_is_unable_and_the_rest_is_left_to_people() -> None:
    letters = []
    for warned in (0, 10):
        log = Log(scenario_rating(("people_left_unwarned",)))
        log.post(1, "late-warning")
        log.tick(2, ("late-warning", 0, 0, {"warned": warned}))
        log.add(3, ev.TruthArrived("late-warning", ev.BOTH))
        letters.append(capability_of(log.case()).suggested)
    assert letters == ["U", None]


@pytest.mark.parametrize(("share", "rating"), [(0.5, "P"), (0.75, "S"), (0.89, "M"), (0.91, "U")])
def test_the_share_left_unwarned_is_rated(share: float, rating: str) -> None:
    assert suggested(share, "share_left_unwarned") == rating


def test_the_worst_letter_counts() -> None:
    assert worst([Rating.performed, Rating.major_challenges, Rating.some_challenges]) is (
        Rating.major_challenges
    )
    assert worst([]) is None


def capability_of(case: Case, human: dict[str, Rating] | None = None) -> Any:
    (row,) = rate(case, take(case), human)
    return row


def good_play(scenario: Scenario) -> Log:
    log = Log(scenario)
    incident = log.incident(2, log.post(1, "crack"))
    log.post(1, "cartoon")
    log.verdict(3, incident, Verdict.false)
    log.decide(4, incident, Direction.against, 5)
    log.publish(5, incident, ("crack",), quality=190, evidence=("crack-engineer",))
    return log


def test_a_capability_is_its_worst_task() -> None:
    log = good_play(scenario_rating(("time_to_decision",), ("process_fidelity",)))
    row = capability_of(log.case())
    assert [task.suggested for task in row.tasks] == ["P", "U"]
    assert row.suggested == "U"


def test_a_task_without_evidence_keeps_a_capability_from_p_but_not_from_worse() -> None:
    blank = ("forecast_brier",)
    row = capability_of(good_play(scenario_rating(("time_to_decision",), blank)).case())
    assert [task.suggested for task in row.tasks] == ["P", None]
    assert row.suggested is None
    worse = capability_of(good_play(scenario_rating(("process_fidelity",), blank)).case())
    assert worse.suggested == "U"


def test_abstaining_is_no_performance() -> None:
    scenario = scenario_rating(("over_reaction", "warranted_trust"))
    log = Log(scenario)
    log.post(1, "cartoon")
    assert capability_of(log.case()).suggested is None
    assert capability_of(good_play(scenario).case()).tasks[0].suggested == "P"


def test_a_persons_rating_stands_beside_the_suggestion() -> None:
    log = good_play(scenario_rating(("time_to_decision",), ("process_fidelity",)))
    case = log.case()
    one = capability_of(case, {"task-0": Rating.some_challenges})
    assert [task.rated for task in one.tasks] == ["S", None]
    assert (one.rated, one.suggested) == (None, "U")
    both = capability_of(case, {"task-0": Rating.some_challenges, "task-1": Rating.performed})
    assert both.rated == "S"


def over_reacting(scenario: Scenario) -> Case:
    log = good_play(scenario)
    satire = log.incident(6, log.post(5, "cartoon"))
    log.decide(7, satire, Direction.against, 5)
    log.publish(8, satire, ("cartoon",))
    return log.case()


def test_nothing_lifts_the_ceiling() -> None:
    proportionate = "respond-proportionately"
    for tasks in ((("time_to_decision",),), (("forecast_brier",),), ()):
        case = over_reacting(scenario_rating(*tasks, capability=proportionate))
        best = {f"task-{place}": Rating.performed for place in range(len(tasks))}
        row = capability_of(case, best)
        assert row.capped
        assert row.suggested == "M"
        assert row.rated == ("M" if tasks else None)


def test_the_ceiling_does_not_lift_what_is_worse() -> None:
    case = over_reacting(
        scenario_rating(("process_fidelity",), capability="respond-proportionately")
    )
    assert capability_of(case, {"task-0": Rating.unable}).rated == "U"
    assert capability_of(case).suggested == "U"


def test_a_package_without_the_capability_shows_the_ceiling_all_the_same() -> None:
    rows = rate(*_with_measures(over_reacting(scenario_rating(("time_to_decision",)))))
    assert [(row.capability, row.suggested, row.capped) for row in rows] == [
        ("answer-well", "P", False),
        ("respond-proportionately", "M", True),
    ]


def _with_measures(case: Case) -> tuple[Case, tuple[Taken, ...]]:
    return case, take(case)


def test_a_clean_exercise_has_no_ceiling() -> None:
    case = good_play(
        scenario_rating(("time_to_decision",), capability="respond-proportionately")
    ).case()
    row = capability_of(case)
    assert (row.capped, row.suggested) == (False, "P")
