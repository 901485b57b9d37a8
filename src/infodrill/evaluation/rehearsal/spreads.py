"""How measures spread over seeds and scripted teams, and how much of that is luck."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import quantiles

from infodrill.evaluation.measures import REGISTRY
from infodrill.evaluation.measures.registry import FAILED
from infodrill.evaluation.rehearsal.data import MeasureSpread, Pair, Played, Spread
from infodrill.evaluation.rehearsal.facts import RunFacts
from infodrill.evaluation.rehearsal.targets import verdict_on
from infodrill.evaluation.stats import median, rounded


def exact(value: int | float) -> Fraction:
    """The value as it was written: 0.1 is one tenth, so that sums repeat on any machine."""
    return Fraction(str(value))


def measure_spreads(
    runs: Mapping[str, Sequence[RunFacts]], teams: Mapping[str, Played]
) -> tuple[MeasureSpread, ...]:
    """Every measure, in the order registered; ``runs`` are each team's, in the seeds' order."""
    return tuple(
        _measure(name, runs, teams)
        for name in REGISTRY
        if any(name in one.measures for facts in runs.values() for one in facts)
    )


def _measure(
    name: str, runs: Mapping[str, Sequence[RunFacts]], teams: Mapping[str, Played]
) -> MeasureSpread:
    one = REGISTRY[name]
    spreads = tuple(_spread(name, team, facts, one.decimals) for team, facts in runs.items())
    targets = [
        exact(run.measures[name].target or 0)
        for facts in runs.values()
        for run in facts
        if name in run.measures and run.measures[name].target is not None
    ]
    return MeasureSpread(
        name=name,
        unit=one.unit,
        better=one.better,
        target=rounded(median(targets), one.decimals) if targets else None,
        spreads=spreads,
        luck_per_mille=luck([[v for v in s.values if v is not None] for s in spreads]),
        pair=_pair(spreads, one.better),
        verdict=verdict_on(name, spreads, teams),
    )


def _spread(name: str, team: str, runs: Sequence[RunFacts], decimals: int) -> Spread:
    found = [run.measures[name] for run in runs if name in run.measures]
    known = sorted(exact(one.value) for one in found if one.value is not None)
    cuts = quantiles(known, n=4, method="inclusive") if len(known) > 1 else known * 3
    told: list[int | float | None] = [
        rounded(one, decimals) for one in (*known[:1], *cuts, *known[-1:])
    ]
    low, lower, middle, upper, high = told or (None,) * 5
    never = sum(one.reason in FAILED for one in found)
    return Spread(
        team=team,
        values=tuple(one.value for one in found),
        low=low,
        lower_quarter=lower,
        median=middle,
        upper_quarter=upper,
        high=high,
        never=never,
        unmeasured=len(found) - len(known) - never,
        letters=dict(sorted(Counter(one.letter for one in found if one.letter).items())),
    )


def luck(groups: Sequence[Sequence[int | float]]) -> int | None:
    """Share, per mille, of the variation between all runs that is left within the groups.

    The within-group part of the total sum of squares (one-way analysis of variance, Fisher 1925):
    1000 where the groups differ by chance alone, 0 where every group gives one value. None where
    nothing varies, or with fewer than two groups of two runs.
    """
    known = [[exact(value) for value in group] for group in groups if len(group) > 1]
    if len(known) < 2:
        return None
    everything = [value for group in known for value in group]
    total = _squares(everything)
    if not total:
        return None
    return round(sum((_squares(group) for group in known), Fraction(0)) * 1000 / total)


def _squares(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction(0))


def _pair(spreads: Sequence[Spread], better: str) -> Pair | None:
    """The two best teams by their medians, and how often luck alone would turn them round."""
    if better == "none":
        return None
    known = [one for one in spreads if one.median is not None and not one.never]
    ranked = sorted(known, key=lambda one: one.median or 0, reverse=better == "higher")
    if len(ranked) < 2 or ranked[0].median == ranked[1].median:
        return None
    first, second = ranked[:2]
    return Pair(first.team, second.team, turned(first, second, better))


def turned(first: Spread, second: Spread, better: str) -> int:
    """Per mille of the pairs of a run of each in which the second is ahead; ties count half.

    The complement of the probability of superiority (Mann and Whitney 1947,
    doi 10.1214/aoms/1177730491).
    """
    firsts = sorted(value for value in first.values if value is not None)
    seconds = [value for value in second.values if value is not None]
    halves = 0
    for value in seconds:
        below, upto = bisect_left(firsts, value), bisect_right(firsts, value)
        ahead = below if better == "higher" else len(firsts) - upto
        halves += 2 * ahead + (upto - below)
    return round(Fraction(halves * 1000, 2 * len(firsts) * len(seconds)))
