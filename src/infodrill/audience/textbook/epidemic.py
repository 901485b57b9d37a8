"""SIR in discrete steps: susceptible, infected, recovered.

In each step a susceptible node that hears k infected ones is infected with probability
1 - (1 - infection)**k, and an infected one recovers with probability `recovery`; all nodes change
at once (Kermack and McKendrick's model as a chain of binomials, after Reed and Frost; see Andersson
and Britton 2000, doi 10.1007/978-1-4612-1158-7). One draw about a node in a step decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from infodrill.audience.cell import signed
from infodrill.audience.jit import tight
from infodrill.audience.names import purpose_key
from infodrill.audience.state import Bytes, Ints, Small, Words
from infodrill.audience.textbook import check
from infodrill.audience.textbook.cascade import AHEAD
from infodrill.audience.textbook.draws import BLOCK, at_least_once, draw_blocks, threshold
from infodrill.audience.textbook.graph import Graph
from infodrill.audience.textbook.prefetch import prefetch
from infodrill.audience.textbook.sweep import Sweep, Tally, sweeping

PURPOSE = "textbook sir"
SUSCEPTIBLE, INFECTED, RECOVERED = 0, 1, 2
METHODS = ("push", "pull")

BATCH = 256
_STATE_SHIFT = 28
"""A cell is (state << 28) + infected nodes heard; a step adds 1 << 28 or nothing."""
MOST_HEARD = (1 << _STATE_SHIFT) - 1
_STEP_SHIFT = 32


@dataclass(frozen=True, eq=False)
class Epidemic:
    """How an epidemic went.

    Attributes:
        susceptible: nodes before the first step and after each [steps+1]; `infected` and
            `recovered` likewise.
        infected: see there.
        recovered: see there.
        state: of each node after the last step: 0 susceptible, 1 infected, 2 recovered [N].
    """

    susceptible: Ints
    infected: Ints
    recovered: Ints
    state: Bytes


@tight
def decide(
    cell: Small,
    first: int,
    end: int,
    step: int,
    table: Words,
    block: Ints,
    drawn: Words,
    changed: Small,
    key: np.uint64,
) -> tuple[int, int]:
    """Let the nodes of a range change; return how many were infected, and how many changed.

    Args:
        cell: of each node, whole blocks of them; changed.
        first: node of the range, a whole block.
        end: of the range; the cells up to the next whole block are recovered.
        step: its number.
        table: thresholds of infection by infected nodes heard, and of recovery at the end.
        block: working memory [BATCH].
        drawn: working memory [4 * BATCH].
        changed: the nodes that changed, ascending [range + 1]; written.
        key: of the draws.
    """
    last = table.size - 1
    infected = 0
    count = 0
    number = first >> 2
    stop = (end + 3) >> 2
    when = step << _STEP_SHIFT
    while number < stop:
        # Only blocks in which somebody could change.
        blocks = 0
        while number < stop and blocks < BATCH:
            could = False
            for node in range(4 * number, 4 * number + 4):
                could |= (cell[node] != 0) & ((cell[node] >> _STATE_SHIFT) < RECOVERED)
            block[blocks] = when + number
            blocks += could
            number += 1
        draw_blocks(block, blocks, drawn, key)
        for place in range(blocks):
            begin = 4 * (block[place] - when)
            for lane in range(4):
                node = begin + lane
                was = signed(cell[node])
                hit = (drawn[4 * place + lane] < table[min(was, last)]) & (
                    (was >> _STATE_SHIFT) < RECOVERED
                )
                cell[node] = was + (signed(hit) << _STATE_SHIFT)
                infected += hit & ((was >> _STATE_SHIFT) == SUSCEPTIBLE)
                changed[count] = node
                count += hit
    return infected, count


@tight
def push(start: Ints, target: Small, cell: Small, changed: Small, count: int) -> None:
    """Let those who hear a changed node hear one infected node more or less."""
    for place in range(count):
        if place + AHEAD < count:
            prefetch(start, signed(changed[place + AHEAD]))
        if place + AHEAD // 2 < count:
            prefetch(target, start[changed[place + AHEAD // 2]])
        node = changed[place]
        more = 1 if (cell[node] >> _STATE_SHIFT) == INFECTED else -1
        for arc in range(start[node], start[node + 1]):
            cell[target[arc]] += more


@tight
def pull(start: Ints, source: Small, cell: Small, first: int, end: int) -> None:
    """Count anew the infected nodes that each susceptible one of a range hears."""
    for node in range(first, end):
        if (cell[node] >> _STATE_SHIFT) == SUSCEPTIBLE:
            heard = 0
            for arc in range(start[node], start[node + 1]):
                heard += (cell[source[arc]] >> _STATE_SHIFT) == INFECTED
            cell[node] = heard


def sir(
    graph: Graph,
    *,
    infection: float,
    recovery: float,
    initial: check.Nodes,
    steps: int,
    seed: int,
    method: str = "push",
    threads: int = 1,
) -> Epidemic:
    """Return one SIR epidemic.

    Args:
        graph: who hears, that is can be infected by, whom.
        infection: probability a step that one infected node infects one that hears it, 0..1.
        recovery: probability a step that an infected node recovers, 0..1.
        initial: nodes infected at the start, each named once.
        steps: to go; counts stay as they are once nobody is infected.
        seed: of the draws, 0..2**64-1.
        method: "push" keeps the number of infected nodes heard as nodes change, "pull" counts it
            anew in each step; both give the same bits.
        threads: to go through the nodes with, 1..64; the same bits for any number.

    Raises:
        check.ParametersRefused: says what was given and what is expected.
    """
    key = np.uint64(purpose_key(check.random_seed(seed), PURPOSE))
    active = check.some_nodes("initial", initial, graph.nodes)
    check.one_of("method", method, METHODS)
    check.whole("threads", threads, 1, check.MOST_THREADS)
    check.whole("steps", steps, 0, check.MOST_STEPS)
    check.room_for(f"a record of {steps} steps", 24 * steps)
    most = int(graph.in_degree.max())
    if most > MOST_HEARD:
        raise check.ParametersRefused(
            f"a node hears {most} nodes; expected at most {MOST_HEARD} for SIR"
        )
    chance = at_least_once(check.probability("infection", infection), most)
    table = np.append(chance, threshold(check.probability("recovery", recovery))).astype(np.uint32)
    cell = np.full(-(-graph.nodes // BLOCK) * BLOCK, RECOVERED << _STATE_SHIFT, np.int32)
    cell[: graph.nodes] = SUSCEPTIBLE
    cell[active] = INFECTED << _STATE_SHIFT
    counts = np.zeros((3, steps + 1), np.int64)
    counts[:, 0] = graph.nodes - active.size, active.size, 0
    with sweeping(graph.nodes, threads) as sweep:
        _go(graph, cell, table, active.astype(np.int32), counts, method, threads, sweep, key)
    state = (cell[: graph.nodes] >> _STATE_SHIFT).astype(np.uint8)
    return Epidemic(counts[0], counts[1], counts[2], state)


def _go(
    graph: Graph,
    cell: Small,
    table: Words,
    active: Small,
    counts: Ints,
    method: str,
    threads: int,
    sweep: Sweep,
    key: np.uint64,
) -> None:
    """Take all steps; `counts` [3, steps+1] is filled after its first column."""
    room = graph.nodes // threads + 2 * BLOCK
    changed = [np.empty(room, np.int32) for _ in range(threads)]
    block = [np.empty(BATCH, np.int64) for _ in range(threads)]
    drawn = [np.empty(BLOCK * BATCH, np.uint32) for _ in range(threads)]

    def recount(part: int, first: int, end: int) -> Tally:
        pull(*graph.in_rows, cell, first, end)
        return ()

    def change(part: int, first: int, end: int) -> Tally:
        return decide(cell, first, end, step, table, block[part], drawn[part], changed[part], key)

    if method == "push":
        push(graph.start, graph.target, cell, active, active.size)
    for step in range(counts.shape[1] - 1):
        susceptible, infected, recovered = (int(count) for count in counts[:, step])
        if infected == 0:
            counts[:, step + 1 :] = counts[:, step : step + 1]
            return
        if method == "pull":
            sweep(recount)
        parts = sweep(change)
        fresh = sum(part[0] for part in parts)
        gone = sum(part[1] for part in parts) - fresh
        counts[:, step + 1] = susceptible - fresh, infected + fresh - gone, recovered + gone
        if method == "push":
            for part, (_, count) in zip(changed, parts, strict=True):
                push(graph.start, graph.target, cell, part, count)
