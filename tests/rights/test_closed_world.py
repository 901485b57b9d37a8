"""No connector to a real network exists: nothing imports one, a whole exercise opens none."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

import infodrill
from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.conduct.ports import MemoryStore
from infodrill.conduct.scripted import scripted_team
from infodrill.conduct.verify import verify_audience
from infodrill.evaluation.output import measures_json
from infodrill.exercise.record import GENESIS, read_record
from infodrill.scenario.save import save_scenario
from tests.fixtures import tiny_scenario, whole_scenario

PACKAGE = Path(infodrill.__file__).parent

NETWORK = frozenset(
    [
        "socket",
        "ssl",
        "select",
        "selectors",
        "asyncio",
        "asyncore",
        "asynchat",
        "socketserver",
        "http",
        "urllib",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "nntplib",
        "telnetlib",
        "xmlrpc",
        "webbrowser",
        "wsgiref",
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "websockets",
        "websocket",
        "trio",
        "anyio",
        "twisted",
        "tornado",
        "gevent",
        "paramiko",
        "pycurl",
        "boto3",
        "botocore",
        "grpc",
        "zmq",
        "pika",
        "kafka",
        "redis",
        "psycopg",
        "pymongo",
        "tweepy",
        "mastodon",
        "praw",
        "atproto",
        "selenium",
        "playwright",
        "uvicorn",
        "granian",
        "litestar",
        "starlette",
        "flask",
        "django",
        "curl_cffi",
        "dns",
        "whois",
        "telegram",
        "slack_sdk",
        "multiprocessing",
    ]
)
"""Modules that reach, or can reach, beyond this process: standard library and well-known others."""
INDIRECT = frozenset({"subprocess", "ctypes", "cffi", "pty", "runpy", "code", "pip", "ensurepip"})
"""Modules through which a program could run or load something that does."""

ALLOWED: dict[str, set[str]] = {
    "conduct/sweep.py": {"multiprocessing"},  # worker processes of a rehearsal, on this machine
}
"""Which file may import which of them, with the reason beside it."""

THIRD_PARTY = {
    "cel_expr_python",
    "jinja2",
    "llvmlite",
    "markupsafe",
    "msgspec",
    "numba",
    "numpy",
    "rich",
    "yaml",
}
"""Everything the package imports that is neither its own nor the standard library's."""


def imports(path: Path) -> Iterator[str]:
    """Top-level names of every module that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call):
            yield from _named_at_run_time(node)


def _named_at_run_time(node: ast.Call) -> Iterator[str]:
    """Modules imported by a call; ``?`` where the name is not the package's own."""
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else ""
    name = function.id if isinstance(function, ast.Name) else name
    if name not in ("import_module", "__import__", "find_spec", "spec_from_file_location"):
        return
    given = node.args[0] if node.args else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value.partition(".")[0]
    elif not (isinstance(given, ast.JoinedStr) and "__name__" in ast.unparse(given)):
        yield "?"


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_module_imports_a_network_client() -> None:
    found: dict[str, set[str]] = {}
    for path in sources():
        used = set(imports(path)) & (NETWORK | INDIRECT | {"?"})
        if used:
            found[path.relative_to(PACKAGE).as_posix()] = used
    assert found == ALLOWED
    assert len(sources()) > 100, "the walk should see the whole package"


def test_the_parts_of_others_are_exactly_these() -> None:
    """A new one is read before it is trusted: it could open what nobody here imports."""
    used = {name for path in sources() for name in imports(path)}
    assert used - set(sys.stdlib_module_names) - {"infodrill"} <= THIRD_PARTY


def test_no_module_runs_another_program() -> None:
    runs = {
        "system",
        "popen",
        "execv",
        "execve",
        "execvp",
        "spawnl",
        "spawnv",
        "fork",
        "posix_spawn",
    }
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        and node.attr in runs
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "import socket",
        "import urllib.request",
        "def fetch():\n    from http.client import HTTPConnection",
        "import importlib\nimportlib.import_module('requests')",
        "__import__('ssl')",
        "import importlib\nname = 'x'\nimportlib.import_module(name)",
    ],
)
def test_a_network_client_is_found(planted: str, tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text(planted, "utf-8")
    assert set(imports(path)) & (NETWORK | {"?"})


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every attempt to make a socket fails and is noted."""
    tried: list[str] = []

    def refuse(*args: Any, **options: Any) -> NoReturn:
        tried.append(f"{args} {options}")
        raise AssertionError("an exercise tried to open a socket")

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair", "create_server"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def whole_exercise() -> HeadlessRun:
    """Play, keep, read back, verify and measure."""
    scenario = tiny_scenario()
    store = MemoryStore()
    done = run_headless(scenario, scripted_team(scenario, "reference"), agents=500, store=store)
    head = GENESIS
    records = []
    for number, line in enumerate(store.lines, start=1):
        records.append(read_record(line, head, number))
        head = records[-1].hash
    assert verify_audience(scenario, records) > 100
    assert measures_json(scenario, records)
    return done


def test_a_whole_exercise_and_its_replay_open_no_socket(no_sockets: list[str]) -> None:
    assert whole_exercise().refusals == ()
    assert no_sockets == []


def test_the_sockets_of_the_test_above_would_be_noticed(no_sockets: list[str]) -> None:
    with pytest.raises(AssertionError, match="tried to open"):
        socket.socket()
    assert no_sockets


def _why_no_namespace() -> str | None:
    if shutil.which("unshare") is None:
        return "unshare is not installed (util-linux)"
    tried = subprocess.run(["unshare", "-rn", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        return f"this machine permits no network namespace: {tried.stderr.strip()}"
    return None


def test_the_command_line_plays_and_replays_where_there_is_no_network(tmp_path: Path) -> None:
    """In a namespace of its own, where not even loopback is up."""
    reason = _why_no_namespace()
    if reason:
        pytest.skip(reason)
    folder, out = tmp_path / "whole", tmp_path / "out"
    save_scenario(whole_scenario(), folder)
    infodrill_here = [sys.executable, "-m", "infodrill"]
    for words in (
        ["run", str(folder), "--cut", "demo", "--team", "reference", "--seed", "1",
         "--agents", "500", "--out", str(out)],
        ["replay", str(out / "log.jsonl"), "--verify"],
    ):  # fmt: skip
        done = subprocess.run(
            ["unshare", "-rn", *infodrill_here, *words],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (out / "measures.json").is_file()
