"""Cascades with their generations, matched on size and compared."""

from __future__ import annotations

import numpy as np
import pytest

from infodrill.audience.cell import SHARED
from infodrill.audience.engine import Audience
from infodrill.audience.experiments.descent import NOBODY, generations, parents_of
from infodrill.audience.experiments.laboratory import claims, has, population, source, tells
from infodrill.audience.experiments.structure import largest_gap, matched_on_size, same_chance
from infodrill.audience.network import build_crowd
from infodrill.audience.rules import build_rules


def test_generations_count_from_those_who_heard_the_account() -> None:
    parents = np.array([NOBODY, 0, 1, NOBODY, 1], np.int64)
    assert generations(parents).tolist() == [1, 2, 3, 1, 3]


def test_every_share_but_those_of_the_accounts_followers_has_a_parent_before_it() -> None:
    spec = population(1500, claims(["rumour"], 700), (source("starter", "resident", 10),))
    audience = Audience(spec, 1)
    ticks, sharers = [], []
    before = np.zeros(spec.agents, np.bool_)
    for tick in range(300):
        audience.step(tick, [tells("rumour", "starter")] if tick == 0 else ())
        now = has(audience.cells("rumour", 0), SHARED)
        new = np.flatnonzero(now & ~before).tolist()
        ticks += [tick] * len(new)
        sharers += new
        before = now
    assert len(sharers) > 300, "a cascade far beyond the account's own followers"
    crowd = build_crowd(spec, audience.calibration)
    rules = build_rules(spec, audience.seed, audience.calibration)
    when = np.array(ticks, np.int64)
    parents = parents_of(spec, crowd, rules, 0, np.array(sharers, np.int64), when)
    placed = parents != NOBODY
    assert (~placed).sum() <= audience.follower_count("starter")
    assert (when[parents[placed]] < when[placed]).all()
    follows = [
        sharers[place] in crowd.follower[crowd.start[teller] : crowd.start[teller + 1]]
        for place, teller in ((p, sharers[parents[p]]) for p in np.flatnonzero(placed).tolist())
    ]
    assert 0.1 < np.mean(follows) < 1, "some heard from those they follow, some from strangers"


def test_matching_uses_each_cascade_once_and_only_near_its_size() -> None:
    pairs = matched_on_size([(10, 3, 4), (100, 9, 30)], [(10, 2, 5), (10, 1, 9), (60, 5, 20)])
    assert pairs == [((10, 3, 4), (10, 1, 9))]


def test_the_gap_between_distributions() -> None:
    assert largest_gap([1, 2, 3, 4], [1, 2, 3, 4]) == 0
    assert largest_gap([1, 2, 3, 4], [5, 6, 7, 8]) == 1
    assert largest_gap([1, 2, 3, 4], [3, 4, 5, 6]) == 0.5


def test_the_chance_of_a_gap_follows_the_tables() -> None:
    # Kolmogorov's distribution: P(reach > 1.358) = .05 (Smirnov 1948, Ann. Math. Statist. 19, 279).
    many = list(range(10_000))
    shift = round(1.358 / (5000**0.5) * 10_000)
    assert same_chance(many, [value + shift for value in many]) == pytest.approx(0.05, abs=0.003)
    assert same_chance(many, many) == 1.0
    assert same_chance(many, [value + 9000 for value in many]) < 1e-6
