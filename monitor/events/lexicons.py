"""The cue words of a language, as look-up tables built from its data file.

It loads and indexes; it does not read articles.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import Any, NamedTuple

from monitor.text import Memory, fold

#: Languages that have a data file, in the order they are tried on unlabelled text.
LANGUAGES = ("en", "fr", "ar", "es", "pt", "ru", "de", "sw", "ha")

#: Sections of plain word lists that make up the family "grammar".
_GRAMMAR = (
    *("articles_one", "and", "by", "of", "negation", "subset", "skip", "toll"),
    *("revised", "units", "zero", "according", "passive", "past_marker", "approach"),
    *("locative", "locative_weak", "container", "container_after", "cause"),
    *("near", "near_after", "between", "settlement", "honorific", "settlement_after"),
    *("capital", "capital_of", "no_capital", "no_place_after", "quarter_after"),
    *("allegiance", "of_them", "side", "along", "first_person", "according_to"),
    *("singular", "definite", "attempt", "pronoun", "pronoun_one", "clause"),
    *("no_claim", "no_claim_after", "other_claim", "own_deed", "same_day"),
    *("further", "since", "grievance", "relative", "done_to", "charge"),
    *("struck", "struck_from", "own_part", "former", "adverbs", "having"),
    *("many_places", "at_once", "named_after", "carried_out", "sites", "numbered"),
)
_MAX_DIGITS = 7


class Cue(NamedTuple):
    """What a word stands for: ("casualty", "killed", "left")."""

    family: str
    name: str
    detail: str = ""


#: The further words of a phrase, and what it stands for.
Phrase = tuple[tuple[str, ...], tuple[Cue, ...]]


class Word(NamedTuple):
    """A token of a text as its language's lexicon knows it."""

    folded: str
    cues: tuple[Cue, ...]
    #: Value of a number word or of digits; None for anything else.
    number: int | None
    #: Phrases that begin with it, by their second word, longest first; those whose
    #: second word is only a beginning are under "*".
    phrases: Mapping[str, Sequence[Phrase]]
    #: Whether it is also the name of a month or a day.
    is_date: bool
    #: Whether it is a cue or may begin a phrase that is one.
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every cue of one language, by folded word."""

    language: str
    function_words: frozenset[str]
    words: Mapping[str, tuple[Cue, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Cue, ...]], ...]]
    prefixes: Mapping[str, tuple[Cue, ...]]
    suffixes: Mapping[str, tuple[Cue, ...]]
    numbers: Mapping[str, int]
    #: Lengths of the beginnings and endings above, and of the stems that begin a
    #: phrase ("suicid* attack").
    prefix_sizes: tuple[int, ...] = ()
    suffix_sizes: tuple[int, ...] = ()
    stem_sizes: tuple[int, ...] = ()
    #: Words that folding would mix up with others (French "marche", "marché"), in
    #: their own spelling.
    spelled: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    #: Letters that are written together with the next word (Arabic "wa", "bi").
    clitics: tuple[str, ...] = ()
    #: Whether numbers stand behind what they count ("watu saba").
    number_follows: bool = False
    #: Whether of two nouns the second says who is meant ("Dogon militiamen").
    head_last: bool = False
    #: Whether a verb stands before its subject ("killed gunmen twelve soldiers").
    verb_first: bool = False
    #: Whether its object may stand at the end of its clause ("killed in X nine men").
    object_late: bool = False
    vague: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    #: Endings of declined names, and those they may have in the nominative.
    declensions: Mapping[str, Sequence[str]] = field(default_factory=dict)


def split_words(text: str) -> tuple[str, ...]:
    """The folded words of a cue, cut as the reader cuts a text."""
    kept = "".join(c if c.isalnum() or c == "*" else " " for c in fold(text).text)
    return tuple(kept.split())


def _entries(value: str) -> Iterator[str]:
    for part in value.replace("\n", ",").split(","):
        if part.strip():
            yield part.strip()


#: Sections of named word lists, and the family of each.
_TABLES = {
    **{"bounds": "bound", "status": "status", "veto": "veto", "cues": "cue"},
    **{"dates": "date", "targets": "target", "sources": "source"},
    **{"verbs": "verb", "objects": "object"},
}
_NESTED = {"casualties": "casualty", "people": "people"}


def _cues(data: Mapping[str, Any]) -> Iterator[tuple[str, Cue]]:
    """Every (text, cue) pair of a data file."""
    for section in _GRAMMAR:
        for text in _entries(data.get(section, "")):
            yield text, Cue("grammar", section)
    for section, family in _TABLES.items():
        for name, value in data.get(section, {}).items():
            for text in _entries(value):
                yield text, Cue(family, name)
    for text in data.get("vague", {}):
        yield text, Cue("vague", " ".join(split_words(text)))
    yield from _nested(data)


def _nested(data: Mapping[str, Any]) -> Iterator[tuple[str, Cue]]:
    for point, value in data.get("directions", {}).items():
        for text in _entries(value):
            yield text, Cue("grammar", "direction", point)
    for section, family in _NESTED.items():
        for name, table in data.get(section, {}).items():
            for detail, value in table.items():
                for text in _entries(value):
                    yield text, Cue(family, name, detail)


def _index(pairs: Iterable[tuple[str, Cue]]) -> dict[tuple[str, ...], list[Cue]]:
    found: dict[tuple[str, ...], list[Cue]] = {}
    for text, cue in pairs:
        words = split_words(text)
        known = found.setdefault(words, [])
        if words and cue not in known:
            known.append(cue)
    return found


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language code of `LANGUAGES`."""
    path = files("monitor") / "data" / "events" / f"{language}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, tuple[Cue, ...]] = {}
    prefixes: dict[str, tuple[Cue, ...]] = {}
    suffixes: dict[str, tuple[Cue, ...]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[Cue, ...]]]] = {}
    pairs = list(_cues(data))
    folded = [pair for pair in pairs if not pair[0].startswith("=")]
    for (first, *rest), cues in sorted(
        (i for i in _index(folded).items() if i[0]), key=lambda i: -len(i[0])
    ):
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), tuple(cues)))
        elif first.endswith("*"):
            prefixes[first[:-1]] = tuple(cues)
        elif first.startswith("*"):
            suffixes[first[1:]] = tuple(cues)
        else:
            words[first] = tuple(cues)
    return Lexicon(
        language=language,
        function_words=frozenset(_entries(fold(data["function_words"]).text)),
        words=words,
        phrases={first: tuple(found) for first, found in phrases.items()},
        prefixes=prefixes,
        suffixes=suffixes,
        numbers={fold(k).text: v for k, v in data.get("numbers", {}).items()},
        prefix_sizes=_sizes(prefixes),
        suffix_sizes=_sizes(suffixes),
        stem_sizes=_sizes(first[:-1] for first in phrases if first.endswith("*")),
        spelled=_spelled(pairs),
        number_follows=data.get("number_follows", False),
        head_last=data.get("head_last", False),
        verb_first=data.get("verb_first", False),
        object_late=data.get("object_late", False),
        declensions=data.get("declensions", {}),
        clitics=tuple(_entries(data.get("clitics", ""))),
        vague={
            " ".join(split_words(k)): (v[0], v[1])
            for k, v in data.get("vague", {}).items()
        },
    )


def _sizes(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in words}))


def _spelled(pairs: Iterable[tuple[str, Cue]]) -> dict[str, tuple[Cue, ...]]:
    """The words that are marked with "=": they count in this spelling alone."""
    found: dict[str, tuple[Cue, ...]] = {}
    for text, cue in pairs:
        if text.startswith("="):
            word = unicodedata.normalize("NFC", text[1:])
            found[word] = (*found.get(word, ()), cue)
    return found


@cache
def vocabulary(language: str) -> Memory[Word]:
    """Each token with its meaning in a language of `LANGUAGES`, as they are met."""
    return Memory(partial(read_word, lexicon(language)))


def read_word(lex: Lexicon, surface: str) -> Word:
    """What a token means in a language."""
    folded = fold(surface).text
    word = _known(lex, folded)
    if lex.spelled and not (surface.isupper() and surface.isascii()):
        own = lex.spelled.get(unicodedata.normalize("NFC", surface).lower(), ())
        word = word._replace(
            cues=(*word.cues, *own), is_marked=word.is_marked or bool(own)
        )
    is_known = any(cue.family != "source" for cue in word.cues)
    if is_known or word.phrases or word.number is not None or not lex.clitics:
        return word
    for clitic in lex.clitics:
        bare = folded.removeprefix(clitic)
        if bare != folded and len(bare) > 1:
            inner = _known(lex, bare)
            if inner.cues or inner.phrases or inner.number is not None:
                return inner._replace(folded=folded, cues=(*word.cues, *inner.cues))
    return word


def _known(lex: Lexicon, folded: str) -> Word:
    cues = list(lex.words.get(folded, ()))
    for size in lex.prefix_sizes:
        cues += lex.prefixes.get(folded[:size], ())
    for size in lex.suffix_sizes:
        cues += lex.suffixes.get(folded[-size:], ())
    phrases = [
        (rest, found)
        for size in lex.stem_sizes
        if size < len(folded)
        for rest, found in lex.phrases.get(folded[:size] + "*", ())
    ]
    phrases += lex.phrases.get(folded, ())
    phrases.sort(key=lambda p: -len(p[0]))
    by_second: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        second = phrase[0][0]
        by_second.setdefault("*" if "*" in second else second, []).append(phrase)
    found = tuple(dict.fromkeys(cues))
    is_date = any(cue.family == "date" for cue in found)
    marked = bool(found or by_second)
    return Word(folded, found, _number(lex, folded), by_second, is_date, marked)


def _number(lex: Lexicon, folded: str) -> int | None:
    digits = "".join(c for c in folded if c.isalnum())
    if digits.isdecimal() and len(digits) <= _MAX_DIGITS:
        return int(digits)
    return lex.numbers.get(folded)
