"""How long a true item takes to reach 1,500 people, against a false one 1.7 times as infectious."""

from __future__ import annotations

from statistics import median

import numpy as np

from infodrill.audience.engine import Audience
from infodrill.audience.experiments.laboratory import DAY, SEED, Ints, population, source, tells
from infodrill.audience.experiments.statement import Advance, Mark, Outcome, Panel, Series, Size
from infodrill.audience.facts import COUNTERS
from infodrill.audience.spec import ItemSpec

PEOPLE = 1_500
TICKS = 2 * DAY
FIRST_FOLLOWERS = 300
_STARTER = "starter"
_KINDS = ("false", "true")
_COUNTED = {"time_to_share_1500": "shared", "time_to_see_1500": "reached"}


def times_to_reach(size: Size, advance: Advance) -> Outcome:
    """Compare a true and a false item at several levels of infectiousness.

    Source: Vosoughi, Roy and Aral 2018, doi 10.1126/science.aap9559: the truth took about six
    times as long to reach 1,500 people, and falsehood was 70 % more likely to be passed on.
    """
    items = tuple(
        ItemSpec(id=f"{kind} {level} {draw}", claim=True, infectiousness=_rate(kind, level))
        for level in size.levels
        for kind in _KINDS
        for draw in range(size.draws)
    )
    starter = source(_STARTER, "resident", max(1, FIRST_FOLLOWERS * 1000 // size.agents))
    audience = Audience(population(size.agents, items, (starter,)), SEED)
    arrived = {name: np.full(len(items), -1, np.int64) for name in _COUNTED}
    for tick in range(TICKS):
        audience.step(tick, [tells(item.id, _STARTER) for item in items] if tick == 0 else ())
        counted = audience.counters(0)[:, 0]
        for name, counter in _COUNTED.items():
            there = counted[:, COUNTERS.index(counter)] >= PEOPLE
            arrived[name][there & (arrived[name] < 0)] = tick
        advance((tick + 1) / TICKS)
    ratios = {name: _ratios(ticks, size) for name, ticks in arrived.items()}
    first = next(iter(ratios["time_to_share_1500"]), None)
    panel = Panel(
        name="ratio_by_infectiousness",
        x_unit="per_mille",
        y_unit="ratio",
        series=tuple(
            Series(name, tuple(map(float, found)), tuple(found.values()))
            for name, found in ratios.items()
        ),
        marks=() if first is None else (Mark(float(first), 6.0, 4.0, 8.0),),
    )
    return Outcome(
        {name: next(iter(found.values()), None) for name, found in ratios.items()}, (panel,)
    )


def _rate(kind: str, level: int) -> int:
    return level if kind == "false" else round(level / 1.7)


def _ratios(ticks: Ints, size: Size) -> dict[int, float]:
    """Return the ratio of median times by level, where most draws of both kinds got there.

    A draw that never got there counts as later than all others.
    """
    table = ticks.reshape(len(size.levels), len(_KINDS), size.draws).tolist()
    found = {}
    for level, (false, true) in zip(size.levels, table, strict=True):
        quick, slow = (
            median(tick if tick >= 0 else TICKS for tick in one) for one in (false, true)
        )
        if slow < TICKS and quick > 0:
            found[level] = round(slow / quick, 2)
    return found
