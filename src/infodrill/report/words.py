"""The words for the codes of the report: kinds of moment, rungs, directions, verdicts, ratings.

A code without a row here is shown as it is, with spaces for its underscores, so that a report never
fails for a word and never hides what happened.
"""

from __future__ import annotations

from markupsafe import Markup

from infodrill.evaluation.aar import ItemEffect, OverReaction
from infodrill.i18n import gettext as _
from infodrill.report.numbers import two_figures
from infodrill.report.say import N_, say


def readable(code: str) -> str:
    """A code as words: ``time_to_report`` gives "Time to report"."""
    text = code.replace("_", " ").replace("-", " ").strip()
    return text[:1].upper() + text[1:]


def _word(table: dict[str, str], code: str) -> str:
    return _(table[code]) if code in table else readable(code).lower()


OVERVIEW = {
    "exercise_name": N_("Exercise Name"),
    "exercise_dates": N_("Exercise Dates"),
    "scope": N_("Scope"),
    "mission_areas": N_("Mission Area(s)"),
    "core_capabilities": N_("Core Capabilities"),
    "objectives": N_("Objectives"),
    "threat_or_hazard": N_("Threat or Hazard"),
    "scenario": N_("Scenario"),
    "sponsor": N_("Sponsor"),
    "participating_organizations": N_("Participating Organizations"),
    "point_of_contact": N_("Point of Contact"),
}
"""The overview's labels in HSEEP's own words and order (AAR/IP template HSEEP-IP01)."""


def overview(code: str) -> str:
    """The label of one line of the overview."""
    return _(OVERVIEW[code]) if code in OVERVIEW else readable(code)


_MOMENTS = {
    "phase": N_("phase"),
    "inject": N_("inject"),
    "report": N_("report"),
    "incident": N_("incident opened"),
    "verdict": N_("verdict"),
    "decision": N_("decision"),
    "message": N_("message"),
    "reply": N_("open reply"),
    "own_post": N_("open post"),
    "withdrawn": N_("message withdrawn"),
    "notice": N_("notice to the platform"),
    "referral": N_("referral"),
    "handover": N_("handover"),
    "task": N_("task"),
    "declined": N_("order declined"),
    "truth": N_("truth arrives"),
    "trust": N_("trust changes"),
    "forecast": N_("forecast"),
    "evidence": N_("evidence"),
    "approval": N_("approval"),
    "closed": N_("incident closed"),
    "hand_act": N_("act by hand"),
}


def moment_kind(kind: str) -> str:
    """What a kind of moment is called in the time line."""
    return _word(_MOMENTS, kind)


_RULES = {
    "fraud": N_("fraud"),
    "impersonation": N_("impersonation"),
    "doxxing": N_("doxxing"),
    "threats": N_("threats"),
}
"""The simulated platform's published rules."""

_GROUNDS = {
    "fraud_with_victim": N_("fraud with a victim"),
    "threat_to_life": N_("threat to life"),
}
"""Why something can be referred."""


def moment_text(kind: str, text: str) -> str:
    """A moment's text with its code in words: "The dam · against it, rung 5 (…)"."""
    if kind == "notice":
        rule, separator, post = text.partition(" · ")
        return _word(_RULES, rule) + separator + post if separator else text
    before, separator, code = text.rpartition(" · ")
    if not separator or kind not in ("verdict", "decision", "referral"):
        return text
    if kind == "verdict":
        return before + separator + verdict(code)
    if kind == "referral":
        return before + separator + _word(_GROUNDS, code)
    way, _space, number = code.rpartition(" ")
    if not number.isdecimal():
        return text
    return before + separator + answer(way or None, int(number))


_MARKS = {
    "first_post": N_("first post"),
    "first": N_("first post"),
    "decision": N_("decision"),
    "message": N_("message"),
    "truth": N_("truth"),
    "trust": N_("trust changes"),
    "withdrawn": N_("withdrawn"),
    "notice": N_("notice"),
    "referral": N_("referral"),
    "correction": N_("correction"),
}


def mark(kind: str) -> str:
    """The short word for a mark on a curve."""
    return _word(_MARKS, kind)


def mark_text(kind: str, text: str) -> str:
    """What a mark on a curve says beside its word: a message's type, or an incident's title."""
    return message_type(text) if kind in ("message", "withdrawn") else text


RUNGS = (
    N_("no action, with reason"),
    N_("answer, listen"),
    N_("monitor"),
    N_("prepare and hold"),
    N_("prebunk"),
    N_("open correction"),
    N_("direct outreach"),
    N_("notice to the platform"),
    N_("referral form"),
)
"""The ladder (design section 5.3)."""


def rung(number: int) -> str:
    """What a rung of the ladder is."""
    return _(RUNGS[number]) if 0 <= number < len(RUNGS) else str(number)


_DIRECTIONS = {
    "against": N_("against it"),
    "answering": N_("answering it"),
    "acting_on": N_("acting on it"),
    "correcting_ourselves": N_("correcting ourselves"),
}


def direction(code: str | None) -> str:
    """Which way a decision goes; None is no action."""
    return _("no action") if code is None else _word(_DIRECTIONS, code)


_BESIDE_THE_LADDER = {
    "acting_on": N_("acting on it: warn, protect, pass on, repair"),
    "correcting_ourselves": N_("correcting ourselves, in the open"),
}
"""Directions that are always open and whose rung says little (design section 5.3)."""


def answer(code: str | None, number: int) -> str:
    """A direction with its rung: "against it, rung 5 (open correction)"."""
    if code is None:
        return _("rung {number} ({rung})").format(number=number, rung=rung(number))
    if code in _BESIDE_THE_LADDER:
        return _(_BESIDE_THE_LADDER[code])
    return _("{direction}, rung {number} ({rung})").format(
        direction=direction(code), number=number, rung=rung(number)
    )


_KINDS = {
    "untrue": N_("untrue claim"),
    "false": N_("false claim"),
    "misleading": N_("misleading claim"),
    "true": N_("true claim"),
    "harmless": N_("harmless claim"),
    "protected": N_("protected speech"),
    "opinion": N_("opinion"),
    "criticism": N_("criticism"),
    "satire": N_("satire"),
    "question": N_("question"),
    "protest": N_("protest"),
    "journalism": N_("journalism"),
    "whistle_blowing": N_("whistle-blowing"),
    "true_report": N_("true report"),
}


def item_kind(code: str) -> str:
    """What an item is: its truth, or its class of protected speech."""
    return _word(_KINDS, code)


_ACTS = {
    "message": N_("a correction was published against it"),
    "notice": N_("a notice against it was sent to the platform"),
    "referral": N_("a referral form was filed about it"),
    "decision": N_("it was decided to act against it"),
}


def act(code: str) -> str:
    """An act of over-reaction, plainly."""
    return _word(_ACTS, code)


_VERDICTS = {
    "true": N_("true"),
    "false": N_("false"),
    "misleading": N_("misleading"),
    "unverified": N_("unverified"),
    "not_checkable": N_("not checkable"),
}


def verdict(code: str) -> str:
    """A team's conclusion."""
    return _word(_VERDICTS, code)


_STEPS = {
    "first_post": N_("First post"),
    "report": N_("Reported"),
    "reported": N_("Reported"),
    "incident": N_("Incident opened"),
    "verdict": N_("Verdict"),
    "decision": N_("Decision"),
    "statement": N_("First statement"),
    "first_statement": N_("First statement"),
    "message": N_("Message published"),
    "correction": N_("Correction published"),
    "own_correction": N_("Own error corrected"),
    "approval": N_("Approval"),
    "truth": N_("Truth arrives"),
    "closed": N_("Incident closed"),
}


def step(name: str) -> str:
    """What a step of an incident is called."""
    return _(_STEPS[name]) if name in _STEPS else readable(name)


_MESSAGES = {
    "holding_statement": N_("holding statement"),
    "protective_advice": N_("protective advice"),
    "correction": N_("correction"),
    "correcting_ourselves": N_("correcting ourselves"),
    "answer": N_("answer"),
}


def message_type(code: str) -> str:
    """The kind of a message."""
    return _word(_MESSAGES, code)


_MISDIRECTIONS = {
    "disputes": N_("disputes what is true or protected"),
    "confirms": N_("confirms what is untrue"),
    "repeats": N_("repeats what is untrue"),
}


def misdirection(code: str) -> str:
    """What is wrong with a message that told people the opposite of what they needed."""
    return _word(_MISDIRECTIONS, code)


_POINTS = {
    "bare": N_("bare statement"),
    "holding": N_("parts of a holding statement"),
    "evidence": N_("evidence shown"),
    "independent_evidence": N_("evidence from others"),
    "alternative": N_("what really happened, with evidence"),
    "fact_first": N_("fact"),
    "fallacy": N_("warning and how it misleads"),
    "advice": N_("advice"),
    "next_update": N_("time of the next word"),
    "second_pair_of_eyes": N_("second pair of eyes"),
}


def rubric_line(code: str) -> str:
    """A line of the message rubric."""
    return _word(_POINTS, code)


RATINGS = {
    "P": N_("Performed without Challenges"),
    "S": N_("Performed with Some Challenges"),
    "M": N_("Performed with Major Challenges"),
    "U": N_("Unable to be Performed"),
}
"""HSEEP's rating names."""


def rating(code: str) -> str:
    """The name of a rating."""
    return _(RATINGS[code]) if code in RATINGS else code


_ELEMENTS = {
    "planning": N_("Planning"),
    "organization": N_("Organization"),
    "equipment": N_("Equipment"),
    "training": N_("Training"),
    "exercise": N_("Exercise"),
}


def element(code: str) -> str:
    """An HSEEP capability element."""
    return _(_ELEMENTS[code]) if code in _ELEMENTS else readable(code)


_RANGES = {
    "one draw": N_("one draw: a single run of the model's luck, so small differences mean nothing"),
    "open loop": N_(
        "range, open loop: the recorded acts at their recorded times, meeting other luck"
    ),
    "closed loop": N_("range, closed loop: scripted teams that react to other luck"),
}


def effect(row: ItemEffect, kind: str) -> Markup:
    """What the team changed about one claim, in person-hours of belief and plain words."""
    if two_figures(row.averted) == "0":
        return say(_("no difference"))
    if kind == "true":
        better, worse = _("{number} person-hours gained"), _("{number} person-hours lost")
    else:
        better, worse = _("{number} person-hours avoided"), _("{number} person-hours added")
    return say(better if row.averted > 0 else worse, number=two_figures(abs(row.averted)))


_CHANCE = 0.3
"""Below this d′ acts hardly tell the two apart; people at large reach 1.12 with news (Pfander and
Altay 2025, reference of the measure's target)."""
_LEANING = 0.2
"""Beyond this criterion, either way, the leaning is worth a sentence."""


def discernment(over: OverReaction) -> str:
    """Whether the acts told harmful untruth from the rest, and which way they leaned."""
    if not over.signals or not over.noise or not over.hits + over.false_alarms:
        return ""
    if over.d_prime < -_CHANCE:
        return _("Acts went more often against what was to be left alone than against harm.")
    if over.d_prime < _CHANCE:
        return _("The acts hardly told the two apart.")
    if over.criterion < -_LEANING:
        return _("On the whole the threshold for acting was low.")
    if over.criterion > _LEANING and not over.acts:
        return _("On the whole the threshold for acting was high.")
    return ""


def range_kind(code: str) -> str:
    """How a range was made."""
    return _(_RANGES[code]) if code in _RANGES else readable(code)


_OUTCOMES = {
    "decided": N_("decided"),
    "handed_over": N_("handed over"),
    "closed": N_("closed"),
    "open": N_("still open at EndEx"),
    "merged": N_("merged with another incident"),
}


def outcome(code: str) -> str:
    """How an incident ended."""
    return _word(_OUTCOMES, code)


_REASONS = {
    "never": N_("never, up to EndEx"),
    "never_for_half": N_("never for half of them or more"),
    "no_such_item": N_("nothing of the kind came up"),
    "no_messages": N_("no message was published"),
    "no_signals": N_("nothing called for an act against it"),
    "no_verdicts": N_("no verdict was given"),
    "no_noise": N_("nothing called for restraint"),
    "no_notices": N_("no notice was sent"),
    "no_acts": N_("no act that needs approval"),
    "no_danger": N_("nobody was in danger"),
    "no_ticks": N_("the audience did not run"),
    "no_own_error": N_("no own error"),
    "no_orders": N_("no such order was given"),
    "no_forecasts": N_("no forecast was given"),
    "no_handovers": N_("nothing was handed over"),
    "nothing_decided": N_("nothing was decided"),
    "nothing_shared": N_("nothing to coordinate"),
}


def reason(code: str | None) -> str:
    """Why there is no value."""
    return _("no value") if not code else _word(_REASONS, code)


_UNITS = {
    "minutes": N_("time"),
    "person_hours": N_("person-hours"),
    "people": N_("people"),
    "per_mille": N_("share"),
    "share": N_("share"),
    "fraction": N_("share"),
    "count": N_("count"),
    "points": N_("points of 200"),
    "per_mille_points": N_("percentage points"),
    "acts": N_("acts"),
    "rungs": N_("rungs"),
    "refusals": N_("refusals"),
    "d_prime": N_("standard deviations"),
    "criterion": N_("standard deviations"),
    "brier": N_("Brier score"),
}


_SAID = {
    "person_hours": N_("person-hours"),
    "people": N_("people"),
    "per_mille_points": N_("percentage points"),
    "points": N_("points of 200"),
}


def said_unit(code: str) -> str:
    """The unit to say after a number that does not tell it by itself; empty for the others."""
    return _(_SAID[code]) if code in _SAID else ""


def unit(code: str) -> str:
    """What a measure is counted in."""
    return _word(_UNITS, code)
