"""Watchlists are compiled into indexes, once, before articles come.

It decides what each spelling asks for; finding is for ``scan``, weighing for
``weigh``.
"""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from monitor.matches import words
from monitor.matches.clues import Clue, ClueKind
from monitor.matches.fuzzy import FuzzyIndex
from monitor.matches.parts import parts
from monitor.matches.phrases import PhraseIndex, Shape, shapes
from monitor.matches.respelt import RespeltIndex
from monitor.matches.shape import Case, ambiguity_of, case_of, mode_of
from monitor.matches.skeleton import SkeletonIndex
from monitor.model import Ambiguity, MatchMode, Name, Watch, WatchKind, Watchlist
from monitor.text import folded_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A watch as the matcher knows it."""

    index: int
    watch: Watch
    #: Its names, folded, words joined by a space.
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """One name of an entry, and what it asks for."""

    entry: Entry
    name: Name
    #: Folded, joined by a space.
    words: str
    #: The most liberal comparison allowed.
    mode: MatchMode
    case: Case
    ambiguity: Ambiguity
    #: Whether its words are only a part of the name.
    is_part: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicWord:
    """A word of a topic: weighted, or of a group of its combination."""

    entry: Entry
    text: str
    weight: float = 0.0
    #: Index of its group; None for a weighted word.
    group: int | None = None


#: What a phrase of an article can be to the matcher.
Phrase = Spelling | TopicWord | Clue


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that is looked for, ready to be found."""

    entries: tuple[Entry, ...]
    phrases: PhraseIndex[Phrase]
    #: Words of violence, each meaning its language (ISO 639-1).
    violence: PhraseIndex[str]
    skeletons: SkeletonIndex[Spelling]
    misspellings: FuzzyIndex[Spelling]
    #: Of places only.
    respellings: RespeltIndex[Spelling]
    #: Every name and neighbour of a watch, folded: spelled like one of these, a word
    #: is no misspelling of another.
    known: frozenset[str]


def compile_lexicon(watchlists: Sequence[Watchlist]) -> Lexicon:
    """The lexicon of all watches in all ``watchlists``."""
    with _uncollected():
        return _compiled(watchlists)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without a search for cyclic garbage: none is made meanwhile.

    It would walk the growing indexes again and again, a fifth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _compiled(watchlists: Sequence[Watchlist]) -> Lexicon:
    watches = [watch for watchlist in watchlists for watch in watchlist.watches]
    entries: list[Entry] = []
    whole: list[Spelling] = []
    for index, watch in enumerate(watches):
        entry = _entry(index, watch)
        entries.append(entry)
        whole += spellings_of(entry)
    spellings = [*whole, *_parts(whole)]
    liberal = (MatchMode.SKELETON, MatchMode.FUZZY)
    known = frozenset(
        folded
        for entry in entries
        for folded in (*entry.names, *map(_folded, entry.watch.near))
    )
    return Lexicon(
        entries=tuple(entries),
        phrases=PhraseIndex(_phrases(entries, spellings, known)),
        violence=PhraseIndex(
            (shape, language)
            for text, language in words.by_language("conflict")
            for shape in shapes(text)
        ),
        skeletons=SkeletonIndex(
            (s.words.split(), s) for s in whole if s.mode in liberal
        ),
        misspellings=FuzzyIndex(
            (
                (s.words, s.mode is MatchMode.FUZZY, s)
                for s in whole
                if s.mode in liberal
            ),
            known,
        ),
        respellings=RespeltIndex(
            ((s.words.split(), s) for s in spellings if _may_be_respelt(s)), known
        ),
        known=known,
    )


def _phrases(
    entries: Sequence[Entry], spellings: Sequence[Spelling], known: frozenset[str]
) -> Iterator[tuple[Shape, Phrase]]:
    """All that is found as it is spelled; a part of a name only if it is no name."""
    for spelling in spellings:
        if not (spelling.is_part and spelling.words in known):
            text = spelling.words if spelling.is_part else spelling.name.text
            for shape in shapes(text, spelling.words):
                yield shape, spelling
    others: Iterator[tuple[Phrase, str]] = chain(
        ((word, word.text) for word in _topic_words(entries)),
        _clues(entries),
    )
    for meaning, text in others:
        for shape in shapes(text):
            yield shape, meaning


def _entry(index: int, watch: Watch) -> Entry:
    names = tuple(dict.fromkeys(_folded(name.text) for name in watch.names))
    return Entry(index=index, watch=watch, names=names)


def _folded(text: str) -> str:
    return " ".join(folded_words(text))


def spellings_of(entry: Entry) -> Iterator[Spelling]:
    """The names of an entry and what each asks for."""
    for name in entry.watch.names:
        folded = _folded(name.text)
        if folded and entry.watch.kind is not WatchKind.TOPIC:
            mode = mode_of(name, entry.watch.ambiguity)
            yield Spelling(
                entry=entry,
                name=name,
                words=folded,
                mode=mode,
                case=case_of(name, mode),
                ambiguity=ambiguity_of(entry.watch, name),
            )


def _may_be_respelt(spelling: Spelling) -> bool:
    if spelling.entry.watch.kind is not WatchKind.PLACE:
        return False
    by_default = spelling.name.mode is None and spelling.mode is MatchMode.FOLDED
    by_default = by_default and spelling.ambiguity is not Ambiguity.HIGH
    return by_default or spelling.mode in (MatchMode.SKELETON, MatchMode.FUZZY)


def _parts(whole: Sequence[Spelling]) -> Iterator[Spelling]:
    """What stands for a place's whole name, where it stands for one place only."""
    places: defaultdict[str, dict[int, Spelling]] = defaultdict(dict)
    for spelling in whole:
        place = spelling.entry.watch.kind is WatchKind.PLACE
        if place and spelling.mode is not MatchMode.EXACT:
            for part in parts(spelling.name):
                places[_folded(part)].setdefault(spelling.entry.index, spelling)
    for words_, spellings in places.items():
        if len(spellings) == 1:
            (spelling,) = spellings.values()
            mode = MatchMode.SKELETON
            if spelling.mode is MatchMode.FOLDED:
                mode = MatchMode.FOLDED
            yield replace(
                spelling,
                words=words_,
                mode=mode,
                case=Case.CAPITAL,
                ambiguity=Ambiguity.HIGH,
                is_part=True,
            )


def _topic_words(entries: Sequence[Entry]) -> Iterator[TopicWord]:
    for entry in entries:
        for text, weight in entry.watch.words:
            yield TopicWord(entry=entry, text=text, weight=weight)
        for group, texts in enumerate(entry.watch.combination):
            for text in texts:
                yield TopicWord(entry=entry, text=text, group=group)


def _clues(entries: Sequence[Entry]) -> Iterator[tuple[Clue, str]]:
    watched = {entry.watch.country for entry in entries}
    for word in words.country_words():
        is_home = word.country in watched
        yield Clue(ClueKind(word.kind), word.country, is_home=is_home), word.text
    for name in words.longer_names():
        yield Clue(ClueKind.LONGER), name
    given: defaultdict[tuple[ClueKind, str], set[int]] = defaultdict(set)
    for entry in entries:
        for kind, texts in (
            (ClueKind.NEAR, entry.watch.near),
            (ClueKind.CONTEXT, entry.watch.context),
            (ClueKind.NEVER, entry.watch.never),
        ):
            for text in texts:
                given[kind, text].add(entry.index)
    for (kind, text), indexes in given.items():
        is_home = kind is not ClueKind.NEVER
        yield Clue(kind, entries=frozenset(indexes), is_home=is_home), text
