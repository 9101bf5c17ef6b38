"""An article becomes its matches: found, weighed, settled.

It decides which watches an article names and prints why, also why not; whether
anybody is called is for ``alerts``.
"""

from collections.abc import Sequence

from monitor.matches.beside import Sides
from monitor.matches.clues import Clues
from monitor.matches.lexicon import Lexicon
from monitor.matches.lookup import look_up
from monitor.matches.reading import Reading, read
from monitor.matches.reasons import printed
from monitor.matches.scan import Candidate, candidates
from monitor.matches.settle import settle
from monitor.matches.topics import find_topics
from monitor.matches.weigh import Weighed, weigh
from monitor.model import Article, Match


def find_matches(article: Article, lexicon: Lexicon) -> tuple[Match, ...]:
    """Every mention of a watched name in ``article``, in text order, title first.

    Accepted, possible and rejected mentions alike, each with its reasons; topics
    last. ``start`` and ``end`` are code points into the field, half open.
    """
    reading = read(article)
    phrases = look_up(reading.tokens, lexicon)
    clues = Clues(reading, phrases.clues)
    weighed = weigh_all(reading, clues, candidates(reading, lexicon, phrases, clues))
    topics = find_topics(reading, lexicon, phrases)
    return (*(_match(reading, mention) for mention in weighed), *topics)


def weigh_all(
    reading: Reading, clues: Clues, found: Sequence[Candidate]
) -> list[Weighed]:
    """The candidates of one article with their reasons, those about each other too."""
    if not found:
        return []
    sides = Sides(reading)
    weighed = [weigh(sides, clues, candidate) for candidate in found]
    return settle(weighed, reading.written_at)


def _match(reading: Reading, mention: Weighed) -> Match:
    candidate = mention.candidate
    watch = candidate.spelling.entry.watch
    field, start, end = reading.place(candidate.start, candidate.end)
    return Match(
        watch_id=watch.watch_id,
        watchlist_id=watch.watchlist_id,
        kind=watch.kind,
        status=mention.status,
        score=mention.score,
        surface=reading.tokens.original[candidate.start : candidate.end],
        field=field,
        start=start,
        end=end,
        mode=candidate.mode,
        reasons=printed(mention.reasons),
    )
