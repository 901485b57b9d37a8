"""From a log to the after-action report as data, and to ``measures.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from infodrill.evaluation.aar import AfterActionReport
from infodrill.evaluation.acts import acts_against
from infodrill.evaluation.case import Case
from infodrill.evaluation.counterfactual import Ranges, averted_range, effects, range_kind
from infodrill.evaluation.findings import Ground, areas, plan, strengths, unhandled
from infodrill.evaluation.measures import take
from infodrill.evaluation.measures.warning import people_at_risk
from infodrill.evaluation.moments import hand_acts, moments
from infodrill.evaluation.output import measures_json, measures_schema
from infodrill.evaluation.overview import over_reaction, overview, phases, rights_card
from infodrill.evaluation.ratings import rate
from infodrill.evaluation.series import item_series, trust_series
from infodrill.evaluation.stats import rounded
from infodrill.evaluation.stories import stories
from infodrill.exercise.quality import RUBRIC
from infodrill.exercise.record import Record
from infodrill.exercise.state import Index
from infodrill.scenario.localise import localised
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import Rating


def after_action_report(
    scenario: Scenario,
    records: Iterable[Record] | Case,
    *,
    language: str = "en",
    ratings: Mapping[str, Rating] | None = None,
    ranges: Ranges | None = None,
) -> AfterActionReport:
    """Everything the report tells, from the log and the pinned scenario only.

    Args:
        scenario: the scenario that the log pins.
        records: the whole log in order, or a Case made of it.
        language: of the report; the scenario's own words follow where it has that language.
        ratings: ratings by people, by critical task id.
        ranges: what was averted under other luck (see `ranges_over`).

    Raises:
        LogUnfit: the log does not begin, or pins another scenario.
    """
    case = records if isinstance(records, Case) else Case.of(scenario, records)
    case = in_language(case, language)
    taken = take(case)
    whole = {one.measure.name: one for one in taken if one.reading.scope.kind == "exercise"}
    acts = acts_against(case)
    ground = Ground(case, taken)
    found = areas(ground)
    net = whole["harm_person_hours_averted"].value.value
    at_risk = people_at_risk(case)
    header = case.scenario.header
    return AfterActionReport(
        language=language,
        title=header.title,
        overview=overview(case),
        played_by=case.opened.played_by,
        cut=case.opened.cut,
        seed=case.seed or "",
        agents=case.opened.agents,
        people_represented=case.scenario.audience.people_represented,
        engine=case.opened.engine,
        calibration=case.opened.calibration,
        rubric=next((one.fact.rubric for one in case.messages), RUBRIC),
        head=case.head,
        complete=case.state.closed,
        end_ms=case.end_ms,
        start_calendar=header.calendar_start,
        phases=phases(case),
        jumps=case.jumps,
        teams=tuple(
            (team, case.state.index.teams[team].title, case.state.index.teams[team].unit)
            for team in case.teams
        ),
        hand_acts=hand_acts(case),
        over_reaction=over_reaction(case, acts, whole),
        effects=effects(case, ranges),
        averted_person_hours=None if net is None else float(net),
        range_kind=range_kind(case, ranges),
        moments=moments(case),
        series=item_series(case, acts),
        trust=trust_series(case),
        incidents=stories(case, acts),
        unhandled=tuple(
            (item.id, item.statement, case.first_seen[item.id]) for item in unhandled(case)
        ),
        capabilities=rate(case, taken, ratings),
        strengths=strengths(ground),
        areas=found,
        plan=plan(ground, found),
        measures=tuple(one.value for one in taken),
        rights=rights_card(case, whole),
        averted_range=averted_range(None if net is None else float(net), ranges),
        runs=1 + (ranges.runs if ranges else 0),
        people_at_risk=None if at_risk is None else int(rounded(at_risk, 0)),
    )


def in_language(case: Case, language: str) -> Case:
    """The case with the scenario's words in a language it has; what was played stays the same."""
    scenario = case.scenario
    known = {*scenario.header.languages[:1], *(one.language for one in scenario.locales)}
    if language not in known or language == scenario.header.languages[0]:
        return case
    told = localised(scenario, language)
    return replace(
        case, scenario=told, state=replace(case.state, scenario=told, index=Index.of(told))
    )


__all__ = ["after_action_report", "in_language", "measures_json", "measures_schema"]
