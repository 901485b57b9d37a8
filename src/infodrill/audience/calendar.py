"""Who will see what, and when: pending exposures in a ring of ticks.

An event is (agent, word for world A, word for world B); a slot of the ring heads a chain of bundles
of events. Chains have no order that matters, because words fold commutatively. Callers make sure
that enough free bundles are left before they push; the engine grows the pool between kernel calls.
"""

from __future__ import annotations

import numpy as np

from infodrill.audience.cell import PREBUNK_BIT, signed
from infodrill.audience.jit import inner, tight
from infodrill.audience.philox import philox
from infodrill.audience.state import (
    BLOCK,
    BUNDLE_EVENTS,
    DELAYS,
    KEY_PASS,
    KEY_SEE,
    KEY_STRANGER,
    META_FREE,
    META_FREE_HEAD,
    META_UNUSED,
    META_WARMED,
    NEVER,
    PART,
    SET_START_SECOND,
    SET_STRANGERS,
    SET_TICK_SECONDS,
    Crowd,
    Ints,
    Rules,
    Shard,
    Small,
)

_DELAY_SHIFT = 22
assert DELAYS == 1 << (32 - _DELAY_SHIFT)


@inner
def push(shard: Shard, item: int, tick: int, agent: int, word_a: int, word_b: int) -> None:
    """Let `agent` hear the words at `tick`; the ring must be longer than the wait."""
    slot = tick % shard.head.shape[1]
    bundle = shard.head[item, slot]
    used = signed(shard.pool[bundle, 1])
    if bundle == 0 or used == BUNDLE_EVENTS:
        fresh = shard.meta[META_FREE_HEAD]
        if fresh:
            shard.meta[META_FREE_HEAD] = shard.pool[fresh, 0]
        else:
            fresh = shard.meta[META_UNUSED]
            shard.meta[META_UNUSED] += 1
        shard.meta[META_FREE] -= 1
        shard.pool[fresh, 0] = bundle
        shard.head[item, slot] = fresh
        bundle = shard.head[item, slot]
        used = 0
    shard.pool[bundle, 1] = used + 1
    shard.pool[bundle, 2 + 3 * used] = agent
    shard.pool[bundle, 3 + 3 * used] = word_a
    shard.pool[bundle, 4 + 3 * used] = word_b


@inner
def hour_of(rules: Rules, tick: int) -> int:
    """Return the hour of the day, 0..23, at a tick."""
    second = rules.settings[SET_START_SECOND] + tick * rules.settings[SET_TICK_SECONDS]
    return signed((second // 3600) % 24)


@tight
def schedule_post(
    crowd: Crowd,
    rules: Rules,
    shard: Shard,
    item: int,
    tick: int,
    followers: Small,
    source_hash: int,
    reach: int,
    word_a: int,
    word_b: int,
    prebunk: Ints,
) -> None:
    """Spread an account's post over the next day among those followers who will see it.

    Args:
        crowd: who listens.
        rules: tables.
        shard: of the item; must have room for an event for each follower.
        item: index.
        tick: of the post.
        followers: of the account.
        source_hash: of the account.
        reach: per mille of the followers that the channel reaches.
        word_a: what is heard in world A, 0 nothing; `word_b` likewise.
        word_b: what is heard in world B.
        prebunk: thresholds [2, S] of 2**32 for a prebunk to take; all 0 for other posts.
    """
    key = rules.keys[KEY_SEE]
    item_hash = np.uint64(rules.item_hash[item])
    source = np.uint64(source_hash)
    luck = shard.passed
    for first in range(0, followers.size, BLOCK):
        size = min(BLOCK, followers.size - first)
        for place in range(size):
            luck.who[place] = followers[first + place]
        for place in range(size):
            luck.first[place], luck.second[place], luck.third[place], _ = philox(
                luck.who[place], np.uint64(tick), item_hash, source, key
            )
        kept = 0
        for place in range(size):
            delay = rules.post_delay[signed(luck.second[place]) >> _DELAY_SHIFT]
            if delay == NEVER:
                continue
            agent = luck.who[place]
            segment = crowd.segment[agent]
            threshold = rules.see[segment, hour_of(rules, tick + delay)] * reach // 1000
            if signed(luck.first[place]) >= threshold:
                continue
            heard_a, heard_b = word_a, word_b
            taken = signed(luck.third[place])
            if taken < prebunk[0, segment]:
                heard_a |= PREBUNK_BIT
            if taken < prebunk[1, segment]:
                heard_b |= PREBUNK_BIT
            if heard_a | heard_b:
                luck.who[kept] = agent
                luck.first[kept] = heard_a
                luck.second[kept] = heard_b
                luck.fourth[kept] = delay
                kept += 1
        peek(shard, item, tick, kept)
        for place in range(kept):
            push(
                shard,
                item,
                tick + signed(luck.fourth[place]),
                signed(luck.who[place]),
                signed(luck.first[place]),
                signed(luck.second[place]),
            )


@inner
def peek(shard: Shard, item: int, tick: int, size: int) -> None:
    """Read the bundles that the first events of the block will go to, so that the waits overlap."""
    seen = 0
    for place in range(size):
        slot = (tick + signed(shard.passed.fourth[place])) % shard.head.shape[1]
        seen ^= signed(shard.pool[shard.head[item, slot], 1])
    shard.meta[META_WARMED] = seen


@inner
def strangers_of(rules: Rules) -> int:
    """Return the most people, beyond its followers, that one share is offered to."""
    return signed(rules.settings[SET_STRANGERS] // PART + 1)


@inner
def pass_on(
    crowd: Crowd,
    rules: Rules,
    shard: Shard,
    item: int,
    tick: int,
    sharer: int,
    purpose: int,
    word_a: int,
    word_b: int,
) -> None:
    """Spread an agent's share among its followers and a few strangers.

    Draws are keyed by (follower, sharer, item, purpose), not by the tick: an agent shares an item
    once for each purpose, and the same share in the other world meets the same luck whenever it is.

    Args:
        crowd: who listens.
        rules: tables.
        shard: of the item; must have room for an event for each follower and for `strangers_of`.
        item: index.
        tick: of the share; it is seen at the earliest one tick later.
        sharer: the agent.
        purpose: 0 the item itself, 1 an answer to it.
        word_a: what is heard in world A, 0 nothing.
        word_b: what is heard in world B.
    """
    key = rules.keys[KEY_PASS]
    item_hash = np.uint64(rules.item_hash[item])
    by = np.uint64(sharer)
    why = np.uint64(purpose)
    luck = shard.passed
    end = crowd.start[sharer + 1]
    for first in range(crowd.start[sharer], end, BLOCK):
        size = min(BLOCK, end - first)
        for place in range(size):
            luck.who[place] = crowd.follower[first + place]
        for place in range(size):
            luck.first[place], luck.second[place], _, _ = philox(
                luck.who[place], by, item_hash, why, key
            )
        kept = 0
        for place in range(size):
            delay = rules.pass_delay[signed(luck.second[place]) >> _DELAY_SHIFT]
            if delay == NEVER:
                continue
            agent = luck.who[place]
            hour = hour_of(rules, tick + delay)
            if signed(luck.first[place]) < rules.see[crowd.segment[agent], hour]:
                luck.who[kept] = agent
                luck.fourth[kept] = delay
                kept += 1
        peek(shard, item, tick, kept)
        for place in range(kept):
            wait = signed(luck.fourth[place])
            push(shard, item, tick + wait, signed(luck.who[place]), word_a, word_b)
    key = rules.keys[KEY_STRANGER]
    agents = crowd.segment.size
    offered = rules.settings[SET_STRANGERS]
    for slot in range(strangers_of(rules)):
        who, delayed, seen, cares = philox(np.uint64(slot), by, item_hash, why, key)
        if slot == offered // PART and (signed(cares) & (PART - 1)) >= offered % PART:
            continue
        delay = rules.pass_delay[signed(delayed) >> _DELAY_SHIFT]
        if delay == NEVER:
            continue
        agent = (signed(who) * agents) >> 32
        segment = crowd.segment[agent]
        if signed(cares) >= rules.interest[item, segment]:
            continue
        if signed(seen) < rules.see[segment, hour_of(rules, tick + delay)]:
            push(shard, item, tick + delay, agent, word_a, word_b)
