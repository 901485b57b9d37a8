from __future__ import annotations

import hashlib

import msgspec
import pytest

from infodrill.scenario.digest import canonical_bytes, decode_scenario, scenario_digest
from tests.fixtures import tiny_scenario, whole_scenario


def test_the_bytes_give_the_scenario_back() -> None:
    assert decode_scenario(canonical_bytes(whole_scenario())) == whole_scenario()


def test_the_digest_names_the_bytes() -> None:
    expected = hashlib.sha256(canonical_bytes(tiny_scenario())).hexdigest()
    assert scenario_digest(tiny_scenario()) == f"sha256:{expected}"


def test_one_changed_word_is_another_digest() -> None:
    header = msgspec.structs.replace(tiny_scenario().header, title="Tiny!")
    assert scenario_digest(tiny_scenario(header=header)) != scenario_digest(tiny_scenario())


def test_bytes_of_something_else_are_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_scenario(b'{"header": {}}')
