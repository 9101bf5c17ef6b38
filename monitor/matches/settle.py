"""What the mentions in one article say about each other.

Longest name wins; one sense per document (Gale, Church and Yarowsky, 1992): a name
that is clearly meant once is meant wherever nothing speaks against it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.matches.beside import Reason
from monitor.matches.weigh import Weighed
from monitor.model import MatchStatus


def settle(mentions: Sequence[Weighed]) -> list[Weighed]:
    """The mentions, in the order given, with what they say about each other."""
    mentions = _longest_wins(mentions)
    mentions = [_with_namesakes(mention, mentions) for mention in mentions]
    mentions = [_with_neighbours(mention, mentions) for mention in mentions]
    return [_one_sense(mention, mentions) for mention in mentions]


def _with(mention: Weighed, *reasons: Reason) -> Weighed:
    return replace(mention, reasons=(*mention.reasons, *reasons))


def _entry(mention: Weighed) -> int:
    return mention.candidate.spelling.entry.index


def _longest_wins(mentions: Sequence[Weighed]) -> list[Weighed]:
    settled = []
    for mention in mentions:
        winner = next(_longer_than(mention, mentions), None)
        if winner is None:
            settled.append(mention)
        else:
            label = winner.candidate.spelling.entry.watch.label
            settled.append(_with(mention, Reason(-4, f'part of the name "{label}"')))
    return settled


def _longer_than(mention: Weighed, mentions: Iterable[Weighed]) -> Iterator[Weighed]:
    it = mention.candidate
    for other in mentions:
        wider = other.candidate
        if (
            wider.first <= it.first
            and it.last <= wider.last
            and wider.last - wider.first > it.last - it.first
            and other.status is not MatchStatus.REJECTED
        ):
            yield other


def _with_namesakes(mention: Weighed, mentions: Sequence[Weighed]) -> Weighed:
    """Another name of the same watch supports this one: JNIM, named in full."""
    spelled = mention.candidate.spelling.words
    for other in mentions:
        if (
            _entry(other) == _entry(mention)
            and other.candidate.spelling.words != spelled
            and other.status is MatchStatus.ACCEPTED
        ):
            text = f'also named "{other.candidate.spelling.name.text}"'
            return _with(mention, Reason(2, text))
    return mention


def _with_neighbours(mention: Weighed, mentions: Sequence[Weighed]) -> Weighed:
    """Another accepted place of the same country supports an undecided one."""
    country = mention.candidate.spelling.entry.watch.country
    if not country or mention.status is MatchStatus.ACCEPTED:
        return mention
    for other in mentions:
        watch = other.candidate.spelling.entry.watch
        if (
            _entry(other) != _entry(mention)
            and watch.country == country
            and other.status is MatchStatus.ACCEPTED
        ):
            return _with(mention, Reason(1, f'"{watch.label}" is named too'))
    return mention


def _one_sense(mention: Weighed, mentions: Sequence[Weighed]) -> Weighed:
    if mention.vetoed or mention.status is MatchStatus.ACCEPTED:
        return mention
    same = [m for m in mentions if _entry(m) == _entry(mention) and m is not mention]
    if any(m.status is MatchStatus.ACCEPTED for m in same):
        return _with(mention, Reason(2, "meant elsewhere in this article"))
    if any(m.vetoed for m in same):
        return _with(mention, Reason(-2, "something else elsewhere in this article"))
    return mention
