"""Every event there is, by its explicit name. An event not in ``EVENTS`` cannot be logged."""

from __future__ import annotations

from infodrill.exercise.events import coordination, frame, response, world
from infodrill.exercise.events.base import Event
from infodrill.exercise.events.coordination import (
    HandoverAccepted,
    HandoverDeclined,
    HandoverOffered,
    OptionsGiven,
    OrderDeclined,
    TaskFinished,
    TaskGiven,
)
from infodrill.exercise.events.frame import (
    ClockJumped,
    ClockPaused,
    ClockRateSet,
    ClockResumed,
    CommandRefused,
    EmergencyCalled,
    EmergencyCleared,
    ExerciseClosed,
    ExerciseEnded,
    ExerciseOpened,
    ExerciseStarted,
    PhaseEntered,
    SeatEntry,
)
from infodrill.exercise.events.response import (
    DecisionAgreed,
    DecisionRecorded,
    DraftApproved,
    DraftReturned,
    DraftSubmitted,
    DraftWritten,
    EvidenceReceived,
    ForecastGiven,
    IncidentClosed,
    IncidentOpened,
    IncidentPostAttached,
    MessagePublished,
    MessageWithdrawn,
    MessengerAnswered,
    MessengerAsked,
    NoticeAnswered,
    NoticeSent,
    ProcessWalked,
    ReferralSent,
    ReportFiled,
    TriageRecorded,
    VerdictRecorded,
    VerificationRequested,
)
from infodrill.exercise.events.world import (
    BOTH,
    ONLY_A,
    ONLY_B,
    AudienceOpened,
    AudienceTicked,
    InjectFired,
    InjectHeld,
    InjectSkipped,
    PostBoosted,
    PostPublished,
    PostRetagged,
    TeamMessaged,
    TruthArrived,
)


def _collect() -> dict[str, type[Event]]:
    events: dict[str, type[Event]] = {}
    for module in (frame, world, response, coordination):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Event) and value.NAME:
                events[value.NAME] = value
    return events


EVENTS: dict[str, type[Event]] = _collect()

__all__ = [
    "BOTH",
    "EVENTS",
    "ONLY_A",
    "ONLY_B",
    "AudienceOpened",
    "AudienceTicked",
    "ClockJumped",
    "ClockPaused",
    "ClockRateSet",
    "ClockResumed",
    "CommandRefused",
    "DecisionAgreed",
    "DecisionRecorded",
    "DraftApproved",
    "DraftReturned",
    "DraftSubmitted",
    "DraftWritten",
    "EmergencyCalled",
    "EmergencyCleared",
    "Event",
    "EvidenceReceived",
    "ExerciseClosed",
    "ExerciseEnded",
    "ExerciseOpened",
    "ExerciseStarted",
    "ForecastGiven",
    "HandoverAccepted",
    "HandoverDeclined",
    "HandoverOffered",
    "IncidentClosed",
    "IncidentOpened",
    "IncidentPostAttached",
    "InjectFired",
    "InjectHeld",
    "InjectSkipped",
    "MessagePublished",
    "MessageWithdrawn",
    "MessengerAnswered",
    "MessengerAsked",
    "NoticeAnswered",
    "NoticeSent",
    "OptionsGiven",
    "OrderDeclined",
    "PhaseEntered",
    "PostBoosted",
    "PostPublished",
    "PostRetagged",
    "ProcessWalked",
    "ReferralSent",
    "ReportFiled",
    "SeatEntry",
    "TaskFinished",
    "TaskGiven",
    "TeamMessaged",
    "TriageRecorded",
    "TruthArrived",
    "VerdictRecorded",
    "VerificationRequested",
]
