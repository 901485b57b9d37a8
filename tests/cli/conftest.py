"""The command line as a script uses it: in a process of its own, on a scenario folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from infodrill.scenario.save import save_scenario
from tests.fixtures import whole_scenario

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario folder that passes every check."""
    folder = tmp_path_factory.mktemp("packages") / "whole"
    save_scenario(whole_scenario(), folder)
    return folder


@pytest.fixture(scope="session")
def infodrill() -> Run:
    """Run the command line; environment values can be given by name."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "infodrill", *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, **environment},
        )

    return run
