"""Checks of a scenario package: all findings in one pass, each with its place and its remedy."""

from __future__ import annotations

from infodrill.scenario.check.registry import CHECKS, check_scenario
from infodrill.scenario.check.report import CheckResult, check_folder, check_report
from infodrill.scenario.check.workload import LoadRow, load_table

__all__ = [
    "CHECKS",
    "CheckResult",
    "LoadRow",
    "check_folder",
    "check_report",
    "check_scenario",
    "load_table",
]
