"""Compile a kernel once and keep it.

numba's own cache looks only at the file a kernel is written in, so a change in a kernel that is
called from another file would go unnoticed. Every kernel of this package is therefore kept in a
folder named after a digest of *all* of the package's kernel sources: a changed source is a new
folder, never a stale kernel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba  # type: ignore[import-untyped,unused-ignore]

_HERE = Path(__file__).parent
_KERNEL_SOURCES = (
    "absorb.py",
    "calendar.py",
    "cell.py",
    "followers.py",
    "network.py",
    "philox.py",
    "state.py",
    "textbook/cascade.py",
    "textbook/draws.py",
    "textbook/epidemic.py",
    "textbook/hoax.py",
    "textbook/linear.py",
    "textbook/prefetch.py",
    "textbook/rows.py",
    "tick.py",
)

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])


def _sources_digest() -> str:
    digest = hashlib.blake2s(digest_size=8)
    for name in _KERNEL_SOURCES:
        digest.update((_HERE / name).read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Return the folder that compiled kernels of exactly these sources are kept in."""
    chosen = str(numba.config.CACHE_DIR)
    base = Path(chosen) if chosen else _HERE / "__pycache__"
    return base / f"kernels-{_sources_digest()}"


_CACHE_FOLDER = cache_folder()


def _compiled(function: AnyFunction, **options: bool) -> AnyFunction:
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(_CACHE_FOLDER)
    try:
        return cast(AnyFunction, numba.njit(cache=True, nogil=True, **options)(function))
    finally:
        numba.config.CACHE_DIR = before


def kernel(function: AnyFunction) -> AnyFunction:
    """Compile `function` for the machine it runs on, without the interpreter lock.

    Never with fast maths: the same integers on every machine are worth more than speed here. Where
    the cache folder cannot be written numba falls back to the user's own cache folder.
    """
    return _compiled(function)


def tight(function: AnyFunction) -> AnyFunction:
    """Compile a kernel that makes no array, without counting references to those it reads.

    Measured on a quiet tick of 100,000 agents: counting made each access to a group of arrays
    several times dearer than the work itself. Every array stays owned by the caller.
    """
    return _compiled(function, _nrt=False)


def inner(function: AnyFunction) -> AnyFunction:
    """Make `function` part of each kernel that calls it, instead of a call of its own."""
    return cast(AnyFunction, numba.njit(inline="always", nogil=True)(function))
