"""A report becomes what can be compared: weighted stems, names, numbers, shingles.

It knows no other report; how rare a stem is comes from `monitor.stories.rarity`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log
from sys import intern

from monitor.model import Article, Report
from monitor.stories.copies import shingles
from monitor.stories.reading import Reading, read
from monitor.stories.stems import stem
from monitor.stories.wordlists import stop_words
from monitor.text import words

#: News tells its event first (the inverted pyramid); what follows is background.
_LEAD_WORDS = 120
_TITLE_WEIGHT = 2
#: A single name or number ("week 18") does not make a channel of its own.
_FEWEST_NAMES = 2
#: Above this share of capitals a text is in Title Case and a capital tells nothing.
_TITLE_CASE = 0.6
_SENTENCE_ENDS = frozenset('.!?:;…"“”»|-–—')
_OPENING = "([{'\"“‘«‹¿¡*•-–—"
#: "l'", "d'", "qu'".
_LONGEST_ELIDED = 2
#: Clocks and time zones of feeds are wrong by up to a day; more is a false date.
_CLOCK_ERROR = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What one report is compared by."""

    #: Log frequency by stem, the title counted double; no stop words.
    stems: Mapping[str, float]
    #: 1 by stem of each capitalised word and number, the stem marked with "^".
    names: Mapping[str, float]
    #: 64-bit hashes of three words in a row; equal only within one process.
    shingles: frozenset[int]
    reading: Reading

    @property
    def at(self) -> datetime:
        """When the report came."""
        return self.reading.at


def time_of(article: Article) -> datetime:
    """When the article came: as published, or as fetched where that cannot be."""
    published = article.published_at
    if published is None or published > article.fetched_at + _CLOCK_ERROR:
        return article.fetched_at
    return published


def profile(report: Report) -> Profile:
    """What ``report`` is compared by."""
    article = report.article
    title, lead = article.title, _lead(article)
    title_words, lead_words = words(title), words(lead)[:_LEAD_WORDS]
    at = time_of(article)
    dull = stop_words(article.language) | _years(at)
    counts: Counter[str] = Counter()
    for word in title_words:
        if word not in dull:
            counts[stem(word)] += _TITLE_WEIGHT
    for word in lead_words:
        if word not in dull:
            counts[stem(word)] += 1
    names = dict.fromkeys((*_names(title, dull), *_names(lead, dull)), 1.0)
    stems = {word: 1 + log(count) for word, count in counts.items()}
    return Profile(
        stems=stems,
        names=names if len(names) >= _FEWEST_NAMES else {},
        shingles=shingles(title_words) | shingles(lead_words),
        reading=read(report, f"{title}\n{lead}", at=at, stems=stems),
    )


def _years(at: datetime) -> frozenset[str]:
    """The year of the report and its neighbours, which any report may name."""
    return frozenset(str(at.year + near) for near in (-1, 0, 1))


def _lead(article: Article) -> str:
    """The first words of the text, without a title that it repeats."""
    text = article.text[: _LEAD_WORDS * 10]
    return "" if text.strip() == article.title.strip() else text


def _names(text: str, dull: frozenset[str]) -> list[str]:
    """Marked stems of the numbers and of the words that a capital makes names."""
    pieces = [_bare(piece) for piece in text.split()[:_LEAD_WORDS]]
    capitals = sum(piece[:1].isupper() for piece in pieces)
    is_title_case = capitals > _TITLE_CASE * len(pieces)
    named = []
    opens_sentence = True
    for piece in pieces:
        is_name = piece[:1].isupper() and not is_title_case and not opens_sentence
        if is_name or piece[:1].isdigit():
            named.append(piece)
        opens_sentence = piece[-1:] in _SENTENCE_ENDS
    return [_name(stem(word)) for word in words(" ".join(named)) if word not in dull]


def _name(word: str) -> str:
    """The word marked as a name; thousands of reports share one string."""
    return intern(f"^{word}")


def _bare(piece: str) -> str:
    """A piece of text from its first letter on, without an elided article."""
    piece = piece.lstrip(_OPENING)
    for apostrophe in "'’":
        if apostrophe in piece[: _LONGEST_ELIDED + 1]:
            return piece.partition(apostrophe)[2] or piece
    return piece
