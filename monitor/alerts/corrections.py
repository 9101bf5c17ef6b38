"""Whether an outlet says that an article corrects or takes back an earlier one.

Agencies and papers mark it the same way: a word of the list, alone before the colon
that begins the title ("Correction: ..."; AP, Reuters, AFP).
"""

import tomllib
from functools import cache
from importlib.resources import files

from monitor.text import words


def correction_mark(title: str) -> str | None:
    """The mark as it stands in the title; None where there is none."""
    head, colon, _ = title.partition(":")
    return head.strip() if colon and " ".join(words(head)) in _marks() else None


@cache
def _marks() -> frozenset[str]:
    path = files("monitor") / "data" / "alerts" / "corrections.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(
        " ".join(words(mark)) for marks in table["mark"].values() for mark in marks
    )
