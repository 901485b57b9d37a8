"""SBFC: susceptible, believers and fact-checkers of one hoax.

Tambuscio, Ruffo, Flammini and Menczer 2015, doi 10.1145/2740908.2742572. With nB believers and nF
fact-checkers among those it hears, and the hoax's credibility a, a susceptible node becomes

    a believer      with probability  spreading * nB (1 + a) / (nB (1 + a) + nF (1 - a))
    a fact-checker  with probability  spreading * nF (1 - a) / (nB (1 + a) + nF (1 - a))

in each step; believers and fact-checkers forget and become susceptible again; believers verify and
become fact-checkers. All nodes change at once. Two conventions are in use:

    exclusive   the paper's: forgetting and verifying exclude each other, a believer does the one
                with probability `forgetting` and the other with probability `verifying`
    sequential  the authors' R program (spreading_hoax.R of tambu85/misinfo_spread): a believer who
                does not forget verifies with probability 1 - a

Mean field: the hoax dies out when verifying >= 2a / (1 - a) * forgetting, whatever `spreading` is;
S = forgetting / (spreading + forgetting) in the end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from infodrill.audience.cell import signed
from infodrill.audience.jit import tight
from infodrill.audience.names import purpose_key
from infodrill.audience.state import AnyArray, Bytes, Ints, Small, Words
from infodrill.audience.textbook import check
from infodrill.audience.textbook.cascade import AHEAD
from infodrill.audience.textbook.draws import ONE, draw_blocks, threshold
from infodrill.audience.textbook.graph import Graph
from infodrill.audience.textbook.prefetch import prefetch
from infodrill.audience.textbook.sweep import Sweep, Tally, sweeping

PURPOSE = "textbook sbfc"
SUSCEPTIBLE, BELIEVER, FACT_CHECKER = 0, 1, 2
METHODS = ("pull", "push")
CONVENTIONS = ("exclusive", "sequential")

BATCH = 256
PART = 1 << 16
"""Credibility is held in 65536ths."""

MOST_HEARD = (1 << 22) - 1
"""So that 24 bits of a draw times the weight of all that is heard stay below 2**63."""

_STEP_SHIFT = 32
_HEARD_SHIFT = 32
_HEARD_LOW = (1 << _HEARD_SHIFT) - 1
"""What a node hears is believers + (fact-checkers << 32)."""


@dataclass(frozen=True, eq=False)
class Hoax:
    """How a hoax went.

    Attributes:
        susceptible: nodes before the first step and after each [steps+1]; `believers` and
            `fact_checkers` likewise.
        believers: see there.
        fact_checkers: see there.
        state: of each node after the last step: 0 susceptible, 1 believer, 2 fact-checker [N].
    """

    susceptible: Ints
    believers: Ints
    fact_checkers: Ints
    state: Bytes


@tight
def voice(state: int) -> int:
    """Return what one node in this state adds to what is heard."""
    return (state & 1) + ((state >> 1) << _HEARD_SHIFT)


@tight
def decide(
    state: Bytes,
    heard: Ints,
    credibility: Ints,
    chances: Ints,
    first: int,
    end: int,
    step: int,
    block: Ints,
    drawn: Words,
    changed: Small,
    change: Ints,
    key: np.uint64,
) -> tuple[int, int, int]:
    """Let the nodes of a range change.

    Args:
        state: of each node [N]; changed.
        heard: by each susceptible node [N].
        credibility: for each node [N], or one for all of them [1].
        chances: thresholds of spreading, forgetting and verifying; whether one verifies by
            a threshold of a draw of its own that depends on credibility (sequential).
        first: node of the range, a whole block.
        end: of the range.
        step: its number.
        block: working memory [BATCH].
        drawn: working memory [4 * BATCH].
        changed: the nodes that changed, ascending [range + 1]; written.
        change: what those who hear them hear more [range + 1]; written.
        key: of the draws.

    Returns:
        The changes of believers and of fact-checkers, and how many nodes changed.
    """
    same = credibility.size == 1
    spreading, forgetting, verifying, sequential = chances[0], chances[1], chances[2], chances[3]
    believers = 0
    checkers = 0
    count = 0
    when = step << _STEP_SHIFT
    for begin in range(first, end, 2 * BATCH):
        stop = min(begin + 2 * BATCH, end)
        blocks = (stop - begin + 1) >> 1
        for place in range(blocks):
            block[place] = when + (begin >> 1) + place
        draw_blocks(block, blocks, drawn, key)
        for node in range(begin, stop):
            happens = signed(drawn[2 * (node - begin)])
            which = signed(drawn[2 * (node - begin) + 1])
            was = state[node]
            now = signed(was)
            credible = credibility[0 if same else node]
            if was == SUSCEPTIBLE:
                both = heard[node]
                if both != 0 and happens < spreading:
                    hoax = (both & _HEARD_LOW) * (PART + credible)
                    all_heard = hoax + (both >> _HEARD_SHIFT) * (PART - credible)
                    now = BELIEVER if (which >> 7) * all_heard < hoax << 24 else FACT_CHECKER
            elif happens < forgetting:
                now = SUSCEPTIBLE
            elif was == BELIEVER:
                if sequential:
                    verifies = which < (PART - credible) * (ONE // PART)
                else:
                    verifies = happens < forgetting + verifying
                if verifies:
                    now = FACT_CHECKER
            if now != was:
                state[node] = now
                believers += (now & 1) - (was & 1)
                checkers += (now >> 1) - (was >> 1)
                changed[count] = node
                change[count] = voice(now) - voice(signed(was))
                count += 1
    return believers, checkers, count


@tight
def push(start: Ints, target: Small, heard: Ints, changed: Small, change: Ints, count: int) -> None:
    """Let those who hear a changed node hear what has changed."""
    for place in range(count):
        if place + AHEAD < count:
            prefetch(start, signed(changed[place + AHEAD]))
        if place + AHEAD // 2 < count:
            prefetch(target, start[changed[place + AHEAD // 2]])
        node = changed[place]
        for arc in range(start[node], start[node + 1]):
            heard[target[arc]] += change[place]


@tight
def pull(start: Ints, source: Small, state: Bytes, heard: Ints, first: int, end: int) -> None:
    """Count anew what each susceptible node of a range hears."""
    for node in range(first, end):
        if state[node] == SUSCEPTIBLE:
            both = 0
            for arc in range(start[node], start[node + 1]):
                both += voice(signed(state[source[arc]]))
            heard[node] = both


def sbfc(
    graph: Graph,
    *,
    spreading: float,
    credibility: float | AnyArray,
    forgetting: float,
    verifying: float | None = None,
    believers: check.Nodes,
    fact_checkers: check.Nodes,
    steps: int,
    seed: int,
    convention: str = "exclusive",
    method: str = "pull",
    threads: int = 1,
) -> Hoax:
    """Return one run of the SBFC model.

    Args:
        graph: who hears whom.
        spreading: probability a step that a susceptible node which hears a believer or a
            fact-checker becomes one of them, 0..1 (the paper's beta).
        credibility: of the hoax, at least 0 and below 1 (the paper's alpha): one for all, or one
            for each node [N], in 65536ths.
        forgetting: probability a step, 0..1.
        verifying: probability a step, 0..1, with `forgetting` at most 1; for the exclusive
            convention only.
        believers: nodes that believe at the start, each named once.
        fact_checkers: nodes that check at the start, each named once and no believers.
        steps: to go.
        seed: of the draws, 0..2**64-1.
        convention: "exclusive" or "sequential", see above.
        method: "pull" counts what is heard anew in each step, "push" keeps it as nodes change;
            both give the same bits.
        threads: to go through the nodes with, 1..64; the same bits for any number.

    Raises:
        check.ParametersRefused: says what was given and what is expected.
    """
    key = np.uint64(purpose_key(check.random_seed(seed), PURPOSE))
    check.one_of("method", method, METHODS)
    check.one_of("convention", convention, CONVENTIONS)
    check.whole("threads", threads, 1, check.MOST_THREADS)
    check.whole("steps", steps, 0, check.MOST_STEPS)
    check.room_for(f"a record of {steps} steps", 24 * steps)
    most = int(graph.in_degree.max())
    if most > MOST_HEARD:
        raise check.ParametersRefused(
            f"a node hears {most} nodes; expected at most {MOST_HEARD} for SBFC"
        )
    chances = _chances(spreading, forgetting, verifying, convention)
    credible = _credibility(credibility, graph.nodes)
    state = _first_state(believers, fact_checkers, graph.nodes)
    counts = np.zeros((3, steps + 1), np.int64)
    counts[:, 0] = np.bincount(state, minlength=3)
    with sweeping(graph.nodes, threads) as sweep:
        _go(graph, state, credible, chances, counts, method, threads, sweep, key)
    return Hoax(counts[0], counts[1], counts[2], state)


def _chances(spreading: float, forgetting: float, verifying: float | None, convention: str) -> Ints:
    spread = check.probability("spreading", spreading)
    forget = check.probability("forgetting", forgetting)
    if convention == "sequential":
        if verifying is not None:
            raise check.ParametersRefused(
                f"verifying is {verifying!r}; expected none with the sequential convention, which "
                "verifies with probability 1 - credibility"
            )
        return np.array([threshold(spread), threshold(forget), 0, 1], np.int64)
    if verifying is None:
        raise check.ParametersRefused(
            "verifying is missing; expected a probability with the exclusive convention"
        )
    verify = check.probability("verifying", verifying)
    if forget + verify > 1:
        raise check.ParametersRefused(
            f"forgetting {forget} and verifying {verify} add up to {forget + verify}; expected at "
            "most 1, since a believer does one of the two"
        )
    return np.array([threshold(spread), threshold(forget), threshold(verify), 0], np.int64)


def _credibility(credibility: float | AnyArray, nodes: int) -> Ints:
    if np.ndim(credibility) == 0:
        given = np.array([check.probability("credibility", credibility)])
    else:
        given = check.fractions("credibility", credibility, nodes, "node")
    parts: Ints = np.rint(given * PART).astype(np.int64)
    if (parts >= PART).any():
        raise check.ParametersRefused(
            f"credibility is {given.max()}; expected below 1 by at least {1 / PART}, or "
            "fact-checkers would weigh nothing"
        )
    return parts


def _first_state(believers: check.Nodes, fact_checkers: check.Nodes, nodes: int) -> Bytes:
    state = np.zeros(nodes, np.uint8)
    state[check.some_nodes("believers", believers, nodes)] = BELIEVER
    checkers = check.some_nodes("fact_checkers", fact_checkers, nodes)
    both = checkers[state[checkers] == BELIEVER]
    if both.size:
        raise check.ParametersRefused(
            f"node {both[0]} is among believers and fact_checkers; expected it in one of them"
        )
    state[checkers] = FACT_CHECKER
    return state


def _go(
    graph: Graph,
    state: Bytes,
    credibility: Ints,
    chances: Ints,
    counts: Ints,
    method: str,
    threads: int,
    sweep: Sweep,
    key: np.uint64,
) -> None:
    """Take all steps; `counts` [3, steps+1] is filled after its first column."""
    room = graph.nodes // threads + 8
    changed = [np.empty(room, np.int32) for _ in range(threads)]
    change = [np.empty(room, np.int64) for _ in range(threads)]
    block = [np.empty(BATCH, np.int64) for _ in range(threads)]
    drawn = [np.empty(4 * BATCH, np.uint32) for _ in range(threads)]
    heard = np.zeros(graph.nodes, np.int64)

    def recount(part: int, first: int, end: int) -> Tally:
        pull(*graph.in_rows, state, heard, first, end)
        return ()

    def go_on(part: int, first: int, end: int) -> Tally:
        return decide(
            *(state, heard, credibility, chances, first, end, step),
            *(block[part], drawn[part], changed[part], change[part], key),
        )

    if method == "push":
        loud = np.flatnonzero(state).astype(np.int32)
        voices = (state[loud] & 1) + ((state[loud] >> 1).astype(np.int64) << _HEARD_SHIFT)
        push(graph.start, graph.target, heard, loud, voices, loud.size)
    for step in range(counts.shape[1] - 1):
        if method == "pull":
            sweep(recount)
        parts = sweep(go_on)
        believers = int(counts[1, step]) + sum(part[0] for part in parts)
        checkers = int(counts[2, step]) + sum(part[1] for part in parts)
        counts[:, step + 1] = graph.nodes - believers - checkers, believers, checkers
        if method == "push":
            for nodes, voices, (_, _, count) in zip(changed, change, parts, strict=True):
                push(graph.start, graph.target, heard, nodes, voices, count)
