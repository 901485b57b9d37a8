"""One fact-check heard after, together with, or before the claim it answers."""

from __future__ import annotations

import numpy as np

from infodrill.audience.cell import MET_ANSWER, MET_CLAIM
from infodrill.audience.engine import Audience
from infodrill.audience.experiments.laboratory import (
    HOUR,
    SEED,
    answered_once,
    answers,
    beliefs,
    claims,
    everybody_hears,
    has,
    heard_once,
    population,
    tells,
)
from infodrill.audience.experiments.statement import Advance, Outcome, Panel, Series, Size
from infodrill.audience.stimulus import WORLD_A

READ_AT = 3 * HOUR
QUALITY = 100
_ORDERS = ("after", "during", "before")


def timing(size: Size, advance: Advance) -> Outcome:
    """Post claim and fact-check together; who happens to see which first makes the groups.

    Only those who heard each once are counted, in world A with and world B without the fact-check,
    so that looking up and hearing again play no part.

    Source: Brashier et al. 2021, doi 10.1073/pnas.2020043118: 25.3 % fewer errors after, 8.6 %
    fewer during, 6.6 % more and 5.7 % fewer before.
    """
    names = [f"claim {draw}" for draw in range(4 * size.draws)]
    audience = Audience(population(size.agents, claims(names), everybody_hears()), SEED)
    posts = [tells(item) for item in names] + [answers(item, QUALITY, WORLD_A) for item in names]
    shape = (len(names), size.agents)
    told, answered = np.full(shape, READ_AT, np.int64), np.full(shape, READ_AT, np.int64)
    for tick in range(READ_AT):
        audience.step(tick, posts if tick == 0 else ())
        for place, item in enumerate(names):
            cells = audience.cells(item, 0)
            for flag, since in ((MET_CLAIM, told), (MET_ANSWER, answered)):
                since[place][has(cells, flag)] = np.minimum(since[place], tick)[has(cells, flag)]
        advance((tick + 1) / READ_AT)
    believers = {order: [0, 0, 0] for order in _ORDERS}
    for place, item in enumerate(names):
        cells = audience.cells(item, 0)
        once = heard_once(cells) & answered_once(cells)
        lag = np.sign(answered[place] - told[place])
        with_answer, without = beliefs(cells), beliefs(audience.cells(item, 1))
        for order, sign in zip(_ORDERS, (1, 0, -1), strict=True):
            of = once & (lag == sign)
            counts = (int(of.sum()), int((with_answer[of] > 0).sum()), int((without[of] > 0).sum()))
            believers[order] = [a + b for a, b in zip(believers[order], counts, strict=True)]
    fewer = {
        order: 1 - with_ / without if without else None
        for order, (_people, with_, without) in believers.items()
    }
    after = fewer["after"]
    values = {
        "correction_after": None if after is None else round(after, 3),
        "label_against_after": _over(fewer["during"], after),
        "before_against_after": _over(fewer["before"], after),
    }
    panel = Panel(
        name="fewer_believers_by_order",
        x_unit="order",
        y_unit="share",
        series=tuple(
            Series(order, (0.0,), (round(share, 4),))
            for order, share in fewer.items()
            if share is not None
        ),
    )
    counted = {name: believers[o][0] for name, o in zip(values, _ORDERS, strict=True)}
    return Outcome(values, (panel,), counted)


def _over(part: float | None, whole: float | None) -> float | None:
    return round(part / whole, 3) if part is not None and whole else None
