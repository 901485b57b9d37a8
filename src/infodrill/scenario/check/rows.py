"""MSEL rows: each is public or private, timed or conditional, and complete in itself."""

from __future__ import annotations

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path, one_of, shown
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import Outlet, RowKind, Stance

PRESSES = ("deny", "silence")
MAX_QUALITY = 200


def check_rows(scenario: Scenario, notes: Notes) -> None:
    """Every row says who hears it, when, and what it carries."""
    if not scenario.msel:
        notes.error(("msel",), "no-row", "an empty MSEL", "rows to play", "write msel.yaml")
    rows = {row.id: row for row in scenario.msel}
    for number, row in enumerate(scenario.msel):
        place: Path = ("msel", number)
        _timing(row, place, notes)
        if row.kind in (RowKind.inject, RowKind.contingency):
            _audience(row, place, notes)
            _content(row, place, notes, scenario, rows)
        elif row.kind is RowKind.expected_action and (row.outlet is not None or row.to):
            notes.error(
                place,
                "expected-action-shown",
                f"the expected action {row.id} with an outlet or addressees",
                "neither: controllers and evaluators see it, players never",
                "remove outlet and to",
            )
        _pressing(row, place, notes)


def _timing(row: Inject, place: Path, notes: Notes) -> None:
    given = [name for name in ("at", "when") if getattr(row, name) is not None]
    if len(given) == 2:
        notes.error(
            place,
            "at-and-when",
            f"{row.id} with both at and when",
            "one of the two",
            'for "not before a time" write minutes() >= 25 into the condition',
        )
    elif not given and row.kind is not RowKind.contingency:
        notes.error(
            place,
            "no-time",
            f"{row.id} with neither at nor when",
            "at: a time, or when: a condition",
            "add one, or make it a contingency row, which a controller fires by hand",
        )


def _audience(row: Inject, place: Path, notes: Notes) -> None:
    if (row.outlet is not None) == bool(row.to):
        given = "both outlet and to" if row.to else "neither outlet nor to"
        notes.error(
            place,
            "public-or-private",
            f"{row.id} with {given}",
            "outlet for a public post, or to for a private message",
            "remove or add one; write two rows for both",
        )
    if row.to and row.delivery is None:
        notes.error(
            place,
            "no-delivery",
            f"the private row {row.id} without delivery",
            "phone, email, in_person or radio_call",
            "add delivery",
        )
    if row.delivery is not None and not row.to:
        notes.error(
            (*place, "delivery"),
            "public-delivery",
            f"{row.id} with delivery but no team",
            "delivery for private rows only",
            "add to, or remove delivery",
        )


def _content(
    row: Inject, place: Path, notes: Notes, scenario: Scenario, rows: dict[str, Inject]
) -> None:
    if row.boosts is None and not row.text.strip():
        notes.error(
            (*place, "text"), "empty-text", f"{row.id} without text", "its words", "write them"
        )
    if row.boosts is not None:
        if row.text.strip():
            notes.error(
                (*place, "text"),
                "boost-with-text",
                f"the boost {row.id} with a text of its own",
                "an empty text: a boost passes the other post on as it is",
                "remove the text, or reply in place of boosting",
            )
        if row.outlet is not Outlet.microblog:
            notes.error(
                (*place, "outlet"),
                "boost-outlet",
                f"a boost on {row.outlet.value if row.outlet else 'no outlet'}",
                "microblog, where posts can be boosted",
                "set outlet: microblog",
            )
    if row.boosts is not None and row.replies_to is not None:
        notes.error(
            place, "boost-and-reply", f"{row.id} boosts and replies", "one of the two", "split it"
        )
    for field in ("replies_to", "boosts"):
        target = rows.get(getattr(row, field) or "")
        if target is not None and target.outlet is None:
            notes.error(
                (*place, field),
                "target-not-public",
                f"{target.id}, which is not a public post",
                "a public row",
                "name the row of a post",
            )
    if row.stance is not Stance.neutral and not row.about:
        notes.error(
            (*place, "stance"),
            "stance-about-nothing",
            f"{row.id} {row.stance.value} without an item",
            "about: the items it speaks of",
            "add about, or remove the stance",
        )
    if not 0 <= row.quality <= MAX_QUALITY:
        notes.error(
            (*place, "quality"),
            "out-of-range",
            f"a quality of {row.quality}",
            f"0 to {MAX_QUALITY}",
            "100 is a sourced answer, 150 one that explains",
        )
    elif row.quality and row.stance not in (Stance.disputes, Stance.confirms):
        notes.warning(
            (*place, "quality"),
            "quality-unused",
            f"a quality on the row {row.id}, whose stance is {row.stance.value}",
            "quality on rows with stance disputes or confirms",
            "remove it, or set the stance",
        )
    _media(row, place, notes)


def _media(row: Inject, place: Path, notes: Notes) -> None:
    if row.media is None:
        return
    files = notes.positions.media
    if files is not None and row.media not in files:
        notes.error(
            (*place, "media"),
            "missing-media",
            f"{shown(row.media)}, which is not under media/",
            one_of(sorted(files)) if files else "a file under media/",
            "add the file, or describe it with media_text alone",
        )
    if not row.media_text.strip():
        notes.error(
            (*place, "media"),
            "media-without-text",
            f"{row.media} without media_text",
            "media_text: what it shows, for people who cannot see it",
            "describe the picture",
        )


def _pressing(row: Inject, place: Path, notes: Notes) -> None:
    if row.presses_to is not None and row.presses_to not in PRESSES:
        notes.error(
            (*place, "presses_to"),
            "unknown-pressing",
            shown(row.presses_to),
            one_of(PRESSES),
            "use one of these",
        )
    if row.presses_to is not None and not (row.task and row.to):
        notes.error(
            (*place, "presses_to"),
            "pressing-not-a-task",
            f"{row.id} presses a team without being a task of its own",
            "a private row with to, delivery and task: true",
            "make it a task to the team, which the team can decline",
        )
    elif row.task and not row.to:
        notes.error(
            (*place, "task"),
            "task-without-team",
            f"the task {row.id} without a team",
            "to: the team on whose desk it lies",
            "add to and delivery",
        )
