"""Runs every experiment and holds what it found against the published figures."""

from __future__ import annotations

from collections.abc import Callable

from infodrill.audience.calibration import load_calibration
from infodrill.audience.experiments.continued_influence import continued_influence
from infodrill.audience.experiments.corrections import corrections
from infodrill.audience.experiments.impressions import impressions
from infodrill.audience.experiments.laboratory import SEED
from infodrill.audience.experiments.prebunking import prebunking
from infodrill.audience.experiments.published import FIGURES, Figure
from infodrill.audience.experiments.statement import (
    FULL,
    QUICK,
    Advance,
    Outcome,
    Panel,
    Result,
    Size,
    Statement,
    Verdict,
)
from infodrill.audience.experiments.structure import structure
from infodrill.audience.experiments.time_to_reach import times_to_reach
from infodrill.audience.experiments.timing import timing
from infodrill.audience.version import ENGINE

EXPERIMENTS: dict[str, tuple[Callable[[Size, Advance], Outcome], int]] = {
    "time_to_reach": (times_to_reach, 50),
    "structure": (structure, 20),
    "impressions": (impressions, 2),
    "corrections": (corrections, 3),
    "timing": (timing, 10),
    "continued_influence": (continued_influence, 3),
    "prebunking": (prebunking, 12),
}
"""Each experiment with its part of the running time, in per cent."""


def run_experiments(advance: Callable[[int, int], None], *, quick: bool = False) -> Statement:
    """Run every experiment; the same mode gives the same statement on any machine.

    Args:
        advance: told (done, total) as the work goes on.
        quick: with small populations, where luck shows more.
    """
    size = QUICK if quick else FULL
    found: dict[str, Outcome] = {}
    panels: list[Panel] = []
    total = sum(part for _run, part in EXPERIMENTS.values())
    before = 0
    for name, (experiment, part) in EXPERIMENTS.items():
        found[name] = experiment(size, _stretch(advance, before, part, total))
        panels.extend(found[name].panels)
        before += part
    return Statement(
        engine=ENGINE,
        calibration=load_calibration().version,
        quick=quick,
        seed=SEED,
        size=size,
        results=tuple(_result(figure, found.get(figure.experiment)) for figure in FIGURES),
        panels=tuple(panels),
    )


def _stretch(advance: Callable[[int, int], None], before: int, part: int, total: int) -> Advance:
    return lambda done: advance(round((before + part * done) * 100), total * 100)


def _result(figure: Figure, outcome: Outcome | None) -> Result:
    measured = outcome.values[figure.name] if outcome else None
    return Result(
        name=figure.name,
        unit=figure.unit,
        published=figure.value,
        low=figure.low,
        high=figure.high,
        measured=measured,
        verdict=verdict(figure, measured),
        counted=outcome.counted.get(figure.name) if outcome else None,
        source=figure.source,
    )


def verdict(figure: Figure, measured: float | None) -> Verdict:
    """Return whether a value lies within a figure's band."""
    if not figure.experiment or figure.low is None or figure.high is None:
        return "not_modelled"
    if measured is None:
        return "not_reached"
    return "met" if figure.low <= measured <= figure.high else "missed"
