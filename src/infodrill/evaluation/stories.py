"""Incident by incident: what was done, in which order, beside what the reference would do."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from infodrill.evaluation.aar import IncidentStory, MessageStory, PathNode, Step
from infodrill.evaluation.acts import AgainstAct
from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import (
    asks_for_correction,
    asks_for_statement,
    asks_for_verdict,
    incident_steps,
    is_misdirected,
    own_errors,
    seen_ms,
)
from infodrill.evaluation.measures.process import walk
from infodrill.evaluation.measures.timeliness import (
    decision_target,
    half_target,
    minutes,
    tier_target,
)
from infodrill.evaluation.stats import Number, rounded
from infodrill.exercise.state import Incident
from infodrill.scenario.item import Item, Reference
from infodrill.scenario.process import Tree
from infodrill.scenario.words import Direction, Truth, Verdict

NO_REFERENCE = Reference(direction=None, rung=0)
"""What an incident about none of the scenario's items called for."""


def stories(case: Case, acts: Sequence[AgainstAct]) -> tuple[IncidentStory, ...]:
    """Every incident, in the order opened."""
    return tuple(_story(case, incident, acts) for incident in case.incidents)


def verdict_right(items: Sequence[Item], verdict: Verdict | None) -> bool | None:
    """Whether a verdict fits the first item; None where it leaves the question open.

    Calling an untrue claim false or misleading is right either way. Protected speech is right as
    *not checkable*; a true report or whistle-blowing is right as *true* as well.
    """
    if not items or verdict is None or verdict is Verdict.unverified:
        return None
    item = items[0]
    if item.is_untrue:
        return verdict in (Verdict.false, Verdict.misleading)
    if item.truth is Truth.true:
        return verdict is Verdict.true
    return verdict in (Verdict.not_checkable, Verdict.true)


def what(item: Item) -> str:
    """An item's truth, or its class of protected speech."""
    if item.protected is not None:
        return item.protected.value
    return item.truth.value if item.truth is not None else ""


def _story(case: Case, incident: Incident, acts: Sequence[AgainstAct]) -> IncidentStory:
    items = case.items_of[incident.id]
    reference = items[0].reference if items else NO_REFERENCE
    decision, verdict = incident.decision, incident.verdict
    return IncidentStory(
        incident.id,
        incident.title,
        incident.team,
        tuple(dict.fromkeys(incident.teams)),
        tuple((item.id, item.statement, what(item)) for item in items),
        _steps(case, incident, items),
        _path(case, incident, reference),
        decision.direction.value if decision and decision.direction else None,
        decision.rung if decision else None,
        reference.direction.value if reference.direction else None,
        reference.rung,
        reference.why,
        verdict.verdict.value if verdict else None,
        verdict_right(items, verdict.verdict if verdict else None),
        tuple(_message(case, message) for message in incident.messages),
        any(act.incident == incident.id and act.is_over_reaction for act in acts),
        _outcome(incident),
    )


def _outcome(incident: Incident) -> str:
    if incident.closed_ms is not None:
        return "closed"
    if incident.decision is not None:
        return "decided"
    return "handed_over" if len(set(incident.teams)) > 1 else "open"


def _message(case: Case, message_id: str) -> MessageStory:
    message = case.state.messages[message_id]
    fact, post = message.fact, case.post_of(message)
    wrong = any(is_misdirected(post, case.state.index.items[item]) for item in post.about)
    return MessageStory(
        message.at_ms,
        fact.team,
        fact.type.value,
        post.text,
        fact.quality,
        fact.points,
        message.withdrawn_ms is not None,
        post.stance.value if wrong else "",
    )


def _steps(case: Case, incident: Incident, items: Sequence[Item]) -> tuple[Step, ...]:
    """The steps that the incident's items call for, and those taken anyway."""
    taken = incident_steps(case, incident)
    seen = seen_ms(case, incident)
    rows: list[tuple[str, int | None, Number | None]] = [("first_post", seen, None)]
    named = [item for item in items if item.reference.direction is not None]
    rows.append(("report", taken.report, _least(half_target, named)))
    rows.append(("incident", taken.incident, _least(half_target, named)))
    checked = [item for item in items if asks_for_verdict(item)]
    if checked or taken.verdict is not None:
        rows.append(("verdict", taken.verdict, _least(decision_target, checked)))
    rows.append(("decision", taken.decision, _least(decision_target, items)))
    spoken = [item for item in items if asks_for_statement(item)]
    if spoken or taken.statement is not None:
        rows.append(("first_statement", taken.statement, _least(tier_target, spoken)))
    corrected = [item for item in items if asks_for_correction(item)]
    if corrected or taken.correction is not None:
        rows.append(("correction", taken.correction, _least(tier_target, corrected)))
    about = {item.id for item in items}
    errors = [error for error in own_errors(case) if error.item.id in about]
    if errors:
        times = [error.corrected_ms for error in errors]
        done = None if None in times else max(time for time in times if time is not None)
        rows.append(("own_correction", done, _least(tier_target, [one.item for one in errors])))
    truth = [case.state.truth_arrived.get((item.id, 0)) for item in items]
    known = [time for time in truth if time is not None]
    if known:
        rows.append(("truth", min(known), None))
    if incident.closed_ms is not None:
        rows.append(("closed", incident.closed_ms, None))
    return tuple(
        Step(
            name,
            at_ms,
            None
            if at_ms is None or seen is None
            else float(rounded(minutes(case, seen, at_ms), 1)),
            None if target is None else float(rounded(target, 1)),
        )
        for name, at_ms, target in rows
    )


def _least(target: Callable[[Item], Number], items: Sequence[Item]) -> Number | None:
    return min((target(item) for item in items), default=None)


def _path(case: Case, incident: Incident, reference: Reference) -> tuple[PathNode, ...]:
    """The nodes walked, then those that only the reference walks (``at_ms`` is None)."""
    nodes: list[PathNode] = []
    for tree in case.scenario.processes:
        walked = _walked(case, incident, tree)
        nodes += walked
        if tree.kind == "handling":
            known = {one.node for one in walked}
            nodes += [one for one in reference_path(tree, reference) if one.node not in known]
    return tuple(nodes)


def _walked(case: Case, incident: Incident, tree: Tree) -> list[PathNode]:
    nodes: list[PathNode] = []
    end = ""
    last_ms = 0
    for at_ms, node_id, choice_id in walk(case, incident, tree):
        node = tree.node(node_id)
        if node is None:
            continue
        choice = next((one for one in node.choices if one.id == choice_id), None)
        label = choice.label if choice else choice_id
        nodes.append(PathNode(tree.id, node.id, node.title, label, at_ms))
        end, last_ms = choice.to if choice else "", at_ms
    leaf = tree.node(end)
    if leaf is not None and leaf.leaf is not None:
        nodes.append(PathNode(tree.id, leaf.id, leaf.title, "", last_ms))
    return nodes


def reference_path(tree: Tree, reference: Reference) -> list[PathNode]:
    """The shortest way through a tree to a leaf that is the reference decision; empty for none."""
    queue: deque[tuple[str, list[PathNode]]] = deque([(tree.start, [])])
    visited = {tree.start}
    while queue:
        at, way = queue.popleft()
        node = tree.node(at)
        if node is None:
            continue
        if node.leaf is not None:
            right = node.leaf.direction is reference.direction
            if right and (
                node.leaf.rung == reference.rung or reference.direction is Direction.acting_on
            ):
                return [*way, PathNode(tree.id, node.id, node.title, "", None)]
            continue
        for choice in node.choices:
            if choice.to not in visited:
                visited.add(choice.to)
                step = PathNode(tree.id, node.id, node.title, choice.label, None)
                queue.append((choice.to, [*way, step]))
    return []
