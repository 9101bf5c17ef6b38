"""The stories that a report might belong to, from an inverted index.

It ranks by shared rare words only; `monitor.stories.similarity` judges.
"""

from array import array
from collections.abc import Iterable, Mapping
from heapq import nlargest

#: A report's most telling words; the others are too common to find by.
_WORDS = 15
#: A word or place that more stories hold finds only the newest of them, so that the
#: cost of a report does not grow with the stories open.
_STORIES_PER_KEY = 32
#: Of 3,975 reports that joined a story, 3,970 joined one of the first 12 of 60 found
#: (news of three kinds, 800 to 2,000 stories).
_CANDIDATES = 12
#: What a place in common is worth; all words in common are worth 1.
_PLACE = 0.25


class CandidateIndex:
    """Story ids by word and by place."""

    def __init__(self) -> None:
        #: Numbers of stories, the newest last: four bytes each.
        self._holders: dict[str, array[int]] = {}
        self._story_ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._last_number = 0

    def add(self, story_id: str, keys: Iterable[str]) -> None:
        """Makes the story be found by each of these words or places, new to it."""
        number = self._number(story_id)
        for key in keys:
            holders = self._holders.get(key)
            if holders is None:
                self._holders[key] = array("I", (number,))
                continue
            holders.append(number)
            if len(holders) == 2 * _STORIES_PER_KEY:
                del holders[:_STORIES_PER_KEY]

    def forget(self, story_id: str, keys: Iterable[str]) -> None:
        """Takes back all that `add` did: the story is found by nothing any more."""
        self.remove(story_id, keys)
        number = self._numbers.pop(story_id, None)
        if number is not None:
            del self._story_ids[number]

    def remove(self, story_id: str, keys: Iterable[str]) -> None:
        """Makes the story no longer be found by these words or places."""
        number = self._numbers.get(story_id)
        if number is None:
            return
        for key in keys:
            holders = self._holders.get(key)
            if holders is None or number not in holders:
                continue
            holders.remove(number)
            if not holders:
                del self._holders[key]

    def find(self, vector: Mapping[str, float], places: Iterable[str]) -> list[str]:
        """At most 12 story ids, those that share most first."""
        shared: dict[int, float] = {}
        telling = nlargest(_WORDS, vector, key=vector.__getitem__)
        worth = [(word, vector[word] * vector[word]) for word in telling]
        for key, weight in (*worth, *((place, _PLACE) for place in places)):
            for number in self._holders.get(key, ())[-_STORIES_PER_KEY:]:
                shared[number] = shared.get(number, 0.0) + weight
        best = nlargest(_CANDIDATES, shared, key=shared.__getitem__)
        return [self._story_ids[number] for number in best]

    def count(self, key: str) -> int:
        """How many stories a word or place finds."""
        return len(self._holders.get(key, ()))

    def _number(self, story_id: str) -> int:
        number = self._numbers.get(story_id)
        if number is None:
            self._last_number += 1
            number = self._numbers[story_id] = self._last_number
            self._story_ids[number] = story_id
        return number
