"""The example on the page of the textbook modes runs and shows something."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "design" / "textbook.md"


def test_the_example_on_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 1
    names: dict[str, Any] = {}
    exec(compile(examples[0], PAGE.name, "exec"), names)

    shown = [int(word) for word in capsys.readouterr().out.split()]
    assert shown == [
        names["told"].size,
        names["joined"].size,
        names["ill"].recovered[-1],
        names["hoax"].believers[-1],
    ]
    assert all(100 < number < 1000 for number in shown)
