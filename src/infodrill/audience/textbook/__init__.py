"""Textbook modes: exact models of spreading on any graph, from Python alone.

For a researcher who never starts the server, and for the tests that hold the random streams to
theory. They draw on the same counter-based streams as the exercise audience, and nothing here
reaches an exercise.
"""

from __future__ import annotations

from infodrill.audience.textbook.cascade import Cascade, independent_cascade
from infodrill.audience.textbook.check import ParametersRefused
from infodrill.audience.textbook.epidemic import Epidemic, sir
from infodrill.audience.textbook.graph import Graph
from infodrill.audience.textbook.hoax import Hoax, sbfc
from infodrill.audience.textbook.linear import linear_threshold

__all__ = [
    "Cascade",
    "Epidemic",
    "Graph",
    "Hoax",
    "ParametersRefused",
    "independent_cascade",
    "linear_threshold",
    "sbfc",
    "sir",
]
