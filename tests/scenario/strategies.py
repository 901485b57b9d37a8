"""Generated scenarios: any value the model can hold, in the order a folder is read."""

from __future__ import annotations

import typing
from enum import Enum
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import Struct

from infodrill.scenario.package import Briefing, Locale, Scenario
from infodrill.scenario.scripted import ScriptedTeam
from tests.fixtures import whole_scenario

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_EDGES = st.sampled_from(
    ["", "true", "null", "~", "12", "-1", "0x1f", "12:30", "yes", "a: b", "# no", "- x", "*x",
     "&x", "!t", "@me", "%", "`", "{a}", "[b]", "'", '"', " x", "x ", "a\nb", "a\n\nb\n", "\na",
     "a\n b", "tab\there", "x\r\ny", "\u2028", "\x85", "\ufeff", "|", ">", "a  b " * 40,
     "Xin chào, nước đang dâng", "السد سليم", "👍🏽"]
)  # fmt: skip
_TEXTS = st.one_of(TEXT, _EDGES)
_NUMBERS = st.one_of(st.integers(-1000, 1000), st.integers(-(2**62), 2**62))
_FREE = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)
    ),
    max_leaves=5,
)
_NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)


def of_type(wanted: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the model."""
    if wanted is Any:
        return _FREE
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if type(None) in arguments:
        return st.one_of(
            st.none(), *(of_type(each) for each in arguments if each is not type(None))
        )
    if origin is tuple:
        return st.lists(of_type(arguments[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(_TEXTS, of_type(arguments[1]), max_size=2)
    if issubclass(wanted, Struct):
        fields = {field.name: of_type(field.type) for field in msgspec.structs.fields(wanted)}
        return st.builds(wanted, **fields)
    if issubclass(wanted, Enum):
        return st.sampled_from(wanted)
    return {str: _TEXTS, int: _NUMBERS, bool: st.booleans()}[wanted]


def _sorted_by(
    kind: type[Struct], field: str, names: st.SearchStrategy[str]
) -> st.SearchStrategy[tuple[Any, ...]]:
    def named(chosen: set[str]) -> st.SearchStrategy[tuple[Any, ...]]:
        fields = {each.name: of_type(each.type) for each in msgspec.structs.fields(kind)}
        return st.tuples(
            *(st.builds(kind, **{**fields, field: st.just(name)}) for name in sorted(chosen))
        )

    return st.sets(names, max_size=2).flatmap(named)


def scenarios() -> st.SearchStrategy[Scenario]:
    """Any scenario that can be written as a folder; seldom one that makes sense."""
    fields = {field.name: of_type(field.type) for field in msgspec.structs.fields(Scenario)}
    return st.builds(
        Scenario,
        **{
            **fields,
            "scripted_teams": _sorted_by(ScriptedTeam, "name", _NAMES),
            "briefings": _sorted_by(Briefing, "name", _NAMES),
            "locales": _sorted_by(Locale, "language", _NAMES),
        },
    )


def damaged_scenarios() -> st.SearchStrategy[Scenario]:
    """The whole scenario with one section replaced by any value of its type."""
    whole = whole_scenario()
    return st.one_of(
        *(
            of_type(field.type).map(
                lambda value, name=field.name: msgspec.structs.replace(whole, **{name: value})
            )
            for field in msgspec.structs.fields(Scenario)
        )
    )
