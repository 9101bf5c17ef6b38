"""What the words beside a name say about it, as signed reasons.

It looks at the sentence only; countries and neighbours anywhere in the article are
weighed in ``weigh``. The weights are those of matching studies on local news (rules
with positive evidence for ambiguous names, vetoes alone for the others).
"""

import re
from collections.abc import Callable, Sequence

from monitor.matches import words
from monitor.matches.reading import Reading
from monitor.matches.reasons import Reason
from monitor.matches.scan import Candidate
from monitor.matches.shape import Case
from monitor.model import Ambiguity, WatchKind

#: A feature noun stands at most so many words before the name.
_FEATURE_REACH = 4
#: A word for an armed group says so within this many words.
_GROUP_REACH = 8
_AGE = re.compile(r"[1-9]\d")
_DATELINE = re.compile(r"\s*(?:[:–—|]|-\s|-$)|\s*\($")
_BRACKET = re.compile(r"\s*[,(]\s*")
_NOUN_CAPITALS = "de"
_NO_SURNAMES = frozenset(
    ("feature", "calendar", "title", "organisation", "civic", "conflict")
)
_ARABIC_IN = re.compile("[وف]?[بل]")


class Sides:
    """What stands beside the names of an article; each place is looked at once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._for: dict[tuple[int, int, str, WatchKind, Case], list[Reason]] = {}
        self._against: dict[tuple[int, int, WatchKind, bool], list[Reason]] = {}

    def for_name(self, it: Candidate) -> list[Reason]:
        """Reasons in the sentence to take the name for what the watch follows."""
        spelling = it.spelling
        kind = spelling.entry.watch.kind
        key = it.first, it.last, it.prefix, kind, spelling.case
        found = self._for.get(key)
        if found is None:
            found = self._for[key] = _said(_FOR[kind], self.reading, it)
        return found

    def against_name(self, it: Candidate) -> list[Reason]:
        """Reasons beside the name to take it for something else."""
        spelling = it.spelling
        kind = spelling.entry.watch.kind
        low = spelling.ambiguity is Ambiguity.LOW
        key = it.first, it.last, kind, low
        found = self._against.get(key)
        if found is None:
            rules = _AGAINST[kind]
            if kind is WatchKind.PLACE and not low and it.last - it.first == 1:
                rules = _AGAINST_WORD
            found = self._against[key] = _said(rules, self.reading, it)
        return found


def _said(
    rules: Sequence[Callable[[Reading, Candidate], Reason | None]],
    reading: Reading,
    it: Candidate,
) -> list[Reason]:
    """The reasons of those rules that have one."""
    return [reason for rule in rules if (reason := rule(reading, it))]


def _title_before(reading: Reading, it: Candidate) -> Reason | None:
    if reading.is_listed(it.first - 1, "title"):
        return Reason(1.5, f"title {_quoted(reading, it.first - 1)}")
    return None


def _feature_beside(reading: Reading, it: Candidate) -> Reason | None:
    feature = _feature(reading, it)
    if feature is None:
        return None
    return Reason(1.5, f"place word {_quoted(reading, feature)}")


def _dateline(reading: Reading, it: Candidate) -> Reason | None:
    if opens_line(reading, it):
        return Reason(1, "opens the line like a dateline")
    return None


def opens_line(reading: Reading, it: Candidate) -> bool:
    """Whether the name stands where reports say where they are from: "Kati:"."""
    gap = reading.gap(it.last)
    if not reading.is_line_start(it.first) or not _DATELINE.match(gap):
        return False
    return "(" not in gap or _is_agency(reading, it.last)


def _is_agency(reading: Reading, index: int) -> bool:
    """Whether a bracket holds an agency's letters: "(AFP)"."""
    here = index < reading.word_count
    return here and len(reading.surface(index)) > 1 and reading.surface(index).isupper()


def _locative(reading: Reading, it: Candidate) -> Reason | None:
    if it.prefix and _ARABIC_IN.fullmatch(it.prefix):
        return Reason(1.5, f'locative "{it.prefix}"')
    before = it.first - 1
    locative = is_locative(reading, before)
    if not (locative or reading.is_listed(before, "weak_locative")):
        return None
    if not reading.is_soft(it.first):
        return None
    if locative:
        return Reason(1.5, f"locative {_quoted(reading, before)}")
    return Reason(1, f"preposition {_quoted(reading, before)}")


def is_locative(reading: Reading, index: int) -> bool:
    """Whether the word is a locative; French "a" (has) is none, "à" is."""
    if not reading.is_listed(index, "locative"):
        return False
    return reading.surface(index) != "a" or reading.language not in (None, "fr", "en")


def _feature(reading: Reading, it: Candidate) -> int | None:
    """The word that says what the place is: town of, camp militaire de, base."""
    after = it.last + 1
    if reading.is_listed(it.last, "feature") and reading.is_soft(it.last):
        return it.last
    follows = reading.is_listed(after, "feature") and not reading.is_capital(after)
    if follows and reading.is_soft(it.last) and reading.is_soft(after):
        return after
    before = it.first - 1
    for index in range(before, max(-1, before - _FEATURE_REACH), -1):
        if reading.is_listed(index, "feature"):
            linked = index == before or reading.is_listed(before, "linker")
            soft = all(map(reading.is_soft, range(index + 1, it.first + 1)))
            return index if linked and soft else None
    return None


def _acronym(reading: Reading, it: Candidate) -> Reason | None:
    if it.spelling.case is Case.ACRONYM and not reading.sentence(it.first).shouting:
        return Reason(0.5, "stands in capitals among small letters")
    return None


def _group_beside(reading: Reading, it: Candidate) -> Reason | None:
    first = max(0, it.first - _GROUP_REACH)
    last = min(reading.word_count, it.last + _GROUP_REACH)
    for index in (*range(it.first - 1, first - 1, -1), *range(it.last, last)):
        if reading.is_listed(index, "group"):
            return Reason(1.5, f"armed group word {_quoted(reading, index)}")
    return None


def _conflict(reading: Reading, it: Candidate) -> Reason | None:
    return _in_sentence(reading, it, "conflict", 1.0)


def _civic(reading: Reading, it: Candidate) -> Reason | None:
    return _in_sentence(reading, it, "civic", 0.5)


def _in_sentence(
    reading: Reading, it: Candidate, kind: str, weight: float
) -> Reason | None:
    for index in reading.listed(kind, reading.sentence(it.first)):
        if not it.first <= index < it.last:
            return Reason(weight, f"{kind} word {_quoted(reading, index)}")
    return None


def _person_before(reading: Reading, it: Candidate) -> Reason | None:
    before = it.first - 1
    told = _of_person(reading, before)
    if told is None:
        return None
    if not reading.is_soft(it.first) and not _after_abbreviation(reading, it.first):
        return None
    return Reason(-3, f"{told} {_quoted(reading, before)}")


def _of_person(reading: Reading, index: int) -> str | None:
    """What a word is that stands before a person's name."""
    kinds = reading.kinds(index)
    if "title" in kinds and not is_locative(reading, index):
        return "title"
    if "particle" in kinds:
        return "part of a person's name"
    is_given = index >= 0 and reading.tokens.words[index] in words.given_names()
    return "given name" if is_given and reading.is_capital(index) else None


def _after_abbreviation(reading: Reading, index: int) -> bool:
    return index > 0 and reading.gap(index) == ". "


def _age_after(reading: Reading, it: Candidate) -> Reason | None:
    after = it.last
    if after >= reading.word_count or not reading.tokens.words[after].isdigit():
        return None
    opened = _BRACKET.fullmatch(reading.gap(after))
    closed = reading.gap(after + 1).strip()[:1] in (",", ")", ".", "")
    if opened and closed and _AGE.fullmatch(reading.surface(after)):
        return Reason(-3, f"an age follows: {reading.surface(after)}")
    return None


def _organisation_after(reading: Reading, it: Candidate) -> Reason | None:
    if (
        reading.is_listed(it.last, "organisation")
        and reading.is_soft(it.last)
        and reading.is_capital(it.last)
        and not reading.sentence(it.first).mute
    ):
        return Reason(-1.5, f"organisation {_quoted(reading, it.last)}")
    return None


def _name_after(reading: Reading, it: Candidate) -> Reason | None:
    if not _is_foreign_capital(reading, it, it.last) or not reading.is_soft(it.last):
        return None
    weight = -1 if reading.language == _NOUN_CAPITALS else -3
    return Reason(weight, f"another name follows: {_quoted(reading, it.last)}")


def _name_before(reading: Reading, it: Candidate) -> Reason | None:
    before = it.first - 1
    if not reading.is_soft(it.first) or reading.is_start(before):
        return None
    if not _is_foreign_capital(reading, it, before):
        return None
    weak = reading.is_listed(before, "weak_locative")
    if weak or is_locative(reading, before) or reading.language == _NOUN_CAPITALS:
        return None
    return Reason(-2, f"another name stands before: {_quoted(reading, before)}")


def _is_foreign_capital(reading: Reading, it: Candidate, index: int) -> bool:
    """Whether the word is a capitalised one that does not belong to a place's name."""
    if index >= reading.word_count or not reading.is_capital(index):
        return False
    if reading.sentence(it.first).mute:
        return False
    surface = reading.surface(index)
    if surface.isupper() and len(surface) > 1:  # AFP, FAMa: no surname
        return False
    return _NO_SURNAMES.isdisjoint(reading.kinds(index))


def _speech_after(reading: Reading, it: Candidate) -> Reason | None:
    if reading.is_listed(it.last, "speech") and reading.is_soft(it.last):
        return Reason(-1, f"speaks like a person: {_quoted(reading, it.last)}")
    return None


def _quoted(reading: Reading, index: int) -> str:
    return f'"{reading.surface(index)}"'


_VIOLENCE = (_conflict, _civic)
_FOR = {
    WatchKind.PLACE: (_locative, _feature_beside, _dateline, *_VIOLENCE),
    WatchKind.GROUP: (_acronym, _group_beside, *_VIOLENCE),
    WatchKind.PERSON: (_title_before, *_VIOLENCE),
}
_NO_PERSON = (_person_before, _age_after, _organisation_after)
_AGAINST = {
    WatchKind.PLACE: _NO_PERSON,
    WatchKind.GROUP: _NO_PERSON,
    WatchKind.PERSON: (),
}
#: Against a place's name of one word that is not distinctive.
_AGAINST_WORD = (*_NO_PERSON, _name_after, _name_before, _speech_after)
