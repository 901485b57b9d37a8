"""The arithmetic under the measures: exact where it can be, rounded once, at the end.

Counts and times stay integers or fractions until `rounded` writes them, so that the same log gives
the same digits on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import NormalDist

Number = int | float | Fraction
"""What a measure may hand over before it is rounded."""


def rounded(value: Number, decimals: int) -> int | float:
    """The value as it is written: half to even, an int for no decimals, never minus zero."""
    if decimals == 0:
        return round(value)
    # Adding 0.0 turns minus zero into zero.
    shortened = (
        round(value, decimals) if isinstance(value, float) else round(Fraction(value), decimals)
    )
    return float(shortened) + 0.0


def median(values: Sequence[Number]) -> Number:
    """The middle value, or the mean of the two middle ones. Raises ValueError for no values."""
    if not values:
        raise ValueError("a median needs at least one value; none was given")
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return Fraction(ordered[middle - 1] + ordered[middle]) / 2


def km_median(times: Sequence[tuple[int, bool]]) -> int | None:
    """Kaplan-Meier median of right-censored times: when half have happened, or None if never.

    Args:
        times: (duration, happened). Where it did not happen the duration is how long it was
            watched for.

    Source: Kaplan and Meier 1958, doi 10.1080/01621459.1958.10501452.
    """
    surviving = Fraction(1)
    for moment in sorted({time for time, happened in times if happened}):
        at_risk = sum(1 for time, _ in times if time >= moment)
        events = sum(1 for time, happened in times if happened and time == moment)
        surviving *= Fraction(at_risk - events, at_risk)
        if surviving <= Fraction(1, 2):
            return moment
    return None


def discernment(hits: int, signals: int, false_alarms: int, noise: int) -> tuple[float, float]:
    """(d′, c) of signal detection with the log-linear correction.

    d′ tells signals from noise apart; c below 0 is trigger-happy, above 0 passive. Source of the
    correction (0.5 added to each count, 1 to each total): Hautus 1995, doi 10.3758/BF03203619.
    """
    z = NormalDist().inv_cdf
    hit_rate = (hits + 0.5) / (signals + 1)
    alarm_rate = (false_alarms + 0.5) / (noise + 1)
    return z(hit_rate) - z(alarm_rate), -0.5 * (z(hit_rate) + z(alarm_rate))


def brier(forecasts: Sequence[tuple[int, int]]) -> Fraction:
    """Mean squared error of (per cent, outcome 0 or 1) forecasts: 0 is best, always 50 % is 1/4.

    Source: Brier 1950, doi 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.
    """
    return sum((_error(*one) for one in forecasts), Fraction(0)) / len(forecasts)


def murphy(forecasts: Sequence[tuple[int, int]]) -> tuple[Fraction, Fraction, Fraction]:
    """The Brier score's parts: reliability, resolution and uncertainty.

    The score is the first less the second plus the third, exactly, because forecasts are binned by
    their equal values.

    Source: Murphy 1973, doi 10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2.
    """
    count = len(forecasts)
    base = Fraction(sum(outcome for _, outcome in forecasts), count)
    reliability = resolution = Fraction(0)
    for percent in sorted({percent for percent, _ in forecasts}):
        outcomes = [outcome for given, outcome in forecasts if given == percent]
        share = Fraction(sum(outcomes), len(outcomes))
        reliability += len(outcomes) * (Fraction(percent, 100) - share) ** 2
        resolution += len(outcomes) * (share - base) ** 2
    return reliability / count, resolution / count, base * (1 - base)


def _error(percent: int, outcome: int) -> Fraction:
    return (Fraction(percent, 100) - outcome) ** 2
