"""Why it may have come so: a question for the hot wash, since a log shows acts and no reasons.

Each area for improvement has one question (`ACTIONS`). A question that the log contradicts is
dropped or replaced by the one that the log leaves open: who had a verdict in time did not wait for
certainty, and who acted on nothing may not have seen it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import CORRECTING_RUNGS, Steps, owner_of, steps_of
from infodrill.evaluation.measures.process import rests_on_evidence, walk
from infodrill.evaluation.measures.timeliness import minutes, tier_target
from infodrill.exercise import events as ev
from infodrill.exercise.state import Incident, Task
from infodrill.scenario.item import Item
from infodrill.scenario.words import Direction, MessageType, Stance, Truth, Verdict


class Action(Struct, frozen=True):
    """What the draft plan proposes for a finding."""

    action: str
    element: str
    cause: str
    """Code of the question about its cause; empty where the log contradicts it."""


ACTIONS: dict[str, Action] = {
    "over_reaction": Action(
        "train_protected_speech", "training", "protected_speech_not_told_apart"
    ),
    "true_report_disputed": Action(
        "verify_before_disputing", "training", "disputed_without_evidence"
    ),
    "rung_too_high": Action("try_lower_rungs_first", "planning", "no_lower_rung_considered"),
    "unhandled": Action("assign_watch", "organization", "nobody_acted"),
    "statement_late": Action("prepare_holding_statements", "planning", "waited_for_certainty"),
    "statement_missing": Action("prepare_holding_statements", "planning", "waited_for_certainty"),
    "correction_late": Action("shorten_approval", "planning", "approval_took_long"),
    "correction_missing": Action("assign_corrections", "organization", "no_owner_for_correction"),
    "people_unwarned": Action("warn_before_certainty", "planning", "waited_for_certainty"),
    "wrong_verdict": Action("verify_by_two_methods", "training", "verified_one_way_only"),
    "wrong_verdict_unfounded": Action("verify_by_two_methods", "training", "verified_one_way_only"),
    "verdict_without_evidence": Action(
        "verify_by_two_methods", "training", "verified_one_way_only"
    ),
    "own_error_stood": Action("own_error_procedure", "planning", "no_procedure_for_own_errors"),
    "own_error_never_corrected": Action(
        "own_error_procedure", "planning", "no_procedure_for_own_errors"
    ),
    "contradiction": Action("agree_one_line", "organization", "no_shared_line"),
    "handover_slow": Action("handover_contact", "organization", "no_duty_contact"),
    "message_weak": Action("train_message_structure", "training", "structure_not_practised"),
    "message_without_evidence": Action("attach_evidence", "training", "structure_not_practised"),
    "off_process": Action("revise_process", "planning", "process_not_usable_under_pressure"),
    "notice_refused": Action("learn_platform_rules", "training", "rule_not_checked"),
    "order_not_declined": Action("brief_on_the_line", "training", "line_not_known"),
    "true_belief_lost": Action("verify_before_disputing", "training", "disputed_without_evidence"),
    "trust_lost": Action("review_with_public", "exercise", "acts_cost_trust"),
}
"""By the code of an area for improvement."""


PRACTISE_OWN_ERRORS = Action("practise_own_errors", "training", "own_error_procedure_not_used")
"""Where the process has a way to correct ourselves, so that none needs to be written."""
ELEMENTS: dict[str, str] = {
    one.action: one.element for one in (*ACTIONS.values(), PRACTISE_OWN_ERRORS)
}
"""HSEEP element by the code of a corrective action."""
CAUSES: frozenset[str] = frozenset(
    {
        *(one.cause for one in (*ACTIONS.values(), PRACTISE_OWN_ERRORS)),
        "seen_not_taken_up",
        "noticed_late",
        "draft_not_published",
        "process_not_walked",
    }
)
"""Every code of a question."""


def asked(code: str, cause: str) -> Action:
    """The code's action with another question; an empty one drops it."""
    return msgspec.structs.replace(ACTIONS[code], cause=cause)


def of_over_reaction(case: Case, incident: str, code: str) -> Action:
    """Dropped where the verdict tells it apart, or rests on evidence."""
    known = case.state.incidents.get(incident)
    if known is None or known.verdict is None:
        return ACTIONS[code]
    if code == "true_report_disputed":
        contradicted = rests_on_evidence(case, known)
    else:
        contradicted = known.verdict.verdict is Verdict.not_checkable
    return asked(code, "") if contradicted else ACTIONS[code]


def of_rung(case: Case, incident: Incident) -> Action:
    """Dropped where a lower rung was decided first."""
    assert incident.decision is not None
    lower = any(
        fact.incident == incident.id and fact.rung < incident.decision.rung
        for _, fact in case.facts(ev.DecisionRecorded)
    )
    return asked("rung_too_high", "") if lower else ACTIONS["rung_too_high"]


def of_unhandled(case: Case, item: Item) -> Action:
    """Whether it was seen at all, or seen and not taken up."""
    idle = steps_of(case, item) == Steps()
    return asked("unhandled", "nobody_acted" if idle else "seen_not_taken_up")


def of_statement(case: Case, item: Item, code: str) -> Action:
    """Why the first word was late or missing."""
    return asked(code, _silence(case, item))


def of_late_correction(case: Case, item: Item, at_ms: int) -> Action:
    """Approval, unless the correction would have been late without any wait for it."""
    code = "correction_late"
    if _noticed_late(case, item):
        return asked(code, "noticed_late")
    written = [
        record.exercise_ms
        for message in case.messages_about(item.id)
        if message.at_ms == at_ms
        for record, fact in case.facts(ev.DraftWritten)
        if fact.id == message.fact.draft
    ]
    if written and minutes(case, case.first_seen[item.id], min(written)) <= tier_target(item):
        return ACTIONS[code]
    return asked(code, _silence(case, item))


def of_missing_correction(case: Case, item: Item) -> Action:
    """Whose it was; unless its owner took it up, drafted it, or published and withdrew it."""
    code = "correction_missing"
    incidents = case.incidents_about(item.id)
    if steps_of(case, item) == Steps():
        return asked(code, "nobody_acted")
    if any(case.post_of(one).stance is Stance.disputes for one in case.messages_about(item.id)):
        return asked(code, "")
    drafts = [case.state.drafts[draft] for one in incidents for draft in one.drafts]
    if any(one.content.type is MessageType.correction for one in drafts):
        return asked(code, "draft_not_published")
    owner = owner_of(case, item)
    taken = any(
        one.decision is not None
        and one.decided_team == owner
        and one.decision.direction is Direction.against
        and one.decision.rung in CORRECTING_RUNGS
        for one in incidents
    )
    return asked(code, "") if taken else ACTIONS[code]


def of_unwarned(case: Case, items: Sequence[Item]) -> Action:
    """Over the dangers of a team: dropped where each had its word, or its verdict."""
    code = "people_unwarned"
    if all(steps_of(case, item) == Steps() for item in items):
        return asked(code, "nobody_acted")
    silent = [item for item in items if steps_of(case, item).statement is None]
    open_ones = [item for item in silent if _certain_ms(case, item) is None]
    return ACTIONS[code] if open_ones else asked(code, "")


def of_verdict(case: Case, incident: Incident, code: str) -> Action:
    """Dropped where answers came in by two methods or more."""
    requests = [case.state.requests[one] for one in incident.requests]
    methods = {one.method for one in requests if one.answered}
    return asked(code, "") if len(methods) > 1 else ACTIONS[code]


def of_own_error(case: Case, item: Item, code: str) -> Action:
    """Whether there is a procedure, or the one that the process has was known and used."""
    leaves = [node.leaf for tree in case.scenario.processes for node in tree.nodes if node.leaf]
    if not any(leaf.direction is Direction.correcting_ourselves for leaf in leaves):
        return ACTIONS[code]
    used = any(
        one.decision is not None and one.decision.direction is Direction.correcting_ourselves
        for one in case.incidents_about(item.id)
    )
    return msgspec.structs.replace(PRACTISE_OWN_ERRORS, cause="") if used else PRACTISE_OWN_ERRORS


def of_process(case: Case, off: Sequence[Incident]) -> Action:
    """Whether the process was at hand where nobody walked it, else whether it was usable."""
    walked = any(walk(case, one, tree) for one in off for tree in case.scenario.processes)
    return ACTIONS["off_process"] if walked else asked("off_process", "process_not_walked")


def of_order(case: Case, task: Task) -> Action:
    """Whether it was seen; dropped where the team declined another one."""
    code = "order_not_declined"
    if task.status == "open":
        return asked(code, "nobody_acted")
    injects = case.state.index.injects
    declined = any(
        one.team == task.team
        and one.status == "declined"
        and one.inject is not None
        and injects[one.inject].presses_to is not None
        for one in case.state.tasks.values()
    )
    return asked(code, "") if declined else ACTIONS[code]


def of_lost_belief(case: Case) -> Action:
    """Dropped where no team disputed anything true."""
    code = "true_belief_lost"
    disputed = any(
        case.post_of(message).stance is Stance.disputes
        for item in case.items
        if item.truth is Truth.true
        for message in case.messages_about(item.id)
    )
    return ACTIONS[code] if disputed else asked(code, "")


def _silence(case: Case, item: Item) -> str:
    """Not seen, seen late, or waiting for certainty; empty where certainty was there in time."""
    if steps_of(case, item) == Steps():
        return "nobody_acted"
    if _noticed_late(case, item):
        return "noticed_late"
    certain = _certain_ms(case, item)
    if certain is None:
        return "waited_for_certainty"
    late = minutes(case, case.first_seen[item.id], certain) > tier_target(item)
    return "waited_for_certainty" if late else ""


def _noticed_late(case: Case, item: Item) -> bool:
    steps = steps_of(case, item)
    known = [
        at_ms for at_ms in (steps.report, steps.incident, steps.statement) if at_ms is not None
    ]
    return bool(known) and minutes(case, case.first_seen[item.id], min(known)) > tier_target(item)


def _certain_ms(case: Case, item: Item) -> int | None:
    """When a verdict that does not leave it open was first recorded."""
    about = {one.id for one in case.incidents_about(item.id)}
    return min(
        (
            record.exercise_ms
            for record, fact in case.facts(ev.VerdictRecorded)
            if fact.incident in about and fact.verdict is not Verdict.unverified
        ),
        default=None,
    )
