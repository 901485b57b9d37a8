"""Refuse what a textbook mode cannot run, before any work, with the limit stated."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from infodrill.audience.check import memory_of_machine
from infodrill.audience.names import ALL_BITS
from infodrill.audience.state import AnyArray, Ints

MOST_NODES = 2**31 - 8
"""Nodes are held as signed 32-bit integers, rounded up to whole blocks of draws."""

MOST_STEPS = 2**32 - 1
"""A step is one 32-bit word of the counter of the random draws."""

MOST_THREADS = 64

Nodes = Sequence[int] | AnyArray


class ParametersRefused(ValueError):
    """A graph or parameter is not one that a textbook mode can run."""


def whole(name: str, value: Any, low: int, high: int) -> int:
    """Return `value` as an integer within `low`..`high`."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool | np.bool_):
        raise ParametersRefused(f"{name} is {value!r}; expected a whole number {low}..{high}")
    if not low <= number <= high:
        raise ParametersRefused(f"{name} is {number}; expected {low}..{high}")
    return number


def random_seed(value: Any) -> int:
    """Return the seed of the random draws."""
    return whole("seed", value, 0, ALL_BITS)


def probability(name: str, value: Any) -> float:
    """Return `value` as a probability."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    # A comparison with NaN is false, so NaN is refused too.
    if not 0 <= number <= 1 or isinstance(value, bool | np.bool_):
        raise ParametersRefused(f"{name} is {value!r}; expected a probability 0..1")
    return number


def one_of(name: str, value: str, known: Sequence[str]) -> str:
    """Return `value`, which is one of the known words."""
    if value not in known:
        raise ParametersRefused(f"{name} is {value!r}; expected one of {', '.join(known)}")
    return value


def whole_array(name: str, values: Any, low: int, high: int) -> Ints:
    """Return a flat array of integers within `low`..`high`."""
    given = np.asarray(values)
    if given.ndim != 1:
        raise ParametersRefused(f"{name} has {given.ndim} dimensions; expected a flat list")
    if given.size == 0:
        return np.empty(0, np.int64)
    if given.dtype.kind not in "iu":
        raise ParametersRefused(f"{name} holds {given.dtype}; expected whole numbers")
    least, most = int(given.min()), int(given.max())
    if least < low or most > high:
        place = int(np.argmax((given < low) | (given > high)))
        raise ParametersRefused(f"{name}[{place}] is {given[place]}; expected {low}..{high}")
    return given.astype(np.int64)


def fractions(name: str, values: Any, size: int, of: str) -> AnyArray:
    """Return `size` numbers within 0..1 as float64; `of` says what there must be one for each."""
    try:
        given = np.asarray(values, np.float64)
    except (TypeError, ValueError) as error:
        raise ParametersRefused(f"{name} does not hold numbers: {error}") from error
    if given.shape != (size,):
        raise ParametersRefused(
            f"{name} has shape {given.shape}; expected ({size},), one number for each {of}"
        )
    wrong = ~((given >= 0) & (given <= 1))
    if wrong.any():
        place = int(np.argmax(wrong))
        raise ParametersRefused(f"{name}[{place}] is {given[place]}; expected 0..1")
    return given


def some_nodes(name: str, values: Nodes, nodes: int) -> Ints:
    """Return distinct nodes of a graph of `nodes` nodes, ascending."""
    found = np.sort(whole_array(name, values, 0, nodes - 1))
    again = np.flatnonzero(found[1:] == found[:-1])
    if again.size:
        raise ParametersRefused(
            f"{name} names node {found[again[0]]} twice; name each node once (numpy.unique)"
        )
    return found


def room_for(what: str, needed: int) -> None:
    """Refuse to hold `what` where it needs more bytes than three quarters of the memory."""
    there = memory_of_machine()
    if there is not None and needed > there * 3 // 4:
        raise ParametersRefused(
            f"{what} needs about {needed >> 20} MiB; expected at most three quarters of this "
            f"machine's {there >> 20} MiB"
        )
