"""A closed world: no real places, brands, newsrooms, domains, addresses, handles or numbers (5.6).

Names are looked up, with their capitals, in two lists shipped beside this module; the package's own
fictional names (places, units, accounts) are never taken for real ones that they contain. A name
that is also an everyday word counts only with a capital inside a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath

import msgspec
from msgspec import Struct

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path, shown
from infodrill.scenario.package import Scenario

_FOLDER = FilePath(__file__).parent / "names"
_KINDS = {
    "place": "place",
    "platform": "platform",
    "brand": "brand",
    "newsroom": "newsroom",
    "agency": "body",
}

_WORD = re.compile(r"\w+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…\"“”„«»'’‘(\[\n*#•–—-])\s*$")
_ARABIC_PARTICLE = re.compile(r"^[وفبلك]+(?=\w{3})")
_LONGEST = 5
"""Words in the longest listed name."""

_ADDRESSES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "url",
        re.compile(r"\b(?:https?|ftp)://\S+|\bwww\.\S+", re.IGNORECASE),
        "describe the page; an address in an exercise may one day be somebody's",
    ),
    (
        "domain",
        # Generic endings in any case; country endings in small letters only, because a sentence
        # may follow its full stop without a space.
        re.compile(
            r"(?i:\b[a-z0-9][a-z0-9-]*\.(?:com|org|net|gov|edu|mil|info|biz|app|dev|io)\b)"
            r"|(?<![\w.])[a-z0-9-]{3,}\.(?:co\.)?(?:uk|de|fr|es|it|nl|eu|us|ca|au|in|id|vn|sa|eg|ae|"
            r"br|mx|ar|ru|cn|jp|kr|pl|se|no|fi|dk|ch|at|be|ie|nz|za)\b(?![\w-])"
        ),
        "give the site a name in words",
    ),
    (
        "handle-in-text",
        re.compile(r"(?<![\w.])@\w{2,}"),
        "write the account's name; handles are fields of cast.yaml",
    ),
    (
        "phone-number",
        re.compile(
            r"(?<![\w/.:])(?!555[ -]?01\d\d(?!\d))"
            r"(?:\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}"
            r"|\(?0\d{2,4}\)?[ ./-]\d{3,4}[ .-]?\d{2,5}"
            r"|\(?\d{3}\)?[ .-](?!555[ .-]?01\d\d)\d{3}[ .-]\d{4}"
            r"|\d{3}-\d{4}"
            r"|0\d{7,11})(?!\w)"
        ),
        "use 555-0100 to 555-0199, or a short number of at most four digits",
    ),
)

# No address or number of the kinds above is without one of these; most texts are.
_MAY_LEAD_OUT = re.compile(r"@|://|\.\w|\d\d\d")

# Fields that hold ids, words of the model or times, not words for people.
_NOT_TEXT_WORDS = """
id account parent answers_for start end injects items teams languages calendar_start level
method topic owner at_risk inject at available techniques handle team impersonates sender
when to about replies_to boosts media phase expected_team objective critical_task presses_to
kind requires decides trust affinity followers outlet measures do by play extends drop_parts
drop_evidence tree node choice leaf incident method post draft
"""
_NOT_TEXT = frozenset(_NOT_TEXT_WORDS.split())
# Texts of the package whose whole value is a name of this simulated world.
_NAME_FIELDS = (("cast", "name"), ("teams", "unit"))


class _Listed(Struct, frozen=True):
    """One real name, split into words."""

    words: tuple[str, ...]
    kind: str
    ambiguous: bool


def check_real_names(scenario: Scenario, notes: Notes) -> None:
    """Refuse what exists outside the simulated world, in every text of the package."""
    own = _own_names(scenario)
    for path, text in _texts(scenario):
        for name, kind in real_names_in(text, own):
            notes.error(
                path,
                f"real-{kind}",
                f"{shown(name)}, a real {_KINDS[kind]}",
                "fictional names only",
                "invent a name; if it is yours and only looks real, list it in header places",
            )
        _addresses(path, text, notes)
    for number, page in enumerate(scenario.briefings):
        # A briefing may cite its sources by name, never by address.
        for line, text in enumerate(page.text.splitlines()):
            _addresses(("briefings", number), text, notes, below=line)
    _own_names_are_fictional(scenario, notes)


def real_names_in(text: str, own: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Real names in a text, each with its kind (place, platform, brand, newsroom or agency).

    Args:
        text: any text, in any of the five languages of the lists.
        own: fictional names; a real name inside one of them, in the text, is not counted.
    """
    text = unicodedata.normalize("NFC", text)
    words = list(_WORD.finditer(text))
    covered: list[tuple[int, int]] | None = None
    found = []
    for position, word in enumerate(words):
        for listed in _candidates(word.group()):
            last = position + len(listed.words) - 1
            if last >= len(words) or not _same(words[position : last + 1], listed.words):
                continue
            start, end = word.start(), words[last].end()
            if covered is None:  # hits are rare, so the own names are looked for only then
                covered = _spans(text, own)
            if any(left <= start and end <= right for left, right in covered):
                continue
            if listed.ambiguous and _SENTENCE_START.search(text[:start]):
                continue
            found.append((text[start:end], listed.kind))
            break
    return found


def _spans(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    return [
        found.span()
        for name in names
        if name in text
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def _same(found: list[re.Match[str]], words: tuple[str, ...]) -> bool:
    given = [match.group() for match in found]
    return all(
        word == wanted or (len(wanted) > 3 and word == wanted.upper())
        for word, wanted in zip(
            [_bare(given[0]), *given[1:]], [_bare(words[0]), *words[1:]], strict=True
        )
    )


def _candidates(word: str) -> tuple[_Listed, ...]:
    names = _names_by_first_word()
    return names.get(word, ()) or names.get(_bare(word), ()) or names.get(word.capitalize(), ())


def _bare(word: str) -> str:
    """An Arabic word without the particles written onto it; other words as they are."""
    return _ARABIC_PARTICLE.sub("", word)


@cache
def _names_by_first_word() -> dict[str, tuple[_Listed, ...]]:
    """Listed names by their first word, longest first."""
    names: dict[str, list[_Listed]] = {}
    for file in ("real_words.txt", "real_places_cldr.txt"):
        kind = "place"
        for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                kind = line.strip("[]")
            elif line and not line.startswith("#"):
                words = tuple(_WORD.findall(unicodedata.normalize("NFC", line)))
                listed = _Listed(words[:_LONGEST], kind, line.startswith("~"))
                names.setdefault(words[0], []).append(listed)
                bare = _bare(words[0])
                if bare != words[0]:
                    names.setdefault(bare, []).append(listed)
    return {
        first: tuple(sorted(listed, key=lambda each: -len(each.words)))
        for first, listed in names.items()
    }


def _addresses(path: Path, text: str, notes: Notes, *, below: int = 0) -> None:
    if _MAY_LEAD_OUT.search(text) is None:
        return
    for code, pattern, fix in _ADDRESSES:
        for found in pattern.finditer(text):
            notes.error(
                path,
                code,
                f"{shown(found.group())}, which looks like a real "
                f"{'number' if code == 'phone-number' else 'address'}",
                "nothing that leads out of the simulated world",
                fix,
                below=below,
            )


def _own_names(scenario: Scenario) -> frozenset[str]:
    names = {*scenario.header.places, *scenario.phrases.names}
    names.update(account.name for account in scenario.cast)
    names.update(team.unit for team in scenario.header.teams)
    # People are called by one of their names: "Georgia" is a woman where the cast has one.
    for person in (*scenario.phrases.names, *(account.name for account in scenario.cast)):
        for word in _WORD.findall(person):
            if any(listed.ambiguous for listed in _names_by_first_word().get(word, ())):
                names.add(word)
    return frozenset(unicodedata.normalize("NFC", name) for name in names if name)


def _own_names_are_fictional(scenario: Scenario, notes: Notes) -> None:
    """The package's own names are looked up whole: listing a real name does not make it fiction."""
    given: list[tuple[Path, str]] = []
    given += [(("header", "places", n), name) for n, name in enumerate(scenario.header.places)]
    given += [(("cast", n, "name"), account.name) for n, account in enumerate(scenario.cast)]
    given += [
        (("header", "teams", n, "unit"), team.unit) for n, team in enumerate(scenario.header.teams)
    ]
    for path, name in given:
        words = tuple(_WORD.findall(unicodedata.normalize("NFC", name)))
        for listed in _names_by_first_word().get(words[0], ()) if words else ():
            if listed.words == words:
                notes.error(
                    path,
                    f"real-{listed.kind}",
                    f"{shown(name)}, a real {_KINDS[listed.kind]}",
                    "fictional names only",
                    "invent a name",
                )
                break
    for number, account in enumerate(scenario.cast):
        bare = re.sub(r"[\W_\d]", "", account.handle).casefold()
        if bare in _famous_handles():
            notes.error(
                ("cast", number, "handle"),
                "real-handle",
                f"the handle {shown(account.handle)}, which a real account may have",
                "fictional handles only",
                "invent a handle",
            )


@cache
def _famous_handles() -> frozenset[str]:
    return frozenset(
        "".join(listed.words).casefold()
        for names in _names_by_first_word().values()
        for listed in names
        if listed.kind in ("platform", "brand", "newsroom", "agency")
    )


def _texts(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Every text for people outside briefings, with its place."""
    for section in msgspec.structs.fields(scenario):
        if section.name != "briefings":
            yield from _within((section.name,), getattr(scenario, section.name))


def _within(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Struct):
        for declared in msgspec.structs.fields(value):
            whole_name = any(
                path[:1] == (section,) and declared.name == field for section, field in _NAME_FIELDS
            )
            own = declared.name in ("places", "names") or whole_name
            if declared.name not in _NOT_TEXT and not own:
                yield from _within((*path, declared.name), getattr(value, declared.name))
    elif isinstance(value, dict):
        for key, member in value.items():
            if key not in _NOT_TEXT and not str(key).startswith("briefing."):
                yield from _within((*path, str(key)), member)
    elif isinstance(value, tuple | list):
        for number, member in enumerate(value):
            yield from _within((*path, number), member)
    elif type(value) is str:
        yield path, value
