"""Words that tell no event from another, by language: read from data files.

It compares nothing.
"""

import tomllib
from functools import cache
from importlib.resources import files

from monitor.stories.stems import stem

_LISTS = files("monitor") / "data" / "stories"


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """Folded function words of ``language``; of every language where it is unknown."""
    return _words("stopwords.toml", language)


@cache
def trade_stems(language: str | None) -> frozenset[str]:
    """Stems of words that most news of violence has: "attack", "killed", "police"."""
    return frozenset(map(stem, _words("tradewords.toml", language)))


@cache
def follow_up_words(language: str | None) -> frozenset[str]:
    """Words of titles that tell what came after an event: an arrest, a funeral."""
    return _words("followups.toml", language)


@cache
def several_words(language: str | None) -> frozenset[str]:
    """Words of titles that tell of events apart: "two separate attacks"."""
    return _words("several.toml", language)


def _words(name: str, language: str | None) -> frozenset[str]:
    lists = _read(name)
    if language in lists:
        return lists[language]
    return frozenset().union(*lists.values())


@cache
def _read(name: str) -> dict[str | None, frozenset[str]]:
    table = tomllib.loads((_LISTS / name).read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in table.items()}
