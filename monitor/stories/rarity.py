"""How much a stem tells: counts of the stories and of each outlet's own furniture.

It compares nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt

from monitor.stories.profile import Profile
from monitor.stories.wordlists import trade_stems

#: Stories that the shipped word lists count for, while few have been seen.
_PRIOR_STORIES = 50
#: Share of those that hold any one trade word.
_TRADE_SHARE = 0.2
#: Stories after which the counts are halved: in all, and of one outlet.
_MOST_STORIES = 8000
_MOST_STORIES_OF_SOURCE = 400
#: A name in so few stories is rare, once so many have been seen.
_RARE = 2
_FEWEST_STORIES = 100
#: Share of names and numbers in a vector; .3 is what telling look-alike events apart
#: gained most from (matching.md: .83 -> .87 B-cubed), .2 to .5 do nearly as well.
NAMES_SHARE = 0.3


class _Counts:
    """Stories, and stories by stem."""

    def __init__(self) -> None:
        self.total = 0
        self.by_stem: Counter[str] = Counter()

    def count(self, stems: Iterable[str], *, most: int) -> None:
        """Counts a story; halves all counts once there are ``most``."""
        self.total += 1
        self.by_stem.update(stems)
        if self.total >= most:
            self.total //= 2
            halves = {stem: count // 2 for stem, count in self.by_stem.items()}
            self.by_stem = Counter({s: count for s, count in halves.items() if count})


class Rarity:
    """Running counts; a story is counted once for a stem, however many report it.

    Counting stories, not articles, keeps a burst of reports from making its own words
    common. An outlet's words that most of its stories hold (its name, its menus, its
    town) lose their weight in its own articles. Counts outlive the stories, and are
    halved when they have grown, so that memory is bounded and old news fades.
    """

    def __init__(self) -> None:
        self._all = _Counts()
        self._sources: dict[str, _Counts] = {}

    def open_story(self, stems: Iterable[str]) -> None:
        """Counts a new story's stems."""
        self._all.count(stems, most=_MOST_STORIES)

    def join(self, source: str, stems: Iterable[str]) -> None:
        """Counts an outlet's first article in a story."""
        counts = self._sources.setdefault(source, _Counts())
        counts.count(stems, most=_MOST_STORIES_OF_SOURCE)

    def rare(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names that hardly any story has: a victim, a street, a village."""
        if self._all.total < _FEWEST_STORIES:
            return ()
        seen_in = self._all.by_stem.get
        return tuple(n for n in names if seen_in(n[1:], 0) <= _RARE)

    def vector(
        self, profile: Profile, source: str, language: str | None
    ) -> dict[str, float]:
        """Weights of the stems and names; each kind's squared length is its share."""
        return {
            **_scaled(self._weigh(profile.stems, source, language), 1 - NAMES_SHARE),
            **_scaled(self._weigh(profile.names, source, language), NAMES_SHARE),
        }

    def _weigh(
        self, counts: Mapping[str, float], source: str, language: str | None
    ) -> dict[str, float]:
        trade = trade_stems(language)
        own = self._sources.get(source) or _Counts()
        seen_in, own_in = self._all.by_stem.get, own.by_stem.get
        stories = self._all.total + _PRIOR_STORIES
        weights = {}
        for word, count in counts.items():
            bare = word[1:] if word[0] == "^" else word
            seen = seen_in(bare, 0) + 1.0
            if bare in trade:
                seen += _TRADE_SHARE * _PRIOR_STORIES
            weight = count * log(stories / min(seen, stories))
            used = own_in(bare, 0)
            if used > 1:
                weight *= 1 - used / (own.total + 2)
            if weight:
                weights[word] = weight
        return weights


def _scaled(weights: Mapping[str, float], share: float) -> dict[str, float]:
    """The weights with a squared length of ``share``."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    scale = sqrt(share) / length if length else 0.0
    return {word: weight * scale for word, weight in weights.items()}
