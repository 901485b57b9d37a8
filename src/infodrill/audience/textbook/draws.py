"""Random draws of the textbook modes: the same counter-based streams as the exercise audience.

The four words of one Philox call serve four neighbours, so a draw costs a quarter of a call:

    about an arc            word arc & 3 of block arc >> 2
    about a node in a step  word node & 3 of block (node >> 2) + step * 2**32
    two about a node        words 2 * (node & 1) and the next, of block (node >> 1) + step * 2**32

Block b is counter (b & 0xFFFFFFFF, b >> 32, 0, 0). A draw is the upper 31 bits of its word. Every
mode has its own key, made from the seed and the mode's name.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from infodrill.audience.jit import inner, kernel, tight
from infodrill.audience.philox import philox
from infodrill.audience.state import AnyArray, Ints, Longs, Words

ONE = 1 << 31
"""A probability is a threshold that a 31-bit draw stays below, out of this."""

BLOCK = 4
"""Draws that one call of the generator gives."""

_ZERO = np.uint64(0)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_ONE_BIT = np.uint64(1)

# The generator once more, as part of the loop it stands in: only then do the compiler's vectors
# serve it (measured: 3 ns a call instead of 15).
_philox_here: Callable[..., tuple[Any, Any, Any, Any]] = inner(philox.py_func)  # type: ignore[attr-defined]


@kernel
def node_ranks(nodes: int, key: np.uint64) -> Longs:
    """Return a 64-bit draw for each node [N]."""
    drawn = np.empty(nodes, np.uint64)
    for node in range(nodes):
        high, low, _, _ = philox(np.uint64(node), _ZERO, _ZERO, _ZERO, key)
        drawn[node] = (high << _HALF) | low
    return drawn


@tight
def draw_blocks(block: Ints, count: int, drawn: Words, key: np.uint64) -> None:
    """Put the four draws of each of the first `count` blocks into `drawn` [4 * count]."""
    for place in range(count):
        number = np.uint64(block[place])
        one, two, three, four = _philox_here(number & _LOW, number >> _HALF, _ZERO, _ZERO, key)
        drawn[4 * place] = one >> _ONE_BIT
        drawn[4 * place + 1] = two >> _ONE_BIT
        drawn[4 * place + 2] = three >> _ONE_BIT
        drawn[4 * place + 3] = four >> _ONE_BIT


def threshold(probability: float) -> int:
    """Return the threshold of a probability 0..1: 0 never, `ONE` always."""
    return int(probability * ONE)


def thresholds(probabilities: AnyArray) -> Words:
    """Return the threshold of each probability."""
    return (probabilities * ONE).astype(np.uint32)


def at_least_once(probability: float, most: int) -> Words:
    """Return the thresholds of 1 - (1 - probability)**k for k = 0..`most` [most+1].

    In decimal arithmetic of a stated precision, so that no machine's `pow` decides a bit.
    """
    table = np.zeros(most + 1, np.uint32)
    with localcontext() as exact:
        exact.prec = 40
        escape = 1 - Decimal(probability)
        escapes = Decimal(1)
        for times in range(most + 1 if probability else 0):
            table[times] = int((1 - escapes) * ONE)
            if escapes * ONE < 1 and times:
                # From here on only a certain success would differ.
                table[times:] = table[times]
                break
            escapes *= escape
    return table
