"""``measures.json``: every measure and the counterfactual, in one exact form (design section 7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from infodrill.evaluation.aar import ItemEffect, MeasureValue
from infodrill.evaluation.case import Case
from infodrill.evaluation.counterfactual import Ranges, effects
from infodrill.evaluation.measures import take
from infodrill.exercise.record import Record, canonical
from infodrill.scenario.package import Scenario


class MeasuresFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. Values are rounded to the decimals their measure states."""

    scenario: str
    cut: str
    seed: int | str | None
    """Null where the log ends before its closing record."""
    team: str
    """``people``, or the name of the scripted team."""
    measures: tuple[MeasureValue, ...]
    counterfactual: tuple[ItemEffect, ...]


def measures_json(
    scenario: Scenario,
    records: Iterable[Record] | Case,
    *,
    ranges: Ranges | None = None,
) -> bytes:
    """The file's bytes: one line of canonical JSON and a line end, equal on every machine.

    Raises LogUnfit where the log does not begin or pins another scenario.
    """
    case = records if isinstance(records, Case) else Case.of(scenario, records)
    return canonical(measures_file(case, ranges)) + b"\n"


def measures_file(case: Case, ranges: Ranges | None = None) -> MeasuresFile:
    """The file as a value."""
    seed = case.seed
    return MeasuresFile(
        case.scenario.header.id,
        case.opened.cut,
        int(seed) if seed is not None and seed.isdecimal() and seed.isascii() else seed,
        case.opened.played_by,
        tuple(one.value for one in take(case)),
        effects(case, ranges),
    )


def measures_schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(MeasuresFile),
    }
