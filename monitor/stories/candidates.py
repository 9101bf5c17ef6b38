"""The stories that a report might belong to, from an inverted index.

It ranks by shared rare words only; `monitor.stories.similarity` judges.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from itertools import islice

#: A report's most telling words; the others are too common to find by.
_WORDS = 15
#: A word that more stories hold finds only the newest of them, so that the cost of a
#: report does not grow with the stories open.
_STORIES_PER_WORD = 128
_CANDIDATES = 60


class CandidateIndex:
    """Story ids by word and by place."""

    def __init__(self) -> None:
        self._holders: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def add(self, story_id: str, keys: Iterable[str]) -> None:
        """Makes the story be found by each of its words or places."""
        for key in keys:
            self._holders[key][story_id] = None

    def forget(self, story_id: str, keys: Iterable[str]) -> None:
        """Takes back what `add` did."""
        for key in keys:
            holders = self._holders[key]
            holders.pop(story_id, None)
            if not holders:
                del self._holders[key]

    def find(self, vector: Mapping[str, float], places: Iterable[str]) -> list[str]:
        """At most 60 story ids, those that share most first."""
        shared: defaultdict[str, float] = defaultdict(float)
        for place in places:
            for story_id in self._newest(place):
                shared[story_id] += 1.0
        for word in nlargest(_WORDS, vector, key=vector.__getitem__):
            weight = vector[word]
            for story_id in self._newest(word):
                shared[story_id] += weight * weight
        return nlargest(_CANDIDATES, shared, key=shared.__getitem__)

    def count(self, key: str) -> int:
        """How many stories a word or place finds."""
        return len(self._holders.get(key, ()))

    def _newest(self, key: str) -> Iterable[str]:
        return islice(reversed(self._holders.get(key, {})), _STORIES_PER_WORD)
