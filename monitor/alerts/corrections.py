"""Whether an outlet says that an article corrects or takes back an earlier one.

Agencies and papers mark it the same way: a word of the list, alone before what begins
the title ("Correction: ...", "CORRECTED-...", "Rectificatif (RFI) : ..."; AP, Reuters,
AFP), or in brackets.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from monitor.text import words

#: What ends a mark: a colon, a bracket, a dash; a hyphen beside a space or a capital's.
_ENDS = re.compile(r"[:()\u2013\u2014\[\]|]|\s-|-\s|(?<=[A-Z]{4})-")
_OPEN = "([ "


def correction_mark(title: str) -> str | None:
    """The mark as it stands in the title; None where there is none."""
    begun = title.lstrip(_OPEN)
    end = _ENDS.search(begun)
    if end is None:
        return None
    head = begun[: end.start()]
    return head.strip() if " ".join(words(head)) in _marks() else None


@cache
def _marks() -> frozenset[str]:
    path = files("monitor") / "data" / "alerts" / "corrections.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(
        " ".join(words(mark)) for marks in table["mark"].values() for mark in marks
    )
