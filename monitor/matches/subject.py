"""Whether an article is about what is watched at all: its countries, or violence.

Elsewhere no name is guessed at: one article in six of a general stream is about any
of these, and a guess needs such words beside it to be accepted.
"""

from enum import Enum, auto

from monitor.matches import words
from monitor.matches.lookup import Phrases
from monitor.matches.reading import Reading


class Subject(Enum):
    """What an article speaks of."""

    #: A watch's country or neighbours.
    PLACE = auto()
    #: Violence, elsewhere or nowhere.
    VIOLENCE = auto()
    OTHER = auto()


def subject_of(reading: Reading, phrases: Phrases) -> Subject:
    """What the article speaks of.

    A word of violence counts in its own language, and in a language that none is
    listed for.
    """
    if any(found.meaning.is_home for found in phrases.clues):
        return Subject.PLACE
    languages = {found.meaning.language for found in phrases.violence}
    violent = any(_is_spoken(language, reading) for language in languages)
    return Subject.VIOLENCE if violent else Subject.OTHER


def _is_spoken(language: str, reading: Reading) -> bool:
    spoken = reading.language
    return spoken == language or spoken not in words.languages_of("conflict")
