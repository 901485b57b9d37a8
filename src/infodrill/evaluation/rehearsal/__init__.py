"""Rehearsal: what many runs of scripted teams tell a planner before people play.

Each run is reduced to a few kilobytes of facts (`run_facts`), and the facts of all runs are added
up (`summarise`). Both are functions of logs and the pinned scenario; which process played a run,
and when, leaves no trace.
"""

from __future__ import annotations

from infodrill.evaluation.rehearsal.data import Rehearsal, rehearsal_json, rehearsal_schema
from infodrill.evaluation.rehearsal.facts import RunFacts, read_facts, run_facts, write_facts
from infodrill.evaluation.rehearsal.summary import summarise

__all__ = [
    "Rehearsal",
    "RunFacts",
    "read_facts",
    "rehearsal_json",
    "rehearsal_schema",
    "run_facts",
    "summarise",
    "write_facts",
]
