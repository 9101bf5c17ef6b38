"""In which language a text is read whose feed gives none that is known here."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from monitor.events.lexicons import LANGUAGES, lexicon


def guess_language(words: Iterable[str]) -> str:
    """The language whose function words are most frequent; English for none."""
    known = _speakers()
    counts = Counter(code for word in words for code in known.get(word, ()))
    return max(LANGUAGES, key=lambda code: counts[code])


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """The languages that use a word to build sentences, by word."""
    found: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        for word in lexicon(code).function_words:
            found[word] = (*found.get(word, ()), code)
    return found
