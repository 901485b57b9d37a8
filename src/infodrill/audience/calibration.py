"""The constants of the model, each with its published range and source.

A calibration is a file in `calibrations/`; old ones stay in the package so that old logs can be
re-simulated. Numbers are exact decimals and become integer tables in `rules`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from typing import Any, Literal

import msgspec

from infodrill.audience.version import CALIBRATION

Number = Decimal | int


class CalibrationMissing(LookupError):
    """The version asked for is not in this package."""


class CalibrationRefused(ValueError):
    """A calibration file says something it must not."""


class Constant(msgspec.Struct, frozen=True, kw_only=True):
    """One constant: its value, the range it must stay in, and why it has this value."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    kind: Literal["published", "derived", "choice"]
    source: str
    how: str


class Calibration(msgspec.Struct, frozen=True):
    """A named set of constants; `calibration["correction_d"]` is the exact value."""

    version: str
    constants: dict[str, Constant]

    def __getitem__(self, name: str) -> Decimal:
        return self.constants[name].value

    def with_values(self, **values: Number) -> Calibration:
        """Return a copy with some values changed, for what-if; ranges still hold.

        Raises:
            CalibrationRefused: a name is unknown or a value is outside its range.
        """
        changed = dict(self.constants)
        for name, value in values.items():
            if name not in changed:
                raise CalibrationRefused(
                    f"there is no constant {name!r}; known: {', '.join(sorted(changed))}"
                )
            changed[name] = msgspec.structs.replace(changed[name], value=Decimal(value))
            _check(name, changed[name])
        return Calibration(f"{self.version}+changed", changed)


def _check(name: str, constant: Constant) -> None:
    numbers = (constant.value, constant.low, constant.high)
    if not all(number.is_finite() for number in numbers):
        raise CalibrationRefused(
            f"{name}: value, low and high must be finite numbers, not {numbers}"
        )
    if not constant.low <= constant.value <= constant.high:
        raise CalibrationRefused(
            f"{name} = {constant.value} is outside its range {constant.low}..{constant.high} "
            f"({constant.source}); give a value within it"
        )


def _number(name: str, field: str, raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise CalibrationRefused(f"{name}.{field} = {raw!r}: expected a number")
    return Decimal(raw)


def parse_calibration(text: str, names: frozenset[str] | None = None) -> Calibration:
    """Return the calibration that a TOML text describes.

    Args:
        text: the file's content.
        names: constants that must all be there and be the only ones; None accepts any.

    Raises:
        CalibrationRefused: a field is missing, not a number, not finite or out of range.
    """
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
        table: Mapping[str, Mapping[str, Any]] = raw["constants"]
        version = str(raw["version"])
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise CalibrationRefused(
            f"not a calibration file ({error}); expected version and [constants.*] tables"
        ) from error
    if names is not None and set(table) != names:
        missing, extra = sorted(names - set(table)), sorted(set(table) - names)
        raise CalibrationRefused(f"constants missing: {missing}; not known: {extra}")
    constants = {}
    for name, row in table.items():
        try:
            constant = Constant(
                value=_number(name, "value", row["value"]),
                low=_number(name, "low", row["low"]),
                high=_number(name, "high", row["high"]),
                unit=row["unit"],
                kind=row["kind"],
                source=row["source"],
                how=row["how"],
            )
        except KeyError as error:
            raise CalibrationRefused(f"{name}: field {error} is missing") from error
        _check(name, constant)
        constants[name] = constant
    return Calibration(version, constants)


def calibration_versions() -> tuple[str, ...]:
    """Return the versions in this package, oldest first."""
    folder = resources.files("infodrill.audience") / "calibrations"
    stems = (entry.name.removesuffix(".toml") for entry in folder.iterdir())
    return tuple(sorted(stem.replace("_", ".") for stem in stems if stem[:1].isdigit()))


def load_calibration(version: str = CALIBRATION) -> Calibration:
    """Return a calibration of this package.

    Raises:
        CalibrationMissing: there is none of that version.
        CalibrationRefused: the file is not what it should be.
    """
    present = calibration_versions()
    if version not in present:
        raise CalibrationMissing(
            f"calibration {version!r} is not in this package, which has {', '.join(present)}; "
            "use the release named in the log's first record"
        )
    name = version.replace(".", "_") + ".toml"
    folder = resources.files("infodrill.audience") / "calibrations"
    calibration = parse_calibration((folder / name).read_text(encoding="utf-8"))
    if calibration.version != version:
        raise CalibrationRefused(f"{name} says version {calibration.version!r}, not {version!r}")
    return calibration
