"""Teams: official accounts that answer for them, and scripted teams that can act as written."""

from __future__ import annotations

from typing import Any

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path, did_you_mean, one_of, shown
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import Play, ScriptedTeam, Step
from infodrill.scenario.words import SourceClass


def check_teams(scenario: Scenario, notes: Notes) -> None:
    """Each team speaks through one official account that names it."""
    for number, team in enumerate(scenario.header.teams):
        place: Path = ("header", "teams", number)
        account = scenario.account(team.account)
        if account is not None and account.kind is not SourceClass.official:
            notes.error(
                (*place, "account"),
                "account-not-official",
                f"{account.id}, which is of kind {account.kind.value}",
                "an account of kind official: a team always speaks under its badge",
                "set its kind to official, or name another account",
            )
        if account is not None and account.team != team.id:
            notes.error(
                (*place, "account"),
                "account-back-reference",
                f"{account.id}, whose team is {shown(account.team)}",
                f"team: {team.id} in cast.yaml",
                "set it there",
            )
        if not team.functions:
            notes.error(
                (*place, "functions"),
                "no-function",
                f"the team {team.id} without functions",
                "at least a lead",
                "leave the field out for all functions",
            )
    accounts = {team.id: team.account for team in scenario.header.teams}
    for number, account in enumerate(scenario.cast):
        if account.team is not None and accounts.get(account.team, account.id) != account.id:
            notes.error(
                ("cast", number, "team"),
                "account-back-reference",
                f"{account.id} for the team {account.team}, which speaks through "
                f"{accounts[account.team]}",
                "team on the teams' official accounts only",
                "remove team here, or name this account in scenario.yaml",
            )
    check_impersonators(scenario, notes)


def check_impersonators(scenario: Scenario, notes: Notes) -> None:
    """Who impersonates says whom; nobody else pretends to be anybody."""
    for number, account in enumerate(scenario.cast):
        pretends = account.kind is SourceClass.impersonator
        if pretends and account.impersonates is None:
            notes.error(
                ("cast", number),
                "impersonates-nobody",
                f"the impersonator {account.id} without impersonates",
                "the account it pretends to be",
                "add impersonates, or choose another kind: satire is not impersonation",
            )
        if account.impersonates is not None and not pretends:
            notes.error(
                ("cast", number, "impersonates"),
                "not-an-impersonator",
                f"{account.id}, a {account.kind.value}, said to impersonate {account.impersonates}",
                "impersonates on accounts of kind impersonator only",
                "remove it: satire and criticism under their own name impersonate nobody",
            )
        if account.impersonates == account.id:
            notes.error(
                ("cast", number, "impersonates"),
                "impersonates-itself",
                f"{account.id} impersonating itself",
                "another account",
                "name the account it pretends to be",
            )


def check_scripted_teams(scenario: Scenario, notes: Notes) -> None:
    """Plays name teams, seats, accounts, nodes and choices that exist.

    Command names and bodies are the exercise's to check.
    """
    for number, scripted in enumerate(scenario.scripted_teams):
        place: Path = ("scripted_teams", number)
        for second, play in enumerate(scripted.plays):
            _play(scenario, play, (*place, "plays", second), notes)
        plays = {play.id for team in _line(scenario, scripted) for play in team.plays}
        for second, adjust in enumerate(scripted.adjust):
            if adjust.play is not None and adjust.play not in plays:
                notes.error(
                    (*place, "adjust", second, "play"),
                    "unknown-play",
                    shown(adjust.play),
                    one_of(sorted(plays)),
                    did_you_mean(adjust.play, plays, "name a play of an extended team"),
                )


def _line(scenario: Scenario, scripted: ScriptedTeam) -> list[ScriptedTeam]:
    """The scripted team and those it extends; a circle is `check_cycles`' to report."""
    line = [scripted]
    while line[-1].extends is not None:
        following = next((t for t in scenario.scripted_teams if t.name == line[-1].extends), None)
        if following is None or following in line:
            break
        line.append(following)
    return line


def _play(scenario: Scenario, play: Play, place: Path, notes: Notes) -> None:
    team = scenario.team(play.team)
    if team is None:
        teams = [each.id for each in scenario.header.teams]
        _unknown(notes, (*place, "team"), "team", play.team, teams)
    sees = play.sees
    if sees.sender is not None and scenario.account(sees.sender) is None:
        accounts = [account.id for account in scenario.cast]
        _unknown(notes, (*place, "sees", "sender"), "account", sees.sender, accounts)
    if not any((sees.sender, sees.contains, sees.handover, sees.task, sees.start)):
        notes.error(
            (*place, "sees"),
            "sees-nothing",
            f"the play {play.id} that starts with anything",
            "sender, contains, handover, task or start",
            "say what starts it",
        )
    for number, step in enumerate(play.steps):
        inside = (*place, "steps", number)
        if team is not None and step.by not in team.functions:
            notes.error(
                (*inside, "by"),
                "unknown-function",
                f"the {step.by.value} of {team.id}, a function it does not have",
                one_of(function.value for function in team.functions),
                "choose another seat, or give the team this function",
            )
        if step.after < 0:
            notes.error(
                (*inside, "after"),
                "out-of-range",
                f"{step.after} seconds",
                "0 or more",
                "steps follow each other",
            )
        _body(scenario, step, (*inside, "body"), notes)


def _body(scenario: Scenario, step: Step, place: Path, notes: Notes) -> None:
    body = step.body
    if isinstance(body.get("verdict"), bool):
        notes.error(
            (*place, "verdict"),
            "unquoted-verdict",
            f"the verdict {shown(body['verdict'])} without quotes",
            f'the text "{shown(body["verdict"])}"',
            "put it in quotes",
        )
    if step.do == "walk_process":
        _walk(scenario, body, place, notes)
    if step.do == "decide" and isinstance(body.get("leaf"), str):
        _leaf(scenario, body["leaf"], place, notes)
    if step.do == "ask_messenger" and isinstance(body.get("messenger"), str):
        known = [account.id for account in scenario.cast if account.messenger is not None]
        if body["messenger"] not in known:
            _unknown(notes, (*place, "messenger"), "messenger", body["messenger"], known)
    if step.do == "offer_handover" and isinstance(body.get("to"), str):
        teams = [team.id for team in scenario.header.teams]
        if body["to"] not in teams:
            _unknown(notes, (*place, "to"), "team", body["to"], teams)
    channels = [channel.outlet for channel in scenario.audience.channels]
    outlets = body.get("outlets", [body["outlet"]] if "outlet" in body else [])
    for outlet in outlets if isinstance(outlets, list) else []:
        if isinstance(outlet, str) and not outlet.startswith("$") and outlet not in channels:
            _unknown(notes, place, "outlet with a channel", outlet, channels)


def _walk(scenario: Scenario, body: dict[str, Any], place: Path, notes: Notes) -> None:
    trees = {tree.id: tree for tree in scenario.processes}
    tree = trees.get(str(body.get("tree")))
    if tree is None:
        _unknown(notes, (*place, "tree"), "process tree", str(body.get("tree")), list(trees))
        return
    node = tree.node(str(body.get("node")))
    if node is None:
        names = [each.id for each in tree.nodes]
        _unknown(notes, (*place, "node"), f"node of {tree.id}", str(body.get("node")), names)
        return
    choices = [choice.id for choice in node.choices]
    given = body.get("choice")
    # An unquoted choice `true` is a bool in a body that has no declared type.
    name = shown(given) if isinstance(given, bool) else str(given)
    if name not in choices:
        what = f"choice of {tree.id}/{node.id}"
        _unknown(notes, (*place, "choice"), what, name, choices)


def _leaf(scenario: Scenario, given: str, place: Path, notes: Notes) -> None:
    leaves = [
        f"{tree.id}/{node.id}"
        for tree in scenario.processes
        for node in tree.nodes
        if node.leaf is not None
    ]
    if given not in leaves:
        _unknown(notes, (*place, "leaf"), "leaf", given, leaves)


def _unknown(notes: Notes, path: Path, kind: str, name: str, known: list[str]) -> None:
    slug = kind.split(" of ")[0].replace(" ", "-")
    notes.error(
        path,
        f"unknown-{slug}",
        f"the {kind} {shown(name)}, which does not exist",
        one_of(known) if known else f"a {kind}; the package has none",
        did_you_mean(name, known, "use one that exists"),
    )
