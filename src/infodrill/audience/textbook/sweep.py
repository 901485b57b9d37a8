"""Go through all nodes in ranges, on one thread or several.

The kernels release the interpreter lock and write only to their own range, so the number of threads
changes no bit. It seldom pays for one run: waiting for memory is shared. Separate runs on separate
threads pay more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

Tally = tuple[int, ...]
Sweep = Callable[[Callable[[int, int, int], Tally]], list[Tally]]
"""Calls a function with (number of the range, first node, end) for each range, in any order."""

_WHOLE = 4
"""Ranges start at whole blocks of draws."""


def ranges(nodes: int, parts: int) -> list[tuple[int, int]]:
    """Return `parts` ranges that cover the nodes; the last ones may be empty."""
    size = -(-nodes // parts)
    size += -size % _WHOLE
    return [(min(part * size, nodes), min((part + 1) * size, nodes)) for part in range(parts)]


@contextmanager
def sweeping(nodes: int, threads: int) -> Iterator[Sweep]:
    """Give a function that goes through `nodes` nodes on `threads` threads."""
    parts = [(part, first, end) for part, (first, end) in enumerate(ranges(nodes, threads))]
    if threads == 1:
        yield lambda work: [work(*part) for part in parts]
        return
    with ThreadPoolExecutor(threads) as pool:
        yield lambda work: list(pool.map(lambda part: work(*part), parts))
