"""Records: the canonical bytes of the log, their chain of hashes, and sealed personal words.

One record is one line of JSON: ``seq, exercise_ms, wall_utc, seat, command, name, payload,
private, hash``. The hash is SHA-256 over the hash before it and the canonical bytes of the record
*without* ``private`` and ``hash``; personal free text stands in ``payload`` only as a salted
digest, so salt and text (kept in ``private``) can be erased and the chain still verifies.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from msgspec import Struct

from infodrill.exercise.events import EVENTS, Event

GENESIS = "0" * 64
"""The hash before the first record."""
ERASED = "erased"
"""What readers show where a person's words were erased."""


class RecordInvalid(ValueError):
    """A line is not what was written; the message says which line and why."""


class Record(Struct, frozen=True):
    """One fact with its stamps. ``payload`` holds the words in clear, or ``erased``."""

    seq: int
    exercise_ms: int
    wall_utc: str
    seat: str
    command: str
    """The client's command id, or empty for what the world did."""
    payload: Event
    hash: str

    @property
    def name(self) -> str:
        """The event's explicit, versioned name."""
        return self.payload.NAME


class _Head(Struct, frozen=True):
    seq: int
    exercise_ms: int
    wall_utc: str
    seat: str
    command: str
    name: str
    payload: msgspec.Raw


class _Kept(Struct, frozen=True, forbid_unknown_fields=True):
    salt: str
    text: Any


_encode = msgspec.json.Encoder(order=None).encode


def canonical(value: Any) -> bytes:
    """Canonical JSON bytes: no white space, fields in declared order, keys sorted in maps."""
    return msgspec.json.encode(value, order="deterministic")


def seal(payload: Event, salt: str) -> tuple[bytes, bytes]:
    """The payload's bytes with personal words replaced by digests, and the ``private`` bytes.

    ``salt`` is a hexadecimal string, different for every record.
    """
    personal = [field for field in payload.PERSONAL if getattr(payload, field)]
    if not personal:
        return _encode(payload), b""
    plain = msgspec.to_builtins(payload)
    private = {}
    for field in personal:
        words = plain[field]
        field_salt = hashlib.sha256(f"{salt}:{field}".encode()).hexdigest()[:32]
        plain[field] = {"sealed": digest_of(field_salt, words)}
        private[field] = {"salt": field_salt, "text": words}
    return _encode(plain), _encode(private)


def digest_of(salt: str, words: Any) -> str:
    """The salted digest that stands for somebody's words in the chain."""
    return hashlib.sha256(salt.encode() + b"\0" + canonical(words)).hexdigest()


def write_record(record: Record, previous: str, salt: str) -> tuple[bytes, str]:
    """The line of a record (without line end) and its hash; ``record.hash`` is ignored."""
    sealed, private = seal(record.payload, salt)
    body = _encode(
        _Head(
            record.seq,
            record.exercise_ms,
            record.wall_utc,
            record.seat,
            record.command,
            record.name,
            msgspec.Raw(sealed),
        )
    )
    digest = chain(previous, body)
    tail = b',"private":' + private if private else b""
    return body[:-1] + tail + b',"hash":"' + digest.encode() + b'"}', digest


def chain(previous: str, body: bytes) -> str:
    """The next link: SHA-256 over the hash before and the record's canonical bytes."""
    return hashlib.sha256(bytes.fromhex(previous) + body).hexdigest()


def read_record(line: bytes, previous: str, number: int) -> Record:
    """Check and decode one line. Raises RecordInvalid naming the line and what is wrong."""
    try:
        raw: dict[str, msgspec.Raw] = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        digest = msgspec.json.decode(raw["hash"], type=str)
        private = msgspec.json.decode(raw.get("private", b"{}"), type=dict[str, _Kept])
        head = _Head(
            msgspec.json.decode(raw["seq"], type=int),
            msgspec.json.decode(raw["exercise_ms"], type=int),
            msgspec.json.decode(raw["wall_utc"], type=str),
            msgspec.json.decode(raw["seat"], type=str),
            msgspec.json.decode(raw["command"], type=str),
            msgspec.json.decode(raw["name"], type=str),
            msgspec.Raw(bytes(raw["payload"])),
        )
    except (msgspec.MsgspecError, KeyError, UnicodeDecodeError) as problem:
        raise RecordInvalid(f"line {number}: not a record of this log ({problem})") from problem
    body = _encode(head)
    if chain(previous, body) != digest:
        raise RecordInvalid(
            f"line {number}: record {head.seq} does not match its hash; the line, or one before "
            "it, was changed after it was written"
        )
    expected = body[:-1]
    if private:
        expected += b',"private":' + _encode(private)
    if line != expected + b',"hash":"' + digest.encode() + b'"}':
        raise RecordInvalid(f"line {number}: not the exact canonical bytes of a record")
    return Record(
        head.seq,
        head.exercise_ms,
        head.wall_utc,
        head.seat,
        head.command,
        _payload(head, private, number),
        digest,
    )


def _payload(head: _Head, private: dict[str, _Kept], number: int) -> Event:
    kind = EVENTS.get(head.name)
    if kind is None:
        raise RecordInvalid(
            f"line {number}: unknown event {head.name!r}; written by a newer version?"
        )
    try:
        if not kind.PERSONAL:
            return msgspec.json.decode(head.payload, type=kind)
        plain: dict[str, Any] = msgspec.json.decode(head.payload)
        sealed = {field for field in kind.PERSONAL if isinstance(plain[field], dict)}
        if not private.keys() <= sealed:
            raise RecordInvalid(f"line {number}: private words that no field of the record seals")
        for field in kind.PERSONAL:
            mark = plain[field]
            if not (isinstance(mark, dict) and set(mark) == {"sealed"}):
                continue
            kept = private.get(field)
            if kept is None:
                plain[field] = _erased(kind, field)
            elif digest_of(kept.salt, kept.text) != mark["sealed"]:
                raise RecordInvalid(f"line {number}: the words in {field!r} were changed")
            else:
                plain[field] = kept.text
        return msgspec.convert(plain, kind)
    except (msgspec.MsgspecError, KeyError, TypeError) as problem:
        raise RecordInvalid(f"line {number}: {head.name} cannot be read ({problem})") from problem


def _erased(kind: type[Event], field: str) -> Any:
    """The neutral value of a personal field whose words are gone."""
    hint = next(part.type for part in msgspec.structs.fields(kind) if part.name == field)
    if hint is str:
        return ERASED
    return [] if str(hint).startswith("tuple") else {}


def erase_private(line: bytes) -> bytes:
    """The same line without salt and text: what forgetting a seat does to its records."""
    start = line.find(b',"private":')
    if start < 0:
        return line
    # The hash is the last field, so the private part ends where it begins.
    end = line.rfind(b',"hash":"')
    raw: dict[str, msgspec.Raw] = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    if "private" not in raw:
        return line
    private = bytes(raw["private"])
    cut = line.rfind(b',"private":' + private, 0, end)
    return line[:cut] + line[end:]
