"""Whether an article is about what is watched at all: its countries, or violence.

Elsewhere no name is guessed at: one article in six of a general stream is about any
of these, and a guess needs such words beside it to be accepted.
"""

from collections.abc import Iterable
from enum import Enum, auto

from monitor.matches import words
from monitor.matches.clues import OF_COUNTRY, OF_WATCH, Clue
from monitor.matches.phrases import PhraseIndex, shapes
from monitor.matches.reading import Reading

#: Stands for the language of a word that counts in every language.
_ANY = "und"


class Subject(Enum):
    """What an article speaks of."""

    #: A watch's country or neighbours.
    PLACE = auto()
    #: Violence, elsewhere or nowhere.
    VIOLENCE = auto()
    OTHER = auto()


class SubjectIndex:
    """Words that say what an article is about, ready to be found."""

    def __init__(self, clues: Iterable[tuple[Clue, str]], countries: frozenset[str]):
        """Each clue comes with its text; of countries, those of the watches count."""
        spoken = [
            (text, _ANY)
            for clue, text in clues
            if clue.kind in OF_WATCH
            or (clue.kind in OF_COUNTRY and clue.country in countries)
        ]
        self._languages = words.languages_of("conflict")
        self._index = PhraseIndex(
            (shape, language)
            for text, language in (*spoken, *words.by_language("conflict"))
            for shape in shapes(text)
        )

    def of(self, reading: Reading) -> Subject:
        """What the article speaks of.

        A word of violence counts in its own language, and in a language that none
        is listed for.
        """
        languages = set(self._index.meanings(reading.tokens))
        if _ANY in languages:
            return Subject.PLACE
        violent = any(self._is_spoken(language, reading) for language in languages)
        return Subject.VIOLENCE if violent else Subject.OTHER

    def _is_spoken(self, language: str, reading: Reading) -> bool:
        spoken = reading.language
        return spoken == language or spoken not in self._languages
