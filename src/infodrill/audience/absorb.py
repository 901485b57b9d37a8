"""What hearing something does to one agent, and whether it passes it on."""

from __future__ import annotations

from infodrill.audience.cell import (
    ADVICE_BIT,
    ANSWER,
    ANSWER_VOICE_SHIFT,
    ASK_BIT,
    BELIEF_LIMIT,
    COUNT_LIMIT,
    INOCULATED,
    LOOK_UP_BIT,
    MARK_ADVICE,
    MARK_OFFICIAL,
    MET_ANSWER,
    MET_CLAIM,
    OFFICIAL_ANSWER,
    OFFICIAL_BIT,
    PREBUNK_BIT,
    REACH_BIT,
    REACHED,
    SHARED,
    SHARED_ANSWER,
    TELLING,
    TELLING_VOICE_SHIFT,
    WARNED,
    belief_of,
    fold,
    pack,
    signed,
)
from infodrill.audience.jit import inner
from infodrill.audience.state import (
    FINE,
    MINUTES,
    PART,
    SET_ANSWER_RATE,
    SET_ANSWERED_SHARE,
    SET_ASK,
    SET_BEFORE,
    SET_DENIED,
    SET_DURING,
    SET_INOCULATION,
    SET_NAMED,
    SET_TELLING,
    SET_TICK_SECONDS,
    SET_TRUST_TIMES,
    Ints,
    Live,
    Rules,
)

_TELLINGS, _ANSWERS = 0, 1


@inner
def effect(
    rules: Rules,
    live: Live,
    item: int,
    world: int,
    segment: int,
    kind: int,
    voice: int,
    direct: int,
) -> int:
    """Return how far a voice moves belief in a segment, in `FINE`ths of a unit: strength x trust.

    Voice 0 of the tellings is hearsay from peers, or an account of class `direct` if not 0.
    """
    if kind == _TELLINGS and voice == 0:
        strength = rules.settings[SET_TELLING]
        trust = rules.class_trust[segment, direct] if direct > 0 else rules.peer_trust[segment]
    else:
        strength = live.voice_units[item, world, kind, voice]
        trust = live.trust[world, live.voice_source[item, world, kind, voice], segment]
    return signed(strength * trust * rules.settings[SET_TRUST_TIMES] // 1_000_000)


@inner
def again(fresh: int, before: int, heard: int, factors: Ints, more: int) -> int:
    """Return the effect of hearing a voice when `heard` like it were heard before.

    What it adds over the voice absorbed before counts in full; the rest, and each further hearing
    in the same tick, counts less each time.
    """
    gain = max(fresh - before, 0) + signed(min(fresh, before) * factors[min(heard, 15)] // PART)
    for extra in range(1, min(more, 4)):
        gain += signed(fresh * factors[min(heard + extra, 15)] // PART)
    return gain


@inner
def weightiest(rules: Rules, live: Live, item: int, world: int, segment: int, kind: int) -> int:
    """Return the voice that weighs most with a segment, of those that spoke so far; 0 if none."""
    best, most = 0, 0
    for voice in range(1, live.voice_count[item, world, kind] + 1):
        weight = effect(rules, live, item, world, segment, kind, voice, 0)
        if weight > most:
            best, most = voice, weight
    return best


@inner
def look_up(rules: Rules, live: Live, item: int, world: int, segment: int, word: int) -> int:
    """Return the word of one who looked for what is known: the weightiest voices of both kinds."""
    found = word & ~LOOK_UP_BIT
    voice = weightiest(rules, live, item, world, segment, _TELLINGS)
    if voice:
        found = fold(found, spoken(live, item, world, _TELLINGS, voice))
    voice = weightiest(rules, live, item, world, segment, _ANSWERS)
    if voice:
        found = fold(found, spoken(live, item, world, _ANSWERS, voice))
    return found


@inner
def spoken(live: Live, item: int, world: int, kind: int, voice: int) -> int:
    """Return what is heard when a voice is passed on or found."""
    marks = live.voice_marks[item, world, kind, voice]
    if kind == _TELLINGS:
        word = TELLING | REACH_BIT | (voice << TELLING_VOICE_SHIFT)
    else:
        word = ANSWER | REACH_BIT | (voice << ANSWER_VOICE_SHIFT)
        if marks & MARK_OFFICIAL:
            word |= OFFICIAL_BIT
    if marks & MARK_ADVICE:
        word |= ADVICE_BIT
    return word


@inner
def hear(
    rules: Rules,
    live: Live,
    item: int,
    world: int,
    segment: int,
    cell: int,
    word: int,
    temper: int,
    pinned: bool,
) -> int:
    """Return an agent's cell after it heard a word.

    Args:
        rules: tables.
        live: voices and trust, read only.
        item: index.
        world: 0 A, 1 B.
        segment: of the agent.
        cell: before.
        word: all that was heard this tick.
        temper: the agent's own leaning on this item, belief units.
        pinned: no answer turns this agent once it believes (continued influence).
    """
    flags = (cell >> 8) & 0xFF
    tellings = (cell >> 16) & 15
    answers = (cell >> 20) & 15
    telling_voice = (cell >> 24) & 15
    answer_voice = (cell >> 28) & 15
    told = word & 63
    answered = (word >> 6) & 63
    new_telling_voice = (word >> 12) & 15
    new_answer_voice = (word >> 16) & 15
    asked = (word & ASK_BIT) != 0
    belief = belief_of(cell)
    if rules.claim[item] and (told or answered or asked):
        old = belief
        if (flags & (MET_CLAIM | MET_ANSWER)) == 0:
            belief = rules.prior[item, segment] + temper
            if not told and not asked:
                belief -= rules.settings[SET_DENIED]
        elif (told or asked) and not flags & MET_CLAIM:
            belief += rules.settings[SET_DENIED]
        shift = 0
        direct = (word >> 26) & 15
        if told:
            fresh = effect(rules, live, item, world, segment, 0, new_telling_voice, direct)
            before = 0
            if tellings:
                before = effect(rules, live, item, world, segment, 0, telling_voice, 0)
            shift += again(fresh, before, tellings, rules.tell_again, told)
            if tellings == 0 and flags & INOCULATED:
                shift -= rules.settings[SET_INOCULATION]
        elif asked and tellings == 0 and not flags & MET_CLAIM:
            fresh = effect(rules, live, item, world, segment, 0, 0, direct)
            shift += fresh * rules.settings[SET_ASK] // PART
        if answered:
            fresh = effect(rules, live, item, world, segment, 1, new_answer_voice, 0)
            before = 0
            if answers:
                before = effect(rules, live, item, world, segment, 1, answer_voice, 0)
            drop = again(fresh, before, answers, rules.answer_again, answered)
            if flags & MET_CLAIM:
                drop = drop * rules.damp[tellings] // PART
            elif told or asked:
                drop = drop * rules.settings[SET_DURING] // PART
            else:
                drop = drop * rules.settings[SET_BEFORE] // PART
                if word & OFFICIAL_BIT and answers == 0:
                    quality = live.voice_quality[item, world, 1, new_answer_voice]
                    shift += rules.settings[SET_NAMED] * max(100 - quality, 0) // 100
            shift -= drop
        belief += (shift + FINE // 2) // FINE
        if pinned and answered and flags & MET_CLAIM and old > 0:
            belief = max(belief, 1)
        belief = min(max(belief, -BELIEF_LIMIT), BELIEF_LIMIT)
    if word & REACH_BIT:
        flags |= REACHED
    if told or asked:
        flags |= MET_CLAIM
    if answered:
        flags |= MET_ANSWER
    if word & OFFICIAL_BIT:
        flags |= OFFICIAL_ANSWER
    if word & ADVICE_BIT:
        flags |= WARNED
    if word & PREBUNK_BIT:
        flags |= INOCULATED
    return pack(
        belief,
        flags,
        min(tellings + told, COUNT_LIMIT),
        min(answers + answered, COUNT_LIMIT),
        max(telling_voice, new_telling_voice),
        max(answer_voice, new_answer_voice),
    )


@inner
def shares(
    rules: Rules,
    live: Live,
    item: int,
    world: int,
    segment: int,
    before: int,
    cell: int,
    word: int,
    tick: int,
    draw: int,
    answer_draw: int,
) -> int:
    """Return what the agent passes on: bit 1 the item itself, bit 2 an answer to it.

    Args:
        rules: tables.
        live: attention, read only.
        item: index.
        world: 0 A, 1 B.
        segment: of the agent.
        before: its cell before this tick.
        cell: its cell after hearing `word`.
        word: what it heard.
        tick: now.
        draw: 32-bit draw for the item.
        answer_draw: 32-bit draw for an answer.
    """
    flags = (cell >> 8) & 0xFF
    claim = rules.claim[item]
    told = word & 63
    answered = (word >> 6) & 63
    age = (tick - live.appeared[item, world]) * rules.settings[SET_TICK_SECONDS] // 60
    base = rules.share[item, segment] * live.attention[item, world] // 1000
    base = base * rules.novelty[min(age, MINUTES - 1)] // PART
    belief = belief_of(cell) + 128
    chosen = 0
    heard = (told or word & ASK_BIT) if claim else word & REACH_BIT
    if heard and not flags & SHARED:
        chance = base * rules.share_again[(before >> 16) & 15] // PART
        if claim:
            chance = chance * rules.share_by_belief[belief] // PART
            if flags & MET_ANSWER:
                chance = chance * rules.settings[SET_ANSWERED_SHARE] // PART
        if draw < chance:
            chosen |= 1
    if claim and answered and not flags & SHARED_ANSWER:
        chance = base * rules.share_again[(before >> 20) & 15] // PART
        chance = chance * rules.answer_by_belief[belief] // PART
        chance = chance * rules.settings[SET_ANSWER_RATE] // PART
        if answer_draw < chance:
            chosen |= 2
    return chosen
