"""Two reports written by hand: one in which much happened, and one in which nothing did.

The rich one has what makes a page break: two teams with long names, a jump, text in three scripts,
markup and direction marks in people's words, missing values, and every kind of act.
"""

from __future__ import annotations

import msgspec

from infodrill.evaluation.aar import (
    AfterActionReport,
    CapabilityRating,
    Finding,
    IncidentStory,
    ItemEffect,
    MeasureValue,
    MessageStory,
    Moment,
    OverReaction,
    OverReactionAct,
    PathNode,
    PlanRow,
    RightsCard,
    Scope,
    Series,
    Step,
    TaskRating,
    TrustSeries,
)

MIN = 60_000
JUMP = (70 * MIN, 840 * MIN)
END = 870 * MIN
LABELS = (
    "exercise_name",
    "exercise_dates",
    "scope",
    "mission_areas",
    "core_capabilities",
    "objectives",
    "threat_or_hazard",
    "scenario",
    "sponsor",
    "participating_organizations",
    "point_of_contact",
)
HOSTILE = 'Đập đã vỡ! <script>alert(1)</script> \u202etxt.exe\u202c & "quoted"'
"""A statement with Vietnamese letters, markup and a direction override in it."""


def measure(
    name: str,
    value: float | None,
    unit: str,
    *,
    scope: Scope | None = None,
    target: float | None = None,
    reason: str | None = None,
) -> MeasureValue:
    return MeasureValue(name, scope or Scope("exercise", ""), value, unit, target, reason)


def curve(item: str, statement: str, kind: str, top: int, *, spared: int) -> Series:
    """A curve that rises to its top; the team's acts spare so many per mille from minute 20."""
    quantity = "reach" if kind == "protected" else "belief"
    at = [m * MIN for m in (*range(0, 71, 2), *range(840, 871, 2))]
    without = [top * min(i, 30) // 30 for i in range(len(at))]
    played = [
        value if i < 10 else max(0, value - spared * min(i - 10, 20) // 20)
        for i, value in enumerate(without)
    ]
    marks = (
        (4 * MIN, "first_post", ""),
        (16 * MIN, "decision", "The dam"),
        (20 * MIN, "message", "correction"),
        (26 * MIN, "message", "correction"),
        (50 * MIN, "truth", "V01"),
    )
    return Series(item, statement, kind, quantity, tuple(at), tuple(played), tuple(without), marks)


def trust(team: str, title: str, start: int, gain: int) -> TrustSeries:
    at = tuple(m * MIN for m in (*range(0, 71, 5), *range(840, 871, 5)))
    without = tuple(start for _at in at)
    played = tuple(start + gain * i // len(at) for i in range(len(at)))
    return TrustSeries(team, title, at, played, without)


def incident(number: int, team: str, title: str, kind: str, **changes: object) -> IncidentStory:
    start = number * 8 * MIN
    story = IncidentStory(
        id=f"inc-{number}",
        title=title,
        team=team,
        teams=(team,),
        items=((f"item-{number}", title, kind),),
        steps=(
            Step("incident", start, 3.0, 5),
            Step("verdict", start + 6 * MIN, 9.5, 15),
            Step("decision", start + 20 * MIN, 23.0, 20),
            Step("correction", None, None, 30),
        ),
        path=(
            PathNode("handling", "checkable", "Can it be checked at all?", "Yes", start + MIN),
            PathNode(
                "handling",
                "known",
                "Do we know, from two sources?",
                "Yes, refuted",
                start + 6 * MIN,
            ),
            PathNode(
                "handling",
                "hurts",
                "Who is hurt if people believe it, and how badly?",
                "People on the road",
                start + 9 * MIN,
            ),
            PathNode("handling", "lowest", "What is the lowest rung that does the job?", "", None),
        ),
        direction="against",
        rung=5,
        reference_direction="against",
        reference_rung=5,
        reference_why="False, severe and spreading far beyond the page it began on.",
        verdict="false",
        verdict_right=True,
        messages=(
            MessageStory(
                start + 12 * MIN,
                team,
                "correction",
                "The dam stands.\nWater is being let out on purpose until 21:00.",
                135,
                {"bare": 50, "evidence": 40, "alternative": 0, "fact_first": 10, "advice": 10},
                False,
            ),
        ),
        over_reaction=False,
        outcome="decided",
    )
    return msgspec.structs.replace(story, **changes)


def rich() -> AfterActionReport:
    """An exercise in which much happened, over-reaction among it."""
    city, water = "city", "water"
    false_kind = "false"
    incidents = (
        incident(0, water, "The dam has failed and a wall of water is coming", false_kind),
        incident(
            1,
            water,
            "Water is being let out and nobody said so",
            "true",
            direction="acting_on",
            rung=6,
            reference_direction="acting_on",
            reference_rung=1,
            verdict="true",
        ),
        incident(
            2,
            city,
            "Why were the sirens off last night?",
            "criticism",
            rung=5,
            reference_direction="answering",
            reference_rung=1,
            verdict="not_checkable",
            verdict_right=None,
            over_reaction=True,
        ),
        incident(
            3,
            city,
            HOSTILE,
            "satire",
            direction=None,
            rung=None,
            verdict=None,
            verdict_right=None,
            path=(),
            messages=(),
            reference_direction=None,
            reference_rung=0,
            outcome="open",
        ),
        incident(
            4,
            city,
            "Send your card number to book a place on the relief bus",
            false_kind,
            rung=8,
            reference_rung=7,
            verdict_right=False,
        ),
        incident(5, water, "السد انهار والمياه قادمة", false_kind, rung=7, reference_rung=5),
    )
    moments = [
        Moment(0, "phase", "", "First word", 1),
        Moment(2 * MIN, "inject", "", "J01 A neighbour rings the hotline", 4),
    ]
    kinds = (
        "report",
        "incident",
        "verdict",
        "decision",
        "message",
        "handover",
        "task",
        "notice",
        "declined",
        "withdrawn",
        "referral",
        "trust",
    )
    for number in range(60):
        team = (city, water, "")[number % 3]
        kind = kinds[number % len(kinds)] if team else ("inject", "truth")[number % 2]
        at = (3 + number) * MIN if number < 55 else (840 + number - 50) * MIN
        moments.append(Moment(at, kind, team, f"Moment {number}: {HOSTILE[:14]}", 10 + number))
    return AfterActionReport(
        language="en",
        title="The dam has failed",
        overview=tuple((label, f"Text of {label}") for label in LABELS),
        played_by="overreacting",
        cut="full",
        seed="7",
        agents=5_000,
        people_represented=412_300,
        engine="2026.1",
        calibration="2026.1",
        rubric="2026.1",
        head="9f2c" * 16,
        complete=True,
        end_ms=END,
        start_calendar="2031-11-04T17:30",
        phases=(
            ("First word", 0, 35 * MIN),
            ("Half of it is true", 35 * MIN, 70 * MIN),
            ("The morning after", 840 * MIN, END),
        ),
        jumps=(JUMP,),
        teams=(
            (city, "City of Tavenholt, press and information", "City of Tavenholt"),
            (water, "Auren Water", "Auren Water"),
        ),
        hand_acts=2,
        over_reaction=OverReaction(
            acts=(
                OverReactionAct(
                    31 * MIN,
                    city,
                    "sirens",
                    "Why were the sirens off last night?",
                    "criticism",
                    "message",
                    5,
                ),
                OverReactionAct(845 * MIN, city, "satire", HOSTILE, "satire", "notice", 7),
            ),
            d_prime=1.12,
            criterion=-0.43,
            hits=5,
            signals=6,
            false_alarms=2,
            noise=13,
            rung_excess=0.6,
            notice_precision=0.5,
            capped=True,
        ),
        effects=(
            ItemEffect("dam-failed", 1234.5, 2345.6, 1111.1, "person_hours", (800.0, 1400.0)),
            ItemEffect("release", 900.0, 400.0, 500.0, "person_hours", None),
            ItemEffect("bus", 61.0, 60.0, -1.0, "person_hours", None),
        ),
        averted_person_hours=1610.1,
        range_kind="one draw",
        moments=tuple(sorted(moments, key=lambda moment: (moment.at_ms, moment.seq))),
        series=(
            curve(
                "dam-failed",
                "Skelmere Dam has failed and a wall of water is coming down the valley.",
                "untrue",
                380,
                spared=240,
            ),
            curve(
                "bus",
                "Send your card number to book a place on the relief bus.",
                "untrue",
                90,
                spared=-30,
            ),
            curve(
                "order",
                "Everybody must leave Weirside at once, by order.",
                "untrue",
                210,
                spared=100,
            ),
            curve("video", "A film shows the flood of today.", "untrue", 12, spared=4),
            curve("boil", "Boiling the water makes it more poisonous.", "untrue", 160, spared=0),
            curve(
                "release",
                "Water is being let out of the dam and the river is rising.",
                "true",
                300,
                spared=-180,
            ),
            curve("road", "Ferry Road is under water.", "true", 140, spared=-60),
            curve("sirens", "Why were the sirens off last night?", "protected", 420, spared=-40),
            curve("satire", HOSTILE, "protected", 260, spared=0),
            curve(
                "bridge",
                "I was on the bridge and nobody told us anything.",
                "protected",
                180,
                spared=20,
            ),
        ),
        trust=(trust(city, "City of Tavenholt", 560, -60), trust(water, "Auren Water", 430, 120)),
        incidents=incidents,
        unhandled=(("road", "Ferry Road is under water.", 37 * MIN),),
        capabilities=(
            CapabilityRating(
                "Warn the people whom the true half endangers",
                "public-warning",
                "Public warning",
                "Weirside has protective advice from an authority within 15 minutes.",
                "S",
                "P",
                False,
                (
                    TaskRating(
                        "warn",
                        "Publish advice before certainty",
                        "S",
                        "P",
                        (
                            measure("time_to_first_statement", 12.5, "minutes", target=15),
                            measure("people_left_unwarned", 2315, "people", target=0),
                        ),
                    ),
                ),
            ),
            CapabilityRating(
                "Keep the line between answering and silencing",
                "respond-proportionately",
                "Respond proportionately",
                "No act against criticism or satire.",
                "M",
                None,
                True,
                (
                    TaskRating(
                        "lowest",
                        "Choose the least intrusive rung that works",
                        "M",
                        None,
                        (measure("over_reaction", 2, "count", target=0),),
                    ),
                    TaskRating("orders", "Decline orders to silence speakers", None, None, ()),
                ),
            ),
        ),
        strengths=(
            Finding(
                "corrected_in_time",
                {"minutes": "12"},
                "Doctrine, 6.1",
                "",
                "public-warning",
                water,
                "time_to_correction",
            ),
        ),
        areas=(
            Finding(
                "acted_against_protected",
                {"statement": HOSTILE, "rung": "7"},
                "The ladder, rung 7",
                "class_not_checked",
                "respond-proportionately",
                city,
                "over_reaction",
                ("inc-3",),
                "drill_the_gate",
            ),
        ),
        plan=(
            PlanRow(
                "respond-proportionately",
                "acted_against_protected",
                {"statement": HOSTILE, "rung": "7"},
                "drill_the_gate",
                "training",
                "City of Tavenholt",
                "",
                "",
                "",
            ),
        ),
        measures=(
            measure("time_to_first_statement", 12.5, "minutes", target=15),
            measure(
                "time_to_first_statement", 9.0, "minutes", scope=Scope("team", water), target=15
            ),
            measure("time_to_own_correction", None, "minutes", reason="never"),
            measure("people_left_unwarned", 2315, "people", target=0),
            measure("share_left_unwarned", 0.613, "share", target=0.5),
            measure("correction_coverage", 0.4183, "share", target=0.5),
            measure("discernment_d_prime", 1.12, "index"),
            measure("over_reaction", 2, "count", target=0),
            measure("harm_person_hours_averted", 1610.1, "person_hours"),
            measure(
                "time_to_decision", 23.0, "minutes", scope=Scope("incident", "inc-0"), target=20
            ),
            measure("a_measure_of_tomorrow", 3.5, "furlongs"),
        ),
        rights=RightsCard(
            11, 7, 13, 0.645, 4, ((0, 3), (1, 4), (5, 3), (7, 2)), 3, 1, 2, 1, "5ad1" * 16
        ),
        people_at_risk=3777,
    )


def empty() -> AfterActionReport:
    """An exercise in which nobody did anything and nothing could be measured."""
    return AfterActionReport(
        language="en",
        title="A quiet evening",
        overview=tuple((label, "") for label in LABELS),
        played_by="absent",
        cut="",
        seed="1",
        agents=0,
        people_represented=0,
        engine="2026.1",
        calibration="2026.1",
        rubric="2026.1",
        head="",
        complete=False,
        end_ms=0,
        start_calendar="2031-11-04T17:30",
        phases=(),
        jumps=(),
        teams=(),
        hand_acts=0,
        over_reaction=OverReaction((), 0.0, 0.0, 0, 0, 0, 0, 0.0, None, False),
        effects=(),
        averted_person_hours=None,
        range_kind="one draw",
        moments=(),
        series=(),
        trust=(),
        incidents=(),
        unhandled=(),
        capabilities=(),
        strengths=(),
        areas=(),
        plan=(),
        measures=(),
        rights=RightsCard(0, 0, 0, 0.0, 0, (), 0, 0, 0, 0, ""),
    )
