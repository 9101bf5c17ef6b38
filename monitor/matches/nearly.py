"""Spellings that are close to a watched name, and were not accepted.

They are for a person to add, or not; nothing else is decided by them. What a veto or
another country speaks against is not shown: it was something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.matches.clues import Clues
from monitor.matches.fuzzy import FuzzyIndex
from monitor.matches.lexicon import Lexicon, Spelling, spellings_of
from monitor.matches.lookup import look_up
from monitor.matches.match import weigh_all
from monitor.matches.reading import Reading, read
from monitor.matches.scan import candidates, narrowly_missed
from monitor.matches.subject import is_at_home
from monitor.matches.weigh import Weighed, is_guess
from monitor.model import Article, MatchMode, MatchStatus, Watch
from monitor.text import sound

#: Edits beyond what a name's length allows that are still worth a look.
_MORE = 1
#: Letters heard of a name; one more edit makes anything of a shorter one.
_SHORTEST = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Nearly:
    """A spelling in one article."""

    watch: Watch
    #: The name it is like, as the watchlist writes it.
    name: str
    #: As the article writes it.
    written: str
    #: The words it stands in.
    sentence: str


def widened(lexicon: Lexicon) -> FuzzyIndex[Spelling]:
    """The names that may be misspelt, by one edit more than they are matched with."""
    spellings = [s for entry in lexicon.entries for s in spellings_of(entry)]
    fuzzy = [
        s
        for s in spellings
        if s.mode is MatchMode.FUZZY and len(sound(s.words)) >= _SHORTEST
    ]
    return FuzzyIndex(((s.words, True, s) for s in fuzzy), more=_MORE)


def find_nearly(
    article: Article, lexicon: Lexicon, wide: FuzzyIndex[Spelling]
) -> Iterator[Nearly]:
    """What ``article`` has that is close to a name and not accepted.

    Args:
        wide: of the same lexicon, from `widened`.
    """
    reading = read(article)
    phrases = look_up(reading.tokens, lexicon)
    if not is_at_home(phrases):
        return
    clues = Clues(reading, phrases.clues)
    found = candidates(reading, lexicon, phrases, clues)
    for mention in weigh_all(reading, clues, found):
        if _is_open(reading, mention):
            yield _nearly(reading, mention)
    taken = {word for it in found for word in range(it.first, it.last)}
    missed = [
        it._replace(is_loose=True)  # only with its country or a neighbour
        for it in narrowly_missed(reading, lexicon, wide)
        if taken.isdisjoint(range(it.first, it.last)) and not reading.is_start(it.first)
    ]
    for mention in weigh_all(reading, clues, missed):
        if mention.status is MatchStatus.ACCEPTED:  # had it been on the list
            yield _nearly(reading, mention)


def _is_open(reading: Reading, mention: Weighed) -> bool:
    """Whether a guess was neither accepted nor clearly something else."""
    candidate = mention.candidate
    settled = mention.vetoed or mention.status is MatchStatus.ACCEPTED
    # A word that begins a sentence has its capital from there.
    return is_guess(candidate) and not settled and not reading.is_start(candidate.first)


def _nearly(reading: Reading, mention: Weighed) -> Nearly:
    candidate = mention.candidate
    sentence = reading.sentence(candidate.first)
    return Nearly(
        watch=candidate.spelling.entry.watch,
        name=candidate.spelling.name.text,
        written=reading.surface(candidate.first, candidate.last),
        sentence=reading.surface(sentence.first, sentence.last),
    )
