"""The measures. Importing this package registers all of them, in the order they are told."""

from __future__ import annotations

from infodrill.evaluation.measures import (  # isort: skip
    discernment,
    warning,
    timeliness,
    process,
    coordination,
    messages,
    reach,
    belief,
    trust,
    forecasts,
    orders,
)
from infodrill.evaluation.measures.registry import REGISTRY, Measure, Taken, measure, take

__all__ = [
    "REGISTRY",
    "Measure",
    "Taken",
    "belief",
    "coordination",
    "discernment",
    "forecasts",
    "measure",
    "messages",
    "orders",
    "process",
    "reach",
    "take",
    "timeliness",
    "trust",
    "warning",
]
