"""The after-action report as data: what ``report`` tells, with nothing left to compute.

Every number here was computed from the log and the pinned scenario and rounded to the decimals
its measure states. Words are the scenario's or the team's own, or a code that the teller words.
"""

from __future__ import annotations

from msgspec import Struct


class Scope(Struct, frozen=True):
    """What a value is about."""

    kind: str
    """``exercise``, ``team`` or ``incident``."""
    id: str


class MeasureValue(Struct, frozen=True):
    """One computed value; null plus a reason where a thing never happened."""

    name: str
    scope: Scope
    value: int | float | None
    unit: str
    target: int | float | None
    reason: str | None


class ItemEffect(Struct, frozen=True, rename={"with_team": "with", "without_team": "without"}):
    """One row of the counterfactual: person-hours of belief with and without the players.

    ``averted`` is signed so that more is better: for an untrue claim, believing avoided; for a
    true claim, belief gained.
    """

    item: str
    with_team: float
    without_team: float
    averted: float
    unit: str
    range: tuple[float, float] | None


class Series(Struct, frozen=True):
    """One item's curve over the exercise in both worlds, thinned to at most 400 points."""

    item: str
    statement: str
    kind: str
    """``untrue``, ``true`` or ``protected``."""
    quantity: str
    """``belief`` for claims, ``reach`` for protected speech; both per mille of the audience."""
    at_ms: tuple[int, ...]
    with_team: tuple[int, ...]
    without_team: tuple[int, ...]
    marks: tuple[tuple[int, str, str], ...]
    """(exercise ms, kind, text): first post, decision, message, truth."""


class TrustSeries(Struct, frozen=True):
    """Trust in one team's account in both worlds, per mille."""

    team: str
    title: str
    at_ms: tuple[int, ...]
    with_team: tuple[int, ...]
    without_team: tuple[int, ...]


class Moment(Struct, frozen=True):
    """One entry of the time line."""

    at_ms: int
    kind: str
    """``phase``, ``inject``, ``report``, ``incident``, ``verdict``, ``decision``, ``message``,
    ``withdrawn``, ``notice``, ``handover``, ``task``, ``declined``, ``truth``, ``trust`` …"""
    team: str
    text: str
    seq: int
    """The record it comes from."""


class Step(Struct, frozen=True):
    """One step of an incident with its time and, if late or missing, by how much."""

    name: str
    at_ms: int | None
    minutes: float | None
    """Minutes of play since the item's first appearance: jumps of the clock are left out."""
    target_minutes: float | None


class PathNode(Struct, frozen=True):
    """One node of a process tree as walked, or as the reference walks it."""

    tree: str
    node: str
    title: str
    choice: str
    at_ms: int | None


class MessageStory(Struct, frozen=True):
    """One published message with what the rubric gave it."""

    at_ms: int
    team: str
    type: str
    text: str
    quality: int
    points: dict[str, int]
    withdrawn: bool
    misdirected: str = ""
    """``disputes`` what is true or protected, or ``confirms`` what is untrue: a word against what
    people needed. Empty for all others."""


class IncidentStory(Struct, frozen=True):
    """One incident: what was done, in which order, against what a good team would have done."""

    id: str
    title: str
    team: str
    teams: tuple[str, ...]
    items: tuple[tuple[str, str, str], ...]
    """(item id, statement, truth or protected class)."""
    steps: tuple[Step, ...]
    path: tuple[PathNode, ...]
    direction: str | None
    rung: int | None
    reference_direction: str | None
    reference_rung: int
    reference_why: str
    verdict: str | None
    verdict_right: bool | None
    messages: tuple[MessageStory, ...]
    over_reaction: bool
    outcome: str


class OverReactionAct(Struct, frozen=True):
    """One act against protected, true or harmless speech at rung 5 or above."""

    at_ms: int
    team: str
    item: str
    statement: str
    what_it_is: str
    """Protected class, ``true`` or ``harmless``."""
    act: str
    """``message``, ``notice``, ``referral`` or ``decision``."""
    rung: int


class OverReaction(Struct, frozen=True):
    """What stands first in every report."""

    acts: tuple[OverReactionAct, ...]
    d_prime: float
    criterion: float
    hits: int
    signals: int
    false_alarms: int
    noise: int
    rung_excess: float
    notice_precision: float | None
    capped: bool
    """True when "Respond proportionately" is held at M or below."""


class TaskRating(Struct, frozen=True):
    """A critical task: the person's rating, or the suggested one with its evidence."""

    task: str
    title: str
    suggested: str | None
    """P, S, M, U, or None where the computed evidence does not suffice."""
    rated: str | None
    """By a person; None is told as "not evaluated"."""
    evidence: tuple[MeasureValue, ...]


class CapabilityRating(Struct, frozen=True):
    """A capability: worst of its tasks, capped where the line demands it."""

    objective: str
    capability: str
    title: str
    target: str
    suggested: str | None
    rated: str | None
    capped: bool
    tasks: tuple[TaskRating, ...]


class Finding(Struct, frozen=True):
    """A strength or an area for improvement, in the HSEEP parts."""

    code: str
    """Which rule found it; the teller has a sentence for it."""
    facts: dict[str, str]
    reference: str
    """The plan, rule or source it is held against."""
    analysis: str
    """Code of a question about the cause; empty for strengths, and where the log contradicts it."""
    capability: str
    team: str
    measure: str
    incidents: tuple[str, ...] = ()
    """Ids of the incidents in which it was observed."""
    action: str = ""
    """Code of the proposed corrective action; empty for strengths."""


class PlanRow(Struct, frozen=True):
    """One row of the draft improvement plan (HSEEP columns)."""

    capability: str
    issue: str
    """Code of the finding."""
    facts: dict[str, str]
    action: str
    """Code of the corrective action."""
    element: str
    """Planning, organization, equipment, training or exercise."""
    organization: str
    contact: str
    start: str
    completion: str
    alike: int = 0
    """How many more findings of the same team call for the same action."""


class RightsCard(Struct, frozen=True):
    """What the package holds and what was done with it."""

    false_items: int
    true_items: int
    protected_items: int
    protected_share: float
    criticisms_of_own_authority: int
    rungs_used: tuple[tuple[int, int], ...]
    """(rung, decisions)."""
    gate_refusals: int
    orders_declined: int
    notices: int
    notices_upheld: int
    package_digest: str


class AfterActionReport(Struct, frozen=True):
    """Everything the report tells."""

    language: str
    title: str
    overview: tuple[tuple[str, str], ...]
    """The eleven HSEEP labels in order (codes) with their text."""
    played_by: str
    cut: str
    seed: str
    agents: int
    people_represented: int
    engine: str
    calibration: str
    rubric: str
    head: str
    complete: bool
    """False when the log has no closing record."""
    end_ms: int
    start_calendar: str
    phases: tuple[tuple[str, int, int], ...]
    """(title, start ms, end ms)."""
    jumps: tuple[tuple[int, int], ...]
    teams: tuple[tuple[str, str, str], ...]
    """(id, title, unit)."""
    hand_acts: int
    """Controller acts by hand; the counterfactual holds given them."""
    over_reaction: OverReaction
    effects: tuple[ItemEffect, ...]
    averted_person_hours: float | None
    range_kind: str
    """``one draw``, ``open loop`` or ``closed loop``."""
    moments: tuple[Moment, ...]
    series: tuple[Series, ...]
    trust: tuple[TrustSeries, ...]
    incidents: tuple[IncidentStory, ...]
    unhandled: tuple[tuple[str, str, int], ...]
    """(item, statement, first seen ms) of items that needed an answer and got none."""
    capabilities: tuple[CapabilityRating, ...]
    strengths: tuple[Finding, ...]
    areas: tuple[Finding, ...]
    plan: tuple[PlanRow, ...]
    measures: tuple[MeasureValue, ...]
    rights: RightsCard
    averted_range: tuple[float, float] | None = None
    """Lowest and highest total over this run and the others; None for one draw."""
    runs: int = 1
    """How many runs the ranges span, this one among them."""
    people_at_risk: int | None = None
    """Summed over the dangers, so a person in two of them counts twice; None for no danger."""
