"""Items: the rows of ``items.yaml``, each a Claim or a piece of Protected speech.

A claim is checkable and has truth and belief. Protected speech has reach only: nothing in the
product ever counts belief in it against anybody (design section 5.1).
"""

from __future__ import annotations

from msgspec import Struct

from infodrill.scenario.words import (
    Direction,
    EvidenceMethod,
    HarmClass,
    Points,
    ProtectedClass,
    Subject,
    Truth,
)


class Harm(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is hurt if the claim is believed (or, for a true claim, if it is not heard)."""

    kind: HarmClass = HarmClass.none
    severity: int = 0
    """0 none, 1 minor, 2 moderate, 3 severe or irreversible (doctrine 2.8)."""
    who: str = ""
    """The people hurt; never an institution's image."""
    danger: str = ""
    """The physical or material danger, in one clause."""


class Evidence(Struct, frozen=True, forbid_unknown_fields=True):
    """One card a team can obtain about a claim by asking in the right way."""

    id: str
    title: str
    text: str
    method: EvidenceMethod
    points: Points
    source: str
    """Who says so (a cast id or a described record)."""
    from_subject: bool = False
    """True when the source is the one whose conduct the claim judges."""
    strength: int = 2
    """1 weak, 2 fair, 3 strong."""
    delay_minutes: int = 5
    """From request to answer."""
    available: str = "T+0:00"
    """Not obtainable before; a request before then is answered then."""
    explains: bool = False
    """It backs an alternative explanation of what really happened."""


class Arrival(Struct, frozen=True, forbid_unknown_fields=True):
    """How the truth about a claim becomes publicly known, whatever the teams do."""

    at: str
    inject: str
    """The MSEL row that carries it."""


class Reference(Struct, frozen=True, forbid_unknown_fields=True):
    """What a good team would decide; the path the report compares with."""

    direction: Direction | None
    """None means no action (rung 0)."""
    rung: int
    within_minutes: int = 30
    """From the item's first appearance to that decision."""
    why: str = ""


class Item(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row of ``items.yaml``: a claim when ``truth`` is given, else protected speech."""

    id: str
    statement: str
    """The claim, or the gist of the protected speech, in one sentence."""
    topic: str
    reference: Reference
    truth: Truth | None = None
    protected: ProtectedClass | None = None
    of_own_authority: bool = False
    """Criticism, satire or a claim directed at the players' own authority."""
    authority_is_wrong: bool = False
    """The case where the authority's own statement is wrong and this item is right."""
    subject: Subject = Subject.event
    harm: Harm = Harm()
    evidence: tuple[Evidence, ...] = ()
    techniques: tuple[str, ...] = ()
    """DISARM technique ids, for the after-action report only."""
    truth_arrives: Arrival | None = None
    owner: str | None = None
    """The team whose answer it is to give (mandate)."""
    at_risk: tuple[str, ...] = ()
    """Segments that need warning when the item is true and dangerous, or when it is a fraud."""
    infectiousness: int = 60
    """Per mille: chance that an average agent who takes it up shares it (diffusion 1.4)."""
    plausibility: int = 0
    """-100..100: how believable it sounds to an average person before any correction."""

    @property
    def is_claim(self) -> bool:
        """True for a checkable claim; belief exists for claims only."""
        return self.truth is not None

    @property
    def is_untrue(self) -> bool:
        """True for a false or misleading claim."""
        return self.truth in (Truth.false, Truth.misleading)

    @property
    def is_noise(self) -> bool:
        """True where acting against it would be over-reaction: protected, true or harmless."""
        return not self.is_untrue or self.harm.severity == 0
