"""The report's letters: IBM Plex faces embedded in the page, each only where its letters occur.

The files lie unchanged in ``fonts/`` with their licence (SIL Open Font License 1.1) and a manifest
of their digests and origins; a page that carries them needs no network and looks alike anywhere.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parent / "fonts"
"""Where the font files, their licence and their manifest are."""


class Face(Struct, frozen=True):
    """One font file and the letters it is asked for."""

    file: str
    family: str
    weight: int
    ranges: tuple[tuple[int, int], ...]
    """First and last code point; empty means all of them."""


_LATIN = (
    (0x0000, 0x00FF),
    (0x2000, 0x206F),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2190, 0x21FF),
    (0x2212, 0x2212),
    (0x2215, 0x2215),
)
_LATIN_EXT = ((0x0100, 0x02BA), (0x1E00, 0x1E9F))
_VIETNAMESE = (
    (0x0102, 0x0103),
    (0x0110, 0x0111),
    (0x01A0, 0x01A1),
    (0x01AF, 0x01B0),
    (0x0300, 0x0309),
    (0x0323, 0x0323),
    (0x1EA0, 0x1EF9),
    (0x20AB, 0x20AB),
)
_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))

# A later face wins where ranges overlap, so Vietnamese stands after the extended Latin letters.
FACES = (
    Face("ibm-plex-sans-latin-400-normal.woff2", "Plex", 400, _LATIN),
    Face("ibm-plex-sans-latin-600-normal.woff2", "Plex", 600, _LATIN),
    Face("ibm-plex-sans-latin-ext-400-normal.woff2", "Plex", 400, _LATIN_EXT),
    Face("ibm-plex-sans-vietnamese-400-normal.woff2", "Plex", 400, _VIETNAMESE),
    Face("ibm-plex-sans-vietnamese-600-normal.woff2", "Plex", 600, _VIETNAMESE),
    Face("ibm-plex-sans-arabic-arabic-400-normal.woff2", "Plex", 400, _ARABIC),
    Face("ibm-plex-mono-latin-400-normal.woff2", "PlexMono", 400, ()),
)


def font_css(page: str) -> str:
    """The ``@font-face`` rules for the faces whose letters stand in the page."""
    letters = frozenset(map(ord, frozenset(page)))
    return "".join(_rule(face) for face in FACES if _wanted(face, letters))


def _wanted(face: Face, letters: frozenset[int]) -> bool:
    if not face.ranges:
        return True
    return any(first <= letter <= last for letter in letters for first, last in face.ranges)


@cache
def _rule(face: Face) -> str:
    data = base64.b64encode((FOLDER / face.file).read_bytes()).decode("ascii")
    ranges = ",".join(f"U+{first:04X}-{last:04X}" for first, last in face.ranges)
    return (
        f"@font-face{{font-family:{face.family};font-weight:{face.weight};font-display:block;"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')"
        + (f";unicode-range:{ranges}" if ranges else "")
        + "}\n"
    )
