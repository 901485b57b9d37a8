from __future__ import annotations

import pytest

from infodrill.scenario.condition import (
    MAX_LENGTH,
    Call,
    ConditionInvalid,
    compile_condition,
    names_used,
)
from infodrill.scenario.possible import can_hold, never_true


class Facts:
    """One world at one tick, as a table; asking for anything else is an error."""

    def __init__(self, **answers: int | bool) -> None:
        self.answers = answers
        self.opened_items = {"crack"}

    def belief(self, item: str, /) -> int:
        return self.answers[f"belief_{item}"]

    def reach(self, item: str, /) -> int:
        return self.answers[f"reach_{item}"]

    def trust(self, team: str, /) -> int:
        return self.answers[f"trust_{team}"]

    def opened(self, item: str | None, /) -> bool:
        return bool(self.opened_items) if item is None else item in self.opened_items

    def closed(self, item: str, /) -> bool:
        return bool(self.answers.get(f"closed_{item}"))

    def published(self, item: str, /) -> bool:
        return bool(self.answers.get(f"published_{item}"))

    def fired(self, inject: str, /) -> bool:
        return inject == "J01"

    def minutes(self) -> int:
        return self.answers.get("minutes", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('belief("crack") > 300', True),
        ('belief("crack") >= 302 || reach("crack") == 800', True),
        ('belief("crack") + 100 < reach("crack") - 100 * 2', True),
        ('incident.opened("crack") && !incident.opened("leak")', True),
        ("incident.opened() && minutes() >= 25", False),
        ('incident.closed("crack")', False),
        ('published("crack") ? minutes() > 5 : minutes() > 50', False),
        ('fired("J01") && !fired("J02")', True),
        ("trust('city') != 400", False),
        ("true", True),
        ('belief("crack")\n  > 300', True),
    ],
)
def test_conditions_ask_the_facts(text: str, expected: bool) -> None:
    facts = Facts(belief_crack=301, reach_crack=800, trust_city=400, minutes=10)
    assert compile_condition(text).holds(facts) is expected


def test_a_condition_keeps_nothing_between_worlds() -> None:
    condition = compile_condition('belief("crack") > 300')
    assert condition.holds(Facts(belief_crack=301))
    assert not condition.holds(Facts(belief_crack=300))


def test_a_failing_fact_is_raised_and_not_taken_for_false() -> None:
    condition = compile_condition('minutes() > 5 || belief("crack") > 300')
    with pytest.raises(KeyError, match="belief_crack"):
        condition.holds(Facts())
    assert condition.holds(Facts(belief_crack=301)), "and the next question starts afresh"


def test_overflow_is_false() -> None:
    text = 'belief("crack") * 999999999999999999 > 0'
    assert not compile_condition(text).holds(Facts(belief_crack=999))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('beleif("crack") > 3', 'did you mean "belief"?'),
        ('belief("crack") > 0.3', "write 300, not 0.3"),
        ('belief("crack")', "compare it"),
        ("belief(crack) > 3", 'write belief("item")'),
        ('minutes("x") > 3', "write minutes()"),
        ('opened("crack")', 'write incident.opened("item")'),
        ("incident == incident", "write incident.opened"),
        ('incident.closed() && belief("a") > 1', 'write closed("item")'),
        ('belief("crack") >', "something is missing"),
        ('belief("crack") & 3', "& has no place here"),
        ("[1, 2].all(x, x > 0)", "[ has no place here"),
        ('"crack" == "crack"', "belongs inside"),
        ('belief("crack") > 1 / 0', "/ has no place here"),
        ('size("crack") > 1', "unknown name size"),
        ('belief("cr\\"ack") > 1', 'write belief("item")'),
        ("true && 5", "no matching overload"),
        ("", "an empty condition"),
        ("true || " * 100 + "true", f"at most {MAX_LENGTH}"),
        ("(" * 240 + "true" + ")" * 240, ""),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, problem: str) -> None:
    with pytest.raises(ConditionInvalid) as raised:
        compile_condition(text)
    assert problem in str(raised.value)


def test_a_caret_shows_the_place() -> None:
    with pytest.raises(ConditionInvalid) as raised:
        compile_condition('minutes() > 5 && beleif("crack") > 3')
    assert str(raised.value).splitlines()[1:] == [
        ' | minutes() > 5 && beleif("crack") > 3',
        " | .................^",
    ]


def test_names_are_read_from_the_text_alone() -> None:
    names = names_used("incident.opened() && belief(\"a b\") > 300 && fired('J01')")
    assert names.calls == (
        Call("opened", "", 9),
        Call("belief", "a b", 21),
        Call("fired", "J01", 44),
    )
    assert names.numbers == (300,)


@pytest.mark.parametrize(
    "text",
    [
        'belief("crack") > 1000',
        'belief("crack") > 300 && belief("crack") < 300',
        "minutes() > 60",
        'incident.opened("crack") && !incident.opened()',
        'incident.closed("crack") && !incident.opened("crack")',
        'fired("A") && !fired("A")',
        "false",
    ],
)
def test_what_no_world_makes_true_is_never_true(text: str) -> None:
    assert never_true(text, last_minute=60)


@pytest.mark.parametrize(
    "text",
    [
        'belief("crack") == 1000',
        'belief("crack") > 300 && belief("crack") < 302',
        "minutes() == 60",
        '!incident.opened("crack") && incident.opened()',
        '!published("a") && minutes() > 20 && reach("a") < 5',
        'belief("a") == 999 && trust("b") == 0',
    ],
)
def test_what_some_world_makes_true_can_hold(text: str) -> None:
    assert can_hold(text, last_minute=60) is True


def test_a_question_too_large_to_search_is_left_open() -> None:
    many = " && ".join(f'(belief("a{n}") > {n * 7 + 3})' for n in range(12))
    assert can_hold(f'{many} && belief("a1") > 999 && belief("a1") < 5', last_minute=60) is None
