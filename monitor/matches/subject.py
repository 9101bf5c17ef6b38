"""Whether an article is about what is watched at all: its countries, or violence.

Elsewhere no name is guessed at: one article in six of a general stream is about any
of these, and a guess needs such words beside it to be accepted.
"""

from monitor.matches import words
from monitor.matches.lexicon import Lexicon
from monitor.matches.lookup import Phrases
from monitor.matches.reading import Reading


def is_at_home(phrases: Phrases) -> bool:
    """Whether the article speaks of a watch's country or neighbours."""
    return any(found.meaning.is_home for found in phrases.clues)


def is_violent(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the article speaks of violence, wherever.

    A word of violence counts in its own language, and in a language that none is
    listed for.
    """
    languages = {found.meaning for found in lexicon.violence.find(reading.tokens)}
    return any(_is_spoken(language, reading) for language in languages)


def _is_spoken(language: str, reading: Reading) -> bool:
    spoken = reading.language
    return spoken == language or spoken not in words.languages_of("conflict")
