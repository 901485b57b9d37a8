"""Of many teams made at random, those that come out best neither lie nor suppress.

Each team draws for every item it meets what to do about it and after how long. Beside it plays its
reformed twin, which does the same at the same times, but says what the evidence says where the
first lies, and answers where the first suppresses. All are ranked by what the report shows: trust
at EndEx, person-hours of harm averted, and both by the sum of ranks. Without the twins the best of
a sample would be whoever drew most honest corrections, whatever else it did.
"""

from __future__ import annotations

import random
from typing import get_args

import msgspec
import pytest
from msgspec import Struct

from infodrill.scenario.item import Arrival
from infodrill.scenario.package import Scenario
from tests.fixtures import minute, whole_scenario
from tests.rights.policies import Choice, Worth, act_on, run, spreading, worth
from tests.rights.table import with_evidence

DELAYS = (60, 180, 300, 600, 1200)
AGENTS = 500
REFORM: dict[Choice, Choice] = {"deny": "honest", "suppress": "answer", "notice": "answer"}

Choices = dict[str, tuple[Choice, int]]
"""What a team does about each item, and after how many seconds."""


class Policy(Struct, frozen=True):
    """What a team chose and what became of it."""

    name: str
    choices: Choices
    worth: Worth

    @property
    def lies(self) -> bool:
        """It published the opposite of what the evidence says."""
        return any(choice == "deny" for choice, _ in self.choices.values())

    @property
    def suppresses(self) -> bool:
        """It acted against protected, true or harmless speech, as the report counts it."""
        return self.worth.over_reactions > 0


def played() -> Scenario:
    """The whole scenario's evening, with rumours that travel and evidence about everything.

    Every truth arrives within it: what nobody has found out yet costs nobody trust.
    """
    scenario = truth_within_the_hour(with_evidence(spreading(whole_scenario())))
    cuts = tuple(
        msgspec.structs.replace(cut, end="T+1:00", injects=()) for cut in scenario.header.cuts
    )
    header = msgspec.structs.replace(scenario.header, jumps=(), cuts=cuts)
    return msgspec.structs.replace(scenario, header=header)


def truth_within_the_hour(scenario: Scenario) -> Scenario:
    """The scenario with the truths of the next morning brought forward to T+0:50."""
    late = {"late-warning-truth"}
    items = tuple(
        msgspec.structs.replace(item, truth_arrives=Arrival(minute(50), item.truth_arrives.inject))
        if item.truth_arrives is not None and item.truth_arrives.inject in late
        else item
        for item in scenario.items
    )
    rows = tuple(
        msgspec.structs.replace(row, at=minute(50)) if row.id in late else row
        for row in scenario.msel
    )
    return msgspec.structs.replace(scenario, items=items, msel=rows)


def drawn(scenario: Scenario, seed: int) -> Choices:
    """A random team's choices: each team leans its own way, some always, some never to lying."""
    luck = random.Random(seed)
    leaning = {choice: luck.random() ** 2 for choice in get_args(Choice)}
    shown = {row.about[0] for row in scenario.msel if row.about and f"#{row.about[0]}." in row.text}
    choices: Choices = {}
    for item in scenario.items:
        if item.id in shown:
            worst: tuple[Choice, ...] = ("deny",) if item.is_claim else ("suppress", "notice")
            open_to_it: tuple[Choice, ...] = ("ignore", "answer", "honest", *worst)
            weights = [leaning[choice] + 0.02 for choice in open_to_it]
            choices[item.id] = (luck.choices(open_to_it, weights)[0], luck.choice(DELAYS))
    return choices


def reformed(choices: Choices) -> Choices:
    """The same team without lies and suppression."""
    return {item: (REFORM.get(choice, choice), delay) for item, (choice, delay) in choices.items()}


def policy(scenario: Scenario, name: str, choices: Choices) -> Policy:
    """Play a team's choices."""
    acts = [act_on(item, *choices[item.id]) for item in scenario.items if item.id in choices]
    return Policy(name, choices, worth(run(scenario, *acts, seed=1, agents=AGENTS)))


def pairs(count: int) -> list[tuple[Policy, Policy]]:
    """Random teams, each with its reformed twin."""
    scenario = played()
    found = []
    for seed in range(count):
        choices = drawn(scenario, seed)
        first = policy(scenario, f"team {seed}", choices)
        found.append((first, policy(scenario, f"twin {seed}", reformed(choices))))
    return found


def best(policies: list[Policy]) -> dict[str, Policy]:
    """The best by each measure and by the sum of ranks; a tie goes to whoever lied or suppressed.

    So that a lie that costs nothing fails the test too, where the twin did anything else at all.
    """
    tied = sorted(policies, key=lambda one: not (one.lies or one.suppresses))
    trust = sorted({one.worth.trust for one in policies}, reverse=True)
    averted = sorted({one.worth.averted for one in policies}, reverse=True)

    def ranks(one: Policy) -> int:
        return trust.index(one.worth.trust) + averted.index(one.worth.averted)

    return {
        "trust": max(tied, key=lambda one: one.worth.trust),
        "harm averted": max(tied, key=lambda one: one.worth.averted),
        "both": min(tied, key=ranks),
    }


def bad_on_top(policies: list[Policy]) -> list[str]:
    """What is wrong with the best, in words; empty when the line holds."""
    return [
        f"best by {by}: {one.name}, {one.worth}, {one.choices}"
        for by, one in best(policies).items()
        if one.lies or one.suppresses
    ]


def check(count: int) -> None:
    found = pairs(count)
    assert sum(first.lies for first, _ in found) > count // 4
    assert sum(first.suppresses for first, _ in found) > count // 4
    for first, twin in found:
        assert not twin.lies
        assert not twin.suppresses
        if first.lies or first.suppresses:
            assert twin.worth.trust > first.worth.trust, (first, twin)
        assert twin.worth.averted >= first.worth.averted, (first, twin)
    assert bad_on_top([one for pair in found for one in pair]) == []


def test_the_best_of_a_few_neither_lies_nor_suppresses() -> None:
    check(12)


@pytest.mark.soak
def test_the_best_of_five_hundred_neither_lies_nor_suppresses() -> None:
    check(250)
