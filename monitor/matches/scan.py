"""Everything in an article that may be a watched name is found.

It checks what a spelling itself asks for (mode, capitals, hyphens, one run of
words); whether the name means the watch is for ``weigh`` to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from monitor.matches import words
from monitor.matches.clues import ClueKind, Clues
from monitor.matches.fuzzy import FuzzyIndex
from monitor.matches.lexicon import Lexicon, Spelling
from monitor.matches.lookup import Phrases
from monitor.matches.phrases import Found
from monitor.matches.reading import Reading
from monitor.matches.scope import reads
from monitor.matches.shape import SHORTEST_FOLDED, Case
from monitor.matches.subject import is_at_home, is_violent
from monitor.model import MatchMode, WatchKind
from monitor.text import fold, skeleton

#: Names with the same consonants must also share this much of their letters.
_ALIKE = 65
#: Mentions of one watch in one article; more of them prove nothing new.
_MOST_MENTIONS = 50
_HYPHENS = ("-", "‐", "‑")
_VOWELS = frozenset("aeiouwyh")
#: A spelling, the words ``[first, last)`` like it, how, and whether loosely.
_Guessed = tuple[Spelling, int, int, MatchMode, bool]
_STRICTEST = (MatchMode.EXACT, MatchMode.FOLDED, MatchMode.SKELETON, MatchMode.FUZZY)
_STRICTNESS = {mode: place for place, mode in enumerate(_STRICTEST)}


class Candidate(NamedTuple):
    """Words ``[first, last)`` of the reading that may be a watched name."""

    spelling: Spelling
    mode: MatchMode
    first: int
    last: int
    #: Code points into title and text joined by a line end, half open.
    start: int
    end: int
    #: Whether it is like the name only where the name is to be expected.
    is_loose: bool = False
    #: Arabic letters that stand before the name in its first word.
    prefix: str = ""


def candidates(
    reading: Reading, lexicon: Lexicon, phrases: Phrases, clues: Clues
) -> list[Candidate]:
    """What may be a watched name, in text order; of one watch no two overlap."""
    found = list(_spelled(reading, phrases))
    at_home = is_at_home(phrases)
    if found or at_home or is_violent(reading, lexicon):
        found += _misspelt(reading, lexicon, _guesses(reading, lexicon))
    if at_home:
        found += _misspelt(reading, lexicon, _loose_guesses(reading, lexicon, clues))
    found.sort(key=_preference)
    kept: list[Candidate] = []
    #: By entry: how many are kept, and behind which word the last of them ends.
    known: dict[int, tuple[int, int]] = {}
    for candidate in found:
        entry = candidate.spelling.entry.index
        count, reach = known.get(entry, (0, 0))
        if candidate.first >= reach and count < _MOST_MENTIONS:
            kept.append(candidate)
            known[entry] = count + 1, candidate.last
    return kept


def _preference(it: Candidate) -> tuple[int, int, bool, int]:
    return it.first, -it.last, it.is_loose, _STRICTNESS[it.mode]


def _spelled(reading: Reading, phrases: Phrases) -> Iterator[Candidate]:
    for found in phrases.spellings:
        spelling, first, last = found[:3]
        is_name = _is_name(reading, spelling, first, last)
        if is_name and reads(spelling.entry.watch, reading):
            is_exact = spelling.mode is MatchMode.EXACT
            mode = MatchMode.EXACT if is_exact else MatchMode.FOLDED
            yield _candidate(reading, found, mode)


def _misspelt(
    reading: Reading, lexicon: Lexicon, guesses: Iterable[_Guessed]
) -> Iterator[Candidate]:
    for spelling, first, last, mode, is_loose in guesses:
        if _may_be_misspelt(reading, lexicon, spelling, first, last):
            found = Found(spelling, first, last)
            yield _candidate(reading, found, mode, is_loose=is_loose)


def narrowly_missed(
    reading: Reading, lexicon: Lexicon, wide: FuzzyIndex[Spelling]
) -> list[Candidate]:
    """What would be a misspelling with more edits than a name's length allows."""
    guesses = wide.find(reading.tokens.words, _nameable(reading))
    return [
        _candidate(reading, Found(it.meaning, it.first, it.last), MatchMode.FUZZY)
        for it in guesses
        if _may_be_misspelt(reading, lexicon, it.meaning, it.first, it.last)
    ]


def _may_be_misspelt(
    reading: Reading, lexicon: Lexicon, spelling: Spelling, first: int, last: int
) -> bool:
    """Whether words may be a name written otherwise, and are no name of their own."""
    written = " ".join(reading.tokens.words[first:last])
    return (
        written not in lexicon.known
        and not (last - first == 1 and words.is_known(written))
        and reads(spelling.entry.watch, reading)
        and _is_name(reading, spelling, first, last)
    )


def _guesses(reading: Reading, lexicon: Lexicon) -> Iterator[_Guessed]:
    spoken = reading.tokens.words
    nameable = _nameable(reading)
    for spelling, first, last in lexicon.skeletons.find(spoken, nameable):
        if _sounds_alike(reading, spelling, first, last):
            yield spelling, first, last, MatchMode.SKELETON, False
    for guess in lexicon.misspellings.find(spoken, nameable):
        mode = MatchMode.FUZZY if guess.edits else MatchMode.SKELETON
        yield guess.meaning, guess.first, guess.last, mode, False


def _loose_guesses(
    reading: Reading, lexicon: Lexicon, clues: Clues
) -> Iterator[_Guessed]:
    """Guesses whose country or neighbours are named: none else would be accepted."""
    spoken, nameable = reading.tokens.words, _nameable(reading)
    for spelling, first, last in lexicon.respellings.find(spoken, nameable):
        entry = spelling.entry
        home = clues.countries.get(entry.watch.country or "")
        if home or clues.given(ClueKind.NEAR, entry.index):
            yield spelling, first, last, MatchMode.SKELETON, True


def _nameable(reading: Reading) -> Sequence[bool]:
    if reading.has_capitals:
        return reading.tokens.nameable
    return [True] * reading.word_count


def _sounds_alike(reading: Reading, spelling: Spelling, first: int, last: int) -> bool:
    """Whether words with a name's consonants are also a name with its letters."""
    wanted = [word for word in spelling.words.split() if skeleton(word)]
    given = [i for i in range(first, last) if skeleton(reading.tokens.words[i])]
    spoken = [reading.tokens.words[i] for i in given]
    if len(wanted) == len(spoken):
        return all(map(_are_alike, wanted, spoken))
    # Parted otherwise: then each part must at least look like part of a name.
    named = reading.is_capital(given[0]) and all(
        reading.is_capital(i) or reading.tokens.words[i] in wanted for i in given
    )
    return named and _are_alike("".join(wanted), "".join(spoken))


def _are_alike(wanted: str, given: str) -> bool:
    same_start = wanted[0] == given[0] or {wanted[0], given[0]} <= _VOWELS
    return same_start and fuzz.ratio(wanted, given) >= _ALIKE


def _candidate(
    reading: Reading,
    found: Found[Spelling],
    mode: MatchMode,
    *,
    is_loose: bool = False,
) -> Candidate:
    start, end = _span(reading, found)
    return Candidate(
        spelling=found.meaning,
        mode=mode,
        is_loose=is_loose or found.meaning.is_part,
        first=found.first,
        last=found.last,
        start=start,
        end=end,
        prefix=found.before,
    )


def _span(reading: Reading, found: Found[Spelling]) -> tuple[int, int]:
    """The name without the prefix and the ending that its first and last word carry."""
    start = reading.tokens.starts[found.first]
    end = reading.tokens.ends[found.last - 1]
    if found.before:
        head = fold(reading.surface(found.first))
        start += head.span(len(found.before), len(head.text))[0]
    if found.after:
        tail = fold(reading.surface(found.last - 1))
        tail_start = reading.tokens.starts[found.last - 1]
        end = tail_start + tail.span(0, len(tail.text) - len(found.after))[1]
    return start, end


def _is_name(reading: Reading, spelling: Spelling, first: int, last: int) -> bool:
    return (
        (last - first == 1 or all(map(reading.is_soft, range(first + 1, last))))
        and _case_fits(reading, spelling, first, last)
        and _hyphen_fits(reading, first, last)
    )


def _case_fits(reading: Reading, spelling: Spelling, first: int, last: int) -> bool:
    if spelling.case is Case.NONE:
        return True
    if spelling.case is Case.CAPITAL:
        capital = reading.is_capital(first) or (
            last - first > 1 and any(map(reading.is_capital, range(first + 1, last)))
        )
        return capital or not reading.has_capitals
    surface = "".join(map(reading.surface, range(first, last)))
    if surface.islower():
        return False
    if _capitals(surface) == _capitals(spelling.name.text):
        return True
    if spelling.case is Case.EXACT:
        return spelling.entry.watch.kind is WatchKind.PLACE and surface.isupper()
    return surface.isupper() or _is_spoken(surface)


def _capitals(text: str) -> list[bool]:
    return [letter.isupper() for letter in text if letter.isalnum()]


def _is_spoken(surface: str) -> bool:
    """Whether an acronym is written as the word it is read as: Gsim, Aqmi."""
    return (
        len(surface) >= SHORTEST_FOLDED
        and surface.istitle()
        and surface.lower() not in words.languages_by_word()
    )


def _hyphen_fits(reading: Reading, first: int, last: int) -> bool:
    """Whether a hyphen after the name leaves it a name: Kati-based, not Kati-an."""
    if last >= reading.word_count or reading.gap(last) not in _HYPHENS:
        return True
    if reading.is_capital(last):
        return True
    return len(reading.surface(last)) >= SHORTEST_FOLDED
