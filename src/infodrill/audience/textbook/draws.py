"""Random draws of the textbook modes: the same counter-based streams as the exercise audience.

The four words of one Philox call serve four neighbours, so a draw costs a quarter of a call:

    about an arc            word arc & 3 of counter (arc >> 2, (arc >> 2) >> 32, 0, 0)
    about a node in a step  word node & 3 of counter (node >> 2, step, 0, 0)
    two about a node        words 2 * (node & 1) and the next, of counter (node >> 1, step, 0, 0)

Every mode has its own key, made from the seed and the mode's name.
"""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np

from infodrill.audience.jit import kernel
from infodrill.audience.philox import philox
from infodrill.audience.state import AnyArray, Ints, Longs

ONE = 1 << 32
"""A probability is a threshold that a 32-bit draw stays below, out of this."""

BLOCK = 4
_ZERO = np.uint64(0)
_HALF = np.uint64(32)


@kernel
def node_draws(nodes: int, key: np.uint64) -> Longs:
    """Return a 64-bit draw for each node [N]."""
    drawn = np.empty(nodes, np.uint64)
    for node in range(nodes):
        high, low, _, _ = philox(np.uint64(node), _ZERO, _ZERO, _ZERO, key)
        drawn[node] = (high << _HALF) | low
    return drawn


def threshold(probability: float) -> int:
    """Return the threshold of a probability 0..1: 0 never, `ONE` always."""
    return int(probability * ONE)


def thresholds(probabilities: AnyArray) -> Ints:
    """Return the threshold of each probability."""
    return (probabilities * ONE).astype(np.int64)


def at_least_once(probability: float, most: int) -> Ints:
    """Return the thresholds of 1 - (1 - probability)**k for k = 0..`most` [most+1].

    In decimal arithmetic of a stated precision, so that no machine's `pow` decides a bit.
    """
    table = np.full(most + 1, ONE, np.int64)
    with localcontext() as exact:
        exact.prec = 40
        escapes = Decimal(1)
        for times in range(most + 1):
            table[times] = int((1 - escapes) * ONE)
            if escapes * ONE < Decimal("1e-9"):
                table[times:] = ONE - (0 if probability == 1 else 1)
                break
            escapes *= 1 - Decimal(probability)
    return table
