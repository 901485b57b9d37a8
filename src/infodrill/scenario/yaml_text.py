"""Strict YAML: a file's text as a tree of nodes that know their lines.

Only the core that planners need is read: mappings with text keys, lists, strings, decimal integers,
``true``, ``false`` and ``null``. Nothing else of YAML changes a value (``12:30``, ``yes``, ``0x1f``
and ``2031-05-04`` stay strings), anchors, aliases, tags and several documents are refused, and
depth, size and number of values are bounded, so that no file can be expensive to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from infodrill.scenario.finding import Finding

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: the same events, ten times slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 24
"""Levels of nesting; the model itself needs ten."""
MAX_VALUES = 400_000
"""Values in one file; a very large MSEL has some tens of thousands."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string, integer, bool or None."""

    value: str | int | bool | None
    line: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A list."""

    members: list[Node] = field(default_factory=list)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping; a repeated key keeps its first value."""

    members: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    line: int = 0


Node = Scalar | Listed | Mapped


class _Refused(Exception):
    """Reading of this file ends here; the finding is already noted."""


def plain(node: Node) -> object:
    """The node as ordinary Python values."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listed):
        return [plain(member) for member in node.members]
    return {key: plain(member) for key, member in node.members.items()}


def read_yaml(text: str, file: str, findings: list[Finding]) -> Node | None:
    """The tree of one document, or None with a finding that says why there is none."""
    try:
        return _Reader(text, file, findings).document()
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "not YAML"
        findings.append(
            Finding(
                file,
                mark.line + 1 if mark else 0,
                "",
                "yaml-syntax",
                f"text that is not YAML ({problem})",
                "YAML",
                'check indentation and quotes; quote text that contains ": " or starts with '
                "@ * & ! % or {",
            )
        )
    except yaml.YAMLError as error:
        first_line = str(error).splitlines()[0]
        findings.append(
            Finding(
                file,
                0,
                "",
                "yaml-syntax",
                f"text that YAML cannot hold ({first_line})",
                "UTF-8 text without control characters",
                "save the file as UTF-8 text",
            )
        )
    return None


class _Reader:
    def __init__(self, text: str, file: str, findings: list[Finding]) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self._file = file
        self._findings = findings
        self._values = 0

    def document(self) -> Node | None:
        next(self._events)  # stream start
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(next(self._events), 0)
        next(self._events)  # document end
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._note(
                _line(event),
                "yaml-documents",
                "a second document",
                "one document in a file",
                'remove the line "---"',
            )
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        self._values += 1
        if self._values > MAX_VALUES or depth > MAX_DEPTH:
            self._note(
                line,
                "yaml-bounds",
                "a file nested too deeply or with too many values",
                f"at most {MAX_DEPTH} levels and {MAX_VALUES} values",
                "split or simplify the file",
            )
            raise _Refused
        if isinstance(event, yaml.AliasEvent):
            self._refuse_anchor(line, f"*{event.anchor}")
            return Scalar(None, line)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._refuse_anchor(line, f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._note(
                line,
                "yaml-tag",
                f"the tag {tag}",
                "plain values without tags",
                'remove the tag, or quote text that starts with "!"',
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listed(line, depth)
        return self._mapped(line, depth)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        # Quoted and block text is text; libyaml names the plain style "", PyYAML None.
        if event.style:
            return Scalar(event.value, line)
        match event.value:
            case "true":
                return Scalar(True, line)
            case "false":
                return Scalar(False, line)
            case "null" | "~" | "":
                return Scalar(None, line)
        if _INTEGER.fullmatch(event.value):
            return Scalar(int(event.value), line)
        return Scalar(event.value, line)

    def _listed(self, line: int, depth: int) -> Listed:
        listed = Listed(line=line)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            listed.members.append(self._node(event, depth + 1))
        return listed

    def _mapped(self, line: int, depth: int) -> Mapped:
        mapped = Mapped(line=line)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_line = _line(event)
            key = self._key(event, depth)
            value = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key in mapped.members:
                self._note(
                    key_line,
                    "duplicate-key",
                    f'"{key}" given again (first on line {mapped.key_lines[key]})',
                    "each key once",
                    "merge the two or remove one",
                )
                continue
            mapped.members[key] = value
            mapped.key_lines[key] = key_line
        return mapped

    def _key(self, event: yaml.Event, depth: int) -> str | None:
        """A key's text exactly as written: ``true:`` and ``4:`` are the keys "true" and "4"."""
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None:
            return str(event.value)
        line = _line(event)
        self._node(event, depth + 1)
        self._note(
            line,
            "yaml-key",
            "a key that is not text",
            "text before the colon",
            'write "key: value", without "? " before it',
        )
        return None

    def _refuse_anchor(self, line: int, given: str) -> None:
        self._note(
            line,
            "yaml-alias",
            f"the anchor or alias {given}",
            "values written out, so that every line says what it means",
            'write the value again, or quote text that starts with "&" or "*"',
        )

    def _note(self, line: int, code: str, given: str, expected: str, fix: str) -> None:
        self._findings.append(Finding(self._file, line, "", code, given, expected, fix))


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark is not None else 0
