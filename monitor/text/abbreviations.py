"""Full stops that end no sentence: "Gen. Diallo", "Jan. 3", "am 22. Juli"."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from monitor.text.folding import fold
from monitor.text.memory import Memory

#: Letters or figures right before a full stop, and letters that are looked at for them.
_LAST = re.compile(r"[^\W_]+$")
_REACH = 12
#: What follows at once.
_NEXT = re.compile(r"\.[\s\u00a0]*(\w+|\S?)")
_DAY_DIGITS = 2
_IN_DATES = frozenset("(-–—,")


def is_abbreviation(text: str, dot: int) -> bool:
    """Whether the full stop at code point `dot` belongs to a short form or a date.

    A single letter counts as one ("U.S.", "M. Diallo"); other marks are none.
    """
    found = _LAST.search(text, max(0, dot - _REACH), dot)
    if found is None or text[dot] != ".":
        return False
    surface = found[0]
    kind = _KINDS[surface]
    if kind in ("", "always"):
        return bool(kind)
    following = _NEXT.match(text, dot)
    word = following[1] if following else ""
    if kind == "day":
        return _KINDS[word] == "after_day"
    if kind == "months" and word in _IN_DATES:
        return True
    return kind != "after_day" and word[:1].isdecimal()


def _kind(surface: str) -> str:
    """The list that a word or figure is on, "day" for a day's figure, or ""."""
    if surface.isdecimal():
        return "day" if len(surface) <= _DAY_DIGITS else ""
    if len(surface) == 1 and surface.isalpha():
        return "always"
    short = fold(surface).text
    return next((name for name, words in _lists().items() if short in words), "")


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    path = files("monitor") / "data" / "text" / "abbreviations.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


_KINDS = Memory(_kind)
