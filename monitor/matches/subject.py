"""Whether an article is about what is watched at all: its countries, or violence.

Elsewhere no name is guessed at: one article in six of a general stream is about any
of these, and a guess needs such words beside it to be accepted.
"""

from collections.abc import Iterable

from monitor.matches import words
from monitor.matches.clues import OF_COUNTRY, OF_WATCH, Clue
from monitor.matches.phrases import PhraseIndex, shapes
from monitor.matches.reading import Reading

#: Stands for the language of a word that counts in every language.
_ANY = "und"


class SubjectIndex:
    """Words that say what an article is about, ready to be found."""

    def __init__(self, clues: Iterable[tuple[Clue, str]], countries: frozenset[str]):
        """Each clue comes with its text; of countries, those of the watches count."""
        spoken = [
            (text, _ANY)
            for clue, text in clues
            if clue.kind in OF_WATCH
            or (clue.kind in OF_COUNTRY and clue.key in countries)
        ]
        self._languages = words.languages_of("conflict")
        self._index = PhraseIndex(
            (shape, language)
            for text, language in (*spoken, *words.by_language("conflict"))
            for shape in shapes(text)
        )

    def is_subject_of(self, reading: Reading) -> bool:
        """Whether the article speaks of a watch's country or neighbours, or violence.

        A word of violence counts in its own language, and in a language that none
        is listed for.
        """
        return any(
            language == _ANY or self._is_spoken(language, reading)
            for language in self._index.meanings(reading.tokens)
        )

    def is_placed_by(self, reading: Reading) -> bool:
        """Whether the article speaks of a watch's country or neighbours."""
        return _ANY in self._index.meanings(reading.tokens)

    def _is_spoken(self, language: str, reading: Reading) -> bool:
        spoken = reading.language
        return spoken == language or spoken not in self._languages
