"""How soon: minutes of play from an item's first appearance to each step of the response.

Per incident the time it took, or null and *never*. Per team and exercise the Kaplan-Meier median
over the matters, those never handled included as censored at EndEx: the mean of those who did it
would flatter whoever did little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import (
    OwnError,
    Steps,
    asks_for_correction,
    asks_for_decision,
    asks_for_statement,
    asks_for_verdict,
    incident_steps,
    own_errors,
    owner_of,
    seen_ms,
    steps_of,
)
from infodrill.evaluation.measures.registry import (
    NEVER,
    NEVER_FOR_HALF,
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
    share,
)
from infodrill.evaluation.stats import Number, km_median, median
from infodrill.scenario.item import Item

MINUTE = 60_000
TIER_MINUTES = (45, 45, 30, 15)
"""Minutes to a public word by severity 0-3: routine, routine, elevated, high (tiers of the
integritykit evaluation framework)."""
TIERS = (
    "public word within 15, 30 or 45 min by severity (tiers of the integritykit evaluation "
    "framework), but not before the item's `within_minutes`"
)
SCENARIO = "the item's own reference decision (`within_minutes`)"
HALF = "half of the item's `within_minutes`; the other half is for verifying (house rule)"
ALLOWED_NEVER = (Fraction(20, 100), Fraction(34, 100), Fraction(50, 100))
"""What the 80, 66 and 50 per cent of the precedent leave."""
PLAY_TIME = "Minutes that the clock jumped over are left out: nobody could act in them."
CENSORED = (
    "Never handled counts as censored at EndEx; no median where fewer than half were. " + PLAY_TIME
)

Asks = Callable[[Item], bool]
Target = Callable[[Item], Number]
Pick = Callable[[Steps], int | None]


def tier_target(item: Item) -> Number:
    """Minutes to a public word, by severity, but none before the reference decision is due."""
    tier = TIER_MINUTES[max(0, min(3, item.harm.severity))]
    return max(tier, item.reference.within_minutes)


def decision_target(item: Item) -> Number:
    """Minutes to the decision, as the scenario's reference says."""
    return item.reference.within_minutes


def half_target(item: Item) -> Number:
    """Half of the minutes to the decision."""
    return Fraction(item.reference.within_minutes, 2)


def _readings(case: Case, pick: Pick, asks: Asks, target: Target) -> Iterator[Reading]:
    for incident in case.incidents:
        items = [item for item in case.items_of[incident.id] if asks(item)]
        seen = seen_ms(case, incident)
        if not items or seen is None:
            continue
        done = pick(incident_steps(case, incident))
        yield Reading(
            of_incident(incident),
            None if done is None else minutes(case, seen, done),
            NEVER if done is None else None,
            target=min(target(item) for item in items),
        )
    matters = [
        (owner_of(case, item), target(item), _timed(case, case.first_seen[item.id], pick, item))
        for item in case.items
        if asks(item)
    ]
    for scope, team in _groups(case):
        chosen = [one for one in matters if team in (None, one[0])]
        yield aggregate(scope, [one[2] for one in chosen], [one[1] for one in chosen])


def aggregate(scope: Scope, times: list[tuple[int, bool]], targets: list[Number]) -> Reading:
    """The Kaplan-Meier median in minutes, held against the median of the single targets."""
    if not times:
        return Reading(scope, None, "no_such_item")
    middle = km_median(times)
    if middle is not None:
        return Reading(scope, Fraction(middle, MINUTE), target=median(targets))
    happened = any(done for _, done in times)
    reason = NEVER_FOR_HALF if happened else NEVER
    return Reading(scope, None, reason, target=median(targets))


def minutes(case: Case, since_ms: int, at_ms: int) -> Fraction:
    """Minutes of play between two moments (see `Case.played_ms`)."""
    return Fraction(case.played_ms(since_ms, at_ms), MINUTE)


def _timed(case: Case, since: int, pick: Pick, item: Item) -> tuple[int, bool]:
    done = pick(steps_of(case, item))
    return case.played_ms(since, case.end_ms if done is None else done), done is not None


def _groups(case: Case) -> Iterator[tuple[Scope, str | None]]:
    for team in case.teams:
        yield of_team(team), team
    yield of_exercise(case), None


def _never(case: Case, pick: Pick, asks: Asks) -> Iterator[Reading]:
    matters = [
        (owner_of(case, item), pick(steps_of(case, item)) is None)
        for item in case.items
        if asks(item)
    ]
    for scope, team in _groups(case):
        chosen = [never for owner, never in matters if team in (None, owner)]
        yield share(scope, chosen, "no_such_item")


@measure(
    "time_to_report",
    "minutes",
    1,
    better="lower",
    source=HALF,
    caveat=CENSORED,
)
def time_to_report(case: Case) -> Iterator[Reading]:
    """From first appearance to the first report ("we saw this") of an item to be acted upon."""
    return _readings(case, lambda steps: steps.report, asks_for_decision, half_target)


@measure("time_to_incident", "minutes", 1, better="lower", source=HALF, caveat=CENSORED)
def time_to_incident(case: Case) -> Iterator[Reading]:
    """From first appearance to the opening of an incident about an item to be acted upon."""
    return _readings(case, lambda steps: steps.incident, asks_for_decision, half_target)


@measure(
    "time_to_verdict",
    "minutes",
    1,
    better="lower",
    source=SCENARIO,
    caveat=f"A verdict that was changed later does not count. {CENSORED}",
)
def time_to_verdict(case: Case) -> Iterator[Reading]:
    """From first appearance to the verdict that stood, for claims to be acted upon."""
    return _readings(case, lambda steps: steps.verdict, asks_for_verdict, decision_target)


@measure(
    "time_to_decision",
    "minutes",
    1,
    better="lower",
    source=SCENARIO,
    caveat=f"Says nothing of whether the decision was right: see the discernment. {CENSORED}",
)
def time_to_decision(case: Case) -> Iterator[Reading]:
    """From first appearance to the decision whose direction stood at EndEx."""
    return _readings(case, lambda steps: steps.decision, asks_for_decision, decision_target)


@measure(
    "time_to_first_statement",
    "minutes",
    1,
    better="lower",
    source=TIERS,
    caveat="Where the reference is to answer, an open reply counts, but never as a correction. "
    + CENSORED,
)
def time_to_first_statement(case: Case) -> Iterator[Reading]:
    """From first appearance to the first public word of a team about an item that needs one.

    A word that disputes what is true or protected, or confirms what is untrue, is none.
    """
    return _readings(case, lambda steps: steps.statement, asks_for_statement, tier_target)


@measure(
    "time_to_correction",
    "minutes",
    1,
    better="lower",
    source=TIERS,
    caveat=f"A correction that was withdrawn does not count. {CENSORED}",
)
def time_to_correction(case: Case) -> Iterator[Reading]:
    """From first appearance of an untrue claim to a team's open correction of it."""
    return _readings(case, lambda steps: steps.correction, asks_for_correction, tier_target)


@measure(
    "time_to_own_correction",
    "minutes",
    1,
    better="lower",
    source=TIERS,
    caveat=f"Openly withdrawing the wrong message counts too. {CENSORED}",
)
def time_to_own_correction(case: Case) -> Iterator[Reading]:
    """From an authority's own wrong statement to its open correction by the same team."""
    errors = own_errors(case)
    for incident in case.incidents:
        about = {item.id for item in case.items_of[incident.id]}
        here = [error for error in errors if error.item.id in about]
        if not here:
            continue
        open_errors = [error for error in here if error.corrected_ms is None]
        yield Reading(
            of_incident(incident),
            None
            if open_errors
            else max(_took(case, error)[0] for error in here) / Fraction(MINUTE),
            NEVER if open_errors else None,
            target=min(tier_target(error.item) for error in here),
        )
    for scope, team in _groups(case):
        chosen = [error for error in errors if team in (None, error.team)]
        if chosen:
            times = [_took(case, error) for error in chosen]
            yield aggregate(scope, times, [tier_target(error.item) for error in chosen])
        else:
            yield Reading(scope, None, "no_own_error")


def _took(case: Case, error: OwnError) -> tuple[int, bool]:
    until = case.end_ms if error.corrected_ms is None else error.corrected_ms
    return case.played_ms(error.at_ms, until), error.corrected_ms is not None


@measure(
    "never_decided",
    "share",
    3,
    better="lower",
    target=0,
    bounds=ALLOWED_NEVER,
    source="what 80, 66 and 50 % of the target leave (precedent)",
    caveat="Says how much the median of the times leaves out.",
)
def never_decided(case: Case) -> Iterator[Reading]:
    """Share of the items to be acted upon that nobody had decided by EndEx."""
    return _never(case, lambda steps: steps.decision, asks_for_decision)


@measure(
    "never_corrected",
    "share",
    3,
    better="lower",
    target=0,
    bounds=ALLOWED_NEVER,
    source="what 80, 66 and 50 % of the target leave (precedent)",
    caveat="Counts the claims that the reference would correct openly, not every untrue one.",
)
def never_corrected(case: Case) -> Iterator[Reading]:
    """Share of the untrue claims to be corrected that no team had corrected by EndEx."""
    return _never(case, lambda steps: steps.correction, asks_for_correction)
