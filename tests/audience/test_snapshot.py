"""A snapshot saves time and holds nothing that the words and the seed do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from infodrill.audience import (
    Audience,
    SnapshotRefused,
    Stimulus,
    TickFacts,
    TrustAct,
    TruthArrival,
    load_calibration,
)
from tests.audience.small_world import RUMOUR_SPREADS, answers, joined, spec, tells

MIDDLE, END = 100, 260
PLAN = joined(
    RUMOUR_SPREADS,
    {
        30: [tells("too-slow"), answers(60)],
        90: [answers(150, advice=True), answers(40, item="too-slow")],
        150: [Stimulus(source="courier", item="dam-cracked", kind="prebunk", quality=160)],
        180: [answers(150, advice=True), answers(180, source="fire-brigade")],
    },
)
TRUTHS = {120: [TruthArrival(item="dam-cracked", true=True)]}
ACTS = {200: [TrustAct(source="city-hall", kind="corrected_self", item="dam-cracked")]}


def run_on(audience: Audience, first: int, end: int) -> list[TickFacts]:
    return [
        audience.step(tick, PLAN.get(tick, ()), TRUTHS.get(tick, ()), ACTS.get(tick, ()))
        for tick in range(first, end)
    ]


def begun(seed: int = 1, threads: int = 1) -> Audience:
    audience = Audience(spec(), seed, threads=threads)
    run_on(audience, 0, MIDDLE)
    return audience


@pytest.mark.parametrize("threads", [1, 2])
def test_a_run_goes_on_from_a_snapshot_as_if_it_had_never_stopped(threads: int) -> None:
    through = begun(threads=threads)
    kept = through.snapshot()
    restored = Audience(spec(), 1, threads=threads)
    restored.restore(kept)

    assert run_on(restored, MIDDLE, END) == run_on(through, MIDDLE, END)
    assert [restored.full_digest(world) for world in (0, 1)] == [
        through.full_digest(world) for world in (0, 1)
    ]
    assert (restored.trust(0) == through.trust(0)).all()
    assert (restored.trust(0) != restored.trust(1)).any()
    through.close()
    restored.close()


def test_taking_snapshots_disturbs_nothing_and_the_same_state_is_the_same_bytes() -> None:
    looked_at, left_alone = begun(), begun()
    assert looked_at.snapshot() == looked_at.snapshot() == left_alone.snapshot()

    assert run_on(looked_at, MIDDLE, END) == run_on(left_alone, MIDDLE, END)


def test_with_every_snapshot_deleted_the_words_alone_lead_to_the_same_state() -> None:
    restored = Audience(spec(), 1)
    restored.restore(begun().snapshot())
    from_snapshot = run_on(restored, MIDDLE, END)

    assert run_on(Audience(spec(), 1), 0, END)[MIDDLE:] == from_snapshot


def test_one_snapshot_can_be_gone_back_to_again_and_again() -> None:
    audience = begun()
    kept = audience.snapshot()
    first = run_on(audience, MIDDLE, END)
    audience.restore(kept)

    assert run_on(audience, MIDDLE, END) == first


def test_a_pool_that_grew_is_restored_with_its_room() -> None:
    crowded = spec(agents=6000, communities=40, mean_follows=60)
    many = [tells(), tells(source="courier"), tells("too-slow"), tells("too-slow", "courier")]

    def noisy(audience: Audience, first: int, end: int) -> list[TickFacts]:
        return [audience.step(tick, many) for tick in range(first, end)]

    through = Audience(crowded, 1)
    at_first = len(through._shards[0].pool)
    noisy(through, 0, 30)
    restored = Audience(crowded, 1)
    restored.restore(through.snapshot())

    assert len(restored._shards[0].pool) == len(through._shards[0].pool) > at_first
    assert noisy(restored, 30, 40) == noisy(through, 30, 40)


def others() -> Sequence[tuple[str, Audience]]:
    changed = load_calibration().with_values(forgetting_per_hour=0)
    return (
        ("another seed", Audience(spec(), 2)),
        ("another network", Audience(spec(network_seed=12), 1)),
        ("other constants", Audience(spec(), 1, calibration=changed)),
        ("another number of threads", Audience(spec(), 1, threads=2)),
    )


def test_a_snapshot_opens_in_the_same_audience_only() -> None:
    kept = begun().snapshot()
    for what, other in others():
        with pytest.raises(SnapshotRefused, match="another spec, seed, engine"):
            other.restore(kept)
        assert other.step(0, ()).digests == (0, 0), what
        other.close()
    Audience(spec(), 1).restore(kept)


def test_damaged_bytes_are_refused_and_change_nothing() -> None:
    kept = begun().snapshot()
    flipped = bytearray(kept)
    flipped[len(kept) // 2] ^= 1
    audience = Audience(spec(), 1)
    for damaged, message in (
        (b"", "not a snapshot"),
        (b"PK\x03\x04 something else", "not a snapshot"),
        (kept[:-1], "damaged or cut"),
        (bytes(flipped), "damaged or cut"),
    ):
        with pytest.raises(SnapshotRefused, match=message):
            audience.restore(damaged)
    assert audience.step(0, ()).digests == (0, 0)
