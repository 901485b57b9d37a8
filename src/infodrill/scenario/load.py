"""Reads a scenario package from its folder. Nothing is written, fetched or followed out of it.

The folder's files are those of design section 6. Scripted teams, briefings and languages come in
the order of their names, so that the same folder is the same Scenario on every machine.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec

from infodrill.scenario.cast import Account
from infodrill.scenario.convert import Converter
from infodrill.scenario.finding import (
    SECTION_FILES,
    Finding,
    Level,
    Positions,
    ScenarioInvalid,
    did_you_mean,
    one_of,
)
from infodrill.scenario.finding import Path as ModelPath
from infodrill.scenario.item import Item
from infodrill.scenario.listeners import AudienceConfig, Phrases
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Briefing, Header, Locale, Scenario
from infodrill.scenario.process import Tree
from infodrill.scenario.scripted import ScriptedTeam
from infodrill.scenario.yaml_text import Node, read_yaml

MAX_FILE_BYTES = 4_000_000
"""One text file of a package; a thousand-row MSEL is about half a megabyte."""
MAX_FILES = 500
"""Files in a package, media included."""

_LISTS: dict[str, type[msgspec.Struct]] = {
    "items": Item,
    "cast": Account,
    "msel": Inject,
    "processes": Tree,
}
_RECORDS: dict[str, type[msgspec.Struct]] = {
    "header": Header,
    "audience": AudienceConfig,
    "phrases": Phrases,
}
_FOLDERS = ("teams", "briefing", "media", "locales")
_FREE = ("README.md", "LICENSE", "NOTES.md")


class _Stopped(Exception):
    """A required file is missing or unreadable; the finding is already noted."""


def load_scenario(folder: Path) -> Scenario:
    """The package in ``folder``, well formed and typed; whether it is *right* is `check`'s to say.

    Raises ScenarioInvalid with everything that is wrong, and where.
    """
    scenario, findings, _ = read_package(folder)
    if scenario is None:
        raise ScenarioInvalid(findings)
    return scenario


def load_team(file: Path) -> ScriptedTeam:
    """A scripted team from a file of its own, outside any package.

    Raises ScenarioInvalid with everything that is wrong with it.
    """
    findings: list[Finding] = []
    file = file.resolve()
    reader = _Folder(file.parent, findings, Positions())
    node = reader.yaml(file.name)
    if node is None and not findings:
        findings.append(
            Finding(file.name, 0, "", "empty-file", "an empty file", "a scripted team", "write it")
        )
    if node is None:
        raise ScenarioInvalid(findings)
    converter = Converter(file.name, findings, Positions())
    team: ScriptedTeam = converter.convert(node, ScriptedTeam, ("scripted_teams", 0))
    if findings:
        raise ScenarioInvalid(findings)
    return team


def read_package(folder: Path) -> tuple[Scenario | None, list[Finding], Positions]:
    """The package (None when any finding is an error), what was found, and where things stand."""
    draft, findings, positions = read_draft(folder)
    broken = any(finding.level is Level.error for finding in findings)
    return (None if broken else draft), findings, positions


def read_draft(folder: Path) -> tuple[Scenario | None, list[Finding], Positions]:
    """Like `read_package`, but completed with stand-ins where values do not fit.

    For the checks only: a draft with findings is not a scenario. None when a required file is
    missing or is not YAML.
    """
    findings: list[Finding] = []
    positions = Positions()
    reader = _Folder(folder, findings, positions)
    try:
        return reader.scenario(), findings, positions
    except _Stopped:
        return None, findings, positions


class _Folder:
    def __init__(self, folder: Path, findings: list[Finding], positions: Positions) -> None:
        self._folder = folder
        self._findings = findings
        self._positions = positions
        self._files: tuple[str, ...] = ()

    def scenario(self) -> Scenario:
        """Everything the folder says; raises _Stopped when a required file cannot be read."""
        self._files = self._list_files()
        self._positions.media = frozenset(
            file.removeprefix("media/") for file in self._files if file.startswith("media/")
        )
        self._look_for_strangers()
        nodes = {name: self._required(SECTION_FILES[name]) for name in (*_RECORDS, *_LISTS)}
        parts: dict[str, object] = {}
        for name, node in nodes.items():
            if node is None:
                continue
            converter = Converter(SECTION_FILES[name], self._findings, self._positions)
            if name in _RECORDS:
                parts[name] = converter.convert(node, _RECORDS[name], (name,))
            else:
                parts[name] = converter.rows(node, _LISTS[name], (name,))
        teams = self._scripted_teams()
        briefings = self._briefings()
        locales = self._locales()
        if len(parts) < len(nodes):
            raise _Stopped
        return Scenario(
            **parts,  # type: ignore[arg-type]
            scripted_teams=teams,
            briefings=briefings,
            locales=locales,
        )

    def _list_files(self) -> tuple[str, ...]:
        """Regular files of the folder, as sorted inside-paths; links are findings, not files."""
        if not self._folder.is_dir():
            self._note(
                "scenario.yaml",
                "no-folder",
                f'"{self._folder.name}", which is not a folder',
                "the folder of a scenario package",
                "give the folder that holds scenario.yaml",
            )
            raise _Stopped
        found: list[str] = []
        for here, folders, names in os.walk(self._folder, followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in (*folders, *names):
                path = Path(here) / name
                inside = path.relative_to(self._folder).as_posix()
                mode = path.lstat().st_mode
                if stat.S_ISLNK(mode):
                    self._note(
                        inside,
                        "link",
                        "a symbolic link",
                        "regular files only: a package holds everything it needs",
                        "copy the file into the folder",
                    )
                elif stat.S_ISREG(mode) and not name.startswith("."):
                    found.append(inside)
                if len(found) > MAX_FILES:
                    self._note(
                        "scenario.yaml",
                        "too-many-files",
                        f"a folder with more than {MAX_FILES} files",
                        "one scenario package",
                        "give the folder of one package",
                    )
                    raise _Stopped
            folders[:] = [name for name in folders if not (Path(here) / name).is_symlink()]
        return tuple(sorted(found))

    def _look_for_strangers(self) -> None:
        """A misnamed file is silently left out unless somebody says so."""
        known = [file for file in SECTION_FILES.values() if file.endswith(".yaml")]
        for file in self._files:
            top, _, rest = file.partition("/")
            if rest == "":
                expected = top in known or top in _FREE or top.endswith(".xlsx")
            elif top == "locales":
                expected = rest.count("/") == 1 and rest.endswith(".yaml")
            elif top in ("teams", "briefing"):
                ending = ".yaml" if top == "teams" else ".md"
                expected = "/" not in rest and rest.endswith(ending)
            else:
                expected = top == "media"
            if not expected:
                self._note(
                    file,
                    "unknown-file",
                    "a file that is not part of a package and is not read",
                    one_of((*known, *(f"{name}/" for name in _FOLDERS)), limit=20),
                    did_you_mean(file, known, "rename or remove it"),
                    level=Level.warning,
                )

    def _required(self, file: str) -> Node | None:
        if file not in self._files:
            self._note(
                file,
                "missing-file",
                "no such file",
                f"{file} in the package folder",
                f"add {file}",
            )
            return None
        node = self.yaml(file)
        if node is None and not any(finding.file == file for finding in self._findings):
            self._note(file, "empty-file", "an empty file", f"the content of {file}", "write it")
        return node

    def _scripted_teams(self) -> tuple[ScriptedTeam, ...]:
        teams: list[ScriptedTeam] = []
        for file in self._in("teams/", ".yaml"):
            node = self.yaml(file)
            if node is None:
                continue
            path: ModelPath = ("scripted_teams", len(teams))
            converter = Converter(file, self._findings, self._positions)
            team = converter.convert(node, ScriptedTeam, path)
            teams.append(team)
            stem = Path(file).stem
            if team.name != stem:
                line = self._positions.locate((*path, "name"))[1]
                self._note(
                    file,
                    "team-file-name",
                    f'the name "{team.name}"',
                    f'"{stem}", like the file',
                    f"rename the file to {team.name}.yaml, or change the name",
                    line=line,
                )
        return tuple(teams)

    def _briefings(self) -> tuple[Briefing, ...]:
        pages: list[Briefing] = []
        for file in self._in("briefing/", ".md"):
            text = self._text(file)
            if text is not None:
                self._positions.note(("briefings", len(pages)), file, 1)
                pages.append(Briefing(Path(file).stem, text))
        return tuple(pages)

    def _locales(self) -> tuple[Locale, ...]:
        texts: dict[str, dict[str, str]] = {}
        for file in self._in("locales/", ".yaml"):
            language = file.split("/")[1]
            node = self.yaml(file)
            if node is None:
                continue
            known = texts.setdefault(language, {})
            path: ModelPath = ("locales", list(texts).index(language))
            self._positions.note(path, file, 1)
            converter = Converter(file, self._findings, self._positions)
            more = converter.convert(node, dict[str, str], (*path, "texts"))
            for key in sorted(known.keys() & more.keys()):
                self._note(
                    file,
                    "duplicate-key",
                    f'"{key}", which another file of this language gives too',
                    "each text once",
                    "remove one of the two",
                )
            known.update(more)
        return tuple(Locale(language, given) for language, given in texts.items())

    def _in(self, folder: str, ending: str) -> list[str]:
        depth = 2 if folder == "locales/" else 1
        return [
            file
            for file in self._files
            if file.startswith(folder) and file.endswith(ending) and file.count("/") == depth
        ]

    def yaml(self, file: str) -> Node | None:
        """The tree of one file of the folder, or None with a finding."""
        text = self._text(file)
        return None if text is None else read_yaml(text, file, self._findings)

    def _text(self, file: str) -> str | None:
        path = self._folder / file
        try:
            # Listed as a regular file above; O_NOFOLLOW holds if it was swapped for a link since.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(handle, "rb") as stream:
                data = stream.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            self._note(
                file,
                "unreadable",
                f"a file that cannot be read ({error.strerror or error})",
                "a file that you may read",
                "check its permissions",
            )
            return None
        if len(data) > MAX_FILE_BYTES:
            self._note(
                file,
                "file-size",
                "a file that is too large",
                f"at most {MAX_FILE_BYTES // 1_000_000} MB of text",
                "split the scenario, or move pictures to media/",
            )
            return None
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self._note(
                file,
                "not-utf8",
                f"bytes that are not UTF-8 (at byte {error.start})",
                "UTF-8 text",
                "save the file as UTF-8",
                line=data.count(b"\n", 0, error.start) + 1,
            )
            return None

    def _note(
        self,
        file: str,
        code: str,
        given: str,
        expected: str,
        fix: str,
        *,
        line: int = 0,
        level: Level = Level.error,
    ) -> None:
        self._findings.append(Finding(file, line, "", code, given, expected, fix, level))
