"""Saying what holds is never beaten by saying what does not, and form is no substitute for it.

Effects are read from whole headless runs. Luck is common to a run and its twin, so a median over a
few seeds is enough to tell them apart.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable

import msgspec
import pytest

from infodrill.conduct.headless import HeadlessRun
from infodrill.evaluation.case import Case
from infodrill.exercise import events as ev
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import Step
from infodrill.scenario.words import TeamFunction
from tests.fixtures import tiny_scenario
from tests.rights.policies import (
    FULL_PARTS,
    Act,
    Worth,
    act_on,
    made_true,
    run,
    spreading,
    worth,
)

SEEDS = (1, 2, 3, 4, 5)
AGENTS = 800

SCENARIOS: dict[str, Callable[[], Scenario]] = {
    "false claim": lambda: spreading(tiny_scenario()),
    "true claim": lambda: made_true(spreading(tiny_scenario())),
}


def median(scenario: Scenario, *acts: Act | None) -> Worth:
    """The middle of what the acts were worth, over the seeds."""
    values = [worth(run(scenario, *acts, seed=seed, agents=AGENTS)) for seed in SEEDS]
    return Worth(
        statistics.median(one.trust for one in values),
        statistics.median(one.averted for one in values),
        values[0].over_reactions,
        values[0].d_prime,
    )


def correction(**changes: object) -> Act:
    """An honest open correction of the false claim."""
    return msgspec.structs.replace(Act("crack", "false", "against", 5, delay=300), **changes)


def ticks(done: HeadlessRun) -> list[ev.AudienceTicked]:
    return [
        record.payload for record in done.records if isinstance(record.payload, ev.AudienceTicked)
    ]


def heard_and_believed(done: HeadlessRun) -> list[list[int]]:
    """Every counter of every item in both worlds, tick by tick, but for who was warned."""
    curves = Case.of(done.scenario, done.records).curves
    warned = curves.counters.index("warned")
    kept = [place for place in range(len(curves.counters)) if place != warned]
    told: list[list[int]] = curves.totals[..., kept].reshape(len(curves.at_ms), -1).tolist()
    return told


def message(done: HeadlessRun) -> ev.MessagePublished:
    return next(
        record.payload for record in done.records if isinstance(record.payload, ev.MessagePublished)
    )


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("delay", [60, 600])
def test_lying_never_beats_its_honest_twin(name: str, delay: int) -> None:
    scenario = SCENARIOS[name]()
    claim = scenario.items[0]
    honest = median(scenario, act_on(claim, "honest", delay))
    lying = median(scenario, act_on(claim, "deny", delay))
    assert lying.trust < 0 <= honest.trust
    assert lying.averted < honest.averted
    assert lying.over_reactions >= honest.over_reactions


@pytest.mark.soak
@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("seed", range(40))
def test_nor_under_any_luck(name: str, seed: int) -> None:
    scenario = SCENARIOS[name]()
    claim = scenario.items[0]
    honest = worth(run(scenario, act_on(claim, "honest"), seed=seed, agents=2000))
    lying = worth(run(scenario, act_on(claim, "deny"), seed=seed, agents=2000))
    assert lying.trust < honest.trust
    assert lying.averted < honest.averted


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_confident_wrong_verdict_moves_belief_the_wrong_way(name: str) -> None:
    """Against doing nothing: more believe the false claim, fewer the true one."""
    scenario = SCENARIOS[name]()
    assert median(scenario, act_on(scenario.items[0], "deny")).averted < 0


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_right_verdict_moves_belief_the_right_way(name: str) -> None:
    scenario = SCENARIOS[name]()
    act = act_on(scenario.items[0], "honest", 300)
    assert median(scenario, act).averted > 0


def test_a_lie_with_evidence_costs_more_trust_than_a_bare_one() -> None:
    scenario = SCENARIOS["true claim"]()
    bare = correction(evidence=False, alternative=False)
    assert median(scenario, correction()).trust < median(scenario, bare).trust


def test_junk_in_every_part_earns_no_more_than_a_bare_denial() -> None:
    """The rubric counts nothing without evidence, and the audience hears no difference."""
    scenario = SCENARIOS["false claim"]()
    nothing = {"evidence": False, "alternative": False}
    junk = dict.fromkeys((*FULL_PARTS, "known", "unknown", "doing", "empathy", "advice"), "x")
    bare = run(scenario, correction(parts={"fact": "No."}, **nothing), agents=AGENTS)
    stuffed = run(scenario, correction(parts=junk, **nothing), agents=AGENTS)
    assert message(stuffed).quality == message(bare).quality == 50
    assert heard_and_believed(stuffed) == heard_and_believed(bare)


def test_an_alternative_that_nothing_backs_earns_nothing() -> None:
    scenario = SCENARIOS["false claim"]()
    backed = run(scenario, correction(), agents=AGENTS)
    unbacked = run(scenario, correction(alternative=False), agents=AGENTS)
    unsaid = {part: words for part, words in FULL_PARTS.items() if part != "alternative"}
    silent = run(scenario, correction(parts=unsaid), agents=AGENTS)
    assert message(unbacked).quality == message(silent).quality < message(backed).quality
    assert ticks(unbacked) == ticks(silent)


def test_other_words_in_the_same_parts_change_no_bit() -> None:
    """Meaning is structured, never guessed from prose: also not by length or alphabet."""
    scenario = SCENARIOS["false claim"]()
    other = dict.fromkeys(FULL_PARTS, "Không phải vậy. " * 40)
    plain = run(scenario, correction(), agents=AGENTS)
    worded = run(scenario, correction(parts=other), agents=AGENTS)
    assert ticks(plain) == ticks(worded)
    assert message(plain).points == message(worded).points


def test_leaving_out_explanation_and_then_evidence_averts_less_each_time() -> None:
    scenario = SCENARIOS["false claim"]()
    whole = median(scenario, correction())
    unexplained = median(scenario, correction(alternative=False))
    bare = median(scenario, correction(alternative=False, evidence=False))
    assert whole.averted > unexplained.averted > bare.averted


def test_half_an_hour_later_averts_less() -> None:
    scenario = SCENARIOS["false claim"]()
    soon = median(scenario, correction(delay=120))
    late = median(scenario, correction(delay=120, publish_after=1800))
    assert soon.averted > late.averted


def owning_up(verdict: str) -> tuple[Step, ...]:
    """After the wrong message: another verdict, and a message that corrects ourselves."""
    incident = {"incident": "$incident"}
    lead = TeamFunction.lead
    said = {"verdict": verdict, "confidence": "high", "evidence": "$evidence"}
    decision = {"direction": "correcting_ourselves", "rung": 5, "rationale": "We were wrong."}
    draft = {
        "type": "correcting_ourselves",
        "parts": {"own_error": "We were wrong.", "fact": "Here is what holds."},
        "outlets": ["microblog", "news"],
        "evidence": "$evidence",
    }
    return (
        Step("give_verdict", lead, 300, {**incident, **said}),
        Step("decide", lead, 10, {**incident, **decision}),
        Step("draft_message", TeamFunction.writer, 10, {**incident, **draft}),
        Step("submit_draft", TeamFunction.writer, 10, {"draft": "$draft"}),
        Step("approve_draft", lead, 10, {"draft": "$draft"}),
        Step("publish_message", lead, 10, {"draft": "$draft"}),
    )


@pytest.mark.parametrize("name", SCENARIOS)
def test_owning_an_error_before_the_truth_comes_mends_some_of_it(name: str) -> None:
    """Of a wrong denial and of a wrong confirmation alike, in trust and in belief."""
    scenario = SCENARIOS[name]()
    claim = scenario.items[0]
    wrong = act_on(claim, "deny", 60)
    assert wrong is not None
    right = "true" if name == "true claim" else "false"
    stubborn = median(scenario, wrong)
    owned = median(scenario, msgspec.structs.replace(wrong, then=owning_up(right)))
    honest = median(scenario, act_on(claim, "honest", 60))
    assert stubborn.trust < owned.trust < honest.trust
    assert stubborn.averted < owned.averted < honest.averted
