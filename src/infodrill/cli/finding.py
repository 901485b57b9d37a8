"""Finding what the user named: a scenario folder or shipped scenario, a team, a kernel cache."""

from __future__ import annotations

from pathlib import Path

from infodrill.cli.output import Trouble, console
from infodrill.conduct.scripted import UnknownTeam, resolve, scripted_team
from infodrill.i18n import gettext as _
from infodrill.scenario.check import check_folder
from infodrill.scenario.load import load_team
from infodrill.scenario.localise import cued
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import ScriptedTeam
from infodrill.shipped import scenario_folder, scenario_names


def find_folder(name: str) -> Path:
    """The folder of a scenario given by path or by the name of a shipped one."""
    folder = Path(name)
    if (folder / "scenario.yaml").is_file():
        return folder
    if name in scenario_names():
        return scenario_folder(name)
    raise Trouble(
        _(
            "{name} is no scenario: expected a folder with a scenario.yaml, or one of the shipped "
            "scenarios: {known}"
        ).format(name=name, known=", ".join(scenario_names()) or _("none"))
    )


def load_playable(name: str) -> Scenario:
    """A scenario that passes ``check``; one that does not cannot be played."""
    folder = find_folder(name)
    result = check_folder(folder)
    errors = [finding for finding in result.findings if finding.level == "error"]
    if errors or result.scenario is None:
        first = "\n".join(f"  {finding.text()}" for finding in errors[:5])
        raise Trouble(
            _(
                "{name} cannot be played: {count} errors, the first:\n{first}\n"
                "All of them: infodrill check {name}"
            ).format(name=name, count=len(errors), first=first)
        )
    return result.scenario


def find_team(scenario: Scenario, name: str, source: Scenario | None = None) -> ScriptedTeam:
    """A shipped scripted team by name, or one from a file.

    ``source`` is the scenario in its first language, where ``scenario`` is a translation: a file's
    cues quote the first language.
    """
    path = Path(name)
    try:
        if path.suffix in (".yaml", ".yml") or path.is_file():
            if not path.is_file():
                raise Trouble(_("{path}: no such team file").format(path=path))
            return resolve(scenario, cued(load_team(path), source or scenario, scenario))
        return scripted_team(scenario, name)
    except (UnknownTeam, ValueError) as problem:
        raise Trouble(str(problem)) from problem


def warm_kernels(*, quiet: bool = False) -> None:
    """Compile the audience kernels if this is the first run, saying so."""
    # Imported here, because a finished exercise must open where kernels cannot be compiled.
    from infodrill.audience import compile_kernels, kernels_are_warm

    if kernels_are_warm():
        return
    out = console()
    message = _("First run: compiling the audience kernels (about half a minute, once) …")
    if quiet:
        compile_kernels()
    elif out.is_terminal:
        with out.status(message):
            compile_kernels()
    else:
        out.print(message)
        compile_kernels()
