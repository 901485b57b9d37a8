"""A Case is the log read once: the same State as a full replay, with the curves beside it."""

from __future__ import annotations

import msgspec
import pytest

from infodrill.evaluation.case import Case, LogUnfit
from infodrill.exercise.apply import apply
from infodrill.exercise.state import State
from tests.evaluation.builder import Log
from tests.fixtures import tiny_scenario


def played() -> Log:
    log = Log()
    post = log.post(2, "crack")
    log.tick(2, ("crack", 2, 0, {"reached": 10, "met_claim": 10, "believe": 4}))
    log.incident(3, post)
    log.tick(3, ("crack", 0, 0, {"believe": -1}), ("crack", 1, 1, {"reached": 5, "believe": 5}))
    log.tick(4, trust=((0, 0, 0, 600), (0, 0, 1, 550)))
    log.end(5)
    return log


def test_the_state_is_that_of_a_full_replay() -> None:
    log = played()
    replayed = State.empty(log.scenario)
    for record in log.records:
        apply(replayed, record)
    assert Case.of(log.scenario, log.records).state == replayed


def test_curves_add_up_in_both_worlds() -> None:
    curves = Case.of(played().scenario, played().records).curves
    assert curves.curve("crack", 0, "believe").tolist() == [4, 3, 3]
    assert curves.curve("crack", 1, "believe").tolist() == [4, 9, 9]
    assert curves.at("crack", 1, "reached", 179_999) == 10
    assert curves.at("crack", 1, "reached", 180_000) == 15
    assert curves.at("crack", 0, "reached", 0) == 0
    assert curves.last[curves.items.index("crack"), 1, :, 0].tolist() == [10, 5]


def test_trust_is_the_mean_over_people() -> None:
    trust = Case.of(played().scenario, played().records).curves.trust
    assert trust[:, 0].tolist() == [[500, 500], [500, 500], [580, 500]]


def test_people_are_scaled_from_agents() -> None:
    case = Case.of(played().scenario, played().records)
    assert case.people_per_agent == 40


def test_seed_and_end_come_from_the_log() -> None:
    log = played()
    case = Case.of(log.scenario, log.records)
    assert (case.seed, case.end_ms, case.head) == ("7", 300_000, log.records[-1].hash)
    cut_off = Case.of(log.scenario, log.records[:-2])
    assert (cut_off.seed, cut_off.end_ms) == (None, 240_000)


def test_first_appearance_is_what_world_a_could_see() -> None:
    log = Log()
    log.post(4, "leak", "crack")
    log.post(6, "crack")
    assert log.case().first_seen == {"leak": 240_000, "crack": 240_000}


def test_a_log_of_another_scenario_is_refused() -> None:
    log = played()
    other = msgspec.structs.replace(
        log.scenario, header=msgspec.structs.replace(log.scenario.header, title="Changed")
    )
    with pytest.raises(LogUnfit, match="digest"):
        Case.of(other, log.records)


def test_a_log_without_its_beginning_is_refused() -> None:
    with pytest.raises(LogUnfit, match=r"exercise\.opened"):
        Case.of(tiny_scenario(), [])
    with pytest.raises(LogUnfit, match="whole log"):
        Case.of(played().scenario, played().records[1:])
