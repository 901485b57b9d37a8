"""Conditions of injects: a small, closed part of CEL over the facts of one world at one tick.

The functions a planner has, in CEL (the Common Expression Language, a public specification of
Google; evaluated by its own C++ library):

    belief("item")            per mille of the audience that believe the claim, 0-1000
    reach("item")             per mille of the audience that the item has reached, 0-1000
    trust("team")             per mille of trust in the team's official account, 0-1000
    incident.opened("item")   a team has opened an incident about the item
    incident.opened()         a team has opened any incident
    incident.closed("item")   an incident about the item was closed
    published("item")         a team has published a message about the item
    fired("J12")              that MSEL row has fired
    minutes()                 whole minutes of exercise time since T+0:00

joined by comparisons, ``&&``, ``||``, ``!``, ``? :``, ``+``, ``-`` and ``*`` over whole numbers.
Everything else of CEL is refused before it reaches the library: lists, maps, macros, conversions
and division. What is left has no loop and no failure but integer overflow (which counts as false),
so its cost is bounded by the length of the text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Protocol

from cel_expr_python import cel
from msgspec import Struct

from infodrill.scenario.finding import did_you_mean

MAX_LENGTH = 500
"""Characters of one condition; the longest that planners wrote so far is under 120."""

FUNCTIONS = {
    "belief": "item",
    "reach": "item",
    "trust": "team",
    "opened": "item",
    "closed": "item",
    "published": "item",
    "fired": "inject",
    "minutes": None,
}
"""What each function is asked about."""

NUMBERS = ("belief", "reach", "trust", "minutes")
"""The functions that give a whole number; the others say true or false."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"[^"\\\n]*"|'[^'\\\n]*')
    |(?P<number>\d+(?:\.\d+)?\w*)
    |(?P<name>[A-Za-z_]\w*)
    |(?P<sign>&&|\|\||[<>=!]=|[<>!?:+\-*().])
    |(?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)


class ConditionInvalid(Exception):
    """A condition cannot be read; the message shows the place with a caret."""


class ConditionFacts(Protocol):
    """What a condition may ask, of one world at one tick."""

    def belief(self, item: str, /) -> int:
        """Per mille of the audience that believe the claim."""

    def reach(self, item: str, /) -> int:
        """Per mille of the audience that the item has reached."""

    def trust(self, team: str, /) -> int:
        """Per mille of trust in the team's official account."""

    def opened(self, item: str | None, /) -> bool:
        """Whether an incident was opened about the item; None for any incident."""

    def closed(self, item: str, /) -> bool:
        """Whether an incident about the item was closed."""

    def published(self, item: str, /) -> bool:
        """Whether a team published a message about the item."""

    def fired(self, inject: str, /) -> bool:
        """Whether the MSEL row has fired."""

    def minutes(self) -> int:
        """Whole minutes since T+0:00."""


class Call(Struct, frozen=True, order=True):
    """One question in a condition: a function and the name it is asked about."""

    function: str
    name: str = ""
    column: int = 0
    """Where the call starts in the text, counted from 0."""


class Names(Struct, frozen=True):
    """The calls and whole numbers that a condition's text uses, in the order of the text."""

    calls: tuple[Call, ...]
    numbers: tuple[int, ...]


class _Bound(threading.local):
    """The facts that the evaluation running on this thread may ask."""

    facts: ConditionFacts | None = None
    failure: Exception | None = None


_bound = _Bound()


class Condition:
    """A compiled condition. `holds` takes a few microseconds and keeps no state."""

    def __init__(self, text: str, expression: Any) -> None:
        self.text = text
        self._expression = expression

    def holds(self, facts: ConditionFacts) -> bool:
        """Whether the condition is true of these facts.

        Integer overflow counts as false; an exception raised by ``facts`` is passed on.
        """
        _bound.facts, _bound.failure = facts, None
        try:
            value = self._expression.eval(data=_NO_DATA)
            if _bound.failure is not None:
                raise _bound.failure
            return value.type() == cel.Type.BOOL and bool(value.value())
        finally:
            _bound.facts = None

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"


_NO_DATA: dict[str, object] = {"incident": {}}


@lru_cache(maxsize=1024)
def compile_condition(text: str) -> Condition:
    """The condition that the text says.

    Raises ConditionInvalid, showing the place with a caret, for a name, type or syntax that the
    module's docstring does not list.
    """
    names_used(text)
    try:
        expression = _environment().compile(text)
    except RuntimeError as error:
        raise ConditionInvalid(_first_problem(str(error))) from None
    if expression.return_type() != cel.Type.BOOL:
        raise ConditionInvalid(
            _pointed(text, 0, "this gives a number; compare it, as in belief(…) > 300")
        )
    return Condition(text, expression)


def names_used(text: str) -> Names:
    """What the condition asks about, read from its text alone.

    Raises ConditionInvalid for anything outside the part of CEL that conditions have.
    """
    if not text.strip():
        raise ConditionInvalid('an empty condition; write one such as belief("crack") > 300')
    if len(text) > MAX_LENGTH:
        raise ConditionInvalid(
            f"a condition of {len(text)} characters; at most {MAX_LENGTH} are read"
        )
    tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup != "space"]
    calls: list[Call] = []
    numbers: list[int] = []
    for position, token in enumerate(tokens):
        word = token.group()
        if token.lastgroup == "stray":
            raise ConditionInvalid(_pointed(text, token.start(), f"{word} has no place here"))
        if token.lastgroup == "number":
            numbers.append(_whole_number(text, token))
        elif token.lastgroup == "text":
            _refuse_loose_text(text, tokens, position)
        elif word == "incident":
            _refuse_bare_incident(text, tokens, position)
        elif token.lastgroup == "name" and word not in ("true", "false"):
            calls.append(_call(text, tokens, position))
    return Names(tuple(calls), tuple(numbers))


def _call(text: str, tokens: list[re.Match[str]], position: int) -> Call:
    token = tokens[position]
    word = token.group()
    known = [f"incident.{name}" if name in ("opened", "closed") else name for name in FUNCTIONS]
    if word in ("opened", "closed") and tokens[max(0, position - 1)].group() != ".":
        raise ConditionInvalid(_pointed(text, token.start(), f'write incident.{word}("item")'))
    if word not in FUNCTIONS:
        advice = did_you_mean(word, FUNCTIONS, f"known are {', '.join(known)}, true and false")
        raise ConditionInvalid(_pointed(text, token.start(), f"unknown name {word}; {advice}"))
    following = [match.group() for match in tokens[position + 1 : position + 4]]
    about = FUNCTIONS[word]
    if following[:2] == ["(", ")"] and about is None:
        return Call(word, "", token.start())
    if following[:2] == ["(", ")"] and word == "opened":
        return Call(word, "", token.start())
    quoted = len(following) == 3 and following[0] == "(" and following[1][0] in "\"'"
    if quoted and following[2] == ")" and about is not None:
        return Call(word, following[1][1:-1], token.start())
    expected = f"{word}()" if about is None else f'{word}("{about}")'
    raise ConditionInvalid(_pointed(text, token.start(), f"write {expected}"))


def _whole_number(text: str, token: re.Match[str]) -> int:
    if not token.group().isdecimal() or len(token.group()) > 18:
        raise ConditionInvalid(
            _pointed(
                text,
                token.start(),
                f"{token.group()} is not a whole number of at most 18 digits; belief, reach and "
                "trust are per mille: write 300, not 0.3",
            )
        )
    return int(token.group())


def _refuse_loose_text(text: str, tokens: list[re.Match[str]], position: int) -> None:
    before = [match.group() for match in tokens[max(0, position - 2) : position]]
    if len(before) < 2 or before[1] != "(" or before[0] not in FUNCTIONS:
        place = tokens[position].start()
        raise ConditionInvalid(_pointed(text, place, "quoted text belongs inside a function's ( )"))


def _refuse_bare_incident(text: str, tokens: list[re.Match[str]], position: int) -> None:
    following = [match.group() for match in tokens[position + 1 : position + 3]]
    if following[:1] != ["."] or following[1:] not in (["opened"], ["closed"]):
        raise ConditionInvalid(
            _pointed(
                text,
                tokens[position].start(),
                'write incident.opened("item"), incident.opened() or incident.closed("item")',
            )
        )


def _pointed(text: str, column: int, problem: str) -> str:
    """The problem with the condition's line and a caret under the place."""
    start = text.rfind("\n", 0, column) + 1
    line = text[start:].split("\n", 1)[0]
    return f"{problem}\n | {line}\n | {'.' * (column - start)}^"


def _first_problem(error: str) -> str:
    """The library's first message without its own framing and codes."""
    body = re.sub(r"^INVALID_ARGUMENT: |\s*\[INVALID_ARGUMENT\]\s*$", "", error)
    first = re.split(r"\n(?=ERROR: )", body)[0]
    without_place = re.sub(r"^ERROR: <input>:\d+:\d+: ", "", first)
    # The parser's own list of tokens it could have used says nothing to a planner.
    return re.sub(r" expecting \{[^\n]*\}", ": something is missing or misplaced", without_place)


def _asking(function: str) -> Callable[..., int | bool]:
    """The implementation that the library calls: it asks the bound facts.

    An exception cannot pass through the library, so it is kept for `Condition.holds` to raise.
    """

    def ask(*arguments: str) -> int | bool:
        try:
            value: int | bool = getattr(_bound.facts, function)(*arguments)
        except Exception as failure:
            _bound.failure = failure
            raise
        return value

    return ask


@cache
def _environment() -> Any:
    """The library's compiler with our functions and nothing else; made once, on first use."""
    kinds = cel.Type

    def declare(name: str, result: Any) -> Any:
        implementation = _asking(name)
        parameters = [] if FUNCTIONS[name] is None else [kinds.STRING]
        overload = cel.Overload(
            f"{name}_of", return_type=result, parameters=parameters, impl=implementation
        )
        return cel.FunctionDecl(name, [overload])

    def member(name: str, *, alone: bool) -> Any:
        ask = _asking(name)

        def about(_incident: object, item: str) -> int | bool:
            return ask(item)

        def anything(_incident: object) -> int | bool:
            return ask(None)

        # A member function needs a declared map to stand on; `incident` is an empty one.
        overloads = [
            cel.Overload(
                f"{name}_about",
                return_type=kinds.BOOL,
                parameters=[kinds.MAP, kinds.STRING],
                is_member=True,
                impl=about,
            )
        ]
        if alone:
            overloads.append(
                cel.Overload(
                    f"{name}_any",
                    return_type=kinds.BOOL,
                    parameters=[kinds.MAP],
                    is_member=True,
                    impl=anything,
                )
            )
        return cel.FunctionDecl(name, overloads)

    return cel.NewEnv(
        variables={"incident": kinds.MAP},
        functions=[
            *(declare(name, kinds.INT) for name in NUMBERS),
            *(declare(name, kinds.BOOL) for name in ("published", "fired")),
            member("opened", alone=True),
            member("closed", alone=False),
        ],
    )
