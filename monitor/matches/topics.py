"""Topics: weighted words with a threshold, as in the Europe Media Monitor.

Each word counts once however often it stands there; a negative weight speaks
against. It knows nothing of places and groups.
"""

from collections.abc import Iterator

from monitor.matches.lexicon import Lexicon, TopicWord
from monitor.matches.phrases import Found
from monitor.matches.reading import Reading
from monitor.model import Match, MatchMode, MatchStatus

#: From this share of the threshold on a topic is possible.
_POSSIBLE_SHARE = 0.5


def find_topics(reading: Reading, lexicon: Lexicon) -> Iterator[Match]:
    """The topics whose words add up, each at its first word that speaks for it."""
    by_entry: dict[int, dict[str, Found[TopicWord]]] = {}
    for found in lexicon.topics.find(reading.tokens):
        if all(map(reading.is_soft, range(found.first + 1, found.last))):
            words = by_entry.setdefault(found.meaning.entry.index, {})
            words.setdefault(found.meaning.text, found)
    for words in by_entry.values():
        yield from _weigh(reading, list(words.values()))


def _weigh(reading: Reading, found: list[Found[TopicWord]]) -> Iterator[Match]:
    watch = found[0].meaning.entry.watch
    if watch.sources and reading.article.source not in watch.sources:
        return
    if watch.languages and reading.language not in watch.languages:
        return
    score = sum(word.meaning.weight for word in found)
    support = [word for word in found if word.meaning.weight > 0]
    if not support or score < _POSSIBLE_SHARE * watch.threshold:
        return
    first = min(support, key=lambda word: word.first)
    span = reading.tokens.span(first.first)[0], reading.tokens.span(first.last - 1)[1]
    field, start, end = reading.place(*span)
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
        reasons=tuple(
            f'{word.meaning.weight:+g} "{word.meaning.text}"' for word in found
        ),
    )
