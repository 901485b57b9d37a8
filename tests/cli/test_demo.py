"""``infodrill demo``: from nothing to a report, in plain lines where there is no terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_demo_tells_the_story_and_leaves_a_report(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "infodrill", "demo"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    report = tmp_path / "infodrill-demo" / "report.html"
    assert str(report) in done.stdout
    assert "StartEx" in done.stdout
    assert "published: correction" in done.stdout
    assert "EXERCISE" in report.read_text()
    again = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert (tmp_path / "infodrill-demo-2" / "report.html").is_file(), again.stderr
