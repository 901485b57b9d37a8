"""Sentences for findings, questions about their causes and the corrective actions.

A code without a sentence is told as words with its facts beside it, so that a new rule is told
before anybody has worded it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from infodrill.i18n import gettext as _
from infodrill.report import numbers, words
from infodrill.report.say import N_, own, say

FINDINGS: dict[str, str] = {
    # Strengths
    "protected_speech_left_alone": N_(
        "Nothing was done against any of the {items} protected, true or harmless items."
    ),
    "orders_declined": N_("Orders that the line forbids were declined ({share})."),
    "people_warned": N_(
        "People at risk were warned; {people} of {at_risk} were not reached in time."
    ),
    "statement_in_time": N_("The first statement came after {minutes}, with a target of {target}."),
    "correction_in_time": N_("Corrections came after {minutes}, with a target of {target}."),
    "own_error_corrected": N_(
        "Its own error was put right after {minutes}, with a target of {target}."
    ),
    "misbelief_averted": N_(
        "{person_hours} person-hours of untrue belief were avoided, under the model."
    ),
    "messages_explain": N_("Messages explained instead of only denying: {value} of 200 points."),
    "evidence_shown": N_("{share} of the statements of fact showed their evidence."),
    "process_kept": N_("{share} of the decisions followed the team's own process."),
    "acted_as_one": N_("{share} of the shared matters were handled as one, by whoever owned them."),
    "forecasts_calibrated": N_("Forecasts were well calibrated (Brier score {value})."),
    # Areas for improvement
    "over_reaction": N_(
        "“{statement}” was to be left alone or answered ({what}), but {act} (rung {rung})."
    ),
    "true_report_disputed": N_("“{statement}” is true, but {act} (rung {rung})."),
    "rung_too_high": N_("“{incident}” was decided at rung {rung}, {excess} above what it needed."),
    "unhandled": N_("Nobody answered or acted on “{statement}”."),
    "statement_late": N_(
        "The first statement about “{statement}” took {minutes}, with a target of {target}."
    ),
    "statement_missing": N_("Nothing that helps was said in public about “{statement}”."),
    "correction_late": N_(
        "The correction of “{statement}” took {minutes}, with a target of {target}."
    ),
    "correction_missing": N_("“{statement}” was never corrected in the open."),
    "people_unwarned": N_("{people} of {at_risk} people at risk were not warned in time."),
    "wrong_verdict": N_("The verdict on “{incident}” was “{verdict}”, and that is wrong."),
    "wrong_verdict_unfounded": N_(
        "The verdict on “{incident}” was “{verdict}”. That is wrong, and no evidence was cited but "
        "the subject's own word, if any."
    ),
    "verdict_without_evidence": N_(
        "The verdict on “{incident}” was “{verdict}”. No evidence was cited but the subject's own "
        "word, if any."
    ),
    "own_error_stood": N_(
        "The team's own error about “{statement}” stood for {minutes} of play, with a target of "
        "{target}."
    ),
    "own_error_never_corrected": N_(
        "The team's own error about “{statement}” was never put right; it stood for {minutes} of "
        "play, up to EndEx."
    ),
    "contradiction": N_("{teams} contradicted each other about “{statement}”."),
    "handover_slow": N_("The handover of “{incident}” waited {minutes} for an answer."),
    "message_weak": N_("Messages denied more than they explained: {points} of 200 points."),
    "message_without_evidence": N_("Statements of fact without evidence: {messages}."),
    "off_process": N_("{off} of {decided} decisions did not follow the team's own process."),
    "notice_refused": N_("Notices that the platform refused by its published rules: {notices}."),
    "order_not_declined": N_("An order that the line forbids was not declined: “{order}”."),
    "true_belief_lost": N_(
        "{person_hours} person-hours of belief in true claims were lost, under the model."
    ),
    "trust_lost": N_(
        "Trust in the team's account ended {points} percentage points lower than it would have "
        "been without the team."
    ),
}
"""An observation or a strength by its code; holes are the finding's facts."""

CAUSES: dict[str, str] = {
    "protected_speech_not_told_apart": N_(
        "Was speech that is to be left alone told apart from a claim that hurts?"
    ),
    "no_lower_rung_considered": N_("Was a lower rung of the ladder considered?"),
    "nobody_acted": N_("Nobody acted on it; was it seen?"),
    "seen_not_taken_up": N_("It was seen; was it clear whose answer it was?"),
    "noticed_late": N_("It was taken up after the target had passed; was anybody watching there?"),
    "waited_for_certainty": N_("Was a first word held back until everything was certain?"),
    "approval_took_long": N_("Was it the approval that took long?"),
    "no_owner_for_correction": N_("Was it clear who owned the correction?"),
    "draft_not_published": N_("It was drafted; was there something that held it back?"),
    "verified_one_way_only": N_("Was it verified in more than one way?"),
    "no_procedure_for_own_errors": N_("Was there a procedure for one's own errors?"),
    "own_error_procedure_not_used": N_(
        "The process has a way to correct ourselves; was it known, and was the error seen as one?"
    ),
    "no_shared_line": N_("Was one line agreed before the second statement?"),
    "no_duty_contact": N_("Was there a duty contact to hand over to?"),
    "structure_not_practised": N_("Was the structure of a good message practised?"),
    "process_not_usable_under_pressure": N_("Was the process usable under pressure?"),
    "process_not_walked": N_("The process was not walked; was it at hand?"),
    "rule_not_checked": N_("Was the platform's rule read before the notice?"),
    "line_not_known": N_("Was the line between answering and silencing known?"),
    "disputed_without_evidence": N_("Was it verified before it was disputed?"),
    "acts_cost_trust": N_("Was it something done, or something left undone, that cost trust?"),
}
"""A question for the hot wash about a cause, by its code: a log shows acts, not reasons."""

ACTIONS: dict[str, str] = {
    "train_protected_speech": N_(
        "Consider training to tell protected speech from a claim that hurts, with cases of both."
    ),
    "try_lower_rungs_first": N_(
        "Consider writing into the process that lower rungs are considered first."
    ),
    "assign_watch": N_("Consider assigning who watches which outlet, in every shift."),
    "prepare_holding_statements": N_(
        "Consider preparing holding statements for the likely first hour."
    ),
    "shorten_approval": N_(
        "Consider shortening the approval of a correction to one second person."
    ),
    "assign_corrections": N_("Consider naming who owns the correction of each kind of claim."),
    "warn_before_certainty": N_(
        "Consider allowing protective advice before certainty, in writing."
    ),
    "verify_by_two_methods": N_(
        "Consider training to verify by two methods, one of them independent."
    ),
    "own_error_procedure": N_(
        "Consider writing a procedure for correcting ourselves in the first sentence."
    ),
    "practise_own_errors": N_(
        "Consider practising the process's way to correct ourselves, with a clear start."
    ),
    "agree_one_line": N_(
        "Consider agreeing on one line across levels before the second statement."
    ),
    "handover_contact": N_("Consider keeping a list of duty contacts for handovers, and test it."),
    "train_message_structure": N_(
        "Consider training fact, warning, explanation, fact, with advice."
    ),
    "attach_evidence": N_("Consider attaching the evidence to every statement of fact."),
    "revise_process": N_("Consider revising the process with those who had to walk it."),
    "learn_platform_rules": N_(
        "Consider reading the platform's rules together; notices go out only under one of them."
    ),
    "brief_on_the_line": N_(
        "Consider briefing leads on which orders the line forbids and how to decline."
    ),
    "verify_before_disputing": N_("Consider disputing nothing before it is verified."),
    "review_with_public": N_("Consider reviewing what cost trust with members of the public."),
}
"""A corrective action by its code: a proposal for the after-action meeting."""

_TELL: dict[str, Callable[[str], str]] = {
    "statement": lambda fact: fact.rstrip("."),
    "order": lambda fact: fact.rstrip("."),
    "act": words.act,
    "what": words.item_kind,
    "verdict": words.verdict,
    "minutes": lambda fact: numbers.minutes(float(fact)),
    "target": lambda fact: numbers.minutes(float(fact)),
    "share": lambda fact: numbers.quantity(float(fact), "share"),
    "person_hours": lambda fact: numbers.two_figures(abs(float(fact))),
    "people": lambda fact: numbers.two_figures(float(fact)),
    "at_risk": lambda fact: numbers.two_figures(float(fact)),
}
"""How a fact of that name is worded; all others are told as they are."""


def finding(code: str, facts: Mapping[str, str]) -> Markup:
    """A finding as a sentence; its facts are escaped and isolated."""
    return _told(FINDINGS, code, facts)


def action(code: str, facts: Mapping[str, str]) -> Markup:
    """A corrective action as a sentence."""
    return _told(ACTIONS, code, facts)


def cause(code: str) -> str:
    """A question about a cause; empty for a strength, and where the log contradicts it."""
    if not code:
        return ""
    return _(CAUSES[code]) if code in CAUSES else words.readable(code)


def _told(table: dict[str, str], code: str, facts: Mapping[str, str]) -> Markup:
    if code in table:
        try:
            return say(_(table[code]), **_worded(code, facts))
        except (KeyError, ValueError):
            # A newer rule may name or write its facts differently; code and facts still tell it.
            pass
    told = Markup("{}").format(words.readable(code))
    if facts:
        pairs = (
            Markup("{}: {}").format(words.readable(name).lower(), own(value))
            for name, value in sorted(facts.items())
        )
        told += Markup(" ({})").format(Markup("; ").join(pairs))
    return told


def _worded(code: str, facts: Mapping[str, str]) -> dict[str, str]:
    holes = {**facts}
    if "value" in facts and "{share}" in FINDINGS.get(code, ""):
        holes["share"] = facts["value"]
    if code == "trust_lost" and "points" in facts:
        holes["points"] = numbers.two_figures(abs(float(facts["points"])) / 10)
    return {
        name: _TELL[name](value) if name in _TELL and value else value
        for name, value in holes.items()
    }
