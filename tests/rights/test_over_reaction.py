"""Acting against what people may say is counted, costs trust, and shows the item to more people."""

from __future__ import annotations

import msgspec
import pytest

from infodrill.conduct.headless import HeadlessRun
from infodrill.evaluation.case import Case
from infodrill.evaluation.compose import after_action_report
from infodrill.scenario.item import Harm
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import ProtectedClass, Rating, Truth
from tests.fixtures import protected_item, tiny_scenario
from tests.rights.policies import Act, act_on, made_true, run, spreading, worth
from tests.rights.table import with_evidence

SPEECH = "late-town-hall"
SEEDS = (1, 2, 3)
CAPPED = "respond-proportionately"


def spoken(kind: ProtectedClass) -> Scenario:
    """The tiny scenario with one piece of protected speech of this class, widely followed."""
    scenario = tiny_scenario()
    speech = protected_item(SPEECH, kind, infectiousness=120)
    items = (scenario.items[0], speech)
    return with_evidence(spreading(msgspec.structs.replace(scenario, items=items)))


def reach(done: HeadlessRun) -> tuple[int, int]:
    """How many met the protected speech, with the team and without it."""
    curves = Case.of(done.scenario, done.records).curves
    return curves.end(SPEECH, 0, "reached"), curves.end(SPEECH, 1, "reached")


@pytest.mark.parametrize("kind", ProtectedClass)
@pytest.mark.parametrize("choice", ["suppress", "notice"])
def test_acting_against_any_protected_speech_is_counted_and_backfires(
    kind: ProtectedClass, choice: str
) -> None:
    scenario = spoken(kind)
    act = act_on(scenario.items[1], choice)  # type: ignore[arg-type]
    runs = [run(scenario, act, seed=seed, agents=600) for seed in SEEDS]
    for done in runs:
        value = worth(done)
        assert value.over_reactions == 1
        assert value.trust < 0
        assert value.d_prime < 0
        with_team, without_team = reach(done)
        assert with_team >= without_team
    assert sum(reach(done)[0] for done in runs) > sum(reach(done)[1] for done in runs)


@pytest.mark.parametrize("kind", ProtectedClass)
@pytest.mark.parametrize(
    "act",
    [
        Act(SPEECH, None, "answering", 1, "answer"),
        Act(SPEECH, "false", "answering", 1, "answer"),
        Act(SPEECH, "true", "acting_on", 6, "answer"),
        Act(SPEECH, None, "acting_on", 0, "protective_advice", {"advice": "Keep away."}),
        Act(SPEECH, "true", "correcting_ourselves", 6, "correcting_ourselves"),
    ],
    ids=lambda act: f"{act.direction}-{act.type}-{act.verdict}",
)
def test_answering_acting_on_and_correcting_ourselves_never_count(
    kind: ProtectedClass, act: Act
) -> None:
    value = worth(run(spoken(kind), act, agents=600))
    assert value.over_reactions == 0
    assert value.trust >= 0


def test_acting_against_a_true_or_harmless_claim_counts_too() -> None:
    true = made_true(spreading(tiny_scenario()))
    assert worth(run(true, act_on(true.items[0], "deny"))).over_reactions == 1
    harmless = spreading(tiny_scenario())
    claim = msgspec.structs.replace(harmless.items[0], harm=Harm())
    harmless = msgspec.structs.replace(harmless, items=(claim, harmless.items[1]))
    assert worth(run(harmless, act_on(claim, "honest"))).over_reactions == 1


def test_correcting_a_harmful_untrue_claim_does_not_count() -> None:
    scenario = spreading(tiny_scenario())
    value = worth(run(scenario, act_on(scenario.items[0], "honest")))
    assert value.over_reactions == 0
    assert value.d_prime > 0
    misleading = msgspec.structs.replace(scenario.items[0], truth=Truth.misleading)
    scenario = msgspec.structs.replace(scenario, items=(misleading, scenario.items[1]))
    assert worth(run(scenario, act_on(misleading, "honest"))).over_reactions == 0


def test_an_act_out_of_a_mixed_incident_is_counted_for_the_post_it_names() -> None:
    """A notice about the critic, sent out of an incident about a rumour, is about the critic."""
    scenario = spoken(ProtectedClass.criticism)
    act = act_on(scenario.items[1], "notice")
    other = act_on(scenario.items[0], "honest")
    value = worth(run(scenario, act, other))
    assert value.over_reactions == 1


@pytest.mark.parametrize("rated", [None, Rating.performed])
def test_one_act_holds_the_capability_at_m_whatever_people_rate(rated: Rating | None) -> None:
    scenario = spoken(ProtectedClass.satire)
    ratings = {"leave-critics": rated} if rated else None
    good = run(scenario, act_on(scenario.items[0], "honest"))
    bad = run(scenario, act_on(scenario.items[0], "honest"), act_on(scenario.items[1], "suppress"))
    told = after_action_report(scenario, bad.records, ratings=ratings)
    assert told.over_reaction.capped
    assert [act.item for act in told.over_reaction.acts] == [SPEECH]
    row = next(one for one in told.capabilities if one.capability == CAPPED)
    assert row.capped
    assert {row.suggested, row.rated} <= {"M", "U", None}
    free = after_action_report(scenario, good.records, ratings=ratings)
    assert not free.over_reaction.capped
    if rated:
        row = next(one for one in free.capabilities if one.capability == CAPPED)
        assert row.rated == rated.value


def test_nothing_gets_better_where_fewer_meet_protected_speech() -> None:
    """No measure reads its reach: the same run without that speech's audience measures the same."""
    scenario = spoken(ProtectedClass.criticism)
    loud = run(scenario, act_on(scenario.items[0], "honest"))
    faint = msgspec.structs.replace(scenario.items[1], infectiousness=0)
    quiet = msgspec.structs.replace(scenario, items=(scenario.items[0], faint))
    hushed = run(quiet, act_on(quiet.items[0], "honest"))
    assert reach(hushed)[0] < reach(loud)[0]
    assert worth(hushed) == worth(loud)
