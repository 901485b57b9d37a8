"""How much room words take in a picture, where nothing breaks lines by itself.

Widths are estimates from the advance widths of IBM Plex Sans (SIL OFL 1.1) by kind of letter, a
little on the wide side: a label that is cut early is better than one that runs out of its picture.
"""

from __future__ import annotations

_NARROW = frozenset("iljtfI.,:;'|!()[]/ ·")
_WIDE = frozenset("mwMW@%—QO")


def width_of(text: str, size: int, *, bold: bool = False) -> float:
    """Estimated width of a text in a size, both in the picture's units."""
    thousandths = 0
    for letter in text:
        if letter in _NARROW:
            thousandths += 330
        elif letter in _WIDE:
            thousandths += 880
        elif letter.isupper() or ord(letter) > 0x2E80:
            thousandths += 670 if ord(letter) < 0x2E80 else 1000
        else:
            thousandths += 575
    return thousandths * size * (106 if bold else 100) / 100_000


def fitted(text: str, room: float, size: int, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it would not fit."""
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def wrapped(text: str, room: float, size: int, lines: int, *, bold: bool = False) -> list[str]:
    """The text broken at spaces into at most so many lines; the last one may end in an ellipsis."""
    done: list[str] = []
    line = ""
    words = text.split()
    for number, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size, bold=bold) > room:
            if len(done) == lines - 1:
                line = " ".join([line, *words[number:]])
                break
            done.append(line)
            longer = word
        line = longer
    return [*done, fitted(line, room, size, bold=bold)] if line else done
