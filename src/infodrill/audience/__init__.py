"""Who listens: follower network, belief and sharing, in two worlds at once.

The descriptions and facts are plain data and open without the compiler; `Audience` and the kernels
are imported when they are first asked for, so that a finished exercise can be read where they
cannot be compiled.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from infodrill.audience.calibration import (
    Calibration,
    CalibrationMissing,
    CalibrationRefused,
    Constant,
    calibration_versions,
    load_calibration,
    parse_calibration,
)
from infodrill.audience.facts import (
    COUNTERS,
    LANE_A,
    LANE_B,
    LANE_BOTH,
    SharedBy,
    TickFacts,
)
from infodrill.audience.spec import AudienceSpec, ItemSpec, SegmentSpec, SourceSpec
from infodrill.audience.stimulus import (
    BOTH_WORLDS,
    WORLD_A,
    WORLD_B,
    Stimulus,
    TrustAct,
    TruthArrival,
)
from infodrill.audience.version import CALIBRATION, ENGINE
from infodrill.scenario.words import Stance

if TYPE_CHECKING:
    from infodrill.audience.check import SpecRefused
    from infodrill.audience.engine import Audience
    from infodrill.audience.snapshot import SnapshotRefused
    from infodrill.audience.warm import compile_kernels, kernels_are_warm

_ON_DEMAND = {
    "Audience": "engine",
    "SnapshotRefused": "snapshot",
    "SpecRefused": "check",
    "compile_kernels": "warm",
    "kernels_are_warm": "warm",
}

__all__ = [
    "BOTH_WORLDS",
    "CALIBRATION",
    "COUNTERS",
    "ENGINE",
    "LANE_A",
    "LANE_B",
    "LANE_BOTH",
    "WORLD_A",
    "WORLD_B",
    "Audience",
    "AudienceSpec",
    "Calibration",
    "CalibrationMissing",
    "CalibrationRefused",
    "Constant",
    "ItemSpec",
    "SegmentSpec",
    "SharedBy",
    "SnapshotRefused",
    "SourceSpec",
    "SpecRefused",
    "Stance",
    "Stimulus",
    "TickFacts",
    "TrustAct",
    "TruthArrival",
    "calibration_versions",
    "compile_kernels",
    "kernels_are_warm",
    "load_calibration",
    "parse_calibration",
]


def __getattr__(name: str) -> Any:
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_ON_DEMAND[name]}"), name)
