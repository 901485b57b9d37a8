"""The whole state of an audience as bytes: a cache that may be thrown away at any time.

Everything in it follows from spec, seed and stimuli, so nothing is lost with it; it only saves
running the ticks again. It opens in an audience of the same spec, seed, engine, constants and
number of threads, and in no other. Layout: `MAGIC`, a digest of all that follows, the length of a
MessagePack header, the header, then the arrays it lists, compressed one by one.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from infodrill.audience.calibration import Calibration
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import META_UNUSED, AnyArray, Live, Shard
from infodrill.audience.trust import LedgerRow, TrustLedger
from infodrill.audience.version import ENGINE
from infodrill.audience.voices import VoiceRow, VoiceTables

MAGIC = b"infodrill-audience-snapshot-1\n"
_DIGEST_BYTES = 16
_LENGTH_BYTES = 8
_LEVEL = 1


class SnapshotRefused(ValueError):
    """The bytes are damaged, or a snapshot of another audience."""


class _Stored(msgspec.Struct, frozen=True):
    """One array: its name, little-endian type, shape and compressed length in bytes."""

    name: str
    kind: str
    shape: tuple[int, ...]
    length: int


class _Header(msgspec.Struct, frozen=True):
    identity: str
    next_tick: int
    bundles: list[int]
    voices: list[VoiceRow]
    records: list[LedgerRow]
    truths: list[tuple[int, int, int]]
    arrays: list[_Stored]


class Parts(NamedTuple):
    """What the state of an audience consists of; `shards` are replaced, the rest written into."""

    live: Live
    shards: list[Shard]
    voices: VoiceTables
    ledger: TrustLedger


def identity_of(spec: AudienceSpec, seed: int, calibration: Calibration, threads: int) -> str:
    """Return the name of all that a state depends on besides what was sent to it."""
    constants = {name: str(constant.value) for name, constant in calibration.constants.items()}
    named = (spec, str(seed), ENGINE, calibration.version, constants, threads)
    packed = msgspec.msgpack.encode(named, order="deterministic")
    return hashlib.blake2s(packed, digest_size=_DIGEST_BYTES).hexdigest()


def _arrays(parts: Parts) -> Iterator[tuple[str, AnyArray]]:
    for name, array in parts.live._asdict().items():
        yield f"live.{name}", array
    for place, shard in enumerate(parts.shards):
        used = int(shard.meta[META_UNUSED])
        yield f"shard{place}.pool", shard.pool[:used]
        yield f"shard{place}.head", shard.head
        yield f"shard{place}.meta", shard.meta


def take_snapshot(identity: str, next_tick: int, parts: Parts) -> bytes:
    """Return the state between two ticks.

    Args:
        identity: see `identity_of`.
        next_tick: the tick to be run next.
        parts: read only.
    """
    stored: list[_Stored] = []
    packed: list[bytes] = []
    for name, array in _arrays(parts):
        plain = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        packed.append(zlib.compress(plain.data, _LEVEL))
        stored.append(_Stored(name, plain.dtype.str, array.shape, len(packed[-1])))
    records, truths = parts.ledger.kept()
    bundles = [len(shard.pool) for shard in parts.shards]
    header = msgspec.msgpack.encode(
        _Header(identity, next_tick, bundles, parts.voices.kept(), records, truths, stored)
    )
    body = b"".join((len(header).to_bytes(_LENGTH_BYTES, "little"), header, *packed))
    return MAGIC + _digest(body) + body


def _digest(body: bytes | memoryview) -> bytes:
    return hashlib.blake2s(body, digest_size=_DIGEST_BYTES).digest()


def _opened(data: bytes, identity: str) -> tuple[_Header, memoryview]:
    if not data.startswith(MAGIC):
        raise SnapshotRefused(
            f"not a snapshot: the first bytes are {data[:12]!r}; expected {MAGIC[:18]!r}..."
        )
    start = len(MAGIC) + _DIGEST_BYTES
    body = memoryview(data)[start:]
    if _digest(body) != data[len(MAGIC) : start]:
        raise SnapshotRefused("the snapshot is damaged or cut; delete it and run the ticks again")
    length = int.from_bytes(body[:_LENGTH_BYTES], "little")
    header = msgspec.msgpack.decode(body[_LENGTH_BYTES : _LENGTH_BYTES + length], type=_Header)
    if header.identity != identity:
        raise SnapshotRefused(
            "the snapshot is of an audience with another spec, seed, engine, calibration or number "
            f"of threads ({header.identity}, expected {identity}); delete it and run the ticks "
            "again"
        )
    return header, body[_LENGTH_BYTES + length :]


def _unpacked(stored: Sequence[_Stored], packed: memoryview) -> dict[str, AnyArray]:
    arrays: dict[str, AnyArray] = {}
    for one in stored:
        plain = zlib.decompress(packed[: one.length])
        arrays[one.name] = np.frombuffer(plain, np.dtype(one.kind)).reshape(one.shape)
        packed = packed[one.length :]
    return arrays


def restore_snapshot(data: bytes, identity: str, parts: Parts) -> int:
    """Write the state in `data` into `parts` and return the tick to be run next.

    Raises:
        SnapshotRefused: damaged, or of another audience; nothing has been changed then.
    """
    header, packed = _opened(data, identity)
    arrays = _unpacked(header.arrays, packed)
    for name, array in parts.live._asdict().items():
        np.copyto(array, arrays[f"live.{name}"])
    for place, shard in enumerate(parts.shards):
        parts.shards[place] = _filled(shard, place, header.bundles[place], arrays)
    parts.voices.adopt(header.voices)
    parts.ledger.adopt(header.records, header.truths)
    return header.next_tick


def _filled(shard: Shard, place: int, bundles: int, arrays: dict[str, AnyArray]) -> Shard:
    used = arrays[f"shard{place}.pool"]
    pool = np.zeros((bundles, shard.pool.shape[1]), np.uint32)
    pool[: len(used)] = used
    np.copyto(shard.head, arrays[f"shard{place}.head"])
    np.copyto(shard.meta, arrays[f"shard{place}.meta"])
    return shard._replace(pool=pool)
