"""Two scenarios that every area's tests share, made in code so that a test can change one thing.

`tiny_scenario` is the smallest package worth playing: one claim, one criticism, one team, a few
injects, a thousand agents. It loads and runs; it is too small for the item rules of the rights
checks. `whole_scenario` passes every check without a warning: twenty items, two teams, two phases
with a jump between them, both process trees and a complete translation.
"""

from __future__ import annotations

from typing import Any

import msgspec

from infodrill.scenario.cast import Account, Messenger
from infodrill.scenario.item import Arrival, Evidence, Harm, Reference
from infodrill.scenario.listeners import AudienceConfig, Channel, Phrases, PhraseSet, Segment
from infodrill.scenario.localise import texts_of
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Briefing, Header, Locale, Scenario
from infodrill.scenario.people import (
    Capability,
    CriticalTask,
    Cut,
    Jump,
    Objective,
    Phase,
    TeamRole,
)
from infodrill.scenario.scripted import Adjust, Play, ScriptedTeam, Sees, Step
from infodrill.scenario.words import (
    Delivery,
    Direction,
    EvidenceMethod,
    HarmClass,
    Outlet,
    Points,
    ProtectedClass,
    RowKind,
    SourceClass,
    Stance,
    Subject,
    TeamFunction,
    Truth,
    UnitLevel,
)
from tests.fixture_parts import (
    false_claim,
    handling_tree,
    minute,
    protected_item,
    public_row,
    publishing_tree,
)

__all__ = [
    "false_claim",
    "handling_tree",
    "minute",
    "protected_item",
    "public_row",
    "publishing_tree",
    "tiny_scenario",
    "whole_scenario",
]

_EVERY_CLASS_TRUSTED = {kind.value: 500 for kind in SourceClass}


def tiny_scenario(**changes: Any) -> Scenario:
    """The smallest playable package; keyword arguments replace fields of `Scenario`."""
    return msgspec.structs.replace(_tiny(), **changes)


def whole_scenario(**changes: Any) -> Scenario:
    """A package that passes every check; keyword arguments replace fields of `Scenario`."""
    return msgspec.structs.replace(_whole(), **changes)


def _segment(segment_id: str, share: int, kind: str) -> Segment:
    return Segment(
        id=segment_id,
        title=f"People of {segment_id}",
        share=share,
        kind=kind,
        scepticism=30,
        activity=100,
        hours=(5,) * 6 + (50,) * 6 + (60,) * 6 + (90,) * 6,
        trust=_EVERY_CLASS_TRUSTED,
        affinity={"water": 140},
    )


def _audience() -> AudienceConfig:
    return AudienceConfig(
        agents=1000,
        people_represented=40_000,
        network_seed=11,
        communities=8,
        mean_follows=8,
        segments=(_segment("valley", 600, "place"), _segment("young", 400, "age_band")),
        channels=tuple(Channel(outlet=outlet.value, reach=700) for outlet in Outlet),
    )


def _cast() -> tuple[Account, ...]:
    def account(account_id: str, name: str, kind: SourceClass, follow: int, **more: Any) -> Account:
        handle = account_id.replace("-", "_")
        return Account(account_id, name, handle, kind, followers={"*": follow}, **more)

    return (
        account("city-desk", "Verlow Town Hall", SourceClass.official, 200, team="city"),
        account("hana", "Hana Obrel", SourceClass.resident, 15, voice="worried, plain"),
        account("echo", "Verlow Echo", SourceClass.newsroom, 300),
        account("moss", "Moss and Ink", SourceClass.critic, 200),
        account(
            "ferry",
            "Ferry crew Sund",
            SourceClass.messenger,
            80,
            messenger=Messenger(accepts=True, answer="We will read it out on board."),
        ),
    )


def _phrases() -> Phrases:
    return Phrases(
        names=("Ola Brenk", "Mirre Tand", "Jo Halvey", "Sem Ardo"),
        sets=(
            PhraseSet(
                about="*",
                repeats=("Did you hear this?", "My neighbour says so too."),
                doubts=("Who says that?",),
                answers=("The town hall says otherwise.",),
                asks=("Does anybody know?",),
                reach=("This.", "They have a point."),
            ),
        ),
    )


def _scripted_teams() -> tuple[ScriptedTeam, ...]:
    lead, verifier, writer = TeamFunction.lead, TeamFunction.verifier, TeamFunction.writer
    steps = (
        Step("report_post", TeamFunction.monitor, 60, {"post": "$post", "note": "spreading"}),
        Step("open_incident", lead, 60, {"title": "Crack in the dam", "posts": ["$post"]}),
        Step(
            "request_verification",
            verifier,
            40,
            {"incident": "$incident", "method": "expert", "question": "Is there a crack?"},
        ),
        Step("wait_evidence", verifier, 20),
        Step(
            "give_verdict",
            verifier,
            40,
            {
                "incident": "$incident",
                "verdict": "false",
                "confidence": "high",
                "evidence": "$evidence",
            },
        ),
        Step("triage_incident", lead, 40, {"incident": "$incident", "harm": 2, "spread": 3}),
        *(
            Step(
                "walk_process",
                lead,
                20,
                {"incident": "$incident", "tree": "handling", "node": node, "choice": choice},
            )
            for node, choice in (
                ("emergency", "no"),
                ("claim", "yes"),
                ("verified", "no"),
                ("harm", "yes"),
                ("spread", "yes"),
            )
        ),
        Step(
            "decide",
            lead,
            40,
            {
                "incident": "$incident",
                "direction": "against",
                "rung": 5,
                "rationale": "People may flee by the valley road in the dark.",
                "form": {
                    "checkable": True,
                    "not_protected": True,
                    "harm_to_people": "families on the valley road",
                    "answered_first": True,
                },
                "leaf": "handling/correct",
            },
        ),
        Step(
            "draft_message",
            writer,
            120,
            {
                "incident": "$incident",
                "type": "correction",
                "parts": {
                    "fact": "The dam is sound: an engineer stood on the crest an hour ago.",
                    "warning": "A picture says that it is cracked.",
                    "fallacy": "It shows the shadow of a handrail.",
                    "alternative": "The dark line moves with the sun.",
                    "advice": "Stay at home and keep the valley road free.",
                },
                "outlets": ["microblog", "news"],
                "evidence": "$evidence",
                "alternative_evidence": "$explaining",
            },
        ),
        Step("submit_draft", writer, 20, {"draft": "$draft"}),
        Step("approve_draft", TeamFunction.approver, 40, {"draft": "$draft"}),
        Step("publish_message", TeamFunction.spokesperson, 20, {"draft": "$draft"}),
    )
    crack = Play("crack", "city", Sees(sender="hana", contains="crack"), steps)
    return (
        ScriptedTeam("absent", "Nobody is there."),
        ScriptedTeam("reference", "Answers the rumour along the written process.", plays=(crack,)),
        ScriptedTeam(
            "slow",
            "The same, but late.",
            extends="reference",
            adjust=(Adjust(do="publish_message", add_seconds=1500),),
        ),
    )


def _tiny() -> Scenario:
    header = Header(
        format=1,
        id="tiny",
        title="Tiny",
        summary="A picture of a crack makes the round in Verlow.",
        scope="One town, one hour.",
        level="local",
        method="functional",
        nature="rumour about a dam",
        mission_area="response",
        sponsor="Town of Verlow",
        contact="The exercise director",
        languages=("en",),
        calendar_start="2031-05-04T17:30",
        tick_seconds=20,
        end=minute(60),
        places=("Verlow", "Orlen Mill", "Sund"),
        objectives=(
            Objective(
                id="answer",
                title="Answer people in time",
                capabilities=(
                    Capability(
                        id="respond-proportionately",
                        title="Respond proportionately",
                        target="No act against protected speech.",
                        critical_tasks=(
                            CriticalTask(
                                "leave-critics", "Leave critics alone", ("over_reaction",)
                            ),
                        ),
                    ),
                ),
            ),
        ),
        phases=(
            Phase("evening", "Evening", minute(0), minute(60), "Watch", "A board", "All seen"),
        ),
        teams=(
            TeamRole(
                id="city",
                title="Town",
                unit="Town of Verlow",
                level=UnitLevel.city,
                account="city-desk",
                answers_for=("water",),
            ),
        ),
        cuts=(Cut("full", "All of it", minute(60)), Cut("demo", "The first half", minute(30))),
    )
    msel = (
        public_row(
            "J01",
            "hana",
            minute(2),
            "There is a crack in the dam! Look at this picture.",
            about=("crack",),
            stance=Stance.repeats,
            key=True,
            phase="evening",
            expected="Report it and verify.",
            expected_minutes=10,
            expected_team="city",
            objective="answer",
            media_text="A dark line across a grey wall of concrete.",
        ),
        public_row(
            "J02",
            "moss",
            minute(5),
            "The town hall spent three years on a leaflet and none on the dam.",
            about=("late-town-hall",),
            key=True,
            phase="evening",
        ),
        Inject(
            id="J03",
            title="A caller asks",
            text="Is it true about the dam? My mother lives below it.",
            sender="hana",
            at=minute(6),
            to=("city",),
            delivery=Delivery.phone,
            about=("crack",),
            stance=Stance.asks,
            key=True,
            phase="evening",
        ),
        Inject(
            id="J04",
            title="Newsroom asks",
            text="People are packing their cars. What does the town hall say?",
            sender="echo",
            when='belief("crack") > 200 && !published("crack")',
            outlet=Outlet.microblog,
            about=("crack",),
            stance=Stance.asks,
            key=True,
        ),
        public_row(
            "B01", "hana", minute(8), "Fine evening otherwise, the swifts are back over Sund."
        ),
        public_row(
            "B02",
            "moss",
            minute(9),
            "Same picture went round after the spring flood, did it not?",
            replies_to="J01",
            about=("crack",),
            stance=Stance.disputes,
            quality=40,
        ),
        Inject(
            id="B03",
            title="Boost of the picture",
            text="",
            sender="ferry",
            at=minute(10),
            outlet=Outlet.microblog,
            boosts="J01",
            about=("crack",),
            stance=Stance.repeats,
        ),
        public_row(
            "crack-truth",
            "echo",
            minute(30),
            "We stood on the dam with an engineer: no crack, a shadow of the handrail.",
            about=("crack",),
            stance=Stance.disputes,
            quality=150,
        ),
        Inject(
            id="C01",
            title="A second picture",
            text="Another picture, closer. Is that not a crack?",
            sender="hana",
            kind=RowKind.contingency,
            outlet=Outlet.microblog,
            about=("crack",),
            stance=Stance.asks,
        ),
    )
    return Scenario(
        header=header,
        items=(
            false_claim("crack"),
            protected_item(
                "late-town-hall",
                ProtectedClass.criticism,
                statement="The town hall is slow and talks instead of mending.",
                of_own_authority=True,
            ),
        ),
        cast=_cast(),
        msel=msel,
        processes=(handling_tree(), publishing_tree()),
        audience=_audience(),
        phrases=_phrases(),
        scripted_teams=_scripted_teams(),
        briefings=(Briefing("verify", "# Verify in ten minutes\n\nAsk who saw it first.\n"),),
    )


_MORE_CLAIMS = ("leak", "siren", "gate", "spill", "slide", "tremor", "pump", "tunnel", "wall")
_MORE_PROTECTED = (
    ("fees", ProtectedClass.criticism),
    ("silence", ProtectedClass.criticism),
    ("cartoon", ProtectedClass.satire),
    ("shelter", ProtectedClass.question),
    ("smell", ProtectedClass.true_report),
    ("taste", ProtectedClass.opinion),
    ("march", ProtectedClass.protest),
)


def _whole() -> Scenario:
    tiny = _tiny()
    morning = 13 * 60 + 30
    log = Evidence(
        id="late-warning-log",
        title="Log of the siren",
        text="The siren sounded at 18:32, the gauge rose at 17:30.",
        method=EvidenceMethod.open_source,
        points=Points.confirms,
        source="A log that neighbours keep",
    )
    claims = (
        false_claim("crack"),
        *(
            false_claim(
                name,
                truth_arrives=Arrival(at=minute(25 + 2 * number), inject=f"{name}-truth"),
            )
            for number, name in enumerate(_MORE_CLAIMS)
        ),
        false_claim(
            "ration-fee",
            statement="Pay forty crowns to this number to keep your water ration.",
            topic="money",
            harm=Harm(HarmClass.fraud, 2, "older people who pay", "lost savings"),
            reference=Reference(Direction.against, 7, 30),
            truth_arrives=Arrival(at=minute(48), inject="ration-fee-truth"),
            owner="region",
        ),
        false_claim(
            "late-warning",
            statement="The valley was warned an hour after the gauges rose.",
            evidence=(
                log,
                msgspec.structs.replace(log, id="late-warning-gauge", from_subject=True),
            ),
            truth=Truth.true,
            subject=Subject.authority,
            of_own_authority=True,
            authority_is_wrong=True,
            reference=Reference(Direction.correcting_ourselves, 5, 40),
            truth_arrives=Arrival(at=minute(morning + 10), inject="late-warning-truth"),
        ),
    )
    protected = (
        tiny.items[1],
        *(
            protected_item(
                name, kind, of_own_authority=kind is ProtectedClass.criticism, owner="city"
            )
            for name, kind in _MORE_PROTECTED
        ),
    )
    rows = [row for row in tiny.msel if row.id != "J04"]
    start = 11
    for number, name in enumerate((*_MORE_CLAIMS, "ration-fee", "late-warning")):
        claim = next(item for item in claims if item.id == name)
        sender = "ration-office" if name == "ration-fee" else "hana"
        rows.append(
            public_row(
                f"K-{name}",
                sender,
                minute(start + number),
                f"Have you heard: {claim.statement}",
                about=(name,),
                stance=Stance.repeats,
            )
        )
        confirms = claim.truth is Truth.true
        assert claim.truth_arrives is not None
        rows.append(
            public_row(
                f"{name}-truth",
                "echo",
                claim.truth_arrives.at,
                "We checked and print what we found on our front page.",
                about=(name,),
                stance=Stance.confirms if confirms else Stance.disputes,
                quality=150,
            )
        )
    for number, (name, _kind) in enumerate(_MORE_PROTECTED):
        rows.append(
            public_row(
                f"P-{name}",
                "moss",
                minute(24 + number),
                "People say what they think of it, and they may.",
                about=(name,),
                key=True,
                phase="evening",
                expected_team="city" if number % 2 else "region",
            )
        )
    rows += [
        Inject(
            id="J04",
            title="Newsroom asks",
            text="People are packing their cars. What does the town hall say?",
            sender="echo",
            when='!incident.opened("crack") && minutes() > 20 && belief("crack") > 100',
            outlet=Outlet.microblog,
            about=("crack",),
            stance=Stance.asks,
            key=True,
        ),
        Inject(
            id="J05",
            title="The steering seat presses",
            text="The chair wants this denied before the news.",
            sender="chair",
            at=minute(22),
            to=("city",),
            delivery=Delivery.phone,
            task=True,
            presses_to="deny",
            key=True,
            phase="evening",
            expected="Decline with the ground.",
            critical_task="leave-critics",
        ),
        Inject(
            id="X01",
            title="City has answered",
            text="By now the town hall should have published a first message.",
            sender="city-desk",
            kind=RowKind.expected_action,
            at=minute(20),
            expected_team="city",
        ),
        public_row(
            "J06", "hana", minute(morning + 2), "Good morning from Sund, the water is low again."
        ),
    ]
    rows.sort(key=lambda row: row.id)
    cast = (
        *tiny.cast,
        Account(
            "region-desk",
            "Halle Region",
            "halle_region",
            SourceClass.official,
            {"*": 150},
            team="region",
        ),
        Account("chair", "Chair of the council", "chair_verlow", SourceClass.official, {"*": 10}),
        Account(
            "ration-office",
            "Ration Office Verlow",
            "ration_office",
            SourceClass.impersonator,
            {"valley": 40},
            impersonates="city-desk",
        ),
    )
    header = msgspec.structs.replace(
        tiny.header,
        id="whole",
        languages=("en", "vi"),
        end=minute(morning + 30),
        places=("Verlow", "Orlen Mill", "Sund", "Halle Region"),
        phases=(
            Phase("evening", "Evening", minute(0), minute(60), "Watch", "A board", "All seen"),
            Phase(
                "morning",
                "Morning",
                minute(morning),
                minute(morning + 30),
                "Mend",
                "A correction",
                "Said openly",
            ),
        ),
        jumps=(Jump(minute(60), minute(morning), "To the next morning"),),
        teams=(
            msgspec.structs.replace(tiny.header.teams[0], parent="region"),
            TeamRole(
                id="region",
                title="Region",
                unit="Halle Region",
                level=UnitLevel.region,
                account="region-desk",
                answers_for=("money",),
            ),
        ),
        cuts=(
            Cut("full", "All of it", minute(morning + 30)),
            Cut("demo", "The first half", minute(40), injects=("J01", "J02", "J03")),
        ),
    )
    english = Scenario(
        header=header,
        items=(*claims, *protected),
        cast=cast,
        msel=tuple(rows),
        processes=tiny.processes,
        audience=tiny.audience,
        phrases=tiny.phrases,
        scripted_teams=tiny.scripted_teams,
        briefings=tiny.briefings,
    )
    texts = {key: f"{text} (vi)" for key, text in texts_of(english).items()}
    return msgspec.structs.replace(english, locales=(Locale("vi", texts),))
