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
    BELIEVES,
    HALF,
    INOCULATED,
    LOOK_UP_BIT,
    LOW_HALF,
    MET_CLAIM,
    SHARED,
    belief_of,
    cell_word,
    fold,
    forgotten,
    membership,
    signed,
)
from infodrill.audience.jit import inner, tight
from infodrill.audience.philox import philox
from infodrill.audience.state import (
    BLOCK,
    KEY_DECIDE,
    KEY_FADE,
    KEY_SAMPLE,
    KEY_TEMPER,
    META_AGENT,
    META_FREE,
    META_FREE_HEAD,
    META_ITEM,
    META_ROW_COUNT,
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
    Longs,
    Rules,
    Shard,
    Small,
)

DONE, GROW = 0, 1
_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_ONE_BYTE = np.uint64(0xFF)
_BELIEFS = np.uint64(0x0000_00FF_0000_00FF)
_ALL_INOCULATED = np.uint64((INOCULATED << 40) | (INOCULATED << 8))


@inner
def count(live: Live, item: int, segment: int, first: int, last: int, was: int, now: int) -> None:
    """Move an agent of worlds `first`..`last` from the counters in `was` to those in `now`."""
    moved = was ^ now
    counter = 0
    while moved:
        if moved & 1:
            step = 2 * ((now >> counter) & 1) - 1
            for world in range(first, last + 1):
                live.counters[item, world, segment, counter] += step
                live.change[item, world, segment, counter] += step
        moved >>= 1
        counter += 1


@inner
def settle(
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
    """Keep counters, this tick's changes and the digest in step with a cell.

    Worlds `first`..`last` held `old` and hold `new`: one world, or both while they are the same.
    """
    item_hash = rules.item_hash[item]
    step_of_digest = cell_word(agent, item_hash, new) - cell_word(agent, item_hash, old)
    for world in range(first, last + 1):
        live.digest[item, world] += step_of_digest
    was = membership(old, rules.claim[item])
    now = membership(new, rules.claim[item])
    if was != now:
        count(live, item, signed(crowd.segment[agent]), first, last, was, now)


@tight
def sink(row: Longs, first: int, item_hash: int, step: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Move all beliefs of a stretch of pairs towards 0; return how both digests change.

    A kernel of its own and without a branch, so that several agents are worked out side by side.
    """
    change_a = change_b = _ZERO
    for place in range(row.size):
        old_a = row[place] & LOW_HALF
        old_b = row[place] >> HALF
        new_a = forgotten(old_a, step)
        new_b = forgotten(old_b, step)
        agent = first + place
        change_a += cell_word(agent, item_hash, new_a) - cell_word(agent, item_hash, old_a)
        change_b += cell_word(agent, item_hash, new_b) - cell_word(agent, item_hash, old_b)
        row[place] = new_a | (new_b << HALF)
    return change_a, change_b


@tight
def special(row: Longs, step: np.uint64, found: Small) -> tuple[int, np.uint64]:
    """Find the pairs in which somebody stops believing by `step`, or has a prebunk to lose.

    Returns:
        How many, their places being in `found`; and all bits that are set in any pair.
    """
    some = _ZERO
    count_of = 0
    for place in range(row.size):
        pair = row[place]
        some |= pair
        belief_a, belief_b = pair & _ONE_BYTE, (pair >> HALF) & _ONE_BYTE
        found[count_of] = place
        # Unbelieving is 0, which wraps round to more than any step.
        lost = (belief_a - _ONE < step) | (belief_b - _ONE < step)
        count_of += lost | ((pair & _ALL_INOCULATED) != _ZERO)
    return count_of, some


@inner
def fade(crowd: Crowd, rules: Rules, live: Live, shard: Shard, item: int, tick: int) -> None:
    """Let this tick's slice of the agents forget a little; in an hour everybody had a turn."""
    agents = crowd.segment.size
    parts = rules.settings[SET_TICKS_PER_HOUR]
    part = tick % parts
    begin = agents * part // parts
    row = live.cells[item, begin : agents * (part + 1) // parts]
    step = rules.settings[SET_FORGET]
    found, some = special(row, np.uint64(step), shard.touched)
    worlds = 1 + live.split[item]
    for number in range(found):
        place = signed(shard.touched[number])
        agent = begin + place
        pair = row[place]
        if pair & _ALL_INOCULATED:
            row[place] = pair = lose_prebunk(rules, live, item, tick, agent, pair)
        if rules.claim[item]:
            for world in range(worlds):
                belief = signed(pair >> np.uint64(32 * world)) & 0xFF
                if 0 < belief < 128 and belief <= step:
                    segment = signed(crowd.segment[agent])
                    count(live, item, segment, world, world + 2 - worlds, BELIEVES, 0)
    if some & _BELIEFS and step:
        change_a, change_b = sink(row, begin, rules.item_hash[item], np.uint64(step))
        live.digest[item, 0] += change_a
        live.digest[item, 1] += change_b


@inner
def lose_prebunk(
    rules: Rules, live: Live, item: int, tick: int, agent: int, pair: np.uint64
) -> np.uint64:
    """Return an agent's pair after its prebunks had their chance to fade, digest kept in step."""
    item_hash = rules.item_hash[item]
    drawn, _, _, _ = philox(
        np.uint64(agent), np.uint64(tick), np.uint64(item_hash), _ZERO, rules.keys[KEY_FADE]
    )
    left = pair
    if signed(drawn) < rules.settings[SET_FADE]:
        left = pair & ~_ALL_INOCULATED
        for world in range(2):
            shift = np.uint64(32 * world)
            was, now = (pair >> shift) & LOW_HALF, (left >> shift) & LOW_HALF
            live.digest[item, world] += cell_word(agent, item_hash, now)
            live.digest[item, world] -= cell_word(agent, item_hash, was)
    return left


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
            word_a = signed(shard.pool[bundle, 3 + 3 * event])
            word_b = signed(shard.pool[bundle, 4 + 3 * event])
            heard = shard.inbox[agent]
            if heard == _ZERO:
                shard.touched[touched] = agent
                touched += 1
            else:
                word_a = fold(signed(heard & LOW_HALF), word_a)
                word_b = fold(signed(heard >> HALF), word_b)
            shard.inbox[agent] = np.uint64(word_a) | (np.uint64(word_b) << HALF)
        following = signed(shard.pool[bundle, 0])
        shard.pool[bundle, 0] = shard.meta[META_FREE_HEAD]
        shard.meta[META_FREE_HEAD] = bundle
        shard.meta[META_FREE] += 1
        bundle = following
    return touched


@inner
def draw_luck(
    rules: Rules, live: Live, shard: Shard, item: int, tick: int, first: int, size: int
) -> None:
    """Draw the luck of a block of touched agents side by side, and read their cells.

    Reading the cells together lets the waits for memory overlap.
    """
    luck = shard.heard
    item_hash = np.uint64(rules.item_hash[item])
    seen = _ZERO
    for place in range(size):
        agent = shard.touched[first + place]
        luck.who[place] = agent
        seen ^= live.cells[item, agent]
    shard.meta[META_WARMED] = signed(seen)
    now = np.uint64(tick)
    key = rules.keys[KEY_TEMPER]
    for place in range(size):
        luck.temper[place], luck.stubborn[place], _, _ = philox(
            luck.who[place], _ZERO, item_hash, _ZERO, key
        )
    key = rules.keys[KEY_DECIDE]
    for place in range(size):
        luck.first[place], luck.second[place], luck.third[place], luck.fourth[place] = philox(
            luck.who[place], now, item_hash, _ZERO, key
        )


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
    crowd: Crowd, rules: Rules, live: Live, shard: Shard, item: int, tick: int, place: int
) -> None:
    """Let one agent of the block hear what its inbox holds, in both worlds with the same luck."""
    luck = shard.heard
    agent = signed(luck.who[place])
    segment = signed(crowd.segment[agent])
    draw, answer_draw = signed(luck.first[place]), signed(luck.second[place])
    temper = rules.temper[signed(luck.temper[place]) >> 24]
    pinned = signed(luck.stubborn[place]) < rules.settings[SET_PINNED]
    looks = rules.claim[item] and signed(luck.third[place]) < rules.settings[SET_LOOK_UP]
    inbox = shard.inbox[agent]
    shard.inbox[agent] = _ZERO
    pair = live.cells[item, agent]
    passed = shard.saying
    passed[0] = passed[1] = _ZERO
    look_a = look_b = 0
    worlds = 1 + live.split[item]
    for world in range(worlds):
        shift = np.uint64(32 * world)
        word = signed((inbox >> shift) & LOW_HALF)
        if word == 0:
            continue
        old = signed((pair >> shift) & LOW_HALF)
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
            draw,
            answer_draw,
        )
        for purpose in range(2):
            if chosen & (1 << purpose):
                new |= (SHARED << purpose) << 8
                voice = (new >> (24 + 4 * purpose)) & 15
                said = np.uint64(spoken(live, item, world, purpose, voice))
                passed[purpose] |= said << shift
                if world == 0:
                    keep_sample(rules, shard, item, tick, agent, purpose, belief_of(new))
        if looks and not (old >> 8) & MET_CLAIM and (new >> 8) & MET_CLAIM:
            if world == 0:
                look_a = LOOK_UP_BIT
            else:
                look_b = LOOK_UP_BIT
        if new != old:
            settle(crowd, rules, live, item, agent, world, world + 2 - worlds, old, new)
            pair ^= np.uint64(old ^ new) << shift
    if worlds == 1:
        look_b = look_a
        passed[0] |= passed[0] << HALF
        passed[1] |= passed[1] << HALF
        pair = (pair & LOW_HALF) | (pair << HALF)
    live.cells[item, agent] = pair
    if look_a | look_b:
        delay = 1 + ((signed(luck.fourth[place]) * rules.settings[SET_LOOK_UP_TICKS]) >> 32)
        push(shard, item, tick + delay, agent, look_a, look_b)
    for purpose in range(2):
        said = passed[purpose]
        if said != _ZERO:
            word_a, word_b = signed(said & LOW_HALF), signed(said >> HALF)
            pass_on(crowd, rules, shard, item, tick, agent, purpose, word_a, word_b)


@inner
def write_row(live: Live, shard: Shard, item: int, world: int, lane: int, segment: int) -> None:
    """Append (item, lane, segment, changes...) to the rows, zeros at the end cut."""
    counters = live.change.shape[3]
    while counters > 0 and live.change[item, world, segment, counters - 1] == 0:
        counters -= 1
    if counters == 0:
        return
    cursor = shard.meta[META_ROWS]
    shard.rows[cursor] = item
    shard.rows[cursor + 1] = lane
    shard.rows[cursor + 2] = segment
    for counter in range(counters):
        shard.rows[cursor + 3 + counter] = live.change[item, world, segment, counter]
    shard.meta[META_ROWS] = cursor + 3 + counters
    shard.row_ends[shard.meta[META_ROW_COUNT]] = cursor + 3 + counters
    shard.meta[META_ROW_COUNT] += 1


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
    # The most bundles one agent's turn can take: it may pass on two things, and look something up.
    most = 2 * (crowd.widest + strangers_of(rules)) + 1
    for index in range(meta[META_ITEM], shard.items.size):
        item = shard.items[index]
        if not live.busy[item]:
            continue
        if meta[META_TOUCHED] < 0:
            meta[META_ITEM] = index
            fade(crowd, rules, live, shard, item, tick)
            meta[META_TOUCHED] = drain(shard, item, tick)
            meta[META_AGENT] = 0
        while meta[META_AGENT] < meta[META_TOUCHED]:
            first = meta[META_AGENT]
            size = min(BLOCK, meta[META_TOUCHED] - first)
            draw_luck(rules, live, shard, item, tick, first, size)
            for place in range(size):
                if meta[META_FREE] < most:
                    meta[META_AGENT] = first + place
                    return GROW
                touch(crowd, rules, live, shard, item, tick, place)
            meta[META_AGENT] = first + size
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
            cell = (live.cells[item, agent] >> np.uint64(32 * world)) & LOW_HALF
            total += cell_word(agent, item_hash, cell)
    return total
