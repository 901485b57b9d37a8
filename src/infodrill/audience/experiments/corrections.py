"""What one answer does to belief in a claim, by what the answer says."""

from __future__ import annotations

from infodrill.audience.cell import MET_CLAIM
from infodrill.audience.engine import Audience
from infodrill.audience.experiments.laboratory import (
    HOUR,
    SEED,
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
from infodrill.audience.experiments.statement import Advance, Outcome, Panel, Series, Size
from infodrill.audience.stimulus import WORLD_A

QUALITIES = {"bare_denial": 50, "fact_check": 100, "causal_alternative": 180}
ANSWER_AT = 2 * HOUR
READ_AT = 4 * HOUR


def corrections(size: Size, advance: Advance) -> Outcome:
    """Tell a claim to everybody, answer it in world A only, and compare the same people.

    Source: Walter and Murphy 2018: appeals to credibility r .14, fact-checks .25, coherent
    explanations .55.
    """
    names = {quality: [f"{quality} {draw}" for draw in range(size.draws)] for quality in QUALITIES}
    items = [item for group in names.values() for item in group]
    audience = Audience(population(size.agents, claims(items), everybody_hears()), SEED)
    audience.step(0, [tells(item) for item in items])
    quiet(audience, 1, ANSWER_AT)
    told = {item: has(audience.cells(item, 0), MET_CLAIM) for item in items}
    advance(0.5)
    audience.step(
        ANSWER_AT,
        [
            answers(item, QUALITIES[quality], WORLD_A)
            for quality, group in names.items()
            for item in group
        ],
    )
    quiet(audience, ANSWER_AT + 1, READ_AT)
    advance(1.0)
    values: dict[str, float | None] = {}
    counted: dict[str, int] = {}
    believing: dict[str, float] = {}
    for quality, group in names.items():
        with_answer: list[Ints] = []
        without: list[Ints] = []
        for item in group:
            cells = audience.cells(item, 0)
            of = told[item] & heard_once(cells) & answered_once(cells)
            with_answer.append(beliefs(cells)[of])
            without.append(beliefs(audience.cells(item, 1))[of])
        values[quality] = round(correlation(effect_size(without, with_answer)), 3)
        counted[quality] = sum(part.size for part in without)
        believing.setdefault("no_answer", _share(without))
        believing[quality] = _share(with_answer)
    panel = Panel(
        name="believers_by_answer",
        x_unit="answer",
        y_unit="share",
        series=tuple(Series(name, (0.0,), (share,)) for name, share in believing.items()),
    )
    return Outcome(values, (panel,), counted)


def _share(parts: list[Ints]) -> float:
    return round(sum(int((part > 0).sum()) for part in parts) / sum(part.size for part in parts), 4)
