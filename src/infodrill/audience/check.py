"""Refuse what the engine cannot run, before any work, with the limit stated."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from infodrill.audience.names import ALL_BITS, name_hash
from infodrill.audience.rules import source_classes
from infodrill.audience.shards import first_bundles
from infodrill.audience.spec import AudienceSpec, ItemSpec, SegmentSpec, SourceSpec
from infodrill.audience.state import BUNDLE_WORDS, DELAYS
from infodrill.audience.stimulus import Stimulus

MOST_AGENTS = 1 << 22
MOST_SEGMENTS = 32
MOST_ITEMS = 512
MOST_SOURCES = 4096
MOST_CLASSES = 15
MOST_FOLLOWS = 200


class SpecRefused(ValueError):
    """The description of an audience, or something sent to it, is not one the engine can run."""


def _within(what: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise SpecRefused(f"{what} is {value}; expected {low}..{high}")


def _unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not name:
            raise SpecRefused(f"{what} without an id; give each one a name")
        if name in seen:
            raise SpecRefused(f"{what} {name!r} is there twice; give each one its own id")
        seen.add(name)


def _all_within(what: str, values: Mapping[str, int], low: int, high: int) -> None:
    for name, value in values.items():
        _within(f"{what} {name!r}", value, low, high)


def _check_segment(segment: SegmentSpec) -> None:
    name = f"segment {segment.id!r}"
    _within(f"{name}: share", segment.share, 0, 1000)
    _within(f"{name}: scepticism", segment.scepticism, 0, 100)
    _within(f"{name}: activity", segment.activity, 0, 200)
    if len(segment.hours) != 24:
        raise SpecRefused(f"{name}: {len(segment.hours)} hours; expected one value for each of 24")
    for hour, value in enumerate(segment.hours):
        _within(f"{name}: hour {hour}", value, 0, 100)
    _all_within(f"{name}: trust in", segment.trust, 0, 1000)
    _all_within(f"{name}: affinity for", segment.affinity, 0, 200)


def _check_item(item: ItemSpec) -> None:
    _within(f"item {item.id!r}: infectiousness", item.infectiousness, 0, 1000)
    _within(f"item {item.id!r}: plausibility", item.plausibility, -100, 100)


def _check_source(source: SourceSpec, segments: set[str]) -> None:
    _all_within(f"source {source.id!r}: followers in", source.followers, 0, 1000)
    for name in source.followers:
        if name != "*" and name not in segments:
            raise SpecRefused(
                f"source {source.id!r}: followers in segment {name!r}, which does not exist; "
                f"known: {', '.join(sorted(segments))}, or * for all others"
            )


def memory_needed(spec: AudienceSpec) -> int:
    """Return roughly how many bytes an audience takes: cells, network, inbox and pending events."""
    cells = 8 * spec.agents * len(spec.items)
    network = 12 * spec.agents * (spec.mean_follows + 4)
    ring = 4 * len(spec.items) * (86_400 // spec.tick_seconds + 1)
    events = 4 * BUNDLE_WORDS * first_bundles(spec.agents)
    return cells + network + ring + events + 8 * DELAYS


def memory_of_machine() -> int | None:
    """Return the machine's memory in bytes, or None where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None


def check_spec(spec: AudienceSpec, memory: int | None) -> None:
    """Refuse a spec that the engine cannot run.

    Args:
        spec: to check.
        memory: bytes there are, or None if not known.

    Raises:
        SpecRefused: says what was given and what is expected.
    """
    _within("agents", spec.agents, 100, MOST_AGENTS)
    _within("network_seed", spec.network_seed, 0, ALL_BITS)
    _within("communities", spec.communities, 1, min(spec.agents // 4, 65_535))
    _within("mean_follows", spec.mean_follows, 1, min(MOST_FOLLOWS, spec.agents // 10))
    _within("tick_seconds", spec.tick_seconds, 5, 60)
    _within("start_second_of_day", spec.start_second_of_day, 0, 86_399)
    _within("number of segments", len(spec.segments), 1, MOST_SEGMENTS)
    _within("number of items", len(spec.items), 1, MOST_ITEMS)
    _within("number of sources", len(spec.sources), 1, MOST_SOURCES)
    _unique("segment", (segment.id for segment in spec.segments))
    _unique("item", (item.id for item in spec.items))
    _unique("source", (source.id for source in spec.sources))
    for segment in spec.segments:
        _check_segment(segment)
    total = sum(segment.share for segment in spec.segments)
    if total != 1000:
        raise SpecRefused(f"segment shares sum to {total}; expected 1000 (per mille)")
    for item in spec.items:
        _check_item(item)
    names = {segment.id for segment in spec.segments}
    for source in spec.sources:
        _check_source(source, names)
    _within("number of source classes", len(source_classes(spec)), 1, MOST_CLASSES)
    hashes: dict[int, str] = {}
    for item in spec.items:
        other = hashes.setdefault(name_hash(item.id), item.id)
        if other != item.id:
            raise SpecRefused(
                f"items {other!r} and {item.id!r} have the same 32-bit hash; rename one of them"
            )
    needed = memory_needed(spec)
    if memory is not None and needed > memory * 3 // 4:
        raise SpecRefused(
            f"{spec.agents} agents with {len(spec.items)} items need about {needed >> 20} MiB, "
            f"more than three quarters of this machine's {memory >> 20} MiB; use fewer agents"
        )


def check_stimulus(stimulus: Stimulus) -> None:
    """Refuse a stimulus whose numbers are out of range."""
    name = f"stimulus of {stimulus.source!r} about {stimulus.item!r}"
    _within(f"{name}: quality", stimulus.quality, 0, 200)
    _within(f"{name}: reach", stimulus.reach, 0, 1000)
    check_worlds(name, stimulus.worlds)


def check_worlds(name: str, worlds: int) -> None:
    """Refuse anything but world A (1), world B (2) or both (3)."""
    _within(f"{name}: worlds", worlds, 1, 3)
