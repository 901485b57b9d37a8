"""Who passes things on, protected speech, attention, and the sample kept for show."""

from __future__ import annotations

import numpy as np

from infodrill.audience import Stimulus
from infodrill.audience.cell import belief_of
from tests.audience.small_world import (
    HOUR,
    RUMOUR_SPREADS,
    answers,
    joined,
    people,
    play,
    spec,
    tells,
)


def test_a_rumour_travels_beyond_those_who_follow_its_source() -> None:
    audience, _ = play({0: [tells()]}, ticks=3 * HOUR)
    followers = audience.follower_count("neighbour")
    cells = audience.cells("dam-cracked", 0)

    assert people(audience, "shared") > 0
    assert people(audience, "reached") == int((cells != 0).sum())
    assert people(audience, "reached") > 0.6 * followers


def test_those_who_met_an_answer_share_the_rumour_less() -> None:
    audience, _ = play(joined(RUMOUR_SPREADS, {60: [answers(150)]}), ticks=2 * HOUR)

    assert people(audience, "shared", 0) < people(audience, "shared", 1)
    assert people(audience, "shared_answer", 0) > 0
    assert people(audience, "shared_answer", 1) == 0


def test_an_account_that_nobody_follows_reaches_nobody() -> None:
    audience, _ = play({0: [answers(100, source="city-hall")]}, ticks=30)
    unheard, _ = play({0: [Stimulus(source="city-hall", item="dam-cracked", reach=0)]}, ticks=30)

    assert people(audience, "reached") > 0
    assert people(unheard, "reached") == 0


def test_protected_speech_spreads_and_is_never_believed() -> None:
    plan = {0: [tells("too-slow")], 90: [answers(150, item="too-slow", worlds=3)]}
    audience, facts = play(plan, ticks=2 * HOUR)
    cells = audience.cells("too-slow", 0)

    assert people(audience, "shared", item=1) > 0
    assert people(audience, "believe", item=1) == 0
    assert not np.any(cells & 0xFF)
    assert {share.kind for fact in facts for share in fact.shares} == {"reach"}


def test_disputing_protected_speech_never_lowers_its_reach() -> None:
    plan = {0: [tells("too-slow")], 60: [answers(200, item="too-slow")]}
    audience, _ = play(plan, ticks=2 * HOUR)

    assert people(audience, "reached", 0, item=1) >= people(audience, "reached", 1, item=1)


def test_acting_against_protected_speech_draws_attention_to_it() -> None:
    attention = Stimulus(source="city-hall", item="too-slow", kind="attention", worlds=1)
    plan = {0: [tells("too-slow")], 30: [attention] * 3}
    audience, _ = play(plan, ticks=2 * HOUR)

    assert people(audience, "shared", 0, item=1) > people(audience, "shared", 1, item=1)
    assert people(audience, "reached", 0, item=1) > people(audience, "reached", 1, item=1)


def test_the_sample_for_show_is_bounded_and_true_to_its_agents() -> None:
    audience, facts = play(RUMOUR_SPREADS, ticks=2 * HOUR)
    shown = [share for fact in facts for share in fact.shares]
    cells = audience.cells("dam-cracked", 0)

    assert 0 < max(len(fact.shares) for fact in facts) <= 4
    assert len(shown) <= people(audience, "shared")
    assert all((cells[share.agent] >> 8) & 16 for share in shown)
    assert all(-127 <= share.belief <= 127 for share in shown)
    assert {share.segment for share in shown} == {"valley", "city"}


def test_the_sample_is_of_world_a() -> None:
    _, facts = play({0: [tells(worlds=2)]}, ticks=2 * HOUR)

    assert not any(fact.shares for fact in facts)
    assert facts[-1].digests[0] == 0 < facts[-1].digests[1]


def test_an_agent_shares_a_thing_once() -> None:
    plan = {tick: [tells()] for tick in range(0, 120, 10)}
    audience, facts = play(plan)
    shown = [(share.agent, share.item) for fact in facts for share in fact.shares]

    assert len(shown) == len(set(shown))
    assert people(audience, "shared") <= people(audience, "met_claim")


def test_night_is_quieter_than_day() -> None:
    asleep = spec(
        segments=tuple(
            type(segment)(
                **{
                    name: getattr(segment, name)
                    for name in segment.__struct_fields__
                    if name != "hours"
                },
                hours=(5,) * 6 + (70,) * 18,
            )
            for segment in spec().segments
        )
    )
    by_day, _ = play({0: [tells()]}, of=asleep)
    by_night, _ = play({0: [tells()]}, of=_at(asleep, 3600))

    assert people(by_night, "reached") < 0.5 * people(by_day, "reached")


def _at(of, second: int):  # type: ignore[no-untyped-def]
    fields = {name: getattr(of, name) for name in of.__struct_fields__}
    return type(of)(**{**fields, "start_second_of_day": second})


def test_belief_is_a_signed_byte() -> None:
    assert [belief_of(cell) for cell in (0, 1, 127, 128, 255)] == [0, 1, 127, -128, -1]
