"""The shipped scenarios tell a good team from a slow, an absent and an overreacting one.

The quick tests look at a few seeds and a small audience; ``make soak`` takes twenty seeds, the
median and the count of signs.
"""

from __future__ import annotations

from statistics import median

import pytest

from infodrill.conduct.headless import run_headless
from infodrill.conduct.scripted import scripted_team
from infodrill.evaluation.aar import AfterActionReport
from infodrill.scenario.check import check_folder
from infodrill.scenario.localise import localised
from infodrill.shipped import scenario_folder
from tests.golden.shipped import (
    NAMES,
    TEAMS,
    VARIANTS,
    digests,
    played,
    report_of,
    shipped,
    value,
)

QUICK = {"seeds": (1, 2, 3), "agents": 4000}
LONG = {"seeds": tuple(range(1, 21)), "agents": 20_000}


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_has_no_findings(name: str) -> None:
    result = check_folder(scenario_folder(name))
    assert [finding.text() for finding in result.findings] == []


@pytest.mark.parametrize("team", TEAMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_team_finds_every_cue_and_is_never_refused(name: str, team: str) -> None:
    run = played(name, team, 1, QUICK["agents"])
    assert run.refusals == ()
    assert run.never_started == ()


@pytest.mark.parametrize("name", NAMES)
def test_world_b_is_the_exercise_that_nobody_played(name: str) -> None:
    nobody = played(name, "absent", 1, QUICK["agents"])
    for team in ("reference", "slow", "overreacting"):
        somebody = played(name, team, 1, QUICK["agents"])
        assert digests(somebody, 1) == digests(nobody, 0)


def test_the_reference_team_plays_in_every_language() -> None:
    """Cues quote rows; in another language they quote the translated rows."""
    scenario = shipped("dam-rumour")
    for language in scenario.header.languages[1:]:
        there = localised(scenario, language)
        run = run_headless(there, scripted_team(there, "reference"), seed=1, agents=2000)
        assert run.never_started == ()
        assert run.refusals == ()


def reports(name: str, team: str, seeds: tuple[int, ...], agents: int) -> list[AfterActionReport]:
    return [report_of(name, team, seed, agents) for seed in seeds]


def over_seeds(name: str, team: str, measure: str, scale: dict[str, object]) -> list[float]:
    return [value(one, measure) for one in reports(name, team, **scale)]  # type: ignore[arg-type]


def mostly_more(more: list[float], less: list[float]) -> bool:
    """Larger by the median, and for at least three seeds in four."""
    signs = sum(a > b for a, b in zip(more, less, strict=True))
    return median(more) > median(less) and signs >= 0.75 * len(more)


def check_teams(name: str, scale: dict[str, object]) -> None:
    averted = {
        team: over_seeds(name, team, "harm_person_hours_averted", scale)
        for team in ("reference", "slow")
    }
    assert mostly_more(averted["reference"], averted["slow"])
    assert mostly_more(averted["slow"], [0.0] * len(averted["slow"]))
    for measure in ("warranted_trust", "discernment_d_prime"):
        absent = over_seeds(name, "absent", measure, scale)
        overreacting = over_seeds(name, "overreacting", measure, scale)
        assert mostly_more(absent, overreacting), measure
    for report in reports(name, "overreacting", **scale):  # type: ignore[arg-type]
        assert report.over_reaction.acts
        assert report.over_reaction.capped
        proportionate = next(
            one for one in report.capabilities if one.capability == "respond-proportionately"
        )
        assert proportionate.suggested in ("M", "U")
    for report in reports(name, "reference", **scale):  # type: ignore[arg-type]
        assert report.over_reaction.acts == ()


def check_variants(name: str, scale: dict[str, object]) -> None:
    whole = over_seeds(name, "reference", "harm_person_hours_averted", scale)
    for variant in VARIANTS:
        assert mostly_more(whole, over_seeds(name, variant, "harm_person_hours_averted", scale)), (
            variant
        )


def check_disputing_the_residents(scale: dict[str, object]) -> None:
    name = "factory-smell"
    nothing = over_seeds(name, "absent", "harm_person_hours_averted", scale)
    assert set(nothing) == {0.0}
    for measure in ("harm_person_hours_averted", "warranted_trust"):
        disputing = over_seeds(name, "overreacting", measure, scale)
        assert mostly_more([0.0] * len(disputing), disputing), measure
    for report in reports(name, "overreacting", **scale):  # type: ignore[arg-type]
        assert any(act.what_it_is == "true" for act in report.over_reaction.acts)
    lost = over_seeds(name, "overreacting", "true_belief_lost", scale)
    assert mostly_more(lost, [0.0] * len(lost))


@pytest.mark.parametrize("name", NAMES)
def test_good_beats_slow_and_overreaction_costs_trust_and_discernment(name: str) -> None:
    check_teams(name, QUICK)


def test_disputing_residents_who_are_right_is_worse_than_absence() -> None:
    check_disputing_the_residents(QUICK)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_good_beats_slow_over_twenty_seeds(name: str) -> None:
    check_teams(name, LONG)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_delay_no_alternative_and_no_evidence_each_cost_over_twenty_seeds(name: str) -> None:
    check_variants(name, LONG)


@pytest.mark.soak
def test_disputing_residents_who_are_right_is_worse_over_twenty_seeds() -> None:
    check_disputing_the_residents(LONG)
