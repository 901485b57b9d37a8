"""What a prebunk takes off a claim, and how that fades over two months."""

from __future__ import annotations

import numpy as np

from infodrill.audience.cell import INOCULATED, MET_CLAIM
from infodrill.audience.engine import Audience
from infodrill.audience.experiments.laboratory import (
    DAY,
    HOUR,
    OFFICE,
    SEED,
    Ints,
    beliefs,
    claims,
    effect_size,
    everybody_hears,
    has,
    heard_once,
    population,
    quiet,
    tells,
)
from infodrill.audience.experiments.statement import Advance, Mark, Outcome, Panel, Series, Size
from infodrill.audience.stimulus import WORLD_A, Stimulus

LATER = 60
"""Days: "gone within two months"."""
TOLD_AT = 6 * HOUR
READ_AT = 8 * HOUR
FULL_TRUST = 1000
_AT_ONCE_SHARE = 0.1


def prebunking(size: Size, advance: Advance) -> Outcome:
    """Measure the effect at once, and then how many stay protected, day by day.

    Sources: Roozenbeek et al. 2022, doi 10.1098/rsos.211719 (d .37); Maertens et al. 2021, doi
    10.1037/xap0000315 (gone within two months unless tested again).
    """
    effect, people = _effect_at_once(size)
    advance(_AT_ONCE_SHARE)
    protected = _protected_by_day(
        size, lambda part: advance(_AT_ONCE_SHARE + (1 - _AT_ONCE_SHARE) * part)
    )
    shares = [count / protected[0] for count in protected]
    halved = next((day for day, share in enumerate(shares) if share <= 0.5), None)
    left = shares[LATER - 1] if len(shares) >= LATER else None
    values = {
        "prebunk_effect": round(effect, 3),
        "prebunk_half_life": None if halved is None else float(halved),
        "prebunk_left": None if left is None else round(effect * left, 3),
    }
    days = tuple(float(day) for day in range(1, len(shares) + 1))
    panel = Panel(
        name="protected_by_day",
        x_unit="days",
        y_unit="share",
        series=(Series("still_protected", days, tuple(round(share, 4) for share in shares)),),
        marks=(Mark(float(LATER), 0.0, 0.0, 0.27),),
    )
    counted = {
        "prebunk_effect": people,
        "prebunk_half_life": protected[0],
        "prebunk_left": protected[0],
    }
    return Outcome(values, (panel,), counted)


def _prebunk(item: str) -> Stimulus:
    return Stimulus(source=OFFICE, item=item, quality=200, kind="prebunk", worlds=WORLD_A)


def _effect_at_once(size: Size) -> tuple[float, int]:
    names = [f"claim {draw}" for draw in range(size.draws)]
    spec = population(size.agents, claims(names), everybody_hears(), trust=FULL_TRUST)
    audience = Audience(spec, SEED)
    audience.step(0, [_prebunk(item) for item in names])
    quiet(audience, 1, TOLD_AT)
    ready = {item: has(audience.cells(item, 0), INOCULATED) for item in names}
    audience.step(TOLD_AT, [tells(item) for item in names])
    quiet(audience, TOLD_AT + 1, READ_AT)
    prebunked: list[Ints] = []
    others: list[Ints] = []
    for item in names:
        cells = audience.cells(item, 0)
        of = ready[item] & has(cells, MET_CLAIM) & heard_once(cells)
        prebunked.append(beliefs(cells)[of])
        others.append(beliefs(audience.cells(item, 1))[of])
    return effect_size(others, prebunked), sum(part.size for part in others)


def _protected_by_day(size: Size, advance: Advance) -> list[int]:
    """Return how many are protected at the end of each day."""
    spec = population(size.prebunk_agents, claims(["claim"]), everybody_hears(), trust=FULL_TRUST)
    audience = Audience(spec, SEED)
    audience.step(0, [_prebunk("claim")])
    protected = []
    for day in range(size.days):
        quiet(audience, day * DAY + (day == 0), (day + 1) * DAY)
        protected.append(int(np.count_nonzero(has(audience.cells("claim", 0), INOCULATED))))
        advance((day + 1) / size.days)
    return protected
