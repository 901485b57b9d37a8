"""The one byte form of a scenario: what the store pins and the log's first record names."""

from __future__ import annotations

import hashlib

import msgspec

from infodrill.scenario.package import Scenario

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Scenario)


def canonical_bytes(scenario: Scenario) -> bytes:
    """UTF-8 JSON: fields in the model's order, mapping keys sorted, no white space.

    The same scenario gives the same bytes on every machine, however its files were laid out.
    """
    return _ENCODER.encode(scenario)


def decode_scenario(data: bytes) -> Scenario:
    """The scenario that `canonical_bytes` wrote.

    Raises msgspec.DecodeError when the bytes are not a scenario of this model.
    """
    return _DECODER.decode(data)


def scenario_digest(scenario: Scenario) -> str:
    """``sha256:`` and 64 hexadecimal digits of the canonical bytes."""
    return f"sha256:{hashlib.sha256(canonical_bytes(scenario)).hexdigest()}"
