"""One agent's state about one item in one world: four bytes.

    bits 0-7    belief, signed, sixteenths of a logit; believing is belief > 0; 0 when unmet
    bits 8-15   flags, see below
    bits 16-19  tellings heard, at most 15      bits 20-23  answers heard, at most 15
    bits 24-27  voice of the telling absorbed   bits 28-31  voice of the answer absorbed

A voice is a row of the item's voice table (see `voices`); voice 0 is hearsay.

What an agent is about to hear in a tick is a *word*, also four bytes. Words fold commutatively, so
neither the order of posts nor the number of threads can matter:

    bits 0-5 tellings   6-11 answers   12-15 voice of telling   16-19 voice of answer   (max wins)
    bits 20-25 what else (or)          26-29 class of the account heard directly, 0 none (max wins)
"""

from __future__ import annotations

from typing import Any

import numpy as np

from infodrill.audience.jit import kernel

REACHED, MET_CLAIM, MET_ANSWER, OFFICIAL_ANSWER = 1, 2, 4, 8
SHARED, SHARED_ANSWER, WARNED, INOCULATED = 16, 32, 64, 128

TELLING = 1
ANSWER = 1 << 6
TELLING_VOICE_SHIFT = 12
ANSWER_VOICE_SHIFT = 16
REACH_BIT = 1 << 20
ASK_BIT = 1 << 21
OFFICIAL_BIT = 1 << 22
ADVICE_BIT = 1 << 23
PREBUNK_BIT = 1 << 24
LOOK_UP_BIT = 1 << 25
CLASS_SHIFT = 26

MARK_OFFICIAL, MARK_ADVICE = 1, 2
"""Marks of a voice: its source is an official; it carries protective advice."""
_OTHER_BITS = 0x3F << 20

BELIEF_LIMIT = 127
COUNT_LIMIT = 15

HALF = np.uint64(32)
LOW_HALF = np.uint64(0xFFFFFFFF)
"""A cell of world A lies in the low half of a 64-bit pair, that of world B in the high half."""

BELIEVES = 16
"""The bit of `membership` that counts believers."""

_ONE_BYTE = np.uint64(0xFF)
_SIGN = np.uint64(128)
_BYTE_END = np.uint64(256)
_ZERO = np.uint64(0)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_STRIDE = np.uint64(0x9E3779B97F4A7C15)


@kernel
def signed(value: Any) -> int:
    """Return a machine integer as a signed 64-bit one, whatever it was.

    Signed and unsigned 64-bit integers must not meet in a sum: their common type is a float.
    """
    return np.int64(value)  # type: ignore[return-value]  # to the kernels it is the one int


@kernel
def belief_of(cell: int) -> int:
    """Return the signed belief of a cell."""
    belief = cell & 0xFF
    return belief - 256 if belief >= 128 else belief


@kernel
def pack(
    belief: int, flags: int, tellings: int, answers: int, telling_voice: int, answer_voice: int
) -> int:
    """Return the cell with these parts, each already within its range."""
    return (
        (belief & 0xFF)
        | (flags << 8)
        | (tellings << 16)
        | (answers << 20)
        | (telling_voice << 24)
        | (answer_voice << 28)
    )


@kernel
def fold(heard: int, more: int) -> int:
    """Return what is heard when both words are heard; commutative and associative."""
    tellings = min((heard & 63) + (more & 63), 63)
    answers = min(((heard >> 6) & 63) + ((more >> 6) & 63), 63)
    telling_voice = max((heard >> 12) & 15, (more >> 12) & 15)
    answer_voice = max((heard >> 16) & 15, (more >> 16) & 15)
    direct = max((heard >> 26) & 15, (more >> 26) & 15)
    others = (heard | more) & _OTHER_BITS
    return (
        tellings
        | (answers << 6)
        | (telling_voice << 12)
        | (answer_voice << 16)
        | others
        | (direct << 26)
    )


@kernel
def membership(cell: int, claim: int) -> int:
    """Return which counters (bit n is `facts.COUNTERS[n]`) this cell's agent counts in."""
    flags = (cell >> 8) & 0xFF
    counted = flags & 7
    if (flags & 6) == 6:
        counted |= 8
    belief = cell & 0xFF
    if claim and 0 < belief < 128:
        counted |= BELIEVES
    counted |= (flags & 0x30) << 1
    if (flags & 8) and not (flags & 2):
        counted |= 128
    if flags & 64:
        counted |= 256
    return counted


@kernel
def forgotten(cell: np.uint64, step: np.uint64) -> np.uint64:
    """Return a cell whose belief moved towards 0 by `step`; no branches, all unsigned."""
    belief = cell & _ONE_BYTE
    against = belief >= _SIGN
    strength = _BYTE_END - belief if against else belief
    left = strength - step if strength > step else _ZERO
    moved = (_BYTE_END - left) & _ONE_BYTE if against else left
    return (cell & ~_ONE_BYTE) | moved


@kernel
def cell_word(agent: int, item_hash: int, cell: int | np.uint64) -> np.uint64:
    """Return the 64-bit word a cell adds to its world's digest; an empty cell adds nothing.

    The finaliser is that of splitmix64 (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195).
    The world is left out, so two worlds in the same state have the same digest.
    """
    if cell == 0:
        return np.uint64(0)
    mixed = (np.uint64(agent) << np.uint64(32)) | np.uint64(cell)
    mixed += np.uint64(item_hash) * _STRIDE + _STRIDE
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
    return mixed ^ (mixed >> np.uint64(31))
