"""The word lists under ``monitor/data/matches``, folded and ready to ask.

It loads them once and holds no rule: what a word is worth stands in ``beside`` and
``weigh``.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from monitor.text import Memory, fold

_NO_KINDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """A set of folded words, some of them open at the end."""

    whole: frozenset[str]
    stems: tuple[str, ...] = ()

    def __contains__(self, word: object) -> bool:
        """Whether a folded word is in the list."""
        if word in self.whole:
            return True
        return isinstance(word, str) and word.startswith(self.stems)


def _read(name: str) -> str:
    return (files("monitor") / "data" / "matches" / name).read_text(encoding="utf-8")


def words_of(spelled: Iterable[str]) -> Words:
    """The list of folded words; "*" at a word's end leaves it open."""
    folded = [fold(word).text for word in spelled]
    return Words(
        frozenset(word for word in folded if not word.endswith("*")),
        tuple(word[:-1] for word in folded if word.endswith("*")),
    )


@cache
def _around() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_read("around.toml"))


@cache
def beside(kind: str, language: str | None = None) -> Words:
    """The words of one kind in one language; in every language where it is None.

    A language for which nothing is listed gets every language's words.
    """
    lists = _around()[kind]
    if language is None or language not in lists:
        return words_of(word for words in lists.values() for word in words)
    return words_of([*lists[language], *lists.get("und", [])])


def kinds_in(language: str | None, spoken: Sequence[str]) -> list[frozenset[str]]:
    """The kinds under which each of the folded words is listed in a language."""
    kinds = _kinds(language if language in _languages() else None)
    return list(map(kinds.__getitem__, spoken))


@cache
def _languages() -> frozenset[str]:
    return frozenset().union(*map(languages_of, _around()))


@cache
def _kinds(language: str | None) -> Memory[frozenset[str]]:
    lists = {kind: beside(kind, language) for kind in _around()}
    listed = frozenset().union(*(known.whole for known in lists.values()))
    stems = tuple(stem for known in lists.values() for stem in known.stems)

    def kinds_of(word: str) -> frozenset[str]:
        if word not in listed and not word.startswith(stems):
            return _NO_KINDS
        return frozenset(kind for kind, known in lists.items() if word in known)

    return Memory(kinds_of)


def by_language(kind: str) -> Iterator[tuple[str, str]]:
    """The words of one kind, unfolded, each with its language; "und" is for every."""
    for language, listed in _around()[kind].items():
        for word in listed:
            yield word, language


@cache
def languages_of(kind: str) -> frozenset[str]:
    """The languages that words of one kind are listed for."""
    return frozenset(_around()[kind])


@cache
def _common() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_read("common_words.toml"))


@cache
def common_words(language: str) -> frozenset[str]:
    """Ordinary words of a language that are spelled like names."""
    return words_of(_common()["language"].get(language, [])).whole


@cache
def languages_by_word() -> Mapping[str, tuple[str, ...]]:
    """In which languages a folded word is an ordinary one."""
    found: dict[str, tuple[str, ...]] = {}
    for language in _common()["language"]:
        for word in common_words(language):
            found[word] = (*found.get(word, ()), language)
    return found


def is_ordinary(word: str, language: str | None) -> bool:
    """Whether a folded word is an ordinary one in a language, though like a name."""
    return word in languages_by_word() and word in common_words(language or "")


@cache
def given_names() -> frozenset[str]:
    """Folded names that people are given."""
    return words_of(_common()["people"]["given"]).whole


@cache
def family_names() -> frozenset[str]:
    """Folded family names that are frequent in the news."""
    return words_of(_common()["people"]["family"]).whole


@cache
def longer_names() -> tuple[str, ...]:
    """Names that hold a watched name and mean something else."""
    lists = tomllib.loads(_read("longer_names.toml"))["longer"].values()
    return tuple(dict.fromkeys(name for names in lists for name in names))


@cache
def sounds() -> Mapping[str, Mapping[str, str]]:
    """Consonants as heard that are written for one another."""
    return tomllib.loads(_read("sounds.toml"))


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A word that points to a country."""

    country: str
    #: "country", "demonym" or "city".
    kind: str
    text: str


def _rows(name: str) -> Iterator[list[str]]:
    for line in _read(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def country_words() -> tuple[CountryWord, ...]:
    """Names, demonyms and chief cities of countries, as written."""
    names = [CountryWord(code, "country", n) for code, _, n in _rows("countries.tsv")]
    others = [
        CountryWord(code, kind, word)
        for code, kind, _, words in _rows("country_words.tsv")
        for word in words.split(", ")
    ]
    return (*names, *others)


@cache
def country_names() -> frozenset[str]:
    """The folded names of all countries."""
    return words_of(w.text for w in country_words() if w.kind == "country").whole


@cache
def folded_country_words() -> frozenset[str]:
    """The folded names, demonyms and chief cities of all countries."""
    return words_of(w.text for w in country_words()).whole


def is_known(word: str) -> bool:
    """Whether a folded word is a name or word of its own, and so no misspelling."""
    return _KNOWN[word]


def _is_known(word: str) -> bool:
    return (
        word in given_names()
        or word in family_names()
        or word in folded_country_words()
        or word in languages_by_word()
        or word in beside("calendar")
        or word in beside("people")
    )


_KNOWN = Memory(_is_known)
