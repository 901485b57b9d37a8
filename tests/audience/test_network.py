"""Who follows whom: heavy-tailed, in communities, and named by the network seed alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from infodrill.audience import Audience, load_calibration
from infodrill.audience.network import build_crowd, community_bounds
from tests.audience.small_world import spec


def crowd(**changes):  # type: ignore[no-untyped-def]
    return build_crowd(spec(**{"agents": 5000, "communities": 20, **changes}), load_calibration())


def test_the_seed_names_the_network() -> None:
    one, same, other = crowd(), crowd(), crowd(network_seed=12)

    assert np.array_equal(one.follower, same.follower)
    assert not np.array_equal(one.segment, other.segment)


def test_the_exercise_seed_does_not() -> None:
    one, other = Audience(spec(), 1), Audience(spec(), 2)

    assert np.array_equal(one._crowd.follower, other._crowd.follower)
    assert one.follower_count("city-hall") == other.follower_count("city-hall")


def test_rows_are_ascending_and_nobody_follows_themselves_or_twice() -> None:
    network = crowd()
    for agent in range(5000):
        row = network.follower[network.start[agent] : network.start[agent + 1]]
        assert np.all(np.diff(row) > 0)
        assert agent not in row


def test_the_mean_is_about_right_and_the_tail_is_heavy() -> None:
    network = crowd(agents=20_000, communities=80)
    followers = np.diff(network.start)

    assert 8 < followers.mean() < 10.5
    assert followers.max() > 15 * followers.mean()
    assert np.median(followers) < followers.mean()


def test_the_tail_is_fat_but_bounded() -> None:
    followers = np.sort(np.diff(crowd(agents=20_000, communities=80).start))[::-1]
    most_followed = followers[:200].sum() / followers.sum()

    # With a Poisson number of followers the top hundredth would hold about two hundredths.
    assert most_followed > 0.08
    # Popularity's offset stops any one agent at about 37 times the mean.
    assert followers[0] < 45 * followers.mean()


def test_the_most_followed_do_not_follow_more_than_others() -> None:
    network = crowd(agents=20_000, communities=80)
    followers = np.diff(network.start)
    follows = np.bincount(network.follower, minlength=20_000)

    assert follows.sum() == followers.sum()
    assert abs(np.corrcoef(followers, follows)[0, 1]) < 0.05


def test_follows_have_a_direction() -> None:
    network = crowd()
    followed = np.repeat(np.arange(5000), np.diff(network.start))
    arcs = set(zip(followed.tolist(), network.follower.tolist(), strict=True))
    returned = sum((follower, of) in arcs for of, follower in arcs)

    # Following back is not modelled: only chance makes a pair follow each other.
    assert len(arcs) == network.follower.size
    assert 0 < returned < 0.1 * len(arcs)


def test_the_most_followed_come_first_in_a_community() -> None:
    followers = np.diff(crowd().start)
    bounds = community_bounds(5000, 20, 11)
    for first, end in pairwise(bounds.tolist()):
        half = (first + end) // 2
        assert followers[first:half].sum() > followers[half:end].sum()


def test_most_follows_stay_in_the_community() -> None:
    network = crowd()
    bounds = community_bounds(5000, 20, 11)
    community = np.repeat(np.arange(20), np.diff(bounds))
    followed = np.repeat(np.arange(5000), np.diff(network.start))
    inside = community[followed] == community[network.follower]

    assert 0.7 < inside.mean() < 0.95


def test_communities_fill_the_audience_and_differ_in_size() -> None:
    sizes = np.diff(community_bounds(1000, 40, 3))

    assert sizes.sum() == 1000
    assert sizes.min() >= 2
    assert sizes.max() > 3 * np.median(sizes)


def test_segments_have_their_shares_and_cluster() -> None:
    network = crowd()
    valley = (network.segment == 0).mean()
    neighbours_alike = (network.segment[:-1] == network.segment[1:]).mean()

    assert abs(valley - 0.6) < 0.03
    assert neighbours_alike > 0.6**2 + 0.4**2 + 0.1


def test_followers_of_an_account_keep_to_its_shares() -> None:
    audience = Audience(spec(agents=5000, communities=20), 1)
    sizes = audience.segment_sizes()

    assert sizes.sum() == 5000
    assert abs(audience.follower_count("city-hall") / 5000 - 0.3) < 0.03
    assert abs(audience.follower_count("fire-brigade") / sizes[0] - 0.4) < 0.03
