"""The record format, frozen: these bytes may not change without a new event version."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infodrill.exercise import events as ev
from infodrill.exercise.events import EVENTS
from infodrill.exercise.record import (
    GENESIS,
    Record,
    RecordInvalid,
    erase_private,
    read_record,
    write_record,
)

STARTED = Record(1, 0, "2031-10-14T17:30:00.000Z", "control", "c1", ev.ExerciseStarted(), "")
REPORT = Record(
    2, 61_000, "2031-10-14T17:31:01.000Z", "city.monitor", "c2",
    ev.ReportFiled("city", "123", "seen by the bridge"), "",
)  # fmt: skip


def test_the_bytes_of_a_record_never_change() -> None:
    first, head = write_record(STARTED, GENESIS, "aa")
    second, _ = write_record(REPORT, head, "bb")
    assert first == (
        b'{"seq":1,"exercise_ms":0,"wall_utc":"2031-10-14T17:30:00.000Z","seat":"control",'
        b'"command":"c1","name":"exercise.started.v1","payload":{},'
        b'"hash":"FIRST"}'
    ).replace(b"FIRST", head.encode())
    assert head == "d20becc9bcbd52655b62eba342b4b5bc95e6e86fa1bee1d76fbe6ac151d7c6dc"
    assert second == (
        b'{"seq":2,"exercise_ms":61000,"wall_utc":"2031-10-14T17:31:01.000Z","seat":"c'
        b'ity.monitor","command":"c2","name":"report.filed.v1","payload":{"team":"city'
        b'","post":"123","note":{"sealed":"e51220339ed585a285fdb1e89a35e89836680c258c6'
        b'2dae42d40e97ab0d6dd71"}},"private":{"note":{"salt":"e62011f927440e97ff905755'
        b'edc811db","text":"seen by the bridge"}},"hash":"44c83a5a393f0e929fad42c0a8af'
        b'e772696567a8074d18539edd674c617c8356"}'
    )


def test_a_record_reads_back_as_it_was_written() -> None:
    first, head = write_record(STARTED, GENESIS, "aa")
    second, _ = write_record(REPORT, head, "bb")
    assert read_record(first, GENESIS, 1).payload == ev.ExerciseStarted()
    assert read_record(second, head, 2).payload == REPORT.payload


def test_every_flipped_byte_is_found_and_its_line_named() -> None:
    line, _ = write_record(REPORT, GENESIS, "bb")
    for place in range(len(line)):
        broken = bytearray(line)
        broken[place] ^= 1
        with pytest.raises(RecordInvalid, match="line 7"):
            read_record(bytes(broken), GENESIS, 7)


def test_an_erased_record_still_verifies_and_shows_erased() -> None:
    line, digest = write_record(REPORT, GENESIS, "bb")
    erased = erase_private(line)
    assert b"bridge" in line
    assert b"bridge" not in erased
    record = read_record(erased, GENESIS, 1)
    assert record.hash == digest
    assert record.payload == ev.ReportFiled("city", "123", "erased")


def test_words_cannot_be_put_into_somebodys_mouth() -> None:
    line, _ = write_record(REPORT, GENESIS, "bb")
    with pytest.raises(RecordInvalid, match="the words in 'note' were changed"):
        read_record(line.replace(b"by the bridge", b"by the school"), GENESIS, 1)


@given(note=st.text(max_size=60), title=st.text(min_size=1, max_size=40))
def test_any_words_survive_sealing_and_erasing(note: str, title: str) -> None:
    event = ev.IncidentOpened("5", "city", title, ("1", "2"))
    line, _ = write_record(
        Record(1, 0, "2031-01-01T00:00:00.000Z", "s", "c", event, ""), GENESIS, note.encode().hex()
    )
    assert read_record(line, GENESIS, 1).payload == event
    gone = read_record(erase_private(line), GENESIS, 1).payload
    assert gone == msgspec.structs.replace(event, title="erased")


def test_every_event_name_is_explicit_and_versioned() -> None:
    for name, kind in EVENTS.items():
        assert name == kind.NAME
        assert name.rpartition(".v")[2].isdigit()
        assert kind.__module__.rpartition(".")[2] not in name.split("."), "no module paths in names"
        for field in kind.PERSONAL:
            assert field in kind.__struct_fields__
