"""Words that point to countries, and names that are never places."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from monitor.text import Memory, fold

#: Letters of the longest and the shortest beginning of a word that points to a country.
_LONGEST, _SHORTEST = 12, 4
#: Letters of a Russian name's stem from which on its ending may change.
_DECLINED = 5
#: What a Russian name ends with that has an ending to lose.
_ENDINGS = "аеийоуыья"
#: The Arabic article, written together with its word.
_THE = "ال"
#: Arabic "and", written together with its word.
_AND = "و"


@dataclass(frozen=True, slots=True)
class Hints:
    """Words that point to countries, and names that are never places."""

    whole: Mapping[str, tuple[str, ...]]
    begun: Mapping[str, tuple[str, ...]]
    not_places: frozenset[str]


@cache
def hints() -> Hints:
    """The words of `countries.toml`, folded."""
    path = files("monitor") / "data" / "events" / "countries.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    banned = data.pop("not_places")["words"]
    whole = _arabic_peoples()
    begun: dict[str, tuple[str, ...]] = {}
    for codes, value in data.items():
        for word in value.split(","):
            text = fold(word.strip()).text
            kept = begun if text.endswith("*") else whole
            kept[text.removesuffix("*")] = tuple(codes.split())
    return Hints(
        whole, begun, frozenset(fold(w.strip()).text for w in banned.split(","))
    )


@cache
def _names(language: str) -> Hints:
    """The countries by their names in a language, if it is not English.

    English names are the gazetteer's; Russian ones are declined ("в Нигерии"), and
    German ones have a genitive ("Malis Hauptstadt").
    """
    rows = _rows()
    english = {fold(name).text for _, said, name in rows if "en" in said.split(",")}
    whole: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[str, ...]] = {}
    for code, said, name in rows:
        key = fold(name).text
        if language == "de" and language in said.split(",") and key.isalpha():
            whole[f"{key}s"] = (code,)
        is_new = language in said.split(",") and key not in english
        if not is_new or not key.isalpha() or len(key) < _SHORTEST:
            continue
        whole[key] = (code,)
        stem = key[:-1] if key[-1] in _ENDINGS else key
        if language == "ru" and len(stem) >= _DECLINED:
            begun[stem] = (code,)
    return Hints(whole, begun, frozenset())


def _arabic_peoples() -> dict[str, tuple[str, ...]]:
    """What the people and things of a country are called in Arabic, by folded word."""
    path = files("monitor") / "data" / "gazetteer" / "countries.tsv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t")
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for word in row["demonyms_ar"].split("|"):
            for text in (word, f"{_THE}{word}") if word else ():
                key = fold(text).text
                found[key] = (*found.get(key, ()), row["country"])
    return found


def countries_of(words: Iterable[str], language: str) -> Iterator[str]:
    """The codes of the countries that folded words point to, once for each word.

    Args:
        words: folded.
        language: whose names of countries count.
    """
    return chain.from_iterable(map(_memory(language).__getitem__, words))


def states_named(words: Iterable[str], language: str) -> set[str]:
    """The codes of the countries whose names in a language are among folded words."""
    names, told = _names(language), set(words)
    whole = names.whole.keys() & told
    found = {code for word in whole for code in names.whole[word]}
    if names.begun:
        stems = names.begun.keys() & {word[:-1] for word in told - whole}
        found.update(code for stem in stems for code in names.begun[stem])
    return found


def states_in(word: str, language: str) -> set[str]:
    """The codes of the countries that a folded word names, in English or a language."""
    known = _states(language)
    if word not in known and language == "ar":
        word = word.removeprefix(_AND)
    return set(known.get(word, ()))


@cache
def _states(language: str) -> Mapping[str, tuple[str, ...]]:
    """The countries by their names, or the first word of one if it is no other's."""
    found: dict[str, set[str]] = {}
    for code, said, name in _rows():
        if {"en", language} & set(said.split(",")):
            first, _, rest = fold(name).text.partition(" ")
            if not rest or len(first) > _SHORTEST:
                found.setdefault(first, set()).add(code)
    return {word: tuple(codes) for word, codes in found.items() if len(codes) == 1}


@cache
def _rows() -> list[tuple[str, str, str]]:
    """(code, languages, name) of every name of a country."""
    path = files("monitor") / "data" / "matches" / "countries.tsv"
    lines = path.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(code, said, name) for code, said, name in rows]


@cache
def _memory(language: str) -> Memory[tuple[str, ...]]:
    """What each word met so far points to, in a language."""
    known, names = hints(), _names(language)

    def read(word: str) -> tuple[str, ...]:
        for whole, begun in ((known.whole, known.begun), (names.whole, names.begun)):
            if word in whole:
                return whole[word]
            for size in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
                if word[:size] in begun:
                    return begun[word[:size]]
        return ()

    return Memory(read)
