"""What telling, asking, answering and prebunking do to belief in a claim."""

from __future__ import annotations

from infodrill.audience import Stance, Stimulus
from tests.audience.small_world import (
    AGENTS,
    HOUR,
    RUMOUR_SPREADS,
    answers,
    joined,
    people,
    people_in,
    play,
    spec,
    tells,
)

SEEDS = (1, 2, 3)


def believers(plan, *, world: int = 0, ticks: int = 2 * HOUR, **others) -> int:  # type: ignore[no-untyped-def]
    return sum(
        people(play(plan, seed=seed, ticks=ticks, **others)[0], "believe", world) for seed in SEEDS
    )


def answered_at(tick: int, quality: int = 150):  # type: ignore[no-untyped-def]
    return joined(RUMOUR_SPREADS, {tick: [answers(quality)]})


def test_an_unanswered_rumour_takes_hold_of_a_plausible_share() -> None:
    share = believers(RUMOUR_SPREADS) / (AGENTS * len(SEEDS))

    assert 0.10 < share < 0.45


def test_an_early_answer_beats_a_late_one_and_a_late_one_beats_none() -> None:
    early, late = believers(answered_at(90)), believers(answered_at(HOUR))
    none = believers(RUMOUR_SPREADS)

    assert early < 0.85 * none
    assert early < late < none


def test_a_better_answer_helps_more() -> None:
    causal, fact_check, bare, empty = (
        believers(answered_at(150, quality)) for quality in (180, 100, 50, 0)
    )

    assert causal < fact_check < bare < empty


def test_an_answer_turns_more_of_those_who_trust_its_source() -> None:
    turned = {0: 0, 1: 0}
    unanswered = {0: 0, 1: 0}
    for seed in SEEDS:
        audience, _ = play(answered_at(150), seed=seed, ticks=2 * HOUR)
        for segment in turned:
            with_answer = people_in(audience, segment, "believe", 0)
            without = people_in(audience, segment, "believe", 1)
            turned[segment] += without - with_answer
            unanswered[segment] += without
    trusting, wary = (turned[segment] / unanswered[segment] for segment in (0, 1))

    assert trusting > wary + 0.1


def test_some_belief_remains_whatever_is_said() -> None:
    flood = {
        tick: [answers(200), answers(200, source="fire-brigade")] for tick in range(150, 600, 30)
    }
    left = believers(joined(RUMOUR_SPREADS, flood))

    assert 0.05 * believers(RUMOUR_SPREADS) < left


def test_an_answer_works_the_same_whether_or_not_the_claim_is_true() -> None:
    """The engine is told nothing of truth, so a wrong answer does its harm."""
    warned_wrongly, _ = play(answered_at(150, 180), ticks=2 * HOUR)

    assert people(warned_wrongly, "believe", 0) < people(warned_wrongly, "believe", 1)


def test_a_confirmation_raises_belief() -> None:
    confirms = Stimulus(source="city-hall", item="dam-cracked", stance=Stance.confirms, quality=150)

    assert believers(joined(RUMOUR_SPREADS, {150: [confirms]})) > 1.1 * believers(RUMOUR_SPREADS)


def test_asking_tells_people_of_it_without_convincing_as_many() -> None:
    asks = Stimulus(source="neighbour", item="dam-cracked", stance=Stance.asks)
    asked, _ = play({0: [asks]}, ticks=3)
    told, _ = play({0: [tells()]}, ticks=3)

    assert people(asked, "met_claim") == people(told, "met_claim") > 0
    assert people(asked, "believe") < people(told, "believe")


def test_a_neutral_mention_exposes_and_convinces_nobody() -> None:
    mention = Stimulus(source="neighbour", item="dam-cracked")
    audience, _ = play({0: [mention]})

    assert people(audience, "reached") > 0
    assert people(audience, "met_claim") == people(audience, "believe") == 0


def test_an_answer_to_an_unheard_rumour_makes_it_heard_of() -> None:
    audience, _ = play({0: [answers(0)]})
    good, _ = play({0: [answers(150)]})

    assert people(audience, "by_answer_only") == people(audience, "reached") > 0
    assert people(audience, "believe") >= people(good, "believe")
    assert people(audience, "believe") < 0.15 * people(audience, "reached")


def test_hearing_it_told_ends_having_heard_only_the_answer() -> None:
    audience, _ = play({0: [answers(100, worlds=3)], 5: [tells(), tells(source="courier")]})

    reached = people(audience, "reached")
    assert people(audience, "by_answer_only") == reached - people(audience, "met_claim")
    assert people(audience, "met_both") > 0


def test_warning_needs_an_official_and_advice() -> None:
    with_advice, _ = play({0: [answers(100, advice=True)]})
    without, _ = play({0: [answers(100)]})
    unofficial, _ = play({0: [answers(100, advice=True, source="courier")]})

    assert people(with_advice, "warned") == people(with_advice, "met_answer") > 0
    assert people(without, "warned") == people(unofficial, "warned") == 0


def test_a_prebunk_leaves_fewer_believers_and_names_nothing() -> None:
    prebunk = Stimulus(
        source="city-hall", item="dam-cracked", kind="prebunk", quality=150, worlds=1
    )
    quiet, _ = play({0: [prebunk]})
    late_rumour = {tick + HOUR: posts for tick, posts in RUMOUR_SPREADS.items()}
    prepared = joined({0: [prebunk]}, late_rumour)

    assert people(quiet, "reached") == 0
    assert believers(prepared, ticks=3 * HOUR) < believers(late_rumour, ticks=3 * HOUR)


def test_belief_fades_when_nothing_more_is_heard() -> None:
    silent = spec(agents=1000, communities=8, tick_seconds=60)
    audience, facts = play({0: [tells(), tells(source="courier")]}, of=silent, ticks=1600)
    steps = [sum(row[7] for row in fact.rows if row[0] == 0 and len(row) > 7) for fact in facts]

    assert min(steps[1450:]) < 0 == max(steps[1500:])
    assert people(audience, "believe") < people(audience, "met_claim")
