"""The rules of the house that a linter does not know; CONTRIBUTING.md says why each exists.

Every rule is a small function that lists breaches, and each is shown to find a planted one, so that
a rule that has stopped looking cannot pass unseen.
"""

from __future__ import annotations

import ast
import fnmatch
import re
import socket
import statistics
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "infodrill"

LONGEST_MODULE = 700
"""Lines; beyond this a module is where everything meets and is split."""

MEDIAN_MODULE = 150
"""Lines; one noun a file stays below it."""

# Written in parts, since this file is searched too.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("crates", "io"),
        ("anaconda", "org"),
    )
)
MACHINE_PATH = re.compile(
    r"(?<![\w./}-])/(?:work|tmp|root|workspace|(?:home|Users)/[a-z][\w-]*)(?:/|(?![\w.-]))"
)

# margin-left, border-top-right-radius, `left: 0`, float: left, text-align: right: what has a side
# is wrong in a right-to-left language; margin-inline-start and its kin are right in both.
SIDED_PROPERTY = re.compile(
    r"(?<![\w-])(?:margin|padding|border|scroll-margin|scroll-padding)(?:-\w+)*-(?:left|right)\b"
    r"|(?<![\w-])(?:float|clear|text-align|caption-side)\s*:\s*(?:left|right)\b"
)
SIDED_OFFSET = re.compile(r"(?<![\w-])(?:left|right)\s*:")
STYLE = re.compile(r"<style[^>]*>(.*?)</style>|\bstyle=\"([^\"]*)\"", re.DOTALL)


def files(*suffixes: str) -> Iterator[Path]:
    """The project's own files: everything that `.gitignore` does not name."""
    ignored = [
        line.strip().strip("/")
        for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    ignored.append(".git")
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                folders.append(path)
            elif not suffixes or path.suffix in suffixes:
                yield path


def text_files() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules() -> list[Path]:
    return [path for path in files(".py") if path.is_relative_to(PACKAGE)]


def lines_with(pattern: re.Pattern[str], text: str) -> list[str]:
    return [
        f"{number}: {line.strip()[:100]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def hosts_in(text: str) -> list[str]:
    return [host for host in REGISTRY_HOSTS if re.search(rf"\b{re.escape(host)}\b", text)]


def sided_in(path: Path, text: str) -> list[str]:
    found = lines_with(SIDED_PROPERTY, text)
    style = text if path.suffix == ".css" else "\n".join("".join(m) for m in STYLE.findall(text))
    return found + lines_with(SIDED_OFFSET, style)


def has_tests(source: str) -> bool:
    """Whether a file defines what looks like a test at its top or in a class."""
    tree = ast.parse(source)
    places = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        for place in places
        for node in place.body
    )


def without_reason(pyproject: str) -> list[str]:
    """The requirements that have no comment on their line."""
    table = tomllib.loads(pyproject)
    wanted = list(table["project"]["dependencies"])
    wanted += [name for group in table["dependency-groups"].values() for name in group]
    return [
        name
        for name in wanted
        if not re.search(rf'^\s*"{re.escape(name)}",\s*# \S.{{14,}}$', pyproject, re.MULTILINE)
    ]


def project_name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def test_no_module_is_long_and_most_are_short() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    long = {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_MODULE}
    assert not long
    # Empty package files would flatter the median.
    assert statistics.median(n for n in lengths.values() if n > 3) <= MEDIAN_MODULE


def test_no_test_file_is_long() -> None:
    tests = [path for path in files(".py") if path.is_relative_to(ROOT / "tests")]
    assert [p.name for p in tests if len(p.read_text("utf-8").splitlines()) > LONGEST_MODULE] == []


def test_every_public_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if (path.name == "__init__.py" or not path.name.startswith("_"))
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_every_file_with_tests_is_collected() -> None:
    lost = [
        str(path.relative_to(ROOT))
        for path in files(".py")
        if path.is_relative_to(ROOT / "tests")
        and not path.name.startswith("test_")
        and has_tests(path.read_text("utf-8"))
    ]
    assert lost == []
    assert has_tests("def test_it(): ...") and has_tests(
        "class TestIt:\n    def test_it(self): ..."
    )
    assert not has_tests("def helper(): ...\nclass TestData:\n    value = 1")


def test_tests_mirror_the_package() -> None:
    """A folder of tests is named after a package, or is one of the few that cut across."""
    across = {"rights", "golden", "browser"}
    packages = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    folders = {path.parent for path in files(".py") if path.name.startswith("test_")}
    tops = {f.relative_to(ROOT / "tests").parts[:1] for f in folders}
    assert {top[0] for top in tops if top} - packages - across == set()


def test_no_text_names_a_machine_or_a_registry() -> None:
    breaches = []
    for path, text in text_files():
        name = str(path.relative_to(ROOT))
        breaches += [f"{name}:{line}" for line in lines_with(MACHINE_PATH, text)]
        breaches += [f"{name}: {host}" for host in hosts_in(text)]
    assert breaches == []


@pytest.mark.parametrize("planted", ["cd /wo" + "rk/main", "open('/tm" + "p')", "/ho" + "me/ann/x"])
def test_a_machine_path_is_found(planted: str) -> None:
    assert MACHINE_PATH.search(planted)


@pytest.mark.parametrize("fine", ["/timelines/home", "./tmp/x", "docs/work/", "a/root", "/homes"])
def test_other_paths_are_not_machine_paths(fine: str) -> None:
    assert not MACHINE_PATH.search(fine)


def test_a_registry_host_is_found() -> None:
    assert hosts_in(f"url = https://{REGISTRY_HOSTS[0]}/simple") == [REGISTRY_HOSTS[0]]
    assert hosts_in("happypypixorg") == []


def test_pages_have_no_sided_properties() -> None:
    breaches = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files(".css", ".html", ".jinja", ".j2", ".py", ".js")
        if path.is_relative_to(PACKAGE)
        for line in sided_in(path, path.read_text("utf-8"))
    ]
    assert breaches == []


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        ("a.css", "p { margin-" + "left: 1em }"),
        ("a.css", "p { border-top-" + "right-radius: 2px }"),
        ("a.css", "p { lef" + "t: 0 }"),
        ("a.html", '<p style="text-' + 'align: right">'),
        ("a.html", "<style>p { righ" + "t: 0 }</style>"),
        ("a.py", 'CSS = "flo' + 'at: left"'),
    ],
)
def test_a_sided_property_is_found(name: str, planted: str) -> None:
    assert sided_in(Path(name), planted)


def test_logical_properties_and_prose_are_fine() -> None:
    assert not sided_in(Path("a.css"), "p { margin-inline-start: 1em; inset-inline-end: 0 }")
    assert not sided_in(Path("a.html"), "<p>What is left: one hour.</p>")


def test_each_requirement_says_why() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    assert without_reason(pyproject) == []
    bare = '[project]\ndependencies = [\n  "thing>=1",\n]\n[dependency-groups]\n'
    assert without_reason(bare) == ["thing>=1"]


def test_the_lock_holds_every_requirement_with_hashes_and_no_address() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = table["dependency-groups"].values()
    wanted = [*table["project"]["dependencies"], *(name for group in groups for name in group)]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^([\w.-]+)==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
    assert {project_name(name) for name in wanted} - {project_name(pin) for pin in pins} == set()
    assert "://" not in lock


def test_what_a_finished_exercise_needs_opens_without_the_kernels() -> None:
    """Views, measures, reports and the store import with the compiler of the kernels missing."""
    names = [n for n in ("views", "evaluation", "report", "store") if (PACKAGE / n).is_dir()]
    assert names
    # None in sys.modules makes every import of that name fail.
    program = "import sys\nsys.modules['numba'] = sys.modules['llvmlite'] = None\n" + "\n".join(
        f"import infodrill.{name}" for name in names
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT / "src",
    )
    assert done.returncode == 0, done.stderr


def test_the_makefile_has_the_eight_words() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {"setup", "demo", "test", "soak", "lint", "fix", "bench", "docs"} <= targets


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "0.0.0.0"])
def test_tests_reach_no_network(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as opened, pytest.raises(PermissionError, match="loopback"):
        opened.connect((host, 9))


def test_tests_ask_no_name_server() -> None:
    with pytest.raises(PermissionError, match="loopback"):
        socket.getaddrinfo("example.org", 80)


def test_tests_reach_loopback() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        client.connect(server.getsockname())


def test_warnings_are_errors() -> None:
    with pytest.raises(UserWarning, match="planted"):
        warnings.warn("planted", stacklevel=1)
