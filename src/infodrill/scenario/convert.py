"""From nodes of YAML to the typed model, reporting every mistake in one pass.

msgspec's own converter stops at the first error. This one walks the same types, notes a finding for
each value that does not fit, and goes on with a stand-in (the default, the nearest name, an empty
value), so that the checks behind it can also say what they see. A package with findings of level
error is never handed out as valid, whatever stand-ins it was completed with.
"""

from __future__ import annotations

import types
import typing
from enum import Enum
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from infodrill.scenario.finding import (
    Finding,
    Path,
    Positions,
    did_you_mean,
    nearest,
    one_of,
    path_text,
    shown,
)
from infodrill.scenario.yaml_text import Listed, Mapped, Node, Scalar, plain

_NAMES = {str: "text", int: "a whole number", bool: "true or false"}


class Converter:
    """Converts the nodes of one file; several of one package share findings and positions."""

    def __init__(self, file: str, findings: list[Finding], positions: Positions) -> None:
        self._file = file
        self._findings = findings
        self._positions = positions

    def convert(self, node: Node, wanted: Any, path: Path) -> Any:
        """The node as a value of type ``wanted``, or a stand-in with a finding."""
        self._positions.note(path, self._file, node.line)
        if wanted is Any:
            return plain(node)
        wanted, optional = _without_none(wanted)
        if optional and isinstance(node, Scalar) and node.value is None:
            return None
        origin = typing.get_origin(wanted)
        if origin is tuple:
            return self._tuple(node, typing.get_args(wanted)[0], path)
        if origin is dict:
            return self._dict(node, typing.get_args(wanted), path)
        if isinstance(wanted, type) and issubclass(wanted, Struct):
            return self._struct(node, wanted, path)
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            return self._enum(node, wanted, path)
        return self._simple(node, wanted, path)

    def rows(self, node: Node, wanted: type[Struct], path: Path) -> tuple[Any, ...]:
        """A file that is a list of records; rows that are not mappings are left out."""
        if not isinstance(node, Listed):
            self._wrong(node, path, f"a list of {wanted.__name__} records, each starting with -")
            return ()
        converted: list[Any] = []
        for member in node.members:
            place = (*path, len(converted))
            if isinstance(member, Mapped):
                converted.append(self.convert(member, wanted, place))
            else:
                self._wrong(member, place, f"a {wanted.__name__} record with its fields")
        return tuple(converted)

    def _struct(self, node: Node, wanted: type[Struct], path: Path) -> Struct:
        if not isinstance(node, Mapped):
            self._wrong(node, path, f"a {wanted.__name__} record with its fields")
            return _stand_in(wanted)  # type: ignore[no-any-return]
        known = _fields(wanted)
        for key in node.members.keys() - known.keys():
            self._note(
                node.key_lines[key],
                (*path, key),
                "unknown-field",
                f'the field "{key}", which a {wanted.__name__} does not have',
                one_of(known),
                did_you_mean(key, known, "remove it, or use a field that exists"),
            )
        values: dict[str, Any] = {}
        for name, declared in known.items():
            place = (*path, name)
            if name in node.members:
                self._positions.note(place, self._file, node.key_lines[name])
                values[name] = self.convert(node.members[name], declared.type, place)
            elif declared.required:
                self._note(
                    node.line,
                    place,
                    "missing-field",
                    f"a {wanted.__name__} without {name}",
                    f"{name}: {describe(declared.type)}",
                    f"add the line {name}: …",
                )
                values[name] = _stand_in(declared.type)
        return wanted(**values)

    def _tuple(self, node: Node, member_type: Any, path: Path) -> tuple[Any, ...]:
        if not isinstance(node, Listed):
            self._wrong(
                node,
                path,
                f"a list of {describe(member_type, many=True)}",
                "write [a, b], or one - line each",
            )
            return ()
        return tuple(
            self.convert(member, member_type, (*path, number))
            for number, member in enumerate(node.members)
        )

    def _dict(self, node: Node, arguments: tuple[Any, ...], path: Path) -> dict[Any, Any]:
        key_type, value_type = arguments
        if not isinstance(node, Mapped):
            self._wrong(node, path, f"a mapping from names to {describe(value_type, many=True)}")
            return {}
        values = {}
        for key, member in node.members.items():
            place = (*path, key)
            line = node.key_lines[key]
            self._positions.note(place, self._file, line)
            typed_key = self.convert(Scalar(key, line), key_type, place)
            values[typed_key] = self.convert(member, value_type, place)
        return values

    def _enum(self, node: Node, wanted: type[Enum], path: Path) -> Enum:
        names = [str(member.value) for member in wanted]
        given = node.value if isinstance(node, Scalar) else None
        # `truth: true` is what a planner writes for the name "true".
        name = shown(given) if isinstance(given, bool) else given
        if isinstance(name, str) and name in names:
            return wanted(name)
        self._wrong(
            node,
            path,
            one_of(names),
            did_you_mean(str(name), names, "use one of these") if name is not None else "",
        )
        return wanted(nearest(str(name), names) or names[0])

    def _simple(self, node: Node, wanted: type, path: Path) -> Any:
        value = node.value if isinstance(node, Scalar) else None
        # bool is a kind of int in Python, not in a scenario.
        if isinstance(node, Scalar) and type(value) is wanted:
            return value
        fix = ""
        if wanted is str and isinstance(value, int):
            fix = f'quote it: "{shown(value)}"'
        elif wanted is int and isinstance(value, str):
            fix = "write a decimal whole number without quotes, point or unit"
        self._wrong(node, path, _NAMES[wanted], fix)
        return _stand_in(wanted)

    def _wrong(self, node: Node, path: Path, expected: str, fix: str = "") -> None:
        given = f"{shown(plain(node))} for {path_text(path) or self._file}"
        self._note(node.line, path, "wrong-type", given, expected, fix)

    def _note(self, line: int, path: Path, code: str, given: str, expected: str, fix: str) -> None:
        self._positions.note(path, self._file, line)
        self._findings.append(
            Finding(self._file, line, path_text(path), code, given, expected, fix)
        )


def describe(wanted: Any, *, many: bool = False) -> str:
    """A type in a planner's words."""
    wanted, optional = _without_none(wanted)
    origin = typing.get_origin(wanted)
    if origin is tuple:
        text = f"a list of {describe(typing.get_args(wanted)[0], many=True)}"
    elif origin is dict:
        text = f"a mapping from names to {describe(typing.get_args(wanted)[1], many=True)}"
    elif isinstance(wanted, type) and issubclass(wanted, Enum):
        text = one_of(str(member.value) for member in wanted)
    elif isinstance(wanted, type) and issubclass(wanted, Struct):
        text = f"{wanted.__name__} records" if many else f"a {wanted.__name__} record"
    elif many:
        text = {str: "texts", int: "whole numbers", bool: "true or false"}.get(wanted, "values")
    else:
        text = _NAMES.get(wanted, "a value")
    return f"{text} or null" if optional else text


@cache
def _fields(wanted: type[Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {declared.name: declared for declared in msgspec.structs.fields(wanted)}


def _without_none(wanted: Any) -> tuple[Any, bool]:
    """``(X, True)`` for ``X | None``, else ``(wanted, False)``."""
    if isinstance(wanted, types.UnionType) or typing.get_origin(wanted) is typing.Union:
        arguments = [argument for argument in typing.get_args(wanted) if argument is not type(None)]
        if len(arguments) == 1:
            return arguments[0], True
    return wanted, False


def _stand_in(wanted: Any) -> Any:
    """A harmless value of a type, so that reading can go on after a finding."""
    wanted, optional = _without_none(wanted)
    origin = typing.get_origin(wanted)
    if optional or wanted is Any:
        return None
    if origin in (tuple, dict):
        return origin()
    if issubclass(wanted, Struct):
        required = {
            name: _stand_in(declared.type)
            for name, declared in _fields(wanted).items()
            if declared.required
        }
        return wanted(**required)
    if issubclass(wanted, Enum):
        return next(iter(wanted))
    return wanted()
