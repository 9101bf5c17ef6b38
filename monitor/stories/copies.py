"""Copies are found: articles whose wording is largely another's.

Three words in a row make a shingle; an article that holds half of another's shingles
is its copy (containment, Broder 1997; a feed's 40-word summary of a 400-word article
has a Jaccard of .1 and a containment of 1). It judges no meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_SHINGLE = 3
_MASK = (1 << 64) - 1
#: Half of the shorter text: 2.6% of independent reports of one event reach it.
_SHARE = 0.5
_SHARED = 8
#: A text of fewer than 16 shingles (a title) must share nearly all: four fifths, and
#: six words in a row or as many in two runs.
_SHORT_SHARE = 0.8
_SHORT_SHARED = 4
#: A shingle in this many stories is the outlet's furniture, not wording.
_COMMON = 3
#: Articles remembered by shingle; later copies share it with the first.
_POSTINGS = 6


def shingles(words: Sequence[str]) -> frozenset[int]:
    """Hashes of each three words in a row; they hold within one process."""
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """The article that a text is a copy of."""

    article_id: str
    #: Shingles in common over those of the shorter text, in (0, 1].
    share: float


@dataclass(slots=True)
class _Held:
    """An article whose shingles are remembered."""

    number: int
    article_id: str
    story_id: str
    shingles: tuple[int, ...]


class CopyIndex:
    """The articles by shingle."""

    def __init__(self) -> None:
        self._articles: dict[str, _Held] = {}
        #: Nearly all shingles have one holder, which needs no tuple around it.
        self._holders: dict[int, _Held | tuple[_Held, ...]] = {}
        self._count = 0

    def add(self, article_id: str, story_id: str, hashes: frozenset[int]) -> None:
        """Records an article and the story it is in."""
        self._count += 1
        held = _Held(self._count, article_id, story_id, tuple(hashes))
        self._articles[article_id] = held
        for value in hashes:
            holders = self._holders.get(value)
            if holders is None:
                self._holders[value] = held
            elif isinstance(holders, _Held):
                self._holders[value] = (holders, held)
            elif len(holders) < _POSTINGS:
                self._holders[value] = (*holders, held)

    def move(self, article_id: str, story_id: str) -> None:
        """Puts an article into another story."""
        self._articles[article_id].story_id = story_id

    def forget(self, article_id: str) -> None:
        """Drops an article."""
        held = self._articles.pop(article_id)
        for value in held.shingles:
            holders = self._holders.get(value)
            if holders is held:
                del self._holders[value]
            elif isinstance(holders, tuple):
                left = tuple(h for h in holders if h is not held)
                self._holders[value] = left if len(left) > 1 else left[0]

    def find(self, hashes: frozenset[int]) -> list[Copied]:
        """The articles that such a text copies, the fullest and oldest first."""
        shared: dict[str, int] = {}
        own = len(hashes)
        for value in hashes:
            holders = self._holders.get(value)
            if holders is None:
                continue
            if isinstance(holders, _Held):
                shared[holders.article_id] = shared.get(holders.article_id, 0) + 1
                continue
            if _is_common(holders):
                own -= 1
                continue
            for held in holders:
                shared[held.article_id] = shared.get(held.article_id, 0) + 1
        found = []
        for article_id, count in shared.items():
            held = self._articles[article_id]
            size = max(1, min(own, len(held.shingles)))
            if is_copy(count, size):
                found.append((-count / size, held.number, article_id))
        return [
            Copied(article_id=article_id, share=min(1.0, -share))
            for share, _, article_id in sorted(found)
        ]


def is_copy(shared: int, size: int) -> bool:
    """Whether ``shared`` of the ``size`` shingles of the shorter text make a copy."""
    if size < _SHARED / _SHARE:
        return shared >= max(_SHORT_SHARED, _SHORT_SHARE * size)
    return shared >= max(_SHARED, _SHARE * size)


def _is_common(holders: tuple[_Held, ...]) -> bool:
    return len(holders) >= _COMMON and len({h.story_id for h in holders}) >= _COMMON
