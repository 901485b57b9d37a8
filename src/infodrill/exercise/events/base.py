"""What an event is: a frozen fact with an explicit, versioned name, never a class path.

``PERSONAL`` names the fields that hold a person's own words; the log seals them (see
``exercise.record``) so that they can be erased without breaking the chain.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all event payloads."""

    NAME: ClassVar[str] = ""
    PERSONAL: ClassVar[tuple[str, ...]] = ()
