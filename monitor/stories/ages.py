"""The ages of the people that a report tells of.

It compares nothing.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import chain

from monitor.text import fold_plainly

_PHRASES = files("monitor") / "data" / "stories" / "ages.toml"
#: "Aïssata Maïga, 34, ..."
_BEHIND_A_NAME = r"(?<=[^\W\d], )\d{1,2}(?=[,)])"
_NUMBER = r"\b\d{1,2}\b"
_GAP = r"[\s-]+"


def ages_in(text: str, language: str | None) -> frozenset[int]:
    """Ages that ``text`` gives, in years, below 100.

    Args:
        text: as it was written.
        language: ISO 639-1; where it is unknown, phrases of all languages are read.
    """
    found = _pattern(language).findall(fold_plainly(text))
    return frozenset(int(re.sub(r"\D", "", age)) for age in found)


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    phrases = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))
    known = [phrases[language]] if language in phrases else phrases.values()
    spoken = [
        rf"\b{phrase.replace(' ', _GAP).replace('#', _NUMBER)}\b"
        for phrase in chain(*known)
    ]
    return re.compile("|".join((_BEHIND_A_NAME, *spoken)))
