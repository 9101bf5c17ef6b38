"""The house rules that a linter does not know."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
CODE = sorted((TOP / "monitor").rglob("*.py"))
MOST_LINES = 300


def test_no_file_is_long() -> None:
    every = [*CODE, *(TOP / "tests").rglob("*.py"), *(TOP / "scripts").rglob("*.py")]
    long = {
        str(path.relative_to(TOP)): count
        for path in every
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_no_file_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "common", "base", "helpers", "misc", "manager", "handler"}
    assert [path for path in CODE if path.stem in drawers] == []


def test_each_library_has_a_line_in_the_architecture() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    told = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8").lower()
    table = told.partition("## libraries")[2]
    names = [re.match(r"[\w-]+", line)[0] for line in project["dependencies"]]  # type: ignore[index]  # each begins with a name
    assert [name for name in names if name not in table] == []


def test_each_folder_is_in_the_architecture() -> None:
    told = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in CODE} - {"monitor"}
    assert [name for name in sorted(folders) if f"`{name}/`" not in told] == []


def test_decision_records_are_short() -> None:
    for record in (TOP / "docs/decisions").glob("*.md"):
        assert len(record.read_text(encoding="utf-8").splitlines()) <= 40


TARGETS = ["demo", "test", "bench", "simulate", "fuzz", "audit", "sbom"]


@pytest.mark.parametrize("target", TARGETS)
def test_the_readme_names_what_the_makefile_does(target: str) -> None:
    assert f"make {target}" in (TOP / "README.md").read_text(encoding="utf-8")
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=TOP, capture_output=True, check=False
    )
    assert done.returncode == 0


def test_ci_runs_the_readmes_test_command() -> None:
    commands = [
        line
        for line in (TOP / ".ci/run").read_text().splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]


def test_each_test_that_a_promise_names_is_there() -> None:
    told = (TOP / "docs/promises.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`(test_\w+)`", told))
    there = {
        name
        for path in (TOP / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8"))
    }
    assert len(names) > 100
    assert names - there == set()
