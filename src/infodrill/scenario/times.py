"""Exercise time as planners write it: ``T+H:MM`` or ``T+H:MM:SS`` after the start of the story."""

from __future__ import annotations

import re

_PATTERN = re.compile(r"^T\+(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$")


def parse_time(text: str) -> int:
    """Milliseconds after T+0:00.

    Raises ValueError, saying what was given and what is expected.
    """
    match = _PATTERN.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not an exercise time; write T+H:MM or T+H:MM:SS")
    hours, minutes, seconds = match.group(1), match.group(2), match.group(3) or "0"
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000


def format_time(milliseconds: int) -> str:
    """``T+H:MM``, or ``T+H:MM:SS`` when seconds matter."""
    seconds = milliseconds // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"T+{hours}:{minutes:02d}" + (f":{rest:02d}" if rest else "")
