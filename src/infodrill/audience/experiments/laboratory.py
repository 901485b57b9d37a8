"""The plain population that the experiments share: one segment, awake all day, average throughout.

Trust of 667 per mille is the model's factor 1, the average study's source; scepticism 50 and
affinity 100 are its middling segment. What is not under test stays out of the way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from infodrill.audience.engine import Audience
from infodrill.audience.spec import AudienceSpec, ItemSpec, SegmentSpec, SourceSpec
from infodrill.audience.stimulus import BOTH_WORLDS, Stimulus
from infodrill.scenario.words import Stance

SEED = 1
NETWORK_SEED = 2_018
MINUTE = 1
"""Ticks in a minute: a tick is 60 s, the engine's longest."""
HOUR = 60 * MINUTE
DAY = 24 * HOUR
AVERAGE_TRUST = 667

NEIGHBOUR, OFFICE, UNHEEDED = "neighbour", "office", "unheeded"

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def source(
    name: str, source_class: str, followers: int = 1000, *, official: bool = False
) -> SourceSpec:
    """An account followed by so many per mille of everybody."""
    return SourceSpec(
        id=name, source_class=source_class, followers={"*": followers}, official=official
    )


def everybody_hears() -> tuple[SourceSpec, ...]:
    """A neighbour, an official and one nobody trusts, each followed by all."""
    return (
        source(NEIGHBOUR, "resident"),
        source(OFFICE, "official", official=True),
        source(UNHEEDED, "unheeded"),
    )


def claims(names: Sequence[str], infectiousness: int = 0) -> tuple[ItemSpec, ...]:
    """Middling claims; at infectiousness 0 nobody passes them on, nor an answer."""
    return tuple(ItemSpec(id=name, claim=True, infectiousness=infectiousness) for name in names)


def population(
    agents: int,
    items: tuple[ItemSpec, ...],
    sources: tuple[SourceSpec, ...],
    *,
    trust: int = AVERAGE_TRUST,
) -> AudienceSpec:
    """The laboratory's audience.

    Args:
        agents: people.
        items: what is spread.
        sources: who posts.
        trust: per mille, in residents and officials; nobody trusts the class "unheeded".
    """
    everybody = SegmentSpec(
        id="everybody",
        share=1000,
        scepticism=50,
        hours=(100,) * 24,
        trust={"resident": trust, "official": trust, "unheeded": 0},
    )
    return AudienceSpec(
        agents=agents,
        network_seed=NETWORK_SEED,
        communities=max(4, agents // 1000),
        mean_follows=10,
        tick_seconds=60,
        start_second_of_day=0,
        segments=(everybody,),
        items=items,
        sources=sources,
    )


def tells(item: str, by: str = NEIGHBOUR, worlds: int = BOTH_WORLDS) -> Stimulus:
    """A post that repeats the claim."""
    return Stimulus(source=by, item=item, stance=Stance.repeats, worlds=worlds)


def answers(item: str, quality: int, worlds: int) -> Stimulus:
    """The official's post that disputes the claim."""
    return Stimulus(
        source=OFFICE, item=item, stance=Stance.disputes, quality=quality, worlds=worlds
    )


def quiet(audience: Audience, first: int, last: int) -> None:
    """Run ticks `first`..`last` - 1 in which nobody posts."""
    for tick in range(first, last):
        audience.step(tick, ())


def beliefs(cells: Ints) -> Ints:
    """Return the signed belief of each cell, sixteenths of a logit."""
    low = cells & 0xFF
    return np.where(low >= 128, low - 256, low)


def has(cells: Ints, flag: int) -> Flags:
    """Return whose cell has a flag (`cell.MET_CLAIM` and the like)."""
    return np.asarray((cells >> 8) & flag != 0)


def heard_once(cells: Ints) -> Flags:
    """Return who was told exactly once."""
    return np.asarray((cells >> 16) & 15 == 1)


def answered_once(cells: Ints) -> Flags:
    """Return who heard exactly one answer."""
    return np.asarray((cells >> 20) & 15 == 1)


def effect_size(higher: Sequence[Ints], lower: Sequence[Ints]) -> float:
    """Return Cohen's d between two sets of beliefs, by the pooled standard deviation.

    Source: Cohen 1988, Statistical Power Analysis, section 2.2.

    Args:
        higher: beliefs expected to be higher, in one or more parts.
        lower: the others.
    """
    first, second = np.concatenate(higher), np.concatenate(lower)
    spread = math.sqrt((float(first.var()) + float(second.var())) / 2)
    return (float(first.mean()) - float(second.mean())) / spread


def correlation(effect: float) -> float:
    """Return the correlation r of a Cohen's d between groups of equal size: d / sqrt(d^2 + 4).

    Source: Borenstein et al. 2009, Introduction to Meta-Analysis, chapter 7.
    """
    return effect / math.sqrt(effect * effect + 4)
