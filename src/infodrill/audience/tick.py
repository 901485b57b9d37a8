"""One tick of the audience for the items of one shard.

For each item: what fades, fades; everybody whose exposure is due hears all of it at once; some pass
it on. No step depends on the order of agents or events. When the pool of events could run short the
kernel stops before an agent and says so; called again, it goes on there.
"""

from __future__ import annotations

import numpy as np

from infodrill.audience.absorb import hear, look_up, shares, spoken
from infodrill.audience.calendar import pass_on, push, strangers_of
from infodrill.audience.cell import (
    INOCULATED,
    LOOK_UP_BIT,
    MET_CLAIM,
    SHARED,
    SHARED_ANSWER,
    belief_of,
    cell_word,
    fold,
    membership,
    signed,
)
from infodrill.audience.jit import inner, tight
from infodrill.audience.philox import philox
from infodrill.audience.state import (
    KEY_DECIDE,
    KEY_FADE,
    KEY_SAMPLE,
    KEY_TEMPER,
    META_AGENT,
    META_FREE,
    META_FREE_HEAD,
    META_ITEM,
    META_ROWS,
    META_SAMPLED,
    META_TOUCHED,
    META_WARMED,
    SAMPLE,
    SET_FADE,
    SET_FORGET,
    SET_LOOK_UP,
    SET_LOOK_UP_TICKS,
    SET_PINNED,
    SET_TICKS_PER_HOUR,
    Crowd,
    Live,
    Rules,
    Shard,
)

DONE, GROW = 0, 1
_ZERO = np.uint64(0)


@inner
def set_cell(
    crowd: Crowd,
    rules: Rules,
    live: Live,
    item: int,
    agent: int,
    first: int,
    last: int,
    old: int,
    new: int,
) -> None:
    """Write a cell and keep counters, this tick's changes and the digest in step with it.

    Worlds `first`..`last` hold `old` and get `new`: one world, or both while they are the same.
    """
    item_hash = rules.item_hash[item]
    step_of_digest = cell_word(agent, item_hash, new) - cell_word(agent, item_hash, old)
    for world in range(first, last + 1):
        live.cells[item, agent, world] = new
        live.digest[item, world] += step_of_digest
    was = membership(old, rules.claim[item])
    now = membership(new, rules.claim[item])
    if was != now:
        segment = crowd.segment[agent]
        for counter in range(live.counters.shape[3]):
            step = ((now >> counter) & 1) - ((was >> counter) & 1)
            for world in range(first, last + 1):
                live.counters[item, world, segment, counter] += step
                live.change[item, world, segment, counter] += step


@inner
def fade(crowd: Crowd, rules: Rules, live: Live, item: int, tick: int) -> None:
    """Let this tick's slice of the agents forget a little; in an hour everybody had a turn."""
    agents = crowd.segment.size
    parts = rules.settings[SET_TICKS_PER_HOUR]
    part = tick % parts
    step = rules.settings[SET_FORGET]
    item_hash = np.uint64(rules.item_hash[item])
    worlds = 1 + live.split[item]
    for agent in range(agents * part // parts, agents * (part + 1) // parts):
        for world in range(worlds):
            old = signed(live.cells[item, agent, world])
            if old == 0:
                continue
            belief = belief_of(old)
            belief = max(belief - step, 0) if belief > 0 else min(belief + step, 0)
            new = (old & ~0xFF) | (belief & 0xFF)
            if (old >> 8) & INOCULATED:
                drawn, _, _, _ = philox(
                    np.uint64(agent), np.uint64(tick), item_hash, _ZERO, rules.keys[KEY_FADE]
                )
                if signed(drawn) < rules.settings[SET_FADE]:
                    new &= ~(INOCULATED << 8)
            if new != old:
                set_cell(crowd, rules, live, item, agent, world, world + 2 - worlds, old, new)


@inner
def drain(shard: Shard, item: int, tick: int) -> int:
    """Fold the exposures due at this tick into the inbox; return how many agents they touch."""
    slot = tick % shard.head.shape[1]
    bundle = signed(shard.head[item, slot])
    shard.head[item, slot] = 0
    touched = 0
    while bundle != 0:
        for event in range(signed(shard.pool[bundle, 1])):
            agent = shard.pool[bundle, 2 + 3 * event]
            if shard.inbox[agent, 0] == 0 and shard.inbox[agent, 1] == 0:
                shard.touched[touched] = agent
                touched += 1
            for world in range(2):
                shard.inbox[agent, world] = fold(
                    signed(shard.inbox[agent, world]),
                    signed(shard.pool[bundle, 3 + 3 * event + world]),
                )
        following = signed(shard.pool[bundle, 0])
        shard.pool[bundle, 0] = shard.meta[META_FREE_HEAD]
        shard.meta[META_FREE_HEAD] = bundle
        shard.meta[META_FREE] += 1
        bundle = following
    return touched


@inner
def warm_up(crowd: Crowd, live: Live, shard: Shard, item: int, touched: int) -> None:
    """Read what the touched agents' turns will need, so that the memory waits overlap."""
    seen = 0
    for place in range(touched):
        agent = shard.touched[place]
        seen ^= signed(live.cells[item, agent, 0]) ^ crowd.start[agent]
        seen ^= signed(crowd.segment[agent])
    shard.meta[META_WARMED] = seen


@inner
def keep_sample(
    rules: Rules, shard: Shard, item: int, tick: int, agent: int, purpose: int, belief: int
) -> None:
    """Keep a share for show if its keyed hash is among the smallest of this tick."""
    high, low, _, _ = philox(
        np.uint64(agent),
        np.uint64(tick),
        np.uint64(rules.item_hash[item]),
        np.uint64(purpose),
        rules.keys[KEY_SAMPLE],
    )
    rank = (high << np.uint64(32)) | low
    kept = shard.meta[META_SAMPLED]
    if kept == SAMPLE and rank >= shard.rank[SAMPLE - 1]:
        return
    place = min(kept, SAMPLE - 1)
    while place > 0 and shard.rank[place - 1] > rank:
        shard.rank[place] = shard.rank[place - 1]
        for column in range(shard.sample.shape[1]):
            shard.sample[place, column] = shard.sample[place - 1, column]
        place -= 1
    shard.rank[place] = rank
    shard.sample[place, 0] = agent
    shard.sample[place, 1] = item
    shard.sample[place, 2] = purpose
    shard.sample[place, 3] = belief
    shard.meta[META_SAMPLED] = min(kept + 1, SAMPLE)


@inner
def touch(
    crowd: Crowd, rules: Rules, live: Live, shard: Shard, item: int, tick: int, agent: int
) -> None:
    """Let one agent hear what its inbox holds, in both worlds with the same luck."""
    segment = signed(crowd.segment[agent])
    item_hash = np.uint64(rules.item_hash[item])
    who = np.uint64(agent)
    leaning, stubborn, _, _ = philox(who, _ZERO, item_hash, _ZERO, rules.keys[KEY_TEMPER])
    draw, answer_draw, curious, wait = philox(
        who, np.uint64(tick), item_hash, _ZERO, rules.keys[KEY_DECIDE]
    )
    temper = rules.temper[signed(leaning) >> 24]
    pinned = signed(stubborn) < rules.settings[SET_PINNED]
    looks = rules.claim[item] and signed(curious) < rules.settings[SET_LOOK_UP]
    telling_a = telling_b = answer_a = answer_b = look_a = look_b = 0
    worlds = 1 + live.split[item]
    for world in range(worlds):
        word = signed(shard.inbox[agent, world])
        shard.inbox[agent, world] = 0
        if word == 0:
            continue
        old = signed(live.cells[item, agent, world])
        if word & LOOK_UP_BIT:
            word = look_up(rules, live, item, world, segment, word)
            if word == 0:
                continue
        new = hear(rules, live, item, world, segment, old, word, temper, pinned)
        chosen = shares(
            rules,
            live,
            item,
            world,
            segment,
            old,
            new,
            word,
            tick,
            signed(draw),
            signed(answer_draw),
        )
        if chosen & 1:
            new |= SHARED << 8
            passed = spoken(live, item, world, 0, (new >> 24) & 15)
            if world == 0:
                telling_a = passed
                keep_sample(rules, shard, item, tick, agent, 0, belief_of(new))
            else:
                telling_b = passed
        if chosen & 2:
            new |= SHARED_ANSWER << 8
            passed = spoken(live, item, world, 1, (new >> 28) & 15)
            if world == 0:
                answer_a = passed
                keep_sample(rules, shard, item, tick, agent, 1, belief_of(new))
            else:
                answer_b = passed
        if looks and not (old >> 8) & MET_CLAIM and (new >> 8) & MET_CLAIM:
            if world == 0:
                look_a = LOOK_UP_BIT
            else:
                look_b = LOOK_UP_BIT
        if new != old:
            set_cell(crowd, rules, live, item, agent, world, world + 2 - worlds, old, new)
    if worlds == 1:
        telling_b, answer_b, look_b = telling_a, answer_a, look_a
        shard.inbox[agent, 1] = 0
    if look_a | look_b:
        delay = 1 + ((signed(wait) * rules.settings[SET_LOOK_UP_TICKS]) >> 32)
        push(shard, item, tick + delay, agent, look_a, look_b)
    if telling_a | telling_b:
        pass_on(crowd, rules, shard, item, tick, agent, 0, telling_a, telling_b)
    if answer_a | answer_b:
        pass_on(crowd, rules, shard, item, tick, agent, 1, answer_a, answer_b)


@inner
def write_row(live: Live, shard: Shard, item: int, world: int, lane: int, segment: int) -> None:
    """Append (length, item, lane, segment, changes...) to the rows, zeros at the end cut."""
    counters = live.change.shape[3]
    while counters > 0 and live.change[item, world, segment, counters - 1] == 0:
        counters -= 1
    if counters == 0:
        return
    cursor = shard.meta[META_ROWS]
    shard.rows[cursor] = 3 + counters
    shard.rows[cursor + 1] = item
    shard.rows[cursor + 2] = lane
    shard.rows[cursor + 3] = segment
    for counter in range(counters):
        shard.rows[cursor + 4 + counter] = live.change[item, world, segment, counter]
    shard.meta[META_ROWS] = cursor + 4 + counters


@inner
def write_rows(live: Live, shard: Shard, item: int) -> None:
    """Write what changed for an item, by lane and segment, and start the next tick's changes."""
    segments = live.change.shape[2]
    for lane in range(3):
        for segment in range(segments):
            same = True
            for counter in range(live.change.shape[3]):
                if live.change[item, 0, segment, counter] != live.change[item, 1, segment, counter]:
                    same = False
            if same == (lane == 2):
                write_row(live, shard, item, lane % 2, lane, segment)
    for world in range(2):
        for segment in range(segments):
            for counter in range(live.change.shape[3]):
                live.change[item, world, segment, counter] = 0


@tight
def run_tick(crowd: Crowd, rules: Rules, live: Live, shard: Shard, tick: int) -> int:
    """Run a tick for the shard's items; return `DONE`, or `GROW` when the pool must grow first."""
    meta = shard.meta
    for index in range(meta[META_ITEM], shard.items.size):
        item = shard.items[index]
        if not live.busy[item]:
            continue
        if meta[META_TOUCHED] < 0:
            meta[META_ITEM] = index
            fade(crowd, rules, live, item, tick)
            meta[META_TOUCHED] = drain(shard, item, tick)
            meta[META_AGENT] = 0
            warm_up(crowd, live, shard, item, meta[META_TOUCHED])
        for place in range(meta[META_AGENT], meta[META_TOUCHED]):
            agent = signed(shard.touched[place])
            most = crowd.start[agent + 1] - crowd.start[agent] + strangers_of(rules)
            if meta[META_FREE] < 2 * most + 1:
                meta[META_AGENT] = place
                return GROW
            touch(crowd, rules, live, shard, item, tick, agent)
        meta[META_TOUCHED] = -1
        write_rows(live, shard, item)
    return DONE


@tight
def digest_of(rules: Rules, live: Live, world: int) -> np.uint64:
    """Return the digest of a world from all of its cells."""
    total = np.uint64(0)
    for item in range(live.cells.shape[0]):
        item_hash = rules.item_hash[item]
        for agent in range(live.cells.shape[1]):
            total += cell_word(agent, item_hash, signed(live.cells[item, agent, world]))
    return total
