"""The command line in another language, for help, errors and what is told while playing."""

from __future__ import annotations

from infodrill.cli.main import main, spoken
from infodrill.i18n import language
from tests.cli.conftest import Run


def test_the_language_asked_for_is_found_wherever_it_stands() -> None:
    assert spoken(["run", "dam", "--team", "slow", "--language", "vi"]) == "vi"
    assert spoken(["--language=vi", "run"]) == "vi"
    assert spoken(["check", "dam"]) == "en"
    assert spoken(["run", "--language"]) == "en"


def test_help_is_told_in_the_language_asked_for(infodrill: Run) -> None:
    done = infodrill("replay", "--language", "vi", "--help")
    assert done.returncode == 0
    assert "mã băm cuối in trên báo cáo" in " ".join(done.stdout.split())


def test_what_is_no_language_is_refused_before_anything_is_done(infodrill: Run) -> None:
    done = infodrill("replay", "no-such-log", "--language", "Vietnamese")
    assert done.returncode == 2
    assert "'Vietnamese' is not a language tag" in done.stderr


def test_the_language_ends_with_the_command() -> None:
    assert main(["replay", "no-such-log", "--language", "vi"]) == 2
    assert language() == "en"
