"""Can a condition ever be true? Answered by trying the worlds that could decide it.

A condition compares whole numbers with constants and joins facts. Its truth can change only where a
number passes one of its constants, so a search over the extremes and the neighbours of every
constant, with every fact true and false, decides nearly all conditions that people write.
"""

from __future__ import annotations

from itertools import product

from infodrill.scenario.condition import NUMBERS, compile_condition, names_used

MAX_WORLDS = 20_000
"""Worlds tried for one condition; about a tenth of a second."""
_FULL = 1000


def can_hold(text: str, last_minute: int) -> bool | None:
    """Whether any world makes the condition true, up to ``last_minute`` of the exercise.

    None when there are too many worlds to try them all and none of those tried makes it true.
    Raises ConditionInvalid for a condition that cannot be read.
    """
    condition = compile_condition(text)
    names = names_used(text)
    questions = sorted({(call.function, call.name) for call in names.calls})
    choices = [
        _values(function, names.numbers, last_minute) if function in NUMBERS else (0, 1)
        for function, _name in questions
    ]
    # Extremes first: most conditions hold there, and a search cut short has seen them.
    for tried, values in enumerate(product(*choices)):
        if tried == MAX_WORLDS:
            return None
        if _consistent(questions, values) and condition.holds(_World(questions, values)):
            return True
    return False


def never_true(text: str, last_minute: int) -> bool:
    """Whether the condition was shown to be false in every world."""
    return can_hold(text, last_minute) is False


def _values(function: str, numbers: tuple[int, ...], last_minute: int) -> tuple[int, ...]:
    top = last_minute if function == "minutes" else _FULL
    near = {number + step for number in numbers for step in (-1, 0, 1)}
    return tuple(sorted({0, top} | {value for value in near if 0 <= value <= top}, reverse=True))


def _consistent(questions: list[tuple[str, str]], values: tuple[int, ...]) -> bool:
    """Whoever has opened an incident about an item has opened an incident, and closed only such."""
    answers = dict(zip(questions, values, strict=True))
    opened_one = any(
        value and function in ("opened", "closed") and name
        for (function, name), value in answers.items()
    )
    if opened_one and answers.get(("opened", "")) == 0:
        return False
    return not any(
        value and function == "closed" and answers.get(("opened", name)) == 0
        for (function, name), value in answers.items()
    )


class _World:
    """Facts given by a table; also a ConditionFacts."""

    def __init__(self, questions: list[tuple[str, str]], values: tuple[int, ...]) -> None:
        self._answers = dict(zip(questions, values, strict=True))

    def belief(self, item: str, /) -> int:
        return self._answers["belief", item]

    def reach(self, item: str, /) -> int:
        return self._answers["reach", item]

    def trust(self, team: str, /) -> int:
        return self._answers["trust", team]

    def opened(self, item: str | None, /) -> bool:
        return bool(self._answers["opened", item or ""])

    def closed(self, item: str, /) -> bool:
        return bool(self._answers["closed", item])

    def published(self, item: str, /) -> bool:
        return bool(self._answers["published", item])

    def fired(self, inject: str, /) -> bool:
        return bool(self._answers["fired", inject])

    def minutes(self) -> int:
        return self._answers["minutes", ""]
