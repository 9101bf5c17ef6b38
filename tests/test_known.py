"""The list of known faults is of the versions in use, and of tests that exist."""

import re
from importlib.metadata import version
from pathlib import Path

TOP = Path(__file__).parent.parent
KNOWN = (TOP / "docs/known.md").read_text(encoding="utf-8")


def test_each_known_fault_has_a_test_that_exists() -> None:
    named = re.findall(r"`(test_\w+)`", KNOWN)
    code = "".join(path.read_text("utf-8") for path in (TOP / "tests").rglob("*.py"))
    assert len(named) >= len(re.findall(r"^\| \w", KNOWN, re.MULTILINE)) - 1
    assert [name for name in named if f"def {name}(" not in code] == []


def test_the_versions_are_those_in_use() -> None:
    """A new version: try each fault of its library again, then name it there."""
    for library, known in re.findall(r"^\| (\w+) ([\d.]+) \|", KNOWN, re.MULTILINE):
        assert f"{version(library)}.".startswith(f"{known}."), library
