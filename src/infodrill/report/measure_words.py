"""What each measure is called for a reader, and what it does not say."""

from __future__ import annotations

from infodrill.i18n import gettext as _
from infodrill.report.say import N_
from infodrill.report.words import readable

MEASURES: dict[str, tuple[str, str]] = {
    "time_to_report": (
        N_("Time to report"),
        N_("From an item's first post to the first report of it; noticing is not yet answering."),
    ),
    "time_to_incident": (
        N_("Time to incident"),
        N_("From an item's first post to the incident about it."),
    ),
    "time_to_verdict": (
        N_("Time to verdict"),
        N_("Fast and wrong is worse than slow and right; read it beside the verdicts."),
    ),
    "time_to_decision": (
        N_("Time to decision"),
        N_("A decision to do nothing, with a reason, counts as a decision."),
    ),
    "time_to_first_statement": (
        N_("Time to first statement"),
        N_(
            "A holding statement counts, and an open reply to what is to be answered; a word that "
            "disputes what is true does not."
        ),
    ),
    "time_to_correction": (
        N_("Time to correction"),
        N_("Untrue claims only. What was never corrected is counted beside it, not left out."),
    ),
    "time_to_own_correction": (
        N_("Time to own correction"),
        N_("How long the team's own wrong statement stood."),
    ),
    "never_decided": (
        N_("Never decided"),
        N_("Share of items without a decision by EndEx; medians of times alone would hide them."),
    ),
    "never_corrected": (
        N_("Never corrected"),
        N_("Share of untrue claims without a correction by EndEx."),
    ),
    "people_left_unwarned": (
        N_("People left unwarned"),
        N_("People of the groups at risk whom no warning reached in time, under the model."),
    ),
    "share_left_unwarned": (
        N_("Share left unwarned"),
        N_("Of the people at risk, danger by danger: a person in two of them counts twice."),
    ),
    "discernment_d_prime": (
        N_("Discernment (d′)"),
        N_(
            "How well acts told harmful untruth from the rest; 0 is chance. Few items: read with "
            "care."
        ),
    ),
    "discernment_criterion": (
        N_("Criterion (c)"),
        N_("Below 0 the team acts too readily, above 0 too rarely. Few items: read with care."),
    ),
    "over_reaction": (
        N_("Over-reaction"),
        N_("Acts at rung 5 or above against protected, true or harmless items."),
    ),
    "rung_excess": (
        N_("Rungs above the reference"),
        N_("The reference is the scenario author's judgement."),
    ),
    "notice_precision": (
        N_("Notices upheld"),
        N_("By the simulated platform's published rules, which are not any real platform's."),
    ),
    "process_fidelity": (
        N_("Process followed"),
        N_("Following a poor process also scores; the process itself is not judged."),
    ),
    "approvals_kept": (
        N_("Approvals kept"),
        N_("A second person looked before publication; how closely is not seen."),
    ),
    "coordination": (
        N_("Coordination"),
        N_("Right owner, handovers accepted in time, no contradiction between teams."),
    ),
    "handover_time": (
        N_("Handover time"),
        N_("From offer to acceptance."),
    ),
    "message_quality": (
        N_("Message quality"),
        N_("From a message's parts and evidence, blind to wording; 200 is the most."),
    ),
    "verdict_evidence": (
        N_("Verdicts resting on evidence"),
        N_("Counts the evidence cited, not how well it carries the verdict."),
    ),
    "evidence_coverage": (
        N_("Messages with evidence"),
        N_("That evidence was attached, not that people read it."),
    ),
    "correction_coverage": (
        N_("Reach of corrections"),
        N_("Of those who met an untrue claim, how many also met its correction."),
    ),
    "reach_before_correction": (
        N_("Reach before correction"),
        N_("People who had met an untrue claim before its first correction."),
    ),
    "amplification_by_us": (
        N_("Spread by our own words"),
        N_("People who met the claim only through the team's answer to it."),
    ),
    "misbelief_averted": (
        N_("Untrue belief averted"),
        N_("Without the team minus with it, under the model; never a forecast."),
    ),
    "true_belief_lost": (
        N_("True belief lost"),
        N_("Belief in true claims that the team's acts cost; more is worse."),
    ),
    "harm_person_hours_averted": (
        N_("Harmful error averted, net"),
        N_("Untrue belief averted less true belief lost; no overall score."),
    ),
    "warranted_trust": (
        N_("Trust gained"),
        N_("Trust in the team's account at EndEx, with the team minus without it."),
    ),
    "forecast_brier": (
        N_("Forecasts (Brier score)"),
        N_("0 is best; always saying one half gives 0.25."),
    ),
    "forecast_reliability": (
        N_("Forecasts: reliability"),
        N_(
            "0 means that what was called 70 % likely came true in 70 % of cases. Few cases: read "
            "with care."
        ),
    ),
    "forecast_resolution": (
        N_("Forecasts: resolution"),
        N_("0 means that every forecast said the same."),
    ),
    "orders_declined": (
        N_("Forbidden orders declined"),
        N_("Declining an order that the line forbids is right."),
    ),
    "gate_refusals": (
        N_("Refusals by the rights gate"),
        N_("Attempts that did not go through; trying and learning is no fault."),
    ),
}
"""Title and caveat by the measure's name."""


def measure_title(name: str) -> str:
    """What a measure is called."""
    return _(MEASURES[name][0]) if name in MEASURES else readable(name)


def measure_caveat(name: str) -> str:
    """What a measure does not say; empty for a measure without a row here."""
    if name not in MEASURES:
        return ""
    caveat = _(MEASURES[name][1])
    if name.startswith("time_to_") or name == "handover_time":
        caveat += " " + _("Play time only: minutes that the clock jumped over are left out.")
    return caveat
