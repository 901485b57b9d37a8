from __future__ import annotations

import pytest

from infodrill.scenario.finding import Finding
from infodrill.scenario.yaml_text import MAX_DEPTH, Mapped, plain, read_yaml


def read(text: str) -> tuple[object, list[Finding]]:
    findings: list[Finding] = []
    node = read_yaml(text, "items.yaml", findings)
    return (None if node is None else plain(node)), findings


def test_only_true_false_null_and_decimal_integers_are_more_than_text() -> None:
    value, findings = read(
        "[true, false, null, ~, 12, -3, "
        "12:30, yes, no, on, 0x1f, 017, 1.5, 2031-05-04, 1_000, 'true']"
    )
    assert value == [
        True, False, None, None, 12, -3,
        "12:30", "yes", "no", "on", "0x1f", "017", "1.5", "2031-05-04", "1_000", "true",
    ]  # fmt: skip
    assert findings == []


def test_keys_stay_the_text_they_are_written_as() -> None:
    assert read("true: a\n4: b\nyes: c")[0] == {"true": "a", "4": "b", "yes": "c"}


def test_lines_are_known_for_keys_and_values() -> None:
    findings: list[Finding] = []
    node = read_yaml("a: 1\n\nb:\n  - x\n  - y\n", "items.yaml", findings)
    assert isinstance(node, Mapped)
    assert node.key_lines == {"a": 1, "b": 3}
    assert node.members["b"].line == 4


def test_a_repeated_key_is_found_and_its_first_value_kept() -> None:
    value, findings = read("a: 1\nb: 2\na: 3")
    assert value == {"a": 1, "b": 2}
    assert [(found.line, found.code) for found in findings] == [(3, "duplicate-key")]
    assert "first on line 1" in findings[0].given


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\nb: *x", "yaml-alias", 1),
        ("a: 1\nb: *x", "yaml-alias", 2),
        ("a: !!python/object:os.system 1", "yaml-tag", 1),
        ("a: 1\nb: !secret 2", "yaml-tag", 2),
        ("a: 1\n---\nb: 2", "yaml-documents", 2),
        ("a: 1\n? [x]\n: 2", "yaml-key", 2),
        ("a: [1,\nb: ]2", "yaml-syntax", 2),
        ("a: 'x", "yaml-syntax", 1),
        ("a: \x07", "yaml-syntax", 0),
    ],
)
def test_what_is_not_the_core_is_refused_where_it_stands(text: str, code: str, line: int) -> None:
    findings = read(text)[1]
    assert (findings[0].code, findings[0].line) == (code, line)
    assert findings[0].fix


def test_a_bomb_of_aliases_is_never_built() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    value, findings = read("\n".join(lines))
    assert {found.code for found in findings} == {"yaml-alias"}
    assert value is not None
    assert len(str(value)) < 2_000


def test_depth_is_bounded() -> None:
    shallow, none = read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    deep, findings = read("[" * 5000 + "]" * 5000)
    assert shallow is not None
    assert none == []
    assert deep is None
    assert [found.code for found in findings] == ["yaml-bounds"]


def test_an_empty_text_is_nothing() -> None:
    assert read("# only a remark\n") == (None, [])
