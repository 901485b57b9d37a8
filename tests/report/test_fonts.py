"""The embedded letters: unchanged files with their licence, only where they are needed."""

from __future__ import annotations

import hashlib

import msgspec

from infodrill.report.fonts import FACES, FOLDER, font_css


def test_the_manifest_names_every_file_with_its_digest_licence_and_origin() -> None:
    rows = msgspec.json.decode((FOLDER / "manifest.json").read_bytes())["fonts"]
    assert {row["file"] for row in rows} == {path.name for path in FOLDER.glob("*.woff2")}
    assert {face.file for face in FACES} == {row["file"] for row in rows}
    for row in rows:
        assert hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest() == row["sha256"]
        assert row["licence"] == "OFL-1.1" and row["origin"]
        assert "SIL Open Font License" in (FOLDER / row["licence_file"]).read_text("utf-8")


def test_arabic_letters_come_only_with_arabic_text() -> None:
    assert "U+0600-06FF" in font_css("السد")
    assert "U+0600-06FF" not in font_css("The dam")
    assert "U+1EA0-1EF9" in font_css("Đập")
    assert "U+1EA0-1EF9" not in font_css("The dam")
