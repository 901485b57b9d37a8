"""No code of the log is told raw in control's time line."""

from __future__ import annotations

from enum import StrEnum

import pytest

from infodrill.i18n import using
from infodrill.scenario.words import Confidence, Direction, MessageType, PlatformRule, Verdict
from infodrill.views.control.words import word


@pytest.mark.parametrize("codes", [Verdict, Confidence, Direction, MessageType, PlatformRule])
def test_every_code_has_a_word_in_each_language(codes: type[StrEnum]) -> None:
    for code in codes:
        assert "_" not in word(code)
        with using("vi"):
            assert word(code) != code.replace("_", " "), f"no row for {code}"


def test_a_code_without_a_row_is_still_told() -> None:
    assert word("some_newer_code") == "some newer code"
