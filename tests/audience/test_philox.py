"""Philox4x32-10 against the known-answer vectors of its authors (Random123, kat_vectors)."""

from __future__ import annotations

import numpy as np
import pytest

from infodrill.audience.philox import philox

ONES = 0xFFFFFFFF
VECTORS = [
    ((0, 0, 0, 0), 0, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ((ONES, ONES, ONES, ONES), (ONES << 32) | ONES, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0x299F31D0 << 32) | 0xA4093822,
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]


@pytest.mark.parametrize(("counter", "key", "expected"), VECTORS)
def test_known_answers(counter: tuple[int, ...], key: int, expected: str) -> None:
    words = philox(*(np.uint64(word) for word in counter), np.uint64(key))

    assert " ".join(f"{int(word):08x}" for word in words) == expected
