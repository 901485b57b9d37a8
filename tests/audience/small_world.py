"""A small audience that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from infodrill.audience import (
    COUNTERS,
    Audience,
    AudienceSpec,
    Calibration,
    ItemSpec,
    SegmentSpec,
    SourceSpec,
    Stance,
    Stimulus,
    TickFacts,
)

HOUR = 360  # ticks
AGENTS = 3000

TRUSTING = SegmentSpec(
    id="valley",
    share=600,
    scepticism=40,
    hours=(70,) * 24,
    trust={"resident": 520, "official": 700, "newsroom": 600},
    affinity={"dam": 140},
)
WARY = SegmentSpec(
    id="city",
    share=400,
    scepticism=40,
    hours=(70,) * 24,
    trust={"resident": 520, "official": 250, "newsroom": 450},
)
RUMOUR = ItemSpec(id="dam-cracked", claim=True, topic="dam", infectiousness=120, plausibility=25)
CRITICISM = ItemSpec(id="too-slow", claim=False, topic="city-hall", infectiousness=100)
NEIGHBOUR = SourceSpec(id="neighbour", source_class="resident", followers={"*": 150})
CITY_HALL = SourceSpec(id="city-hall", source_class="official", followers={"*": 300}, official=True)
FIRE_BRIGADE = SourceSpec(
    id="fire-brigade", source_class="official", followers={"valley": 400}, official=True
)
COURIER = SourceSpec(id="courier", source_class="newsroom", followers={"*": 200})


def spec(**changes: Any) -> AudienceSpec:
    fields: dict[str, Any] = {
        "agents": AGENTS,
        "network_seed": 11,
        "communities": 12,
        "mean_follows": 10,
        "tick_seconds": 10,
        "start_second_of_day": 36_000,
        "segments": (TRUSTING, WARY),
        "items": (RUMOUR, CRITICISM),
        "sources": (NEIGHBOUR, CITY_HALL, FIRE_BRIGADE, COURIER),
    }
    return AudienceSpec(**{**fields, **changes})


def tells(item: str = "dam-cracked", source: str = "neighbour", worlds: int = 3) -> Stimulus:
    return Stimulus(source=source, item=item, stance=Stance.repeats, worlds=worlds)


def answers(
    quality: int,
    *,
    item: str = "dam-cracked",
    source: str = "city-hall",
    worlds: int = 1,
    advice: bool = False,
) -> Stimulus:
    return Stimulus(
        source=source,
        item=item,
        stance=Stance.disputes,
        quality=quality,
        worlds=worlds,
        advice=advice,
    )


Plan = Mapping[int, Sequence[Stimulus]]
RUMOUR_SPREADS: Plan = {0: [tells()], 60: [tells(source="courier")], 120: [tells()]}


def joined(*plans: Plan) -> Plan:
    ticks = sorted({tick for plan in plans for tick in plan})
    return {tick: [one for plan in plans for one in plan.get(tick, ())] for tick in ticks}


def play(
    plan: Plan,
    *,
    ticks: int = HOUR,
    seed: int = 1,
    threads: int = 1,
    of: AudienceSpec | None = None,
    calibration: Calibration | None = None,
) -> tuple[Audience, list[TickFacts]]:
    audience = Audience(of or spec(), seed, threads=threads, calibration=calibration)
    facts = [audience.step(tick, plan.get(tick, ())) for tick in range(ticks)]
    audience.close()
    return audience, facts


def people(audience: Audience, counter: str, world: int = 0, item: int = 0) -> int:
    return int(audience.counters(world)[item, :, COUNTERS.index(counter)].sum())


def people_in(audience: Audience, segment: int, counter: str, world: int = 0) -> int:
    return int(audience.counters(world)[0, segment, COUNTERS.index(counter)])


def replayed(facts: Sequence[TickFacts], of: AudienceSpec, world: int) -> np.ndarray[Any, Any]:
    """Counters as a reader of the log would add them up."""
    total = np.zeros((len(of.items), len(of.segments), len(COUNTERS)), np.int64)
    for fact in facts:
        for item, lane, segment, *steps in fact.rows:
            if lane in (world, 2):
                total[item, segment, : len(steps)] += steps
    return total
