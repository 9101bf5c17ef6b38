"""What the mentions in one article say about each other.

Longest name wins; one sense per document (Gale, Church and Yarowsky, 1992): a name
that is clearly meant once is meant wherever nothing speaks against it.
"""

from collections.abc import Iterable, Mapping, Sequence

from monitor.matches.reasons import Reason
from monitor.matches.weigh import THRESHOLDS, Weighed, judge
from monitor.model import MatchStatus, WatchKind

#: So far below the threshold is what a dateline alone names.
_MAYBE = -0.5
_WRITTEN = "only says where the report was written"


def settle(
    mentions: Sequence[Weighed], written_at: tuple[int, int] | None = None
) -> list[Weighed]:
    """The mentions, in the order given, with what they say about each other.

    Args:
        written_at: where the dateline has its place, as candidates have theirs.
    """
    settled = _longest_wins(mentions)
    settled = _with_namesakes(settled)
    settled = _with_neighbours(settled)
    settled = _one_sense(settled)
    return settled if written_at is None else _not_by_dateline(settled, written_at)


def _not_by_dateline(
    mentions: Sequence[Weighed], written_at: tuple[int, int]
) -> list[Weighed]:
    """A place that only the dateline names is no more than possible."""
    apart = [m for m in mentions if not _is_within(m, written_at)]
    told = {_entry(mention) for mention in _accepted(apart)}
    return [
        _with(mention, _MAYBE - mention.score + THRESHOLDS[mention.ambiguity], _WRITTEN)
        if _is_within(mention, written_at)
        and mention.status is MatchStatus.ACCEPTED
        and mention.candidate.spelling.entry.watch.kind is WatchKind.PLACE
        and _entry(mention) not in told
        else mention
        for mention in mentions
    ]


def _is_within(mention: Weighed, span: tuple[int, int]) -> bool:
    return span[0] <= mention.candidate.start and mention.candidate.end <= span[1]


def _with(mention: Weighed, weight: float, text: str) -> Weighed:
    reasons = (*mention.reasons, Reason(weight, text))
    return judge(mention.candidate, mention.ambiguity, reasons)


def _entry(mention: Weighed) -> int:
    return mention.candidate.spelling.entry.index


def _accepted(mentions: Iterable[Weighed]) -> list[Weighed]:
    return [m for m in mentions if m.status is MatchStatus.ACCEPTED]


def _longest_wins(mentions: Sequence[Weighed]) -> list[Weighed]:
    longest: dict[int, Weighed] = {}
    for mention in mentions:
        if mention.status is MatchStatus.REJECTED or _width(mention) == 1:
            continue
        for word in range(mention.candidate.first, mention.candidate.last):
            if word not in longest or _width(longest[word]) < _width(mention):
                longest[word] = mention
    return [
        _with(mention, -4, f'part of the name "{_label(winner)}"')
        if (winner := longest.get(mention.candidate.first)) and _holds(winner, mention)
        else mention
        for mention in mentions
    ]


def _width(mention: Weighed) -> int:
    return mention.candidate.last - mention.candidate.first


def _holds(wider: Weighed, mention: Weighed) -> bool:
    """Whether ``mention`` is a part of ``wider``."""
    inside = (
        wider.candidate.first <= mention.candidate.first
        and mention.candidate.last <= wider.candidate.last
    )
    return inside and _width(wider) > _width(mention)


def _label(mention: Weighed) -> str:
    return mention.candidate.spelling.entry.watch.label


def _with_namesakes(mentions: Sequence[Weighed]) -> list[Weighed]:
    """Another name of the same watch supports a name: JNIM, named in full."""
    names: dict[int, dict[str, str]] = {}
    for mention in _accepted(mentions):
        spelling = mention.candidate.spelling
        names.setdefault(spelling.entry.index, {})[spelling.words] = spelling.name.text
    settled = []
    for mention in mentions:
        own = mention.candidate.spelling.words
        known = names.get(_entry(mention), {})
        others = [text for name, text in known.items() if name != own]
        settled.append(
            _with(mention, 2, f'also named "{others[0]}"') if others else mention
        )
    return settled


def _with_neighbours(mentions: Sequence[Weighed]) -> list[Weighed]:
    """Another accepted place of the same country supports an undecided one."""
    named: dict[str, dict[int, str]] = {}
    for mention in _accepted(mentions):
        entry = mention.candidate.spelling.entry
        if entry.watch.country:
            named.setdefault(entry.watch.country, {})[entry.index] = entry.watch.label
    settled = []
    for mention in mentions:
        label = _neighbour(mention, named)
        settled.append(
            _with(mention, 1, f'"{label}" is named too') if label else mention
        )
    return settled


def _neighbour(mention: Weighed, named: Mapping[str, dict[int, str]]) -> str | None:
    """Another place that is named in the country of an undecided one."""
    if mention.status is MatchStatus.ACCEPTED:
        return None
    others = named.get(mention.candidate.spelling.entry.watch.country or "", {})
    own = _entry(mention)
    return next((label for entry, label in others.items() if entry != own), None)


def _one_sense(mentions: Sequence[Weighed]) -> list[Weighed]:
    meant = {_entry(mention) for mention in _accepted(mentions)}
    other = {_entry(mention) for mention in mentions if mention.vetoed}
    settled = []
    for mention in mentions:
        settled_mention = mention
        if not (mention.vetoed or mention.status is MatchStatus.ACCEPTED):
            if _entry(mention) in meant:
                settled_mention = _with(mention, 2, "meant elsewhere in this article")
            elif _entry(mention) in other:
                text = "something else elsewhere in this article"
                settled_mention = _with(mention, -2, text)
        settled.append(settled_mention)
    return settled
