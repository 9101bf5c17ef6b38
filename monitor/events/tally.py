"""An article's casualty figures become one range for each kind of casualty.

People of different sides are added, statements about the same people are a range.
A party's figure for its enemy's losses counts only where nobody else gives one.
"""

from collections.abc import Iterable, Sequence

from monitor.events.shares import REVISION, SMALL, break_down
from monitor.events.toll import Figure
from monitor.model import Side, Toll

#: Length of the quoted words, letters.
_MAX_TEXT = 60
#: Parties to the fighting, by the names of their sources.
_ENEMY = {"armed group": Side.STATE, "army": Side.ARMED_GROUP}


def tally(figures: Sequence[Figure], field: str) -> Toll | None:
    """The range of a field ("killed") over an article's figures, or None."""
    mine = [figure for figure in figures if figure.field == field]
    whole = [figure for figure in mine if not figure.is_part]
    if not whole:
        return None
    told = _counted([figure for figure in whole if figure.high])
    if not told:
        return Toll(low=0, high=0, text=_text(whole[:1]), source=_source(whole[:1]))
    counting = _neutral(told)
    first = [figure for figure in counting if not figure.is_further] or counting
    low, high, used = _added(_by_side(first))
    more_low, more_high, more = _added(_by_side(_new(counting, first)))
    low, high, used = low + more_low, high + more_high, used + more
    parts = [figure for figure in mine if figure.is_part]
    return Toll(
        low=low,
        high=high,
        text=_text(used),
        source=_source(used),
        is_vague=all(figure.is_vague for figure in used),
        sides=break_down([*told, *parts]),
    )


def _counted(told: list[Figure]) -> list[Figure]:
    """The figures that give a number, if any does, before those that do in words."""
    sure = {(id(f.sentence), f.at) for f in told if f.counted}
    is_told_on = any(f.is_further for f in told)
    counted = [
        f
        for f in told
        if f.counted or (f.high == 1 and (is_told_on or (id(f.sentence), f.at) in sure))
    ] or told
    return [f for f in counted if f.low == f.high or not f.is_vague] or counted


def _new(told: list[Figure], first: list[Figure]) -> list[Figure]:
    """The figures of further people, but not those that title and text both tell."""
    known = {(f.sentence.where, f.side, f.low, f.high) for f in first}
    elsewhere = {"title": "text", "text": "title"}
    return [
        f
        for f in told
        if f not in first
        and (elsewhere[f.sentence.where], f.side, f.low, f.high) not in known
    ]


def _neutral(told: list[Figure]) -> list[Figure]:
    """The figures without a party's of its enemy's losses, where others tell them."""
    partial = [f for f in told if f.side and f.side is _ENEMY.get(f.source or "")]
    neutral = {f.side for f in told if f not in partial}
    return [f for f in told if f not in partial or f.side not in neutral]


def _by_side(figures: list[Figure]) -> dict[str, list[Figure]]:
    """Claims about the same people; those about anybody are totals.

    In "four soldiers and two other people" the others are no total: they are added.
    """
    sided = {(id(f.sentence), f.at) for f in figures if f.side}
    sides: dict[str, list[Figure]] = {}
    for figure in figures:
        is_listed = (id(figure.sentence), figure.at) in sided
        key = figure.side or ("listed" if is_listed else "total")
        sides.setdefault(key, []).append(figure)
    return sides


def _added(sides: dict[str, list[Figure]]) -> tuple[int, int, list[Figure]]:
    """The range over all sides, and the figures that it rests on."""
    used: list[Figure] = []
    totals = sides.pop("total", [])
    low = high = 0
    for side in sides.values():
        side_low, side_high, chosen = _one_side(side)
        low, high = low + side_low, high + side_high
        used += chosen
    if not totals:
        return low, high, used
    total_low, total_high, chosen = _one_side(_spread(totals))
    if high < total_high:
        return total_low, total_high, chosen
    return min(low, total_low), high, chosen + used


def _one_side(figures: Iterable[Figure]) -> tuple[int, int, list[Figure]]:
    """The range over statements about the same people, and those it rests on.

    Claims of one sentence are parts of one statement and are added.
    """
    statements: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures:
        key = (figure.sentence.where, figure.sentence.index)
        statements.setdefault(key, []).append(figure)
    first, *others = statements.values()
    low, high = _sum(first)
    used = list(first)
    for other in others:
        other_low, other_high = _sum(other)
        if max(high, other_high) <= max(REVISION * min(high, other_high), SMALL):
            low, high = min(low, other_low), max(high, other_high)
            used += other
    return low, high, used


def _sum(statement: list[Figure]) -> tuple[int, int]:
    return sum(f.low for f in statement), sum(f.high for f in statement)


def _spread(totals: list[Figure]) -> list[Figure]:
    """Totals of one sentence ("77 dead, others say 81"): rivals, not parts.

    Those of one word are a list ("killed the mayor and nine others").
    """
    lists: dict[tuple[int, int], Figure] = {}
    for figure in totals:
        key = (id(figure.sentence), figure.at)
        known = lists.get(key)
        lists[key] = _joined(known, figure) if known else figure
    seen: dict[int, Figure] = {}
    for figure in lists.values():
        rival = seen.setdefault(id(figure.sentence), figure)
        if rival.high <= figure.high <= REVISION * rival.high:
            seen[id(figure.sentence)] = rival._replace(high=figure.high)
    return list(seen.values())


def _joined(one: Figure, other: Figure) -> Figure:
    return one._replace(
        low=one.low + other.low,
        high=one.high + other.high,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
    )


def _source(figures: Sequence[Figure]) -> str | None:
    """Who says so; None where nobody is named or parties differ."""
    told = {figure.source for figure in figures if figure.sentence.where == "text"}
    return told.pop() if len(told) == 1 else None


def _text(figures: Sequence[Figure]) -> str:
    """The words of the figures, each figure of a side once, `_MAX_TEXT` at most."""
    quotes: dict[tuple[Side | None, int, int], str] = {}
    for figure in figures:
        quotes.setdefault((figure.side, figure.low, figure.high), figure.quote())
    text = ""
    for words in dict.fromkeys(quotes.values()):
        longer = f"{text}; {words}" if text else words
        if len(longer) <= _MAX_TEXT:
            text = longer
    return text or _shortened(next(iter(quotes.values()), ""))


def _shortened(words: str) -> str:
    return f"{words[: _MAX_TEXT - 1].rsplit(' ', 1)[0]}…"
