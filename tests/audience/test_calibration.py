"""Constants come from one file, stay in their published ranges, and are exact."""

from __future__ import annotations

from decimal import Decimal

import pytest

from infodrill.audience import (
    CALIBRATION,
    CalibrationMissing,
    CalibrationRefused,
    calibration_versions,
    load_calibration,
    parse_calibration,
)

ONE = """
version = "1999.1"
[constants.effect]
value = {value}
low = 0.1
high = 0.5
unit = "d"
kind = "published"
source = "somebody"
how = "read off"
"""


def test_the_current_calibration_is_in_the_package() -> None:
    assert CALIBRATION in calibration_versions()
    assert load_calibration().version == CALIBRATION


def test_every_constant_says_where_it_comes_from() -> None:
    for name, constant in load_calibration().constants.items():
        assert constant.unit and constant.how and constant.source, name
        if constant.kind == "published":
            assert "doi" in constant.source or "arXiv" in constant.source, name


def test_values_are_exact() -> None:
    assert load_calibration()["logit_per_d"] == Decimal("1.81")


def test_a_missing_version_names_those_present() -> None:
    with pytest.raises(CalibrationMissing, match=f"'1999.1'.*{CALIBRATION}"):
        load_calibration("1999.1")


def test_a_value_within_its_range_is_taken() -> None:
    assert parse_calibration(ONE.format(value="0.3"))["effect"] == Decimal("0.3")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("0.51", "outside its range 0.1..0.5"),
        ("-1", "outside its range"),
        ("nan", "finite"),
        ("inf", "finite"),
        ('"much"', "expected a number"),
        ("true", "expected a number"),
    ],
)
def test_other_values_are_refused(value: str, message: str) -> None:
    with pytest.raises(CalibrationRefused, match=message):
        parse_calibration(ONE.format(value=value))


def test_a_file_that_is_no_calibration_is_refused() -> None:
    for text in ("", "version = 3", "not toml at all", ONE.format(value=0.3).replace("unit", "x")):
        with pytest.raises(CalibrationRefused):
            parse_calibration(text)


def test_what_if_keeps_to_the_ranges() -> None:
    changed = load_calibration().with_values(correction_d=Decimal("0.3"))

    assert changed["correction_d"] == Decimal("0.3")
    assert changed.version != CALIBRATION
    with pytest.raises(CalibrationRefused, match="outside its range"):
        load_calibration().with_values(correction_d=2)
    with pytest.raises(CalibrationRefused, match="no constant 'charm'"):
        load_calibration().with_values(charm=1)
