"""What a report says, as far as it tells one event from another.

It compares nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import log

from monitor.model import Event, Place, Report
from monitor.stories.ages import ages_in
from monitor.stories.stems import stem
from monitor.stories.vetoes import settlement
from monitor.stories.wordlists import follow_up_words, several_words
from monitor.text import words

#: Log frequency of a word that stands in the title, or twice in the text.
_PROMINENT = 1 + log(2)
#: A text of fewer stems has no room for a place that is not its own.
_SHORT = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What one report, or one story, says."""

    event: Event
    language: str | None
    at: datetime
    #: By stem; only which stems there are is looked at.
    stems: Mapping[str, float]
    #: Its settlement is watched, or named in the title, or twice in the text, or once
    #: in a short text.
    is_sure_of_place: bool
    #: Its title tells what came after: the day it names may be that of an arrest.
    is_follow_up: bool = False
    #: Its title says that it tells of several events, apart from one another.
    is_of_several: bool = False
    #: Of the people it tells of, in years.
    ages: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rare:
    """What of a report hardly any story has, and so tells its own from the others."""

    #: Marked stems of names: a victim, a street, a village.
    names: tuple[str, ...] = ()
    #: At most one open story happened where the report says.
    is_quiet_place: bool = False
    #: So many did that another one there is nothing special.
    is_busy_place: bool = False


NOTHING_RARE = Rare()


def read(
    report: Report, lead: str, *, at: datetime, stems: Mapping[str, float]
) -> Reading:
    """What ``report`` says.

    Args:
        report: with its event.
        lead: title and first sentences.
        at: when it came.
        stems: log frequency by stem, the title counted double.
    """
    told = report.event.place
    place = told if told and told.unlisted else settlement(report.event)
    article = report.article
    titled = frozenset(words(article.title))
    return Reading(
        event=report.event,
        language=report.article.language,
        at=at,
        stems=stems,
        is_sure_of_place=place is not None and _is_sure(place, report, stems),
        is_follow_up=not follow_up_words(article.language).isdisjoint(titled),
        is_of_several=not several_words(article.language).isdisjoint(titled),
        ages=ages_in(lead, article.language),
    )


def names_place(place: Place, stems: Mapping[str, float], least: float = 0.0) -> bool:
    """Whether every word of one of the place's names is among the stems."""
    called = (place.unlisted,) if place.unlisted else (place.name, place.told_as)
    names = filter(None, map(_stems_of, called))
    return any(all(stems.get(word, -1.0) >= least for word in name) for name in names)


def has_name(name: str, stems: Mapping[str, float]) -> bool:
    """Whether every word of a name is among the stems."""
    return all(stem in stems for stem in _stems_of(name))


@lru_cache(maxsize=4096)
def _stems_of(name: str) -> tuple[str, ...]:
    return tuple(map(stem, words(name)))


def _is_sure(place: Place, report: Report, stems: Mapping[str, float]) -> bool:
    is_watched = any(match.watch_id == place.place_id for match in report.accepted)
    least = 0.0 if len(stems) < _SHORT else _PROMINENT
    return is_watched or names_place(place, stems, least)
