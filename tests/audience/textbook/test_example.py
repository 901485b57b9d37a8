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

    assert capsys.readouterr().out.startswith(f"{names['told'].size} [3 ")
    assert 100 < names["told"].size < 1000
    assert 100 < names["joined"].size < 1000
    assert names["ill"].recovered[-1] > 500
    assert names["hoax"].believers[-1] > 100
