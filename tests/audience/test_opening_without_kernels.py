"""A finished exercise can be read where the kernels cannot be imported."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
sys.modules["numba"] = None
from infodrill.audience import COUNTERS, ENGINE, Stimulus, TickFacts, load_calibration
assert load_calibration().version
try:
    from infodrill.audience import Audience
except ImportError:
    print("facts only", len(COUNTERS))
"""


def test_facts_and_calibration_open_without_the_compiler() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.strip()) == (0, "facts only 9"), done.stderr


def test_an_unknown_name_is_an_attribute_error() -> None:
    import infodrill.audience as audience

    assert not hasattr(audience, "Crystal")
    assert callable(audience.kernels_are_warm)
