"""What exists is written down here, and nothing off the ladder is among it (design 5.4).

A new command or event fails these tests until it is added by hand: that is when somebody asks
whether it lets anybody silence, trace or deceive.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import string
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import infodrill
from infodrill.audience.facts import COUNTERS
from infodrill.exercise import commands, events, state
from infodrill.exercise.commands import CONTROL_COMMANDS, PLAYER_COMMANDS, RightsForm
from infodrill.exercise.decide import HANDLERS, coordination, messages, response
from infodrill.exercise.refusals import SENTENCES, refuse

PLAYER: dict[str, str] = {
    "report_post": "post note",
    "open_incident": "title posts",
    "attach_post": "incident post",
    "request_verification": "incident method question",
    "give_verdict": "incident verdict confidence evidence note",
    "triage_incident": "incident harm spread who_is_hurt",
    "walk_process": "incident tree node choice",
    "decide": "incident direction rung rationale form leaf",
    "agree_decision": "incident note",
    "draft_message": "incident type parts outlets evidence alternative_evidence draft corrects",
    "submit_draft": "draft",
    "approve_draft": "draft note",
    "return_draft": "draft reason",
    "publish_message": "draft",
    "withdraw_message": "message reason",
    "reply_to_post": "post text",
    "write_post": "text outlet",
    "boost_post": "post",
    "offer_handover": "incident to note escalate",
    "accept_handover": "incident",
    "decline_handover": "incident reason",
    "give_task": "to text incident ask_options",
    "give_options": "task options advised",
    "finish_task": "task note",
    "decline_order": "task ground",
    "give_forecast": "incident question percent",
    "send_notice": "incident post rule reason evidence",
    "send_referral": "incident ground facts",
    "ask_messenger": "incident messenger message",
    "close_incident": "incident outcome",
    "call_emergency": "what",
}
"""Every command of players, with the fields of its body."""

CONTROL: dict[str, str] = {
    "start_exercise": "",
    "pause_clock": "cause",
    "resume_clock": "",
    "set_rate": "percent",
    "jump_clock": "to_ms",
    "fire_inject": "inject worlds",
    "hold_inject": "inject worlds",
    "skip_inject": "inject worlds",
    "retag_post": "post about stance",
    "play_cast": "account text outlet about stance replies_to worlds",
    "message_team": "team sender text",
    "end_exercise": "",
    "call_emergency": "what",
}
"""Every command of control. ``retag_post`` changes what the engine takes a post to be about, which
players never see; it changes no word of it."""

PLAYER_EVENTS = [
    "DecisionAgreed",
    "DecisionRecorded",
    "DraftApproved",
    "DraftReturned",
    "DraftSubmitted",
    "DraftWritten",
    "ForecastGiven",
    "HandoverAccepted",
    "HandoverDeclined",
    "HandoverOffered",
    "IncidentClosed",
    "IncidentOpened",
    "IncidentPostAttached",
    "MessagePublished",
    "MessageWithdrawn",
    "MessengerAsked",
    "NoticeSent",
    "OptionsGiven",
    "OrderDeclined",
    "PostBoosted",
    "PostPublished",
    "ProcessWalked",
    "ReferralSent",
    "ReportFiled",
    "TaskFinished",
    "TaskGiven",
    "TriageRecorded",
    "VerdictRecorded",
    "VerificationRequested",
]
"""All that a player's command can bring about, but EmergencyCalled, which everybody can."""

WORLD_EVENTS = [
    "AudienceOpened",
    "AudienceTicked",
    "ClockJumped",
    "ClockPaused",
    "ClockRateSet",
    "ClockResumed",
    "CommandRefused",
    "EmergencyCalled",
    "EmergencyCleared",
    "EvidenceReceived",
    "ExerciseClosed",
    "ExerciseEnded",
    "ExerciseOpened",
    "ExerciseStarted",
    "InjectFired",
    "InjectHeld",
    "InjectSkipped",
    "MessengerAnswered",
    "NoticeAnswered",
    "PhaseEntered",
    "PostRetagged",
    "TeamMessaged",
    "TruthArrived",
]
"""What control, the clock and the world bring about."""

OFF_THE_LADDER = re.compile(
    r"(^|_)("
    # changing or removing what another person said, or keeping it from being seen
    "delete[ds]?|remov(e|ed|al)|hid(e|den)|edit(ed|s)?|redact|censor(ed)?|suppress(ed)?|silence[ds]?"
    "|takedown|block(ed|s)?|ban(ned|s)?|mute[ds]?|suspend(ed)?|throttle|downrank|demote|shadow|flag"
    "|restrict(ed)?|filter|quarantine|limit(ed)?|unlist(ed)?"
    # finding out who somebody is
    "|trac(e|ed|ing)|track(ed|ing)?|identif(y|ied|ies)|attribut(e|ed|ion)|unmask|deanonymi[sz]e"
    "|suspects?|perpetrators?|persons?|people_list|watchlist|blacklist|dossier|profile|ip|device"
    "|address|real_name|location|surveil(lance)?|monitor_account|home|employer|face"
    # acting without showing who acts
    "|covert|unbadged|anonymous(ly)?|sock|sockpuppets?|bots?|fake|persona|impersonate|disguise"
    "|undisclosed|astroturf|deepfake|target(ed|s)?|micro_?target"
    ")(_|$)"
)
"""Words whose purpose is off the ladder, as parts of a name."""


def fields_of(kind: type[msgspec.Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(kind)]


def test_the_commands_are_exactly_these() -> None:
    for written, real in ((PLAYER, PLAYER_COMMANDS), (CONTROL, CONTROL_COMMANDS)):
        assert {name: " ".join(fields_of(body)) for name, body in real.items()} == written


def test_no_body_takes_a_field_that_is_not_in_its_list() -> None:
    for name, kind in {**PLAYER_COMMANDS, **CONTROL_COMMANDS}.items():
        assert kind.__struct_config__.forbid_unknown_fields, name
    assert RightsForm.__struct_config__.forbid_unknown_fields


def test_every_command_has_a_handler_and_every_handler_a_command() -> None:
    assert HANDLERS.keys() == PLAYER.keys() | CONTROL.keys()
    public = {
        name
        for module in (response, messages, coordination)
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and list(inspect.signature(value).parameters) == ["ask", "body"]
    }
    assert public == PLAYER.keys() - {"call_emergency"}


def test_the_events_are_exactly_these() -> None:
    assert {kind.__name__ for kind in events.EVENTS.values()} == {*PLAYER_EVENTS, *WORLD_EVENTS}


def test_players_commands_bring_about_exactly_these_events() -> None:
    made = set()
    for module in (response, messages, coordination):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "ev"
            ):
                made.add(node.func.attr)
    assert made == set(PLAYER_EVENTS)


def names() -> Iterator[tuple[str, str]]:
    """(where, name) of every command, body field, event, event field and State attribute."""
    for name, body in {**PLAYER_COMMANDS, **CONTROL_COMMANDS}.items():
        yield "command", name
        yield from ((name, field) for field in fields_of(body))
    yield from (("rights form", field) for field in fields_of(commands.RightsForm))
    for name, kind in events.EVENTS.items():
        yield "event", name.replace(".", "_")
        yield from ((name, field) for field in fields_of(kind))
    for value in vars(state).values():
        if dataclasses.is_dataclass(value) and isinstance(value, type):
            yield "state", value.__name__.lower()
            yield from ((value.__name__, field.name) for field in dataclasses.fields(value))
    yield from (("counter", counter) for counter in COUNTERS)


def test_nothing_has_a_name_off_the_ladder() -> None:
    assert [(where, name) for where, name in names() if OFF_THE_LADDER.search(name)] == []
    assert len(list(names())) > 300, "the walk should see commands, events and State"


@pytest.mark.parametrize(
    "planted",
    ["delete_post", "post_removed_v1", "hidden", "trace_account", "real_name", "covert", "ban"],
)
def test_a_name_off_the_ladder_is_found(planted: str) -> None:
    assert OFF_THE_LADDER.search(planted)


PACKAGE = Path(infodrill.__file__).parent


def refusals_in_code() -> Iterator[tuple[str, frozenset[str], str]]:
    """(code, facts given, where) of every refusal that the exercise can give."""
    for path in sorted((PACKAGE / "exercise").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name not in ("deny", "refuse") or not node.args:
                continue
            code = node.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                facts = frozenset(word.arg or "" for word in node.keywords)
                yield code.value, facts, f"{path.name}:{node.lineno}"
    clock = ast.parse((PACKAGE / "exercise" / "decide" / "__init__.py").read_text("utf-8"))
    function = next(
        node
        for node in ast.walk(clock)
        if isinstance(node, ast.FunctionDef) and node.name == "_clock_refusal"
    )
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Return)
            and isinstance(node.value, ast.Constant)
            and node.value.value
        ):
            yield node.value.value, frozenset(), f"__init__.py:{node.lineno}"


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    assert {code for code, _, _ in refusals_in_code()} == SENTENCES.keys()


def test_every_refusal_gives_exactly_the_facts_its_sentence_tells() -> None:
    wrong = [
        (code, sorted(facts), where)
        for code, facts, where in refusals_in_code()
        if code in SENTENCES and facts != _blanks(SENTENCES[code])
    ]
    assert wrong == []


def _blanks(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_an_unknown_refusal_cannot_be_given() -> None:
    with pytest.raises(KeyError):
        refuse("because_it_is_true")


GROUND_TRUTH = re.compile(
    r"\b(truth|true|false|misleading|hoax|scam|really|actual(ly)?|in fact|correct|wrong|right"
    r"|protected|satire|criticism|opinion|harmless|harmful|item|claim|reference|impersonator"
    r"|critic|segment|audience|belie\w+)\b",
    re.IGNORECASE,
)
ABOUT_THE_VERDICT = {"needs_verdict": {"false", "misleading"}}
"""The one sentence that says such words: of the verdict that the team itself has to give."""


def test_no_refusal_speaks_of_what_is_true() -> None:
    said = {
        code: {match[0].lower() for match in GROUND_TRUTH.finditer(sentence)} - {"item"}
        for code, sentence in SENTENCES.items()
    }
    assert {code: words for code, words in said.items() if words} == ABOUT_THE_VERDICT
    # "an item" in general gives nothing away; a fact that names one would.
    assert not any(
        {"item", "truth", "about", "stance"} & _blanks(one) for one in SENTENCES.values()
    )
