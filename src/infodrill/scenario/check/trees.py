"""Process trees: every path ends, every leaf is on the ladder, nothing stands apart."""

from __future__ import annotations

from infodrill.scenario.check.cycles import cycles
from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path, did_you_mean, one_of, shown
from infodrill.scenario.package import Scenario
from infodrill.scenario.process import Leaf, Node, Tree
from infodrill.scenario.rungs import ALLOWED, TOP, direction_name, fitting

KINDS = ("handling", "publishing")
REQUIREMENTS = ("evidence", "verdict", "triage", "second_person", "draft", "approval")

# "Emergency" as a first question names it, in the languages that packages are written in. The
# design's tree begins there (doctrine 2.9, step 0): a real emergency stops the exercise's own.
_EMERGENCY = ("emergency", "khẩn cấp", "طوارئ", "طارئ", "emergencia", "darurat")


def check_trees(scenario: Scenario, notes: Notes) -> None:
    """Both trees are there, can be walked to the end by every path, and end on the ladder."""
    kinds = {tree.kind for tree in scenario.processes}
    for kind in KINDS:
        if kind not in kinds:
            notes.error(
                ("processes",),
                "missing-tree",
                f"no tree of kind {kind}",
                "one tree for handling an item and one for publishing a message",
                f"add a tree with kind: {kind}",
            )
    for number, tree in enumerate(scenario.processes):
        place: Path = ("processes", number)
        if tree.kind not in KINDS:
            notes.error(
                (*place, "kind"),
                "unknown-tree-kind",
                f"the kind {shown(tree.kind)}",
                one_of(KINDS),
                did_you_mean(tree.kind, KINDS, "use one of these"),
            )
        _shape(tree, place, notes)
        for second, node in enumerate(tree.nodes):
            _node(tree, node, (*place, "nodes", second), notes)
        if tree.kind == "handling":
            _first_question(tree, place, notes)


def _shape(tree: Tree, place: Path, notes: Notes) -> None:
    names = {node.id: number for number, node in enumerate(tree.nodes)}
    if tree.start not in names:
        notes.error(
            (*place, "start"),
            "unknown-node",
            f"the start {shown(tree.start)}, which is no node of {tree.id}",
            one_of(names),
            did_you_mean(tree.start, names, "name the first node"),
        )
        return
    reached = {tree.start}
    waiting = [tree.start]
    while waiting:
        node = tree.node(waiting.pop())
        for choice in node.choices if node is not None else ():
            if choice.to in names and choice.to not in reached:
                reached.add(choice.to)
                waiting.append(choice.to)
    for node_id, number in names.items():
        if node_id not in reached:
            notes.error(
                (*place, "nodes", number),
                "unreachable-node",
                f"the node {node_id}, to which no path of {tree.id} leads",
                "nodes that can be reached from the start",
                "lead a choice to it, or remove it",
            )
    leads = {node.id: tuple(choice.to for choice in node.choices) for node in tree.nodes}
    for cycle in cycles(leads):
        notes.error(
            (*place, "nodes", names[cycle[0]]),
            "cycle",
            f"nodes that lead back to themselves: {' → '.join((*cycle, cycle[0]))}",
            "paths that end in a leaf",
            'end in a leaf such as "prepare and hold"; a team can walk the tree again',
        )


def _node(tree: Tree, node: Node, place: Path, notes: Notes) -> None:
    if bool(node.choices) == (node.leaf is not None):
        given = "both choices and a leaf" if node.choices else "neither choices nor a leaf"
        notes.error(
            place,
            "dead-end" if not node.choices else "node-and-leaf",
            f"the node {tree.id}/{node.id} with {given}",
            "a question with choices, or a leaf",
            "add choices or a leaf, or split the node in two",
        )
    names = [each.id for each in tree.nodes]
    for number, choice in enumerate(node.choices):
        if choice.to not in names:
            notes.error(
                (*place, "choices", number, "to"),
                "unknown-node",
                f"{shown(choice.to)}, which is no node of {tree.id}",
                one_of(names),
                did_you_mean(choice.to, names, "name a node of this tree"),
            )
    for number, name in enumerate(node.requires):
        if name not in REQUIREMENTS:
            notes.error(
                (*place, "requires", number),
                "unknown-requirement",
                shown(name),
                one_of(REQUIREMENTS),
                did_you_mean(name, REQUIREMENTS, "use one of these"),
            )
    if node.minutes < 1:
        notes.error(
            (*place, "minutes"),
            "out-of-range",
            f"{node.minutes} minutes",
            "at least 1",
            "give the time a team may take here",
        )
    if node.leaf is not None:
        check_leaf(node.leaf, (*place, "leaf"), notes)


def check_leaf(leaf: Leaf, place: Path, notes: Notes) -> None:
    """A leaf's rung exists and its direction fits it."""
    if not 0 <= leaf.rung <= TOP:
        notes.error(
            (*place, "rung"),
            "off-the-ladder",
            f"rung {leaf.rung}",
            f"a rung of the ladder, 0 to {TOP}",
            "off the ladder there is no function",
        )
    elif leaf.rung not in ALLOWED[leaf.direction]:
        rungs = ", ".join(str(rung) for rung in sorted(ALLOWED[leaf.direction]))
        notes.error(
            (*place, "rung"),
            "direction-and-rung",
            f"rung {leaf.rung} with direction {direction_name(leaf.direction)}",
            f"{direction_name(leaf.direction)} with one of the rungs {rungs}",
            f"rung {leaf.rung} fits the directions: {fitting(leaf.rung)}",
        )


def _first_question(tree: Tree, place: Path, notes: Notes) -> None:
    node = tree.node(tree.start)
    if node is None:
        return
    text = f"{node.id} {node.title} {node.guidance}".casefold()
    if not any(word in text for word in _EMERGENCY):
        notes.error(
            (*place, "start"),
            "first-question",
            f"a handling tree that begins with {shown(node.title)}",
            "a first question whether this is a real emergency, outside the exercise",
            "begin with that question; its yes stops the exercise",
        )
