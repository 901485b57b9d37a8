"""Random numbers that are a function of their name.

Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11,
doi 10.1145/2063384.2063405): four counter words and a 64-bit key give four random words. Nothing
is consumed and nothing has an order, so neither threads nor
added items nor the other world can change a draw.
"""

from __future__ import annotations

import numpy as np

from infodrill.audience.jit import kernel

_WORD = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_MULTIPLY_0 = np.uint64(0xD2511F53)
_MULTIPLY_1 = np.uint64(0xCD9E8D57)
_BUMP_0 = np.uint64(0x9E3779B9)
_BUMP_1 = np.uint64(0xBB67AE85)


@kernel
def philox(
    first: np.uint64, second: np.uint64, third: np.uint64, fourth: np.uint64, key: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return four random 32-bit words, held in 64-bit integers.

    Args:
        first: counter word 0, below 2**32; `second`, `third` and `fourth` likewise.
        second: counter word 1.
        third: counter word 2.
        fourth: counter word 3.
        key: 64-bit key; its low half is the generator's key word 0.
    """
    c0, c1, c2, c3 = first, second, third, fourth
    k0 = key & _WORD
    k1 = key >> _HALF
    for _ in range(10):
        p0 = _MULTIPLY_0 * c0
        p1 = _MULTIPLY_1 * c2
        c0 = (p1 >> _HALF) ^ c1 ^ k0
        c2 = (p0 >> _HALF) ^ c3 ^ k1
        c1 = p1 & _WORD
        c3 = p0 & _WORD
        k0 = (k0 + _BUMP_0) & _WORD
        k1 = (k1 + _BUMP_1) & _WORD
    return c0, c1, c2, c3
