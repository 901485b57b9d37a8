"""The textbook modes stand beside the exercise: compiled with it, loaded without it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from infodrill.audience.jit import _KERNEL_SOURCES

TEXTBOOK = Path(__file__).parents[3] / "src" / "infodrill" / "audience" / "textbook"

PROGRAM = """
import sys
import infodrill.audience.engine, infodrill.audience.warm, infodrill.cli.run
print(sorted(name for name in sys.modules if "textbook" in name))
"""

WARM = """
import infodrill.audience.warm as warm
warm.compile_textbook()
from infodrill.audience.jit import cache_folder
print(*sorted({file.name.split("-")[0] for file in cache_folder().glob("textbook*/*.nbi")}))
"""


def printed_by(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_exercise_starts_without_them() -> None:
    assert printed_by(PROGRAM) == "[]"


def test_a_changed_kernel_is_a_new_cache_folder() -> None:
    with_kernels = {
        f"textbook/{path.name}"
        for path in TEXTBOOK.glob("*.py")
        if re.search(r"^@(kernel|tight|inner|intrinsic)\b", path.read_text("utf-8"), re.MULTILINE)
    }

    assert len(with_kernels) > 4
    assert with_kernels <= set(_KERNEL_SOURCES)


def test_they_are_compiled_ahead_of_time() -> None:
    ways = {"decide", "push", "pull"}
    wanted = {"cascade.run_cascade", "linear.run_linear", "draws.node_ranks", "rows.turned"}
    wanted |= {f"{mode}.{way}" for mode in ("epidemic", "hoax") for way in ways}

    assert wanted - set(printed_by(WARM).split()) == set()
