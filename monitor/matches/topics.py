"""Topics: weighted words with a threshold, and words that stand together.

Both are the Europe Media Monitor's ways. Each word counts once however often it
stands there; a negative weight speaks against. It knows nothing of places and groups.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from monitor.matches.clues import ClueKind
from monitor.matches.lexicon import Entry, Lexicon, TopicWord
from monitor.matches.lookup import Phrases
from monitor.matches.phrases import Found
from monitor.matches.reading import Reading
from monitor.matches.reasons import Reason, printed
from monitor.matches.scope import reads
from monitor.model import Match, MatchMode, MatchStatus

#: From this share of the threshold on a topic is possible.
_POSSIBLE_SHARE = 0.5

_Word = Found[TopicWord]


def find_topics(
    reading: Reading, lexicon: Lexicon, phrases: Phrases
) -> Iterator[Match]:
    """The topics that the words speak for, each at its first word that does."""
    by_entry: defaultdict[int, list[_Word]] = defaultdict(list)
    for found in phrases.topics:
        if all(map(reading.is_soft, range(found.first + 1, found.last))):
            by_entry[found.meaning.entry.index].append(found)
    for index, words in by_entry.items():
        entry = lexicon.entries[index]
        if reads(entry.watch, reading):
            meant = _without(words, _never(phrases, entry))
            yield from _weigh(reading, entry, meant)


def _never(phrases: Phrases, entry: Entry) -> set[int]:
    """The words of phrases in which the topic's words mean something else."""
    if not entry.watch.never:
        return set()
    return {
        index
        for found in phrases.clues
        if found.meaning.kind is ClueKind.NEVER and entry.index in found.meaning.entries
        for index in range(found.first, found.last)
    }


def _without(words: Sequence[_Word], never: set[int]) -> list[_Word]:
    return [word for word in words if never.isdisjoint(range(word.first, word.last))]


def _weigh(reading: Reading, entry: Entry, words: Sequence[_Word]) -> Iterator[Match]:
    watch = entry.watch
    weighted: dict[str, _Word] = {}
    for word in words:
        if word.meaning.group is None:
            weighted.setdefault(word.meaning.text, word)
    together = _together(words, entry)
    reasons = [Reason(w.meaning.weight, f'"{text}"') for text, w in weighted.items()]
    if together:
        texts = " with ".join(f'"{word.meaning.text}"' for word in together)
        reasons.append(Reason(watch.threshold, texts))
    score = sum(reason.weight for reason in reasons)
    support = [*together, *(w for w in weighted.values() if w.meaning.weight > 0)]
    if not support or score < _POSSIBLE_SHARE * watch.threshold:
        return
    first = min(support, key=lambda word: word.first)
    tokens = reading.tokens
    field, start, end = reading.place(
        tokens.starts[first.first], tokens.ends[first.last - 1]
    )
    yield Match(
        watch_id=watch.watch_id,
        watchlist_id=watch.watchlist_id,
        kind=watch.kind,
        status=(
            MatchStatus.ACCEPTED if score >= watch.threshold else MatchStatus.POSSIBLE
        ),
        score=score,
        surface=reading.surface(first.first, first.last),
        field=field,
        start=start,
        end=end,
        mode=MatchMode.FOLDED,
        reasons=printed(reasons),
    )


def _together(words: Sequence[_Word], entry: Entry) -> tuple[_Word, ...]:
    """The first words, one of each group, that stand within the topic's proximity."""
    most = entry.watch.proximity
    latest: dict[int, _Word] = {}
    for word in words:
        if word.meaning.group is not None:
            latest[word.meaning.group] = word
            last = max(found.first for found in latest.values())
            apart = last - min(found.last for found in latest.values()) + 1
            if len(latest) == len(entry.watch.combination) and (
                most is None or apart <= most
            ):
                return tuple(latest[group] for group in sorted(latest))
    return ()
