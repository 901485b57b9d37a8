"""Whether false and true cascades of the same size have the same shape."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from infodrill.audience.cell import SHARED
from infodrill.audience.engine import Audience
from infodrill.audience.experiments.descent import generations, parents_of
from infodrill.audience.experiments.laboratory import (
    DAY,
    SEED,
    Ints,
    has,
    population,
    source,
    tells,
)
from infodrill.audience.experiments.statement import Advance, Outcome, Panel, Series, Size
from infodrill.audience.facts import COUNTERS
from infodrill.audience.network import build_crowd
from infodrill.audience.rules import build_rules
from infodrill.audience.spec import ItemSpec

FALSE_RATE, TRUE_RATE = 200, 118
"""Infectiousness per mille, 1.7 to 1, where both come in sizes that overlap."""
SMALLEST = 5
"""Cascades of fewer sharers have hardly any shape."""
FIRST_FOLLOWERS = 60
TICKS = DAY
_STARTER = "starter"
_SHARED = 3 + COUNTERS.index("shared")

Cascade = tuple[int, int, int]
"""Sharers, generations, people in the broadest generation."""


def structure(size: Size, advance: Advance) -> Outcome:
    """Match cascades on size and test depth and breadth.

    Source: Juul and Ugander 2021, PNAS: matched on size, differences in structure disappear.
    """
    half = size.cascades
    items = tuple(
        ItemSpec(
            id=f"cascade {number}",
            claim=True,
            infectiousness=FALSE_RATE if number < half else TRUE_RATE,
        )
        for number in range(2 * half)
    )
    starter = source(_STARTER, "resident", max(1, FIRST_FOLLOWERS * 1000 // size.cascade_agents))
    spec = population(size.cascade_agents, items, (starter,))
    audience = Audience(spec, SEED)
    cascades = _cascades(audience, _shares(audience, advance))
    false = [cascades[item] for item in range(half) if item in cascades]
    true = [cascades[item] for item in range(half, 2 * half) if item in cascades]
    matched = matched_on_size(false, true)
    values: dict[str, float | None] = {"depth_matched": None, "breadth_matched": None}
    panels = []
    for name, column in (("depth_matched", 1), ("breadth_matched", 2)):
        groups = {
            "false_matched": [one[column] for one, _other in matched],
            "true_matched": [other[column] for _one, other in matched],
            "false_all": [one[column] for one in false],
            "true_all": [one[column] for one in true],
        }
        if matched:
            chance = same_chance(groups["false_matched"], groups["true_matched"])
            values[name] = round(chance, 3)
        panels.append(_panel(name, groups))
    counted = dict.fromkeys(values, len(matched))
    return Outcome(values, tuple(panels), counted)


def _shares(audience: Audience, advance: Advance) -> dict[int, list[tuple[int, int]]]:
    """Run a day; return (tick, agent) of every share by item, in order."""
    items = audience.spec.items
    seen = {index: np.zeros(audience.spec.agents, np.bool_) for index in range(len(items))}
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for tick in range(TICKS):
        posts = [tells(item.id, _STARTER) for item in items] if tick == 0 else ()
        facts = audience.step(tick, posts)
        # Only items that somebody shared this minute are looked at: cells are many.
        for item in sorted({row[0] for row in facts.rows if len(row) > _SHARED and row[_SHARED]}):
            now = has(audience.cells(items[item].id, 0), SHARED)
            found[item] += [(tick, agent) for agent in np.flatnonzero(now & ~seen[item]).tolist()]
            seen[item] = now
        advance((tick + 1) / TICKS)
    return found


def _cascades(audience: Audience, shares: dict[int, list[tuple[int, int]]]) -> dict[int, Cascade]:
    crowd = build_crowd(audience.spec, audience.calibration)
    rules = build_rules(audience.spec, audience.seed, audience.calibration)
    found = {}
    for item, pairs in shares.items():
        if len(pairs) < SMALLEST:
            continue
        ticks, sharers = np.array(pairs, np.int64).T.copy()
        depth = generations(parents_of(audience.spec, crowd, rules, item, sharers, ticks))
        found[item] = (len(pairs), int(depth.max()), int(np.bincount(depth).max()))
    return found


def matched_on_size(
    first: Sequence[Cascade], second: Sequence[Cascade]
) -> list[tuple[Cascade, Cascade]]:
    """Return pairs of cascades whose sizes differ by at most a tenth, each cascade used once."""
    pairs = []
    waiting = sorted(second)
    for one in sorted(first):
        fitting = [other for other in waiting if abs(other[0] - one[0]) * 10 <= one[0]]
        if fitting:
            nearest = min(fitting, key=lambda other: abs(other[0] - one[0]))
            waiting.remove(nearest)
            pairs.append((one, nearest))
    return pairs


def largest_gap(first: Sequence[int], second: Sequence[int]) -> float:
    """Return the two-sample Kolmogorov-Smirnov statistic."""
    low, high = np.sort(np.array(first)), np.sort(np.array(second))
    places = np.unique(np.concatenate([low, high]))
    gaps = np.searchsorted(low, places, "right") / low.size
    gaps = gaps - np.searchsorted(high, places, "right") / high.size
    return float(np.abs(gaps).max())


def same_chance(first: Sequence[int], second: Sequence[int]) -> float:
    """Return the chance of a gap at least this large if both come from one distribution.

    Source: the asymptotic Kolmogorov distribution with Stephens' correction for small samples
    (Stephens 1970, Journal of the Royal Statistical Society B 32, 115-122).
    """
    root = math.sqrt(len(first) * len(second) / (len(first) + len(second)))
    reach = (root + 0.12 + 0.11 / root) * largest_gap(first, second)
    # Below this the series converges too slowly, and its sum is 1 to more digits than are shown.
    if reach < 0.3:
        return 1.0
    terms = ((1 if k % 2 else -1) * math.exp(-2 * k * k * reach * reach) for k in range(1, 101))
    return min(max(2 * sum(terms), 0.0), 1.0)


def _panel(name: str, groups: dict[str, list[int]]) -> Panel:
    """Return the share of cascades with at most so many, of each group."""
    series = []
    top = max((max(values) for values in groups.values() if values), default=1)
    for label, values in groups.items():
        if values:
            ordered: Ints = np.sort(np.array(values, np.int64))
            places = np.unique(np.linspace(0, top, 61).astype(np.int64)).tolist()
            shares = [
                round(int(np.searchsorted(ordered, place, "right")) / len(values), 4)
                for place in places
            ]
            series.append(Series(label, tuple(map(float, places)), tuple(shares)))
    unit = "generations" if name == "depth_matched" else "people"
    return Panel(name=name, x_unit=unit, y_unit="share", series=tuple(series))
