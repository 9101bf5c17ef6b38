"""Names of places whose last word is declined: Russian "в Ниамее", "в Эль-Фашере".

It proposes; only what the gazetteer knows is a name.
"""

from collections.abc import Iterable, Iterator

from monitor.events.gazetteer import Gazetteer
from monitor.events.lexicons import lexicon


def undeclined(
    spans: Iterable[tuple[str, int]], language: str, places: Gazetteer
) -> tuple[str, int]:
    """The longest of the names that the gazetteer has in the nominative, or "" and 0.

    Args:
        spans: gazetteer keys as the text has them, each with the token behind it.
        language: whose endings are undone.
        places: to look the names up.
    """
    best = ("", 0)
    for name, end in spans:
        for nominative in _nominatives(name, language):
            if nominative in places.begun[nominative.partition(" ")[0]].rows:
                best = (nominative, end)
                break
    return best


def _nominatives(name: str, language: str) -> Iterator[str]:
    """What a name may be in the nominative, its own ending the longest that fits."""
    declensions = lexicon(language).declensions
    for size in sorted({len(ending) for ending in declensions}, reverse=True):
        for ending in declensions.get(name[-size:], ()):
            yield name[:-size] + ending
