"""What the engine refuses, and that it says what was given and what is expected."""

from __future__ import annotations

from typing import Any

import pytest

from infodrill.audience import (
    Audience,
    ItemSpec,
    SegmentSpec,
    SourceSpec,
    SpecRefused,
    Stimulus,
    TrustAct,
    TruthArrival,
)
from infodrill.audience.check import check_spec, memory_needed
from tests.audience.small_world import NEIGHBOUR, RUMOUR, TRUSTING, WARY, spec, tells


def segment(**changes: Any) -> SegmentSpec:
    return SegmentSpec(**{"id": "all", "share": 1000, **changes})


REFUSED = [
    ({"agents": -1}, "agents is -1; expected 100.."),
    ({"agents": 50_000_000}, "agents is 50000000"),
    ({"network_seed": -1}, "network_seed is -1"),
    ({"communities": 0}, "communities is 0"),
    ({"communities": 2000}, "communities is 2000; expected 1..750"),
    ({"mean_follows": 0}, "mean_follows is 0"),
    ({"tick_seconds": 4}, "tick_seconds is 4; expected 5..60"),
    ({"tick_seconds": 61}, "tick_seconds is 61"),
    ({"start_second_of_day": 86_400}, "start_second_of_day"),
    ({"segments": ()}, "number of segments is 0; expected 1..32"),
    ({"segments": (TRUSTING,)}, "segment shares sum to 600; expected 1000"),
    ({"segments": (TRUSTING, TRUSTING)}, "segment 'valley' is there twice"),
    ({"segments": (segment(scepticism=101),)}, "scepticism is 101; expected 0..100"),
    ({"segments": (segment(activity=-1),)}, "activity is -1"),
    ({"segments": (segment(hours=(50,) * 23),)}, "23 hours"),
    ({"segments": (segment(hours=(101,) * 24),)}, "hour 0 is 101"),
    ({"segments": (segment(trust={"official": 1001}),)}, "trust in 'official' is 1001"),
    ({"segments": (segment(affinity={"dam": 201}),)}, "affinity for 'dam' is 201"),
    ({"items": ()}, "number of items is 0"),
    ({"items": (RUMOUR, RUMOUR)}, "item 'dam-cracked' is there twice"),
    ({"items": (ItemSpec(id="", claim=True),)}, "item without an id"),
    (
        {"items": (ItemSpec(id="x", claim=True, infectiousness=1001),)},
        "infectiousness is 1001; expected 0..1000",
    ),
    ({"items": (ItemSpec(id="x", claim=True, plausibility=-101),)}, "plausibility is -101"),
    ({"sources": ()}, "number of sources is 0"),
    ({"sources": (NEIGHBOUR, NEIGHBOUR)}, "source 'neighbour' is there twice"),
    (
        {"sources": (SourceSpec(id="x", source_class="resident", followers={"moon": 5}),)},
        "segment 'moon', which does not exist; known: city, valley",
    ),
    (
        {"sources": (SourceSpec(id="x", source_class="resident", followers={"*": 1001}),)},
        "followers in '*' is 1001",
    ),
]


@pytest.mark.parametrize(("changes", "message"), REFUSED)
def test_a_spec_that_cannot_run_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SpecRefused) as refusal:
        Audience(spec(**changes), 1)

    assert message in str(refusal.value)


def test_a_spec_that_can_run_is_not() -> None:
    check_spec(spec(segments=(TRUSTING, WARY)), memory=None)


def test_an_audience_larger_than_memory_is_refused_before_it_is_built() -> None:
    needed = memory_needed(spec())
    check_spec(spec(), memory=2 * needed)

    with pytest.raises(SpecRefused, match="use fewer agents"):
        check_spec(spec(), memory=needed)


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_has_64_bits(seed: int) -> None:
    with pytest.raises(SpecRefused, match="64 bits"):
        Audience(spec(), seed)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"stimuli": [tells("no-such-item")]}, "item 'no-such-item' does not exist; known: dam"),
        ({"stimuli": [tells(source="nobody")]}, "source 'nobody' does not exist"),
        ({"stimuli": [Stimulus(source="courier", item="too-slow", quality=201)]}, "quality is 201"),
        ({"stimuli": [Stimulus(source="courier", item="too-slow", reach=-1)]}, "reach is -1"),
        ({"stimuli": [tells(worlds=0)]}, "worlds is 0; expected 1..3"),
        ({"truths": [TruthArrival(item="too-slow", true=True)]}, "is protected speech"),
        (
            {"acts": [TrustAct(source="courier", kind="against_protected", item="too-slow")]},
            "which is not official",
        ),
    ],
)
def test_a_step_that_cannot_be_taken_changes_nothing(sent: dict[str, Any], message: str) -> None:
    audience = Audience(spec(), 1)

    with pytest.raises(SpecRefused) as refusal:
        audience.step(0, **{"stimuli": (), **sent})

    assert message in str(refusal.value)
    assert audience.step(0, ()).digests == (0, 0)


def test_ticks_come_in_order() -> None:
    audience = Audience(spec(), 1)
    audience.step(0, ())

    for wrong in (0, 2, -1):
        with pytest.raises(SpecRefused, match="expected tick 1"):
            audience.step(wrong, ())
    audience.step(1, ())
