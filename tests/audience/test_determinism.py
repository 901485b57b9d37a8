"""The same words, the same bits: twice, on two threads, in both worlds, with more items."""

from __future__ import annotations

import msgspec
import numpy as np

from infodrill.audience import Audience, ItemSpec
from infodrill.audience.shards import grow
from infodrill.audience.state import META_FREE, Shard
from tests.audience.small_world import (
    CRITICISM,
    HOUR,
    RUMOUR,
    RUMOUR_SPREADS,
    answers,
    joined,
    people,
    play,
    replayed,
    spec,
    tells,
)

ANSWERED = joined(
    RUMOUR_SPREADS, {30: [tells("too-slow")], 90: [answers(150), answers(40, item="too-slow")]}
)


def test_the_same_run_twice_leaves_the_same_facts() -> None:
    _, first = play(ANSWERED)
    _, second = play(ANSWERED)

    assert first == second
    assert len({fact.digests for fact in first}) > 200


def test_another_seed_is_another_run() -> None:
    _, first = play(ANSWERED)
    _, second = play(ANSWERED, seed=2)

    assert first[-1].digests != second[-1].digests


def test_two_threads_give_the_same_facts_as_one() -> None:
    _, one = play(ANSWERED)
    _, two = play(ANSWERED, threads=2)

    assert one == two


def test_a_pool_that_must_grow_changes_nothing() -> None:
    crowded = spec(agents=20_000, communities=40)
    many = {tick: [tells(), tells(source="courier")] for tick in range(0, 40, 2)}
    audience = Audience(crowded, 1)
    roomy = Audience(crowded, 1)
    roomy._shards[0] = grow(grow(roomy._shards[0]))
    # As little room as one post needs, so that both posts and passing on run out of it.
    audience._shards[0] = _cramped(audience._shards[0])
    facts = [audience.step(tick, many.get(tick, ())) for tick in range(40)]

    assert len(audience._shards[0].pool) > 1 << 8
    assert facts == [roomy.step(tick, many.get(tick, ())) for tick in range(40)]
    assert facts[-1].digests[0] == audience.full_digest(0)
    assert np.array_equal(replayed(facts, crowded, 0), audience.counters(0))


def _cramped(shard: Shard) -> Shard:
    shard.meta[META_FREE] = (1 << 8) - 1
    return shard._replace(pool=np.zeros((1 << 8, shard.pool.shape[1]), np.uint32))


def test_world_a_alone_equals_its_half_of_the_run_of_both() -> None:
    together, facts = play(ANSWERED)
    only_a = {
        tick: [msgspec.structs.replace(one, worlds=1) for one in sent]
        for tick, sent in ANSWERED.items()
    }
    alone, alone_facts = play(only_a)

    assert [fact.digests[0] for fact in alone_facts] == [fact.digests[0] for fact in facts]
    assert [fact.shares for fact in alone_facts] == [fact.shares for fact in facts]
    assert np.array_equal(alone.counters(0), together.counters(0))
    assert not alone.counters(1).any()


def test_worlds_worked_out_apart_equal_worlds_worked_out_as_one() -> None:
    """While nothing differs one world stands for both; told apart from the start, both are run."""
    as_one, _ = play(RUMOUR_SPREADS)
    apart = Audience(spec(), 1)
    apart._live.split[:] = 1
    for tick in range(HOUR):
        last = apart.step(tick, RUMOUR_SPREADS.get(tick, ()))

    assert last.digests == (as_one.full_digest(0), as_one.full_digest(1))
    assert last.digests[0] == last.digests[1] == apart.full_digest(0)
    for world in (0, 1):
        assert np.array_equal(apart.counters(world), as_one.counters(world))


def test_ten_times_the_agents_from_the_same_words_is_the_same_world_on_a_larger_scale() -> None:
    """One setting serves every size: shares of people stay alike, and bits repeat at each."""
    reached = []
    for agents in (10_000, 100_000):
        of = spec(agents=agents, communities=40)
        one, facts = play(RUMOUR_SPREADS, ticks=90, of=of)
        _, again = play(RUMOUR_SPREADS, ticks=90, of=of, threads=2)
        assert facts == again
        assert facts[-1].digests[0] == one.full_digest(0)
        reached.append(people(one, "reached") / agents)

    assert 0.02 < reached[0] < 0.9
    assert abs(reached[1] / reached[0] - 1) < 0.1


def test_worlds_are_one_until_something_happens_in_a_only() -> None:
    _, facts = play(ANSWERED)

    assert all(fact.digests[0] == fact.digests[1] for fact in facts[:90])
    assert facts[-1].digests[0] != facts[-1].digests[1]


def test_world_b_is_the_run_without_what_only_a_was_sent() -> None:
    _, facts = play(ANSWERED)
    _, alone = play(joined(RUMOUR_SPREADS, {30: [tells("too-slow")]}))

    assert [fact.digests[1] for fact in facts] == [fact.digests[0] for fact in alone]


def test_the_running_digest_is_that_of_all_cells() -> None:
    audience, facts = play(ANSWERED)

    assert facts[-1].digests == (audience.full_digest(0), audience.full_digest(1))
    assert 0 < facts[-1].digests[0] < 2**64


def test_an_empty_audience_has_digest_zero() -> None:
    audience = Audience(spec(), 1)

    assert audience.step(0, ()).digests == (0, 0)
    assert audience.full_digest(0) == 0


def test_another_item_disturbs_nobody() -> None:
    newcomer = ItemSpec(id="a-newcomer", claim=True, infectiousness=200)
    wider = spec(items=(newcomer, RUMOUR, CRITICISM))
    before, _ = play(ANSWERED)
    after, _ = play(joined(ANSWERED, {5: [tells("a-newcomer")]}), of=wider)

    for item in ("dam-cracked", "too-slow"):
        for world in (0, 1):
            assert np.array_equal(before.cells(item, world), after.cells(item, world))
    assert after.cells("a-newcomer", 0).any()


def test_rows_add_up_to_the_counters_in_both_worlds() -> None:
    audience, facts = play(ANSWERED)

    for world in (0, 1):
        assert np.array_equal(replayed(facts, audience.spec, world), audience.counters(world))
    for fact in facts:
        assert list(fact.rows) == sorted(fact.rows)
        assert all(row[-1] != 0 for row in fact.rows)


def test_quiet_ticks_before_anything_was_said_change_nothing() -> None:
    _, facts = play({}, ticks=20)

    assert all(fact.rows == () and fact.shares == () and fact.trust == () for fact in facts)


def test_a_run_does_not_end_where_the_ring_of_ticks_does() -> None:
    a_day = 24 * 60
    slow = spec(agents=500, communities=4, tick_seconds=60)
    audience, facts = play({0: [tells()]}, ticks=a_day + HOUR, of=slow)

    assert np.array_equal(replayed(facts, slow, 0), audience.counters(0))
    assert facts[-1].digests[0] == audience.full_digest(0)


def test_hours_with_no_tick_count_that_divides_are_fine() -> None:
    odd = spec(agents=500, communities=4, tick_seconds=7)
    audience, facts = play({0: [tells()]}, of=odd)

    assert facts[-1].digests[0] == audience.full_digest(0) != 0


def test_a_golden_run() -> None:
    """Changes only when the model means to change: raise ENGINE or CALIBRATION with it."""
    _, facts = play(ANSWERED)

    assert facts[-1].digests == GOLDEN


GOLDEN = (16099756162181041199, 16777630313494310926)
