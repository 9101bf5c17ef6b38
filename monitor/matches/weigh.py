"""Every candidate gets its signed reasons, and their sum a verdict.

It weighs one candidate at a time against the whole article; what mentions say about
each other is for ``settle``.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from monitor.matches import words
from monitor.matches.beside import Sides, is_locative, opens_line
from monitor.matches.clues import ClueKind, Clues, Sighting
from monitor.matches.reading import Reading
from monitor.matches.reasons import VETO, Reason
from monitor.matches.scan import Candidate
from monitor.matches.shape import SHORTEST_FOLDED, Case
from monitor.model import Ambiguity, MatchMode, MatchStatus, WatchKind

#: The sum a name must reach; ambiguous names need evidence, others only no veto.
THRESHOLDS = {Ambiguity.LOW: 0.0, Ambiguity.MEDIUM: 1.0, Ambiguity.HIGH: 1.5}
_GUESSED = frozenset({MatchMode.SKELETON, MatchMode.FUZZY})
#: So far below the threshold a name is still possible.
_POSSIBLE_BAND = 1.0
#: A clue counts in full within this many words.
_CLUE_REACH = 60
_CONTEXT_REACH = 20
#: A spelling that other places may have, too.
_LOOSE = -1.5


class Weighed(NamedTuple):
    """A candidate and what speaks for and against it."""

    candidate: Candidate
    ambiguity: Ambiguity
    reasons: tuple[Reason, ...]
    #: The sum of the reasons.
    score: float
    status: MatchStatus
    #: Whether one reason alone says that something else is meant.
    vetoed: bool


def judge(it: Candidate, ambiguity: Ambiguity, reasons: tuple[Reason, ...]) -> Weighed:
    """The candidate with its verdict."""
    weights = [reason.weight for reason in reasons]
    score = sum(weights)
    missing = THRESHOLDS[ambiguity] - score
    if missing <= 0:
        status = MatchStatus.ACCEPTED
    elif missing <= _POSSIBLE_BAND:
        status = MatchStatus.POSSIBLE
    else:
        status = MatchStatus.REJECTED
    vetoed = bool(weights) and min(weights) <= VETO
    return Weighed(it, ambiguity, reasons, score, status, vetoed)


def weigh(sides: Sides, clues: Clues, it: Candidate) -> Weighed:
    """The candidate with its reasons."""
    reading = sides.reading
    ambiguity = _ambiguity(reading, it)
    reasons = [*_vetoes(clues, it), *sides.against_name(it)]
    if ambiguity is Ambiguity.LOW:
        reasons.insert(0, Reason(1, "a distinctive name"))
    else:
        reasons += _ordinary(reading, it)
        reasons += _clues(reading, clues, it)
        reasons += sides.for_name(it)
    return judge(it, ambiguity, tuple(reasons))


def _ambiguity(reading: Reading, it: Candidate) -> Ambiguity:
    """The name's ambiguity, raised where the text takes its proof away."""
    spelling = it.spelling
    if is_guess(it) and spelling.entry.watch.kind is WatchKind.PLACE:
        return Ambiguity.HIGH
    if it.last - it.first > 1 or spelling.case is Case.NONE:
        return spelling.ambiguity
    short = len(spelling.words) < SHORTEST_FOLDED
    if short and reading.sentence(it.first).shouting:
        return Ambiguity.HIGH
    if is_guess(it):
        return Ambiguity.HIGH
    if spelling.ambiguity is Ambiguity.LOW and not reading.has_capitals:
        return Ambiguity.MEDIUM
    return spelling.ambiguity


def is_guess(it: Candidate) -> bool:
    """Whether the text does not spell the name, but something like it."""
    return it.mode in _GUESSED


def _vetoes(clues: Clues, it: Candidate) -> Iterator[Reason]:
    if clues.elsewhere.isdisjoint(range(it.first, it.last)):
        return
    for sighting in clues.given(ClueKind.NEVER, it.spelling.entry.index):
        if sighting.overlaps(it.first, it.last):
            yield Reason(-4, f'never "{sighting.surface}"')
            break
    for sighting in clues.longer:
        wider = sighting.last - sighting.first > it.last - it.first
        if wider and sighting.first <= it.first and it.last <= sighting.last:
            yield Reason(-4, f'longer name "{sighting.surface}"')
            break


def _ordinary(reading: Reading, it: Candidate) -> Iterator[Reason]:
    """Against a name that is an ordinary word of the article's language."""
    if it.is_loose:
        yield Reason(_LOOSE, f'only somewhat like "{it.spelling.name.text}"')
    elif is_guess(it):
        yield Reason(-1, f'spelled differently from "{it.spelling.name.text}"')
    if it.last - it.first > 1:
        return
    if words.is_ordinary(it.spelling.words, reading.language):
        if it.spelling.case is Case.ACRONYM and not reading.sentence(it.first).shouting:
            return
        language = reading.language
        yield Reason(-3.5, f"an ordinary word in this language ({language})")
        if _is_set_apart(reading, it):
            yield Reason(2.5, "but has a capital behind a locative")
    elif it.spelling.ambiguity is Ambiguity.HIGH and _only_starts(reading, it):
        yield Reason(-0.5, "begins a sentence, so its capital says nothing")


def _is_set_apart(reading: Reading, it: Candidate) -> bool:
    """Whether only a name is written so: "à Kaya", where capitals tell names."""
    return (
        it.spelling.case is Case.CAPITAL
        and is_locative(reading, it.first - 1)
        and reading.is_soft(it.first)
        and not reading.sentence(it.first).mute
    )


def _only_starts(reading: Reading, it: Candidate) -> bool:
    """Whether the name has a capital for no other reason than its place."""
    return (
        reading.is_start(it.first)
        and it.spelling.case is not Case.NONE
        and not opens_line(reading, it)
        and not reading.surface(it.first).isupper()
    )


def _clues(reading: Reading, clues: Clues, it: Candidate) -> Iterator[Reason]:
    watch = it.spelling.entry.watch
    countries = clues.others(it.first, it.last, it.spelling.entry.names)
    own = (*_near(clues, it), *countries.get(watch.country or "", ()))
    if own:
        yield _nearest(reading, own, it)
        yield from _apposition(reading, own, it, 1.0)
    elif it.is_loose:
        yield Reason(VETO, "neither its country nor a neighbour is named")
    elif watch.country and watch.kind is WatchKind.PLACE and countries:
        yield from _elsewhere(reading, countries, it)
    context = _in_reach(clues, ClueKind.CONTEXT, it)
    if context:
        away = [s.distance(it.first, it.last) for s in context]
        nearest = min(away)
        word = context[away.index(nearest)]
        weight = 1.5 if nearest <= _CONTEXT_REACH else 0.5
        yield Reason(weight, f'context "{word.surface}"')
    if watch.country and reading.article.country == watch.country:
        yield Reason(0.5, f"the outlet is in {watch.country}")


def _near(clues: Clues, it: Candidate) -> list[Sighting]:
    """The neighbours that are named, and are other words than the name itself."""
    names = it.spelling.entry.names
    return [
        s
        for s in _in_reach(clues, ClueKind.NEAR, it)
        if s.words not in names and not s.overlaps(it.first, it.last)
    ]


def _in_reach(clues: Clues, kind: ClueKind, it: Candidate) -> Sequence[Sighting]:
    """The watch's own clues, within its proximity where it has one."""
    entry = it.spelling.entry
    most = entry.watch.proximity
    sightings = clues.given(kind, entry.index)
    if most is None:
        return sightings
    return [s for s in sightings if s.distance(it.first, it.last) <= most]


def _nearest(reading: Reading, sightings: Sequence[Sighting], it: Candidate) -> Reason:
    first, last = it.first, it.last
    # Written out, because a country may be named fifty times.
    gaps = [s.first - last if s.first >= last else first - s.last for s in sightings]
    away = min(gaps)
    nearest = sightings[gaps.index(away)]
    away += 1
    sentence = reading.sentence(it.first)
    if sentence.first <= nearest.first < sentence.last:
        weight = 2.5
    else:
        weight = 2.0 if away <= _CLUE_REACH else 1.0
    return Reason(weight, f'"{nearest.surface}" {away} word{"s" * (away != 1)} away')


def _apposition(
    reading: Reading, sightings: Sequence[Sighting], it: Candidate, weight: float
) -> Iterator[Reason]:
    """The country named right behind the name: "Kati, Mali", "Kati (Mali)"."""
    if reading.gap(it.last).strip() in (",", "("):
        for sighting in sightings:
            if sighting.first == it.last:
                yield Reason(weight, f'followed by "{sighting.surface}"')
                return


def _elsewhere(
    reading: Reading, countries: Mapping[str, Sequence[Sighting]], it: Candidate
) -> Iterator[Reason]:
    """Against a place whose country is not named while others are."""
    most = max(countries.values(), key=len)
    for sightings in countries.values():
        yield from _apposition(reading, sightings, it, VETO)
    weight = -1.0 if len(most) == 1 else -2.0
    if is_guess(it):
        weight = VETO
    yield Reason(weight, f'the article names another country: "{most[0].surface}"')
