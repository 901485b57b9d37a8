"""Measures: critical tasks name measures that are computed."""

from __future__ import annotations

from collections.abc import Collection

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import did_you_mean, one_of, shown
from infodrill.scenario.package import Scenario


def check_measures(scenario: Scenario, notes: Notes, known: Collection[str]) -> None:
    """Every measure of a critical task is one of ``known``."""
    for first, objective in enumerate(scenario.header.objectives):
        for second, capability in enumerate(objective.capabilities):
            for third, task in enumerate(capability.critical_tasks):
                for fourth, name in enumerate(task.measures):
                    if name in known:
                        continue
                    notes.error(
                        (
                            "header",
                            "objectives",
                            first,
                            "capabilities",
                            second,
                            "critical_tasks",
                            third,
                            "measures",
                            fourth,
                        ),
                        "unknown-measure",
                        f"the measure {shown(name)}, which nothing computes",
                        one_of(sorted(known)),
                        did_you_mean(name, known, "use a measure that exists"),
                    )
