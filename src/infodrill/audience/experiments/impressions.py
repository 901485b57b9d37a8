"""How much of a post's attention is still to come when a correction arrives."""

from __future__ import annotations

from infodrill.audience.engine import Audience
from infodrill.audience.experiments.laboratory import (
    DAY,
    NEIGHBOUR,
    SEED,
    claims,
    population,
    source,
    tells,
)
from infodrill.audience.experiments.statement import Advance, Mark, Outcome, Panel, Series, Size
from infodrill.audience.facts import COUNTERS

MOMENTS = {"left_at_15": 15, "left_at_80": 80, "left_at_360": 360}
"""Minutes."""
_DRAWN_EVERY = 15
_HALF_LIFE = 80
_BANDS = {15: (0.841, 0.901), 80: (0.397, 0.574), 360: (0.016, 0.10)}


def impressions(size: Size, advance: Advance) -> Outcome:
    """Post once to everybody and count who has seen it, minute by minute.

    Source: Pfeffer et al. 2023, doi 10.1609/icwsm.v17i1.22228: median half-life 80 minutes.
    """
    names = ("post",)
    audience = Audience(
        population(size.agents, claims(names), (source(NEIGHBOUR, "resident"),)), SEED
    )
    reached = []
    for tick in range(DAY):
        audience.step(tick, [tells("post")] if tick == 0 else ())
        reached.append(int(audience.counters(0)[0, 0, COUNTERS.index("reached")]))
        advance((tick + 1) / DAY)
    left = [1 - seen / reached[-1] for seen in reached]
    values: dict[str, float | None] = {
        name: round(left[minute], 3) for name, minute in MOMENTS.items()
    }
    drawn = range(0, 12 * 60 + 1, _DRAWN_EVERY)
    panel = Panel(
        name="impressions_left",
        x_unit="minutes",
        y_unit="share",
        series=(
            Series("model", tuple(map(float, drawn)), tuple(round(left[at], 4) for at in drawn)),
            Series(
                "exponential",
                tuple(map(float, drawn)),
                tuple(round(0.5 ** (at / _HALF_LIFE), 4) for at in drawn),
            ),
        ),
        marks=tuple(
            Mark(float(at), 0.5 ** (at / _HALF_LIFE), low, high)
            for at, (low, high) in _BANDS.items()
        ),
    )
    return Outcome(values, (panel,), dict.fromkeys(values, reached[-1]))
