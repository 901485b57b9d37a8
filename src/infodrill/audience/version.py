"""The two numbers that pin what an audience run means.

A log records both in its first record. `ENGINE` changes whenever the same inputs would give other
bits; `CALIBRATION` names the file of constants used when nobody asks for another one.
"""

from __future__ import annotations

ENGINE = "1"
CALIBRATION = "2026.1"
