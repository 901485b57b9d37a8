"""Strengths, areas for improvement and the draft plan, as codes with facts.

Each rule is one small function over the measures and the case. A code is worded by the report. A
finding says what was observed, never what to do; the plan's corrective action and its HSEEP element
come from `causes`. No row is assigned to an organisation that did not do the act, and the dates
stay open until the after-action meeting (HSEEP 2020).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from infodrill.evaluation import causes
from infodrill.evaluation.aar import Finding, PlanRow
from infodrill.evaluation.acts import AgainstAct, over_reactions, rung_excess, what_it_is
from infodrill.evaluation.case import Case
from infodrill.evaluation.causes import ACTIONS, ELEMENTS, Action
from infodrill.evaluation.matters import (
    asks_for_correction,
    asks_for_statement,
    asks_for_warning,
    own_errors,
    owner_of,
    steps_of,
)
from infodrill.evaluation.measures.coordination import (
    HANDOVER_MINUTES,
    contradictions,
    handovers,
)
from infodrill.evaluation.measures.messages import claims_of_fact
from infodrill.evaluation.measures.process import (
    follows_process,
    has_firm_verdict,
    rests_on_evidence,
)
from infodrill.evaluation.measures.registry import Taken
from infodrill.evaluation.measures.timeliness import minutes, tier_target
from infodrill.evaluation.measures.warning import unwarned
from infodrill.evaluation.ratings import letter
from infodrill.evaluation.stats import Number, rounded
from infodrill.evaluation.stories import verdict_right
from infodrill.scenario.item import Item
from infodrill.scenario.words import Rating

ICCPR = "ICCPR article 19; Human Rights Committee, General Comment 34"
CERC = "CERC: be first, be right, be credible"
HANDBOOK = "Debunking Handbook 2020: fact, warning, fallacy, fact"
LINE = "The exercise's own line: harm is to people, not to image"
LINE_EVIDENCE = "A verdict rests on evidence, one piece of it not from the subject"
SANTA_CLARA = "Santa Clara Principles 2.0: notices cite the rule and ask for review"
PROCESS = "The team's own written process"
MANDATE = "Each matter is answered by the body whose answer it is"
SIGNALS = "Signal detection: harmful untrue claims against everything else"
MODEL = "Counterfactual: the same minutes without the teams, under the model"
BRIER = "Brier score below half of always 50 %"


@dataclass(frozen=True)
class Ground:
    """What the rules look at."""

    case: Case
    taken: tuple[Taken, ...]

    @cached_property
    def over_reactions(self) -> list[AgainstAct]:
        """Acts against protected, true or harmless speech."""
        return over_reactions(self.case)

    def letters(self, name: str, kind: str = "team") -> Iterator[tuple[str, Rating, Taken]]:
        """(scope id, letter, reading) of one measure wherever it has a letter."""
        for one in self.taken:
            if one.measure.name == name and one.reading.scope.kind == kind:
                rating = letter(one)
                if rating is not None:
                    yield one.reading.scope.id, rating, one

    def capability(self, measure: str) -> str:
        """The first capability one of whose critical tasks names the measure; empty for none."""
        for objective in self.case.scenario.header.objectives:
            for capability in objective.capabilities:
                for task in capability.critical_tasks:
                    if measure in task.measures:
                        return capability.id
        return ""

    def strength(self, code: str, measure: str, team: str, reference: str, **facts: str) -> Finding:
        """A strength."""
        return Finding(code, facts, reference, "", self.capability(measure), team, measure)

    def area(
        self,
        code: str,
        measure: str,
        team: str,
        reference: str,
        incidents: Iterable[str] = (),
        proposed: Action | None = None,
        **facts: str,
    ) -> Finding:
        """An area for improvement, with a question about its cause and what is proposed.

        ``proposed`` is what the log leaves of the code's row in `ACTIONS`; without it, all of it.
        """
        proposed = proposed or ACTIONS[code]
        return Finding(
            code,
            facts,
            reference,
            proposed.cause,
            self.capability(measure),
            team,
            measure,
            tuple(incidents),
            proposed.action,
        )

    def incidents(self, item: Item, team: str = "") -> tuple[str, ...]:
        """The incidents about an item, of one team or of all."""
        about = self.case.incidents_about(item.id)
        return tuple(one.id for one in about if team in ("", *one.teams))


Rule = Callable[[Ground], Iterable[Finding]]


def strengths(ground: Ground) -> tuple[Finding, ...]:
    """What went well, in the order of the rules."""
    return tuple(finding for rule in _STRENGTHS for finding in rule(ground))


def areas(ground: Ground) -> tuple[Finding, ...]:
    """What to work on; over-reaction first."""
    return tuple(finding for rule in _AREAS for finding in rule(ground))


def plan(ground: Ground, found: Iterable[Finding]) -> tuple[PlanRow, ...]:
    """One draft row per kind of finding and team; owner's contact and dates stay open."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        groups.setdefault((one.action, one.team), []).append(one)
    return tuple(_plan_row(ground, members) for members in groups.values())


def _plan_row(ground: Ground, members: list[Finding]) -> PlanRow:
    first = members[0]
    team = ground.case.state.index.teams.get(first.team)
    return PlanRow(
        first.capability,
        first.code,
        first.facts,
        first.action,
        ELEMENTS[first.action],
        team.unit if team else "",
        "",
        "",
        "",
        len(members) - 1,
    )


def unhandled(case: Case) -> list[Item]:
    """Items that called for a public word or an act and got no incident, message or reply."""
    return [item for item in case.items if asks_for_statement(item) and _untouched(case, item)]


def _untouched(case: Case, item: Item) -> bool:
    steps = steps_of(case, item)
    return steps.decision is None and steps.statement is None


# Strengths -----------------------------------------------------------------------------------


def _left_protected_speech_alone(ground: Ground) -> Iterator[Finding]:
    case = ground.case
    decided = any(incident.decision is not None for incident in case.incidents)
    shown = sum(item.is_noise for item in case.items)
    if decided and shown and not ground.over_reactions:
        yield ground.strength(
            "protected_speech_left_alone", "over_reaction", "", ICCPR, items=str(shown)
        )


def _in_time(code: str, measure: str, reference: str) -> Rule:
    def rule(ground: Ground) -> Iterator[Finding]:
        for team, _, one in ground.letters(measure):
            value, target = one.value.value, one.value.target
            if value is not None and target is not None and value <= target:
                yield ground.strength(
                    code,
                    measure,
                    team,
                    reference,
                    minutes=_text(one.value.value),
                    target=_text(one.value.target),
                )

    return rule


def _well(code: str, measure: str, reference: str) -> Rule:
    def rule(ground: Ground) -> Iterator[Finding]:
        for team, rating, one in ground.letters(measure):
            if rating is Rating.performed:
                yield ground.strength(code, measure, team, reference, value=_text(one.value.value))

    return rule


def _averted(ground: Ground) -> Iterator[Finding]:
    for one in ground.taken:
        whole = one.reading.scope.kind == "exercise"
        value = one.value.value
        if one.measure.name == "misbelief_averted" and whole and value is not None and value > 0:
            yield ground.strength(
                "misbelief_averted", "misbelief_averted", "", MODEL, person_hours=_text(value)
            )


def _warned(ground: Ground) -> Iterator[Finding]:
    for team, missed, at_risk in _dangers(ground.case):
        if missed * 2 <= at_risk:
            yield _warning(ground.strength, "people_warned", team, missed, at_risk)


# Areas for improvement -----------------------------------------------------------------------


def _over_reacted(ground: Ground) -> Iterator[Finding]:
    for act in ground.over_reactions:
        # Disputing what is so is a fault of verifying; the rest is a fault of telling speech apart.
        true = what_it_is(act.item) == "true"
        code = "true_report_disputed" if true else "over_reaction"
        yield ground.area(
            code,
            "over_reaction",
            act.team,
            LINE_EVIDENCE if true else ICCPR,
            [act.incident],
            causes.of_over_reaction(ground.case, act.incident, code),
            act=act.kind,
            rung=str(act.rung),
            what=what_it_is(act.item),
            statement=act.item.statement if act.item else "",
        )


def _rung_too_high(ground: Ground) -> Iterator[Finding]:
    case = ground.case
    known = {act.incident for act in ground.over_reactions}
    acts: list[AgainstAct] = []
    for incident in case.incidents:
        excess = rung_excess(case, incident, acts)
        if excess and incident.id not in known and incident.decision is not None:
            yield ground.area(
                "rung_too_high",
                "rung_excess",
                incident.team,
                LINE,
                [incident.id],
                causes.of_rung(case, incident),
                incident=incident.title,
                rung=str(incident.decision.rung),
                excess=str(excess),
            )


def _unhandled(ground: Ground) -> Iterator[Finding]:
    for item in unhandled(ground.case):
        yield ground.area(
            "unhandled",
            "never_decided",
            owner_of(ground.case, item) or "",
            item.reference.why or SIGNALS,
            proposed=causes.of_unhandled(ground.case, item),
            statement=item.statement,
        )


def _statement_late(ground: Ground) -> Iterator[Finding]:
    # Where somebody acted against an item, that is the finding, and not that the answer is missing.
    missed = {item.id for item in unhandled(ground.case)}
    missed |= {act.item.id for act in ground.over_reactions if act.item}
    for item in ground.case.items:
        # A claim to be corrected has its own rule: a late first word is a late correction too.
        corrected = asks_for_correction(item)
        if asks_for_statement(item) and not corrected and item.id not in missed:
            at_ms = steps_of(ground.case, item).statement
            yield from _late(ground, item, at_ms, "statement", "time_to_first_statement", CERC)


def _correction_late(ground: Ground) -> Iterator[Finding]:
    missed = {item.id for item in unhandled(ground.case)}
    for item in ground.case.items:
        if asks_for_correction(item) and item.id not in missed:
            at_ms = steps_of(ground.case, item).correction
            yield from _late(ground, item, at_ms, "correction", "time_to_correction", HANDBOOK)


def _late(
    ground: Ground, item: Item, at_ms: int | None, step: str, measure: str, reference: str
) -> Iterator[Finding]:
    team = owner_of(ground.case, item) or ""
    target = tier_target(item)
    about = ground.incidents(item)
    code = f"{step}_missing" if at_ms is None else f"{step}_late"
    if step == "statement":
        proposed = causes.of_statement(ground.case, item, code)
    elif at_ms is None:
        proposed = causes.of_missing_correction(ground.case, item)
    else:
        proposed = causes.of_late_correction(ground.case, item, at_ms)
    if at_ms is None:
        yield ground.area(code, measure, team, reference, about, proposed, statement=item.statement)
        return
    took = minutes(ground.case, ground.case.first_seen[item.id], at_ms)
    if took > target:
        yield ground.area(
            code,
            measure,
            team,
            reference,
            about,
            proposed,
            statement=item.statement,
            minutes=_text(rounded(took, 1)),
            target=_text(rounded(target, 0)),
        )


def _people_unwarned(ground: Ground) -> Iterator[Finding]:
    for team, missed, at_risk in _dangers(ground.case):
        if missed * 2 > at_risk:
            proposed = causes.of_unwarned(ground.case, _dangers_of(ground.case, team))
            tell = partial(ground.area, proposed=proposed)
            yield _warning(tell, "people_unwarned", team, missed, at_risk)


def _dangers(case: Case) -> Iterator[tuple[str, Number, Number]]:
    """(team, people unwarned, people at risk) of the teams with a danger to warn of."""
    for team in case.teams:
        counts = [unwarned(case, item) for item in _dangers_of(case, team)]
        at_risk = sum(people for _, people in counts)
        if at_risk:
            yield team, sum(people for people, _ in counts), at_risk


def _dangers_of(case: Case, team: str) -> list[Item]:
    return [item for item in case.items if asks_for_warning(item) and owner_of(case, item) == team]


def _warning(
    tell: Callable[..., Finding], code: str, team: str, missed: Number, at_risk: Number
) -> Finding:
    return tell(
        code,
        "share_left_unwarned",
        team,
        CERC,
        people=_text(rounded(missed, 0)),
        at_risk=_text(rounded(at_risk, 0)),
    )


def _wrong_verdict(ground: Ground) -> Iterator[Finding]:
    for incident in ground.case.incidents:
        given = incident.verdict.verdict if incident.verdict else None
        if given and verdict_right(ground.case.items_of[incident.id], given) is False:
            firm = has_firm_verdict(incident) and not rests_on_evidence(ground.case, incident)
            code = "wrong_verdict_unfounded" if firm else "wrong_verdict"
            yield ground.area(
                code,
                "verdict_evidence" if firm else "time_to_verdict",
                incident.team,
                LINE_EVIDENCE,
                [incident.id],
                causes.of_verdict(ground.case, incident, code),
                incident=incident.title,
                verdict=given.value,
            )


def _verdict_without_evidence(ground: Ground) -> Iterator[Finding]:
    for incident in ground.case.incidents:
        given = incident.verdict.verdict if incident.verdict else None
        if verdict_right(ground.case.items_of[incident.id], given) is False:
            continue  # told by the rule above, with its evidence
        if has_firm_verdict(incident) and not rests_on_evidence(ground.case, incident):
            assert incident.verdict is not None
            yield ground.area(
                "verdict_without_evidence",
                "verdict_evidence",
                incident.team,
                LINE_EVIDENCE,
                [incident.id],
                causes.of_verdict(ground.case, incident, "verdict_without_evidence"),
                incident=incident.title,
                verdict=incident.verdict.verdict.value,
            )


def _own_error(ground: Ground) -> Iterator[Finding]:
    for error in own_errors(ground.case):
        until = ground.case.end_ms if error.corrected_ms is None else error.corrected_ms
        took = minutes(ground.case, error.at_ms, until)
        if error.corrected_ms is None or took > tier_target(error.item):
            never = error.corrected_ms is None
            code = "own_error_never_corrected" if never else "own_error_stood"
            yield ground.area(
                code,
                "time_to_own_correction",
                error.team,
                CERC,
                ground.incidents(error.item, error.team),
                causes.of_own_error(ground.case, error.item, code),
                statement=error.item.statement,
                minutes=_text(rounded(took, 1)),
                target=_text(rounded(tier_target(error.item), 0)),
            )


def _contradiction(ground: Ground) -> Iterator[Finding]:
    for item, teams in contradictions(ground.case):
        titles = [ground.case.state.index.teams[team].title for team in teams]
        yield ground.area(
            "contradiction",
            "coordination",
            "",
            MANDATE,
            ground.incidents(ground.case.state.index.items[item]),
            statement=ground.case.state.index.items[item].statement,
            teams=", ".join(titles),
        )


def _handover_slow(ground: Ground) -> Iterator[Finding]:
    for one in handovers(ground.case):
        until = ground.case.end_ms if one.answered_ms is None else one.answered_ms
        if minutes(ground.case, one.at_ms, until) > HANDOVER_MINUTES:
            yield ground.area(
                "handover_slow",
                "handover_time",
                one.offer.to_team,
                MANDATE,
                [one.offer.incident],
                incident=ground.case.state.incidents[one.offer.incident].title,
                minutes=_text(rounded(minutes(ground.case, one.at_ms, until), 1)),
            )


def _message_weak(ground: Ground) -> Iterator[Finding]:
    for team, rating, one in ground.letters("message_quality"):
        if rating in (Rating.major_challenges, Rating.unable):
            yield ground.area(
                "message_weak", "message_quality", team, HANDBOOK, points=_text(one.value.value)
            )


def _without_evidence(ground: Ground) -> Iterator[Finding]:
    drafts = ground.case.state.drafts
    bare: dict[str, int] = {}
    for message in claims_of_fact(ground.case):
        if not drafts[message.fact.draft].content.evidence:
            bare[message.fact.team] = bare.get(message.fact.team, 0) + 1
    for team, count in bare.items():
        yield ground.area(
            "message_without_evidence",
            "evidence_coverage",
            team,
            HANDBOOK,
            messages=str(count),
        )


def _off_process(ground: Ground) -> Iterator[Finding]:
    for team in ground.case.teams:
        decided = [
            one for one in ground.case.incidents if one.team == team and one.decision is not None
        ]
        off = [one for one in decided if not follows_process(ground.case, one)]
        if off:
            yield ground.area(
                "off_process",
                "process_fidelity",
                team,
                PROCESS,
                [one.id for one in off],
                causes.of_process(ground.case, off),
                off=str(len(off)),
                decided=str(len(decided)),
            )


def _notice_refused(ground: Ground) -> Iterator[Finding]:
    for team in ground.case.teams:
        refused = [
            one
            for one in ground.case.state.notices.values()
            if one.team == team and one.upheld is False
        ]
        if refused:
            yield ground.area(
                "notice_refused",
                "notice_precision",
                team,
                SANTA_CLARA,
                dict.fromkeys(one.incident for one in refused),
                notices=str(len(refused)),
            )


def _order_not_declined(ground: Ground) -> Iterator[Finding]:
    injects = ground.case.state.index.injects
    for task in ground.case.state.tasks.values():
        row = injects.get(task.inject or "")
        if row is not None and row.presses_to is not None and task.status != "declined":
            yield ground.area(
                "order_not_declined",
                "orders_declined",
                task.team,
                LINE,
                proposed=causes.of_order(ground.case, task),
                order=task.text,
                presses_to=row.presses_to,
                status=task.status,
            )


def _from_letter(code: str, measure: str, kind: str, reference: str, fact: str) -> Rule:
    def rule(ground: Ground) -> Iterator[Finding]:
        for scope, rating, one in ground.letters(measure, kind):
            if rating is not Rating.performed:
                team = scope if kind == "team" else ""
                lost = code == "true_belief_lost"
                yield ground.area(
                    code,
                    measure,
                    team,
                    reference,
                    proposed=causes.of_lost_belief(ground.case) if lost else None,
                    **{fact: _text(one.value.value)},
                )

    return rule


def _text(value: int | float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)


_STRENGTHS: tuple[Rule, ...] = (
    _left_protected_speech_alone,
    _well("orders_declined", "orders_declined", LINE),
    _warned,
    _in_time("statement_in_time", "time_to_first_statement", CERC),
    _in_time("correction_in_time", "time_to_correction", HANDBOOK),
    _in_time("own_error_corrected", "time_to_own_correction", CERC),
    _averted,
    _well("messages_explain", "message_quality", HANDBOOK),
    _well("evidence_shown", "evidence_coverage", HANDBOOK),
    _well("process_kept", "process_fidelity", PROCESS),
    _well("acted_as_one", "coordination", MANDATE),
    _well("forecasts_calibrated", "forecast_brier", BRIER),
)

_AREAS: tuple[Rule, ...] = (
    _over_reacted,
    _rung_too_high,
    _order_not_declined,
    _people_unwarned,
    _unhandled,
    _statement_late,
    _correction_late,
    _wrong_verdict,
    _verdict_without_evidence,
    _own_error,
    _contradiction,
    _handover_slow,
    _message_weak,
    _without_evidence,
    _off_process,
    _notice_refused,
    _from_letter("true_belief_lost", "true_belief_lost", "exercise", MODEL, "person_hours"),
    _from_letter("trust_lost", "warranted_trust", "team", MODEL, "points"),
)
