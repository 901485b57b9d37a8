"""No measure improves when protected speech reaches fewer people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from infodrill.evaluation.case import Case
from infodrill.evaluation.counterfactual import effects
from infodrill.evaluation.measures import REGISTRY, take
from infodrill.scenario.words import Direction, MessageType, Stance, Verdict
from tests.evaluation.builder import COUNTERS, Log


def busy_case() -> Case:
    """Every kind of act, with audience curves on claims and on protected speech alike."""
    log = Log()
    posts = {
        item.id: log.post(2, item.id, account="echo")
        for item in log.scenario.items
        if item.id != "tremor"
    }
    spread = {name: 40 + 3 * place for place, name in enumerate(COUNTERS)}
    for minute in (3, 10, 20, 40):
        log.tick(
            minute,
            *((item, 0, 0, spread) for item in posts),
            *((item, 1, 1, spread) for item in posts),
            trust=((0, 0, 0, 500 + minute),),
        )
    crack = log.incident(4, posts["crack"])
    log.verdict(6, crack, Verdict.false)
    log.decide(7, crack, Direction.against, 5)
    log.publish(9, crack, ("crack",), evidence=("crack-engineer",))
    smell = log.incident(5, posts["smell"])
    log.decide(8, smell, Direction.acting_on, 1)
    log.publish(
        9,
        smell,
        ("smell",),
        kind=MessageType.protective_advice,
        direction=Direction.acting_on,
        stance=Stance.confirms,
    )
    cartoon = log.incident(5, posts["cartoon"])
    log.decide(8, cartoon, Direction.against, 7)
    log.notice(9, cartoon, posts["cartoon"], upheld=False)
    return log.case()


def with_protected_scaled(case: Case, per_mille: int) -> Case:
    """The same case where protected speech reached only so many, in both worlds."""
    curves = case.curves
    protected = np.array(
        [case.state.index.items[item].protected is not None for item in curves.items]
    )
    totals, last, warned = curves.totals.copy(), curves.last.copy(), curves.warned.copy()
    totals[:, protected] = totals[:, protected] * per_mille // 1000
    last[protected] = last[protected] * per_mille // 1000
    warned[:, protected] = warned[:, protected] * per_mille // 1000
    return replace(case, curves=replace(curves, totals=totals, last=last, warned=warned))


CASE = busy_case()


@given(some.integers(0, 1000))
def test_no_measure_improves_when_protected_reach_falls(per_mille: int) -> None:
    fewer = with_protected_scaled(CASE, per_mille)
    for before, after in zip(take(CASE), take(fewer), strict=True):
        assert before.reading.scope == after.reading.scope
        was, now = before.value.value, after.value.value
        if was is None or now is None:
            assert was == now, before.measure.name
        elif before.measure.better == "higher":
            assert now <= was, before.measure.name
        elif before.measure.better == "lower":
            assert now >= was, before.measure.name
        else:
            assert now == was, before.measure.name


def test_the_property_would_notice() -> None:
    """Scaling claims in the same way does move measures, so the comparison is not empty."""
    curves = CASE.curves
    fewer = replace(CASE, curves=replace(curves, totals=curves.totals // 2))
    assert [one.value for one in take(fewer)] != [one.value for one in take(CASE)]


def test_protected_speech_has_no_row_in_the_counterfactual() -> None:
    claims = {item.id for item in CASE.scenario.items if item.is_claim}
    assert {row.item for row in effects(CASE)} <= claims


def test_there_is_no_overall_score() -> None:
    assert not [name for name in REGISTRY if "score" in name or "overall" in name]
