"""Neighbours (`near`) that no article names, for they are misspelt, or ids.

A neighbour may be any name. It is told of only where it is known nowhere and something
that is known is written nearly so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from monitor.events.gazetteer import name_key
from monitor.lint.collisions import LARGE, FindPlaces
from monitor.lint.finding import Finding, found
from monitor.matches.words import country_names
from monitor.model import Watch, Watchlist
from monitor.text import split

#: How alike two spellings are (difflib's ratio) of which one is a slip of the other:
#: one letter of six.
_ALIKE = 0.83


class Neighbours:
    """What the watchlists name, to hold their neighbours against.

    Args:
        places: the gazetteer's look-up, by a folded name.
        alike: the same, by how a name sounds.
    """

    def __init__(
        self, watchlists: Iterable[Watchlist], places: FindPlaces, alike: FindPlaces
    ) -> None:
        watches = [watch for watchlist in watchlists for watch in watchlist.watches]
        self._places, self._alike = places, alike
        self._labels = {watch.watch_id: watch.label for watch in watches}
        self._names = {_folded(n.text): n.text for w in watches for n in w.names}
        self._words = {word for name in self._names for word in name.split()}
        self._said = Counter(_folded(text) for w in watches for text in w.near)

    def examine(self, watch: Watch) -> Iterator[Finding]:
        """The neighbours of ``watch`` that are probably meant otherwise."""
        for text in watch.near:
            if self._is_known(text):
                continue
            if label := self._labels.get(text):
                what = (
                    "is the id of a watch, and near takes names as articles have them"
                )
                yield found(watch, text, what, f'write "{label}"')
            elif meant := next(self._meant(text, watch), None):
                what = "is the name of nothing that is known"
                yield found(watch, text, what, f'did you mean "{meant}"?')

    def _is_known(self, text: str) -> bool:
        words = split(text)
        return bool(
            self._words.issuperset(words)
            or self._said[_folded(text)] > 1
            or country_names().intersection(words)
            or self._places(name_key(text))
        )

    def _meant(self, text: str, watch: Watch) -> Iterator[str]:
        towns = [
            site.name
            for site in self._alike(name_key(text))
            if site.population >= LARGE and watch.country in (None, site.country)
        ]
        known = self._names | {_folded(name): name for name in towns}
        for name in _like(_folded(text), list(known)):
            yield known[name]


def _like(folded: str, known: Sequence[str]) -> list[str]:
    return get_close_matches(folded, known, n=1, cutoff=_ALIKE)


def _folded(text: str) -> str:
    return " ".join(split(text))
