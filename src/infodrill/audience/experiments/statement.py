"""What a calibration run states: results, verdicts and the curves behind them, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Verdict = Literal["met", "missed", "not_reached", "not_modelled"]
"""met: within the band. missed: outside it. not_reached: the experiment came to no value, so the
figure is not met either. not_modelled: the model has nothing that the figure speaks of."""

Advance = Callable[[float], None]
"""Told how much of an experiment is done, 0..1."""


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How large the experiments are.

    Attributes:
        agents: people listening in each experiment, except where a field below says otherwise.
        levels: infectiousness of the false item, per mille, in the experiment on time.
        draws: items of the same kind that an experiment repeats, each with its own luck.
        cascades: cascades of each kind in the experiment on structure.
        cascade_agents: people in that experiment.
        prebunk_agents: people in the experiment on decay.
        days: length of that experiment.
    """

    agents: int
    levels: tuple[int, ...]
    draws: int
    cascades: int
    cascade_agents: int
    prebunk_agents: int
    days: int


QUICK = Size(
    agents=8_000,
    levels=(250, 300, 350, 400, 500, 600),
    draws=3,
    cascades=140,
    cascade_agents=5_000,
    prebunk_agents=1_000,
    days=61,
)
FULL = Size(
    agents=100_000,
    levels=(200, 225, 250, 275, 300, 325, 350, 400, 450, 500, 600, 800),
    draws=5,
    cascades=250,
    cascade_agents=20_000,
    prebunk_agents=20_000,
    days=61,
)


class Series(msgspec.Struct, frozen=True):
    """One line of a panel: its name (a code) and its points."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]


class Mark(msgspec.Struct, frozen=True):
    """A published figure in a panel: at `x`, the value with its band."""

    x: float
    value: float
    low: float
    high: float


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One chart: its name (a code), units (codes), lines and published marks."""

    name: str
    x_unit: str
    y_unit: str
    series: tuple[Series, ...]
    marks: tuple[Mark, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """What one experiment found: values by the name of the figure, panels, and how many counted.

    `counted` is the smallest number of people or cascades that a value rests on.
    """

    values: dict[str, float | None]
    panels: tuple[Panel, ...] = ()
    counted: dict[str, int] = {}


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One published figure and what the model gave.

    Attributes:
        name: of the figure in `published.FIGURES`.
        unit: of every value here: ratio, share, r, d, days, p.
        published: the figure, None where the study gives no number.
        low: end of the band within which the figure counts as met; None with `published`.
        high: other end.
        measured: what the model gave; None with a reason in the verdict.
        verdict: see `Verdict`.
        counted: people or cascades the value rests on, None where that has no meaning.
        source: of the figure.
    """

    name: str
    unit: str
    published: float | None
    low: float | None
    high: float | None
    measured: float | None
    verdict: Verdict
    counted: int | None
    source: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """All that one `infodrill calibrate` says.

    Attributes:
        engine: version of the engine.
        calibration: version of the constants.
        quick: whether the small sizes were used.
        seed: of the luck; the network has its own.
        size: see `Size`.
        results: in the order of the table.
        panels: the curves.
    """

    engine: str
    calibration: str
    quick: bool
    seed: int
    size: Size
    results: tuple[Result, ...]
    panels: tuple[Panel, ...]
