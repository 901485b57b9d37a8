"""What is left of a claim once it has been answered."""

from __future__ import annotations

from infodrill.audience.cell import MET_CLAIM
from infodrill.audience.engine import Audience
from infodrill.audience.experiments.laboratory import (
    HOUR,
    SEED,
    UNHEEDED,
    Ints,
    answered_once,
    answers,
    beliefs,
    claims,
    correlation,
    effect_size,
    everybody_hears,
    has,
    heard_once,
    population,
    quiet,
    tells,
)
from infodrill.audience.experiments.statement import Advance, Outcome, Size
from infodrill.audience.stimulus import WORLD_A, WORLD_B

QUALITY = 100
ANSWER_AT = 2 * HOUR
READ_AT = 4 * HOUR


def continued_influence(size: Size, advance: Advance) -> Outcome:
    """Compare people told and then corrected with themselves when nobody they trust told them.

    Sources: Walter and Tukachinsky 2020, doi 10.1177/0093650219854600 (r -.05 left); Chan et al.
    2017, doi 10.1177/0956797617714579 (d .75 to 1.06 persists).
    """
    names = [f"claim {draw}" for draw in range(size.draws)]
    audience = Audience(population(size.agents, claims(names), everybody_hears()), SEED)
    audience.step(
        0,
        [
            post
            for item in names
            for post in (tells(item, worlds=WORLD_A), tells(item, UNHEEDED, WORLD_B))
        ],
    )
    quiet(audience, 1, ANSWER_AT)
    told = {item: has(audience.cells(item, 0), MET_CLAIM) for item in names}
    advance(0.5)
    audience.step(ANSWER_AT, [answers(item, QUALITY, WORLD_A) for item in names])
    quiet(audience, ANSWER_AT + 1, READ_AT)
    advance(1.0)
    corrected: list[Ints] = []
    unmoved: list[Ints] = []
    for item in names:
        cells, other = audience.cells(item, 0), audience.cells(item, 1)
        of = told[item] & heard_once(cells) & answered_once(cells) & has(other, MET_CLAIM)
        corrected.append(beliefs(cells)[of])
        unmoved.append(beliefs(other)[of])
    left = effect_size(corrected, unmoved)
    values: dict[str, float | None] = {
        "continued_influence": round(correlation(left), 3),
        "persistence": round(left, 3),
    }
    return Outcome(values, (), dict.fromkeys(values, sum(part.size for part in unmoved)))
