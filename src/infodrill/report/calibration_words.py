"""Words for the codes of a calibration run: verdicts, units, panels and their lines."""

from __future__ import annotations

from infodrill.i18n import N_
from infodrill.i18n import gettext as _
from infodrill.report.numbers import two_figures, whole

VERDICTS = {
    "met": N_("met"),
    "missed": N_("missed"),
    "not_reached": N_("no value came out"),
    "not_modelled": N_("not in the model"),
}

PANELS = {
    "ratio_by_infectiousness": (
        N_("How much longer the truth takes, by infectiousness of the false item"),
        N_("chance to pass it on at first hearing, per mille"),
    ),
    "depth_matched": (
        N_("Generations of cascades, matched on size and all"),
        N_("generations, at most"),
    ),
    "breadth_matched": (
        N_("Broadest generation of cascades, matched on size and all"),
        N_("people in the broadest generation, at most"),
    ),
    "impressions_left": (
        N_("Impressions still to come, by when the correction is made"),
        N_("minutes after the post"),
    ),
    "believers_by_answer": (N_("Believers among those told once, by the answer they heard"), ""),
    "fewer_believers_by_order": (
        N_("Believers fewer through a fact-check, by when it is heard"),
        "",
    ),
    "protected_by_day": (N_("Still protected by a prebunk"), N_("days after the prebunk")),
}
"""Title of each panel and words of its axis."""

LINES = {
    "time_to_share_1500": N_("passed on"),
    "time_to_see_1500": N_("seen"),
    "false_matched": N_("false, matched"),
    "true_matched": N_("true, matched"),
    "false_all": N_("false, all"),
    "true_all": N_("true, all"),
    "model": N_("the model"),
    "exponential": N_("half every 80 min"),
    "no_answer": N_("no answer"),
    "bare_denial": N_("bare denial"),
    "fact_check": N_("fact-check"),
    "causal_alternative": N_("says what really happened"),
    "after": N_("after the claim"),
    "during": N_("in the same minute"),
    "before": N_("before the claim"),
    "still_protected": N_("the model"),
}


def verdict(code: str) -> str:
    """A verdict in a word or two."""
    return _(VERDICTS[code])


def panel(code: str) -> str:
    """Title of a panel."""
    return _(PANELS[code][0])


def axis(code: str) -> str:
    """Words of a panel's horizontal axis."""
    words = PANELS[code][1]
    return _(words) if words else ""


def line(code: str) -> str:
    """Name of a line."""
    return _(LINES[code])


def value(number: float | None, unit: str) -> str:
    """A value in its unit, as a reader wants it."""
    if number is None:
        return "–"
    match unit:
        case "share":
            return _("{number}\N{NO-BREAK SPACE}%").format(
                number=two_figures(round(number * 100, 4))
            )
        case "ratio":
            return _("{number} times").format(number=two_figures(number))
        case "r":
            return _("r {number}").format(number=whole(number, 2))
        case "d":
            return _("d {number}").format(number=whole(number, 2))
        case "p":
            return _("p {number}").format(number=whole(number, 2))
        case "days":
            return _("{number} days").format(number=whole(number))
        case _:
            return two_figures(number)


def scale(number: float, unit: str) -> str:
    """A value on an axis, where there is little room."""
    return value(number, unit) if unit == "share" else two_figures(number)


def band(low: float | None, high: float | None, unit: str) -> str:
    """A band, from its lower to its upper end."""
    if low is None or high is None:
        return "–"
    return _("{low} to {high}").format(low=value(low, unit), high=value(high, unit))
