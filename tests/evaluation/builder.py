"""Logs made by hand, record by record through the real chain, for cases that no team would play."""

from __future__ import annotations

from typing import Any

from infodrill.evaluation.case import Case
from infodrill.evaluation.measures import take
from infodrill.exercise import events as ev
from infodrill.exercise.commands import RightsForm
from infodrill.exercise.record import GENESIS, Record, read_record, write_record
from infodrill.scenario.cutting import select
from infodrill.scenario.digest import scenario_digest
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import (
    Confidence,
    Direction,
    EvidenceMethod,
    MessageType,
    Outlet,
    Part,
    PlatformRule,
    Stance,
    Verdict,
)
from tests.fixtures import whole_scenario

COUNTERS = (
    "reached",
    "met_claim",
    "met_answer",
    "met_both",
    "believe",
    "shared",
    "shared_answer",
    "by_answer_only",
    "warned",
)
AGENTS = 1000
SIZES = (600, 400)


class Log:
    """Writes records with exercise times in minutes; objects get short ids of their own."""

    def __init__(self, scenario: Scenario | None = None, played_by: str = "people") -> None:
        self.scenario = scenario or whole_scenario()
        self.records: list[Record] = []
        self.lines: list[bytes] = []
        self._previous = GENESIS
        self._made = 0
        self._tick = 0
        teams = select(self.scenario, "full").teams
        roster = tuple(
            ev.SeatEntry(f"{team}.{function}", team, function)
            for team in teams
            for function in ("lead", "writer", "approver", "verifier")
        )
        self.add(
            0,
            ev.ExerciseOpened(
                self.scenario.header.id,
                scenario_digest(self.scenario),
                "full",
                (*roster, ev.SeatEntry("control", "control", "all")),
                "sha256:roster",
                AGENTS,
                "1",
                "2026.1",
                "commitment",
                played_by,
                0,
            ),
        )
        accounts = tuple(account.id for account in self.scenario.cast)
        officials = [
            (place, 2, segment, 500)
            for place, account in enumerate(self.scenario.cast)
            if account.team is not None
            for segment in (0, 1)
        ]
        items = tuple(item.id for item in self.scenario.items)
        self.add(
            0,
            ev.AudienceOpened(
                items, ("valley", "young"), SIZES, accounts, COUNTERS, tuple(officials)
            ),
        )
        self.add(0, ev.ExerciseStarted())

    def add(self, minute: float, event: ev.Event, seat: str = "world", command: str = "") -> None:
        draft = Record(
            len(self.records) + 1,
            round(minute * 60_000),
            "2031-05-04T17:30:00.000Z",
            seat,
            command,
            event,
            "",
        )
        line, digest = write_record(draft, self._previous, "00")
        self.lines.append(line)
        self.records.append(read_record(line, self._previous, draft.seq))
        self._previous = digest

    def new(self) -> str:
        self._made += 1
        return str(self._made)

    def post(
        self, minute: float, *about: str, account: str = "hana", stance: Stance = Stance.repeats
    ) -> str:
        """A public post of the cast in both worlds."""
        made = self.new()
        self.add(
            minute,
            ev.PostPublished(
                made, account, account, Outlet.microblog, "…", "", about, stance, ev.BOTH, "cast"
            ),
        )
        return made

    def incident(self, minute: float, *posts: str, team: str = "city") -> str:
        made = self.new()
        title = f"Incident {made}"
        self.add(minute, ev.IncidentOpened(made, team, title, posts), f"{team}.lead")
        return made

    def report(self, minute: float, post: str, team: str = "city") -> None:
        self.add(minute, ev.ReportFiled(team, post, ""), f"{team}.lead")

    def evidence(self, minute: float, incident: str, *cards: str) -> None:
        made = self.new()
        self.add(
            minute,
            ev.VerificationRequested(made, incident, EvidenceMethod.expert, ""),
            "city.verifier",
        )
        self.add(minute, ev.EvidenceReceived(made, incident, cards))

    def verdict(self, minute: float, incident: str, verdict: Verdict, *cards: str) -> None:
        self.add(
            minute,
            ev.VerdictRecorded(incident, verdict, Confidence.high, cards, ""),
            "city.verifier",
        )

    def decide(
        self,
        minute: float,
        incident: str,
        direction: Direction | None,
        rung: int,
        team: str = "city",
    ) -> None:
        self.add(
            minute,
            ev.DecisionRecorded(incident, direction, rung, "why", RightsForm(), True, None),
            f"{team}.lead",
        )

    def publish(
        self,
        minute: float,
        incident: str,
        about: tuple[str, ...],
        *,
        kind: MessageType = MessageType.correction,
        direction: Direction | None = Direction.against,
        rung: int = 5,
        stance: Stance = Stance.disputes,
        quality: int = 100,
        evidence: tuple[str, ...] = (),
        team: str = "city",
        approver: str = "approver",
    ) -> str:
        """A draft, its approval and its publication in one go; returns the message's id."""
        draft, made, post = self.new(), self.new(), self.new()
        account = next(one.account for one in self.scenario.header.teams if one.id == team)
        parts = {Part.fact: "It is so."}
        self.add(
            minute,
            ev.DraftWritten(draft, incident, kind, parts, (Outlet.microblog,), evidence, (), None),
            f"{team}.writer",
        )
        self.add(minute, ev.DraftApproved(draft, ""), f"{team}.{approver}")
        self.add(
            minute,
            ev.MessagePublished(
                made,
                draft,
                incident,
                team,
                kind,
                direction,
                rung,
                None,
                post,
                quality,
                "2026.1",
                {"bare": quality},
                None,
            ),
            f"{team}.lead",
        )
        self.add(
            minute,
            ev.PostPublished(
                post,
                account,
                account,
                Outlet.microblog,
                "",
                "It is so.",
                about,
                stance,
                ev.ONLY_A,
                "message",
                team=team,
                quality=quality,
            ),
            f"{team}.lead",
        )
        return made

    def reply(self, minute: float, post: str, *about: str, team: str = "city") -> str:
        """A team's open reply in a thread; it inherits what the thread is about."""
        made = self.new()
        account = next(one.account for one in self.scenario.header.teams if one.id == team)
        self.add(
            minute,
            ev.PostPublished(
                made,
                account,
                account,
                Outlet.microblog,
                "",
                "You are right to ask.",
                about,
                Stance.neutral,
                ev.ONLY_A,
                "team",
                team=team,
                replies_to=post,
            ),
            f"{team}.lead",
        )
        return made

    def notice(self, minute: float, incident: str, post: str, *, upheld: bool | None) -> None:
        made = self.new()
        self.add(
            minute,
            ev.NoticeSent(made, incident, "city", post, PlatformRule.fraud, "", ()),
            "city.lead",
        )
        if upheld is not None:
            self.add(minute, ev.NoticeAnswered(made, upheld, "fraud"))

    def tick(
        self, minute: float, *rows: tuple[Any, ...], trust: tuple[tuple[int, ...], ...] = ()
    ) -> None:
        """One tick; a row is (item id, lane, segment index, {counter: change})."""
        items = [item.id for item in self.scenario.items]
        told = tuple(
            (items.index(item), lane, segment, *(change.get(name, 0) for name in COUNTERS))
            for item, lane, segment, change in rows
        )
        self.add(minute, ev.AudienceTicked(self._tick, ("0" * 16, "0" * 16), told, trust))
        self._tick += 1

    def end(self, minute: float) -> None:
        self.add(minute, ev.ExerciseEnded("control"))
        self.add(minute, ev.ExerciseClosed("7", "nonce"))

    def case(self, end: float | None = 60) -> Case:
        """The case; ends the exercise unless it shall stay cut off."""
        if end is not None:
            self.end(end)
        return Case.of(self.scenario, self.records)


def value_of(case: Case, name: str, scope: str | None = None) -> Any:
    """One measure's value; of the whole exercise, or of the team or incident named."""
    return reading_of(case, name, scope).value


def reading_of(case: Case, name: str, scope: str | None = None) -> Any:
    wanted = case.scenario.header.id if scope is None else scope
    found = [
        one.value
        for one in take(case)
        if one.measure.name == name and one.reading.scope.id == wanted
    ]
    assert len(found) == 1, f"{name} of {wanted}: {found}"
    return found[0]
