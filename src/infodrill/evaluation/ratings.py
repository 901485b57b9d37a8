"""Suggested ratings P, S, M, U from the measures a critical task names, and the ceiling.

A suggestion is evidence for an evaluator, not a verdict. It is the worst letter of the task's
measures; a capability is the worst of its tasks and is never suggested as P while a task has no
letter, since missing evidence is not performance. Over-reaction holds "Respond
proportionately" at M or below: no rating, weight or missing objective lifts it (design 5.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infodrill.evaluation.aar import CapabilityRating, TaskRating
from infodrill.evaluation.acts import over_reactions
from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.registry import FAILED, Taken
from infodrill.scenario.people import Capability, CriticalTask, Objective
from infodrill.scenario.words import Rating

CAPPED_CAPABILITY = "respond-proportionately"
CEILING = Rating.major_challenges
_ORDER = (
    Rating.performed,
    Rating.some_challenges,
    Rating.major_challenges,
    Rating.unable,
)


def worst(ratings: Iterable[Rating]) -> Rating | None:
    """The worst of some ratings; None for none."""
    return max(ratings, key=_ORDER.index, default=None)


def letter(taken: Taken) -> Rating | None:
    """The letter one measure suggests; None where it has no bounds or nothing was measured.

    What should have happened and never did is U.
    """
    if taken.value.reason in FAILED:
        return Rating.unable
    value, bounds = taken.reading.value, taken.bounds
    if value is None or bounds is None:
        return None
    higher = taken.measure.better == "higher"
    for bound, rating in zip(bounds, _ORDER, strict=False):
        if value >= bound if higher else value <= bound:
            return rating
    return Rating.unable


def is_capped(case: Case) -> bool:
    """Whether anything was done against protected, true or harmless speech."""
    return bool(over_reactions(case))


def rate(
    case: Case, taken: Iterable[Taken], human: Mapping[str, Rating] | None = None
) -> tuple[CapabilityRating, ...]:
    """Every capability of the scenario with its tasks.

    Args:
        case: the exercise.
        taken: its measures; those of the whole exercise are the evidence.
        human: ratings by people, by critical task id. They stand as given, but for the ceiling.
    """
    whole = {one.measure.name: one for one in taken if one.reading.scope.kind == "exercise"}
    capped = is_capped(case)
    played = any(incident.decision is not None for incident in case.incidents)
    rated = human or {}
    rows = [
        _capability(objective, capability, whole, rated, capped, played)
        for objective in case.scenario.header.objectives
        for capability in objective.capabilities
    ]
    if capped and CAPPED_CAPABILITY not in {row.capability for row in rows}:
        # A package without the capability cannot make the ceiling disappear.
        held = CEILING.value
        rows.append(
            CapabilityRating(
                "", CAPPED_CAPABILITY, "Respond proportionately", "", held, None, True, ()
            )
        )
    return tuple(rows)


def _capability(
    objective: Objective,
    capability: Capability,
    whole: Mapping[str, Taken],
    human: Mapping[str, Rating],
    capped: bool,
    played: bool,
) -> CapabilityRating:
    tasks = [_task(task, whole, human, played) for task in capability.critical_tasks]
    suggested = _of_tasks([one.suggested for one in tasks])
    given = [one.rated for one in tasks]
    rated = None if None in given else _of_tasks(given)
    held = capped and capability.id == CAPPED_CAPABILITY
    if held:
        suggested = worst((suggested or CEILING, CEILING))
        rated = worst((rated, CEILING)) if rated is not None else None
    return CapabilityRating(
        objective.title,
        capability.id,
        capability.title,
        capability.target,
        suggested.value if suggested else None,
        rated.value if rated else None,
        held,
        tuple(tasks),
    )


def _of_tasks(letters: list[str | None]) -> Rating | None:
    """The worst letter; no P where a task has none."""
    known = [Rating(one) for one in letters if one is not None]
    found = worst(known)
    if found is Rating.performed and len(known) < len(letters):
        return None
    return found


def _task(
    task: CriticalTask, whole: Mapping[str, Taken], human: Mapping[str, Rating], played: bool
) -> TaskRating:
    evidence = [whole[name] for name in task.measures if name in whole]
    letters = [
        rating
        for one in evidence
        if (played or not one.measure.abstaining) and (rating := letter(one)) is not None
    ]
    suggested = worst(letters)
    given = human.get(task.id)
    return TaskRating(
        task.id,
        task.title,
        suggested.value if suggested else None,
        given.value if given else None,
        tuple(one.value for one in evidence),
    )
