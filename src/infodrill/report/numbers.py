"""Numbers as people read them: two significant figures, minutes as words, times as T+H:MM.

Results of the audience are told to two significant figures (design section 4): more would claim a
precision that one draw of a model does not have. Counts of acts, messages and items stay whole.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from infodrill.i18n import gettext as _
from infodrill.i18n import pgettext

_GROUP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_MINUTE_MS = 60_000
_FIGURES = 2


def two_figures(value: int | float) -> str:
    """A value to two significant figures, digits in groups of three: ``12 000``, ``0.34``."""
    exact = Decimal(str(value))
    if exact == 0:
        return "0"
    place = exact.adjusted() - (_FIGURES - 1)
    return _written(exact.quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_EVEN))


def whole(value: int | float, decimals: int = 0) -> str:
    """A value with so many decimals and no other rounding."""
    return _written(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals)))


def signed(value: int | float) -> str:
    """Two significant figures with the sign always shown."""
    text = two_figures(value)
    return f"+{text}" if value > 0 else text


def minutes(value: int | float) -> str:
    """A length of time from minutes: ``45 s``, ``7 min``, ``1 h 20 min``."""
    seconds = int(Decimal(str(abs(value))) * 60 + Decimal("0.5"))
    sign = _MINUS if value < 0 and seconds else ""
    if seconds < 60:
        return sign + _("{count} s").format(count=seconds)
    total = (seconds + 30) // 60
    hours, rest = divmod(total, 60)
    if not hours:
        return sign + _("{count} min").format(count=rest)
    if not rest:
        return sign + _("{count} h").format(count=hours)
    return sign + _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def later(value: float, target: float) -> bool:
    """Whether a time is over its target as both are told, so that no "10 of 10 min" is late."""
    return value > target and minutes(value) != minutes(target)


def exercise_time(at_ms: int) -> str:
    """Exercise time as ``T+H:MM``."""
    hours, rest = divmod(at_ms // _MINUTE_MS, 60)
    return f"T+{hours}:{rest:02d}"


def calendar_time(start: str, at_ms: int) -> str:
    """The scenario's time of day; with the number of the day after the first."""
    try:
        first = datetime.fromisoformat(start)
    except ValueError:
        return ""
    now = first + timedelta(milliseconds=at_ms)
    day = (now.date() - first.date()).days + 1
    time = now.strftime("%H:%M")
    return time if day == 1 else _("day {day}, {time}").format(day=day, time=time)


def per_mille(value: int | float) -> str:
    """A share given in thousandths, as a percentage to two significant figures."""
    number = two_figures(float(Decimal(str(value)) / 10))
    return _("{number}\N{NO-BREAK SPACE}%").format(number=number)


def quantity(value: int | float, unit: str) -> str:
    """A measure's value in its unit, as a reader wants it."""
    match unit:
        case "minutes":
            return minutes(value)
        case "per_mille":
            return per_mille(value)
        case "share" | "fraction":
            return per_mille(float(Decimal(str(value)) * 1000))
        case "per_mille_points":
            return signed(float(Decimal(str(value)) / 10))
        case "person_hours" | "people":
            return two_figures(value)
        case _:
            # Counts of things a reader can list, and scores: as the measure rounded them.
            return _written(Decimal(str(value)).normalize())


def _written(value: Decimal) -> str:
    digits = f"{abs(value):f}"
    before, _dot, after = digits.partition(".")
    first = len(before) % 3 or 3
    groups = [before[:first], *(before[i : i + 3] for i in range(first, len(before), 3))]
    # Four digits read well without a gap (BIPM, SI brochure, section 5.4.4).
    number = before if len(before) <= 4 else _GROUP.join(groups)
    if after:
        number += pgettext("decimal mark", ".") + after
    return (_MINUS if value < 0 and value != 0 else "") + number
