"""The closed vocabularies of the design (section 2), each an enum with explicit, stable values.

These values are written into scenario files and into the log, so a value is never renamed: a new
meaning gets a new value.
"""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """What a post does with the item it is about. Structured, never guessed from prose."""

    repeats = "repeats"
    disputes = "disputes"
    confirms = "confirms"
    asks = "asks"
    neutral = "neutral"


class Truth(StrEnum):
    """Ground truth of a claim; never shown to players before the hot wash."""

    true = "true"
    false = "false"
    misleading = "misleading"


class HarmClass(StrEnum):
    """Whom a claim hurts and how (design section 5.2). ``none`` is only for harmless claims."""

    safety = "safety"
    health = "health"
    fraud = "fraud"
    civic_process = "civic_process"
    targeted_abuse = "targeted_abuse"
    panic = "panic"
    none = "none"


class Subject(StrEnum):
    """Whose conduct a claim judges. Authority and office-holder cap it at an open answer."""

    event = "event"
    authority = "authority"
    office_holder = "office_holder"
    company = "company"
    group = "group"
    private_person = "private_person"


class ProtectedClass(StrEnum):
    """Kinds of protected speech (design section 2): reach only, never a target."""

    opinion = "opinion"
    criticism = "criticism"
    satire = "satire"
    question = "question"
    protest = "protest"
    journalism = "journalism"
    whistle_blowing = "whistle_blowing"
    true_report = "true_report"


class Direction(StrEnum):
    """What a decision, message or notice does to an item (design section 2)."""

    against = "against"
    answering = "answering"
    acting_on = "acting_on"
    correcting_ourselves = "correcting_ourselves"


class SourceClass(StrEnum):
    """The kind of account that speaks; segments trust kinds differently."""

    resident = "resident"
    official = "official"
    newsroom = "newsroom"
    satirist = "satirist"
    critic = "critic"
    expert = "expert"
    business = "business"
    organisation = "organisation"
    messenger = "messenger"
    scammer = "scammer"
    impersonator = "impersonator"


class Outlet(StrEnum):
    """Where public posts appear in the simulated world."""

    microblog = "microblog"
    news = "news"
    hotline = "hotline"
    chat = "chat"
    radio = "radio"


class Delivery(StrEnum):
    """How a private inject reaches a team."""

    phone = "phone"
    email = "email"
    in_person = "in_person"
    radio_call = "radio_call"


class RowKind(StrEnum):
    """HSEEP categories of one MSEL row."""

    inject = "inject"
    contingency = "contingency"
    expected_action = "expected_action"
    other = "other"


class TeamFunction(StrEnum):
    """What a seat does in its team (design section 2)."""

    lead = "lead"
    monitor = "monitor"
    verifier = "verifier"
    writer = "writer"
    approver = "approver"
    spokesperson = "spokesperson"
    liaison = "liaison"


class UnitLevel(StrEnum):
    """Level of a unit in the tree region > district > city, or another sector's service."""

    region = "region"
    district = "district"
    city = "city"
    service = "service"


class EvidenceMethod(StrEnum):
    """How a team can ask for evidence; the answer arrives after the scenario's delay."""

    expert = "expert"
    field = "field"
    record = "record"
    phone = "phone"
    media_check = "media_check"
    open_source = "open_source"


class Points(StrEnum):
    """Which way a piece of evidence points about its claim."""

    confirms = "confirms"
    refutes = "refutes"
    unclear = "unclear"


class Verdict(StrEnum):
    """What a team concludes about an incident."""

    true = "true"
    false = "false"
    misleading = "misleading"
    unverified = "unverified"
    not_checkable = "not_checkable"


class Confidence(StrEnum):
    """Analytic confidence of a verdict (RESIST 2: high, medium, low)."""

    high = "high"
    medium = "medium"
    low = "low"


class MessageType(StrEnum):
    """The kinds of message a team can draft."""

    holding_statement = "holding_statement"
    protective_advice = "protective_advice"
    correction = "correction"
    correcting_ourselves = "correcting_ourselves"
    answer = "answer"


class Part(StrEnum):
    """Parts of a message: CERC first message (doctrine 1.9) and fact-warn-explain-fact (2.2)."""

    fact = "fact"
    warning = "warning"
    fallacy = "fallacy"
    alternative = "alternative"
    known = "known"
    unknown = "unknown"
    doing = "doing"
    empathy = "empathy"
    advice = "advice"
    next_update = "next_update"
    where = "where"
    own_error = "own_error"


class PlatformRule(StrEnum):
    """The simulated platform's published rules; a notice must cite one."""

    fraud = "fraud"
    impersonation = "impersonation"
    doxxing = "doxxing"
    threats = "threats"


class Rating(StrEnum):
    """HSEEP ratings."""

    performed = "P"
    some_challenges = "S"
    major_challenges = "M"
    unable = "U"
