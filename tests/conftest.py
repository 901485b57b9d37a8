"""What holds for every test: no network but this machine, and a browser only where there is one.

Warnings are errors by `pyproject.toml`. The guard is an audit hook, so it also sees connections
made inside libraries; programs that a test starts are outside it and get loopback addresses only.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# The deadline of a single example would be a timed assertion: a busy machine is no failure.
settings.register_profile("house", deadline=None, derandomize=True, print_blob=False)
settings.load_profile("house")


def _is_this_machine(host: object) -> bool:
    if host is None or host == "localhost":
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return text == "localhost"


def _refuse_networks(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in {"socket.connect", "socket.bind", "socket.sendto"}:
        opened, address = args
        if opened.family == getattr(socket, "AF_UNIX", None):
            return
        if not isinstance(address, tuple):
            return
        host = address[0]
    else:
        return
    if not _is_this_machine(host):
        raise PermissionError(
            f"{event} to {host!r}: tests may reach loopback and unix sockets only; "
            "use a fake, or a server on 127.0.0.1"
        )


sys.addaudithook(_refuse_networks)


def _why_no_browser() -> str | None:
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed (make setup installs it)"
    if shutil.which("chromium") is None:
        return "Chromium is not installed (Debian: apt-get install chromium)"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips browser tests where there is no browser; keeps the others of one worker together."""
    reason = _why_no_browser()
    for item in items:
        if item.get_closest_marker("browser") is None:
            continue
        # One worker opens the one browser.
        item.add_marker(pytest.mark.xdist_group("browser"))
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium under Playwright, which resolves no names and loads no sites."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                # Chromium's own sandbox refuses to run as root.
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
            ],
        )
        yield opened
        opened.close()
