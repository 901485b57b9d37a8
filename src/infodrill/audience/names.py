"""Stable numbers for names and purposes."""

from __future__ import annotations

import hashlib

ALL_BITS = 0xFFFF_FFFF_FFFF_FFFF


def name_hash(name: str) -> int:
    """Return the 32-bit number that stands for a name in every random draw about it.

    It depends on the name only, so adding, removing or moving a row reshuffles nobody's luck.
    """
    return int.from_bytes(hashlib.blake2s(name.encode(), digest_size=4).digest(), "little")


def purpose_key(seed: int, purpose: str) -> int:
    """Return the 64-bit generator key of one purpose under one seed."""
    text = f"{seed & ALL_BITS:016x}:{purpose}".encode()
    return int.from_bytes(hashlib.blake2s(text, digest_size=8).digest(), "little")
