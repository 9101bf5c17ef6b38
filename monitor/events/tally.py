"""An article's casualty claims become one range for each kind of casualty.

People of different sides are added, statements about the same people are a range.
A party's figure for its enemy's losses counts only where nobody else gives one.
"""

from collections.abc import Iterable, Sequence

from monitor.events.shares import REVISION, SMALL, break_down
from monitor.events.toll import Claim
from monitor.model import Side, Toll

#: Length of the quoted words, letters.
_MAX_TEXT = 60
#: Parties to the fighting, by the names of their sources.
_ENEMY = {"armed group": Side.STATE, "army": Side.ARMED_GROUP}


def tally(claims: Sequence[Claim], field: str) -> Toll | None:
    """The range of a field ("killed") over an article's claims, or None."""
    mine = [claim for claim in claims if claim.field == field]
    whole = [claim for claim in mine if not claim.is_part]
    if not whole:
        return None
    told = _counted([claim for claim in whole if claim.high])
    if not told:
        return Toll(low=0, high=0, text=_text(whole[:1]), source=_source(whole[:1]))
    counting = _neutral(told)
    first = [claim for claim in counting if not claim.is_further] or counting
    low, high, used = _added(_by_side(first))
    more_low, more_high, more = _added(_by_side(_new(counting, first)))
    low, high, used = low + more_low, high + more_high, used + more
    parts = [claim for claim in mine if claim.is_part]
    return Toll(
        low=low,
        high=high,
        text=_text(used),
        source=_source(used),
        is_vague=all(claim.is_vague for claim in used),
        sides=break_down([*told, *parts]),
    )


def _counted(told: list[Claim]) -> list[Claim]:
    """The claims that give a number, if any does, before those that do in words."""
    sure = {(id(c.sentence), c.at) for c in told if c.counted}
    is_told_on = any(c.is_further for c in told)
    counted = [
        claim
        for claim in told
        if claim.counted
        or (claim.high == 1 and (is_told_on or (id(claim.sentence), claim.at) in sure))
    ] or told
    return [c for c in counted if c.low == c.high or not c.is_vague] or counted


def _new(told: list[Claim], first: list[Claim]) -> list[Claim]:
    """The claims of further people, but not those that title and text both tell."""
    known = {(c.sentence.where, c.side, c.low, c.high) for c in first}
    elsewhere = {"title": "text", "text": "title"}
    return [
        c
        for c in told
        if c not in first
        and (elsewhere[c.sentence.where], c.side, c.low, c.high) not in known
    ]


def _neutral(told: list[Claim]) -> list[Claim]:
    """The claims without a party's of its enemy's losses, where others tell them."""
    partial = [c for c in told if c.side and c.side is _ENEMY.get(c.source or "")]
    neutral = {c.side for c in told if c not in partial}
    return [c for c in told if c not in partial or c.side not in neutral]


def _by_side(claims: list[Claim]) -> dict[str, list[Claim]]:
    """Claims about the same people; those about anybody are totals.

    In "four soldiers and two other people" the others are no total: they are added.
    """
    sided = {(id(c.sentence), c.at) for c in claims if c.side}
    sides: dict[str, list[Claim]] = {}
    for claim in claims:
        is_listed = (id(claim.sentence), claim.at) in sided
        key = claim.side or ("listed" if is_listed else "total")
        sides.setdefault(key, []).append(claim)
    return sides


def _added(sides: dict[str, list[Claim]]) -> tuple[int, int, list[Claim]]:
    """The range over all sides, and the claims that it rests on."""
    used: list[Claim] = []
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


def _one_side(claims: Iterable[Claim]) -> tuple[int, int, list[Claim]]:
    """The range over statements about the same people, and those it rests on.

    Claims of one sentence are parts of one statement and are added.
    """
    statements: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims:
        key = (claim.sentence.where, claim.sentence.index)
        statements.setdefault(key, []).append(claim)
    first, *others = statements.values()
    low, high = _sum(first)
    used = list(first)
    for other in others:
        other_low, other_high = _sum(other)
        if max(high, other_high) <= max(REVISION * min(high, other_high), SMALL):
            low, high = min(low, other_low), max(high, other_high)
            used += other
    return low, high, used


def _sum(statement: list[Claim]) -> tuple[int, int]:
    return sum(c.low for c in statement), sum(c.high for c in statement)


def _spread(totals: list[Claim]) -> list[Claim]:
    """Totals of one sentence ("77 dead, others say 81"): rivals, not parts.

    Those of one word are a list ("killed the mayor and nine others").
    """
    lists: dict[tuple[int, int], Claim] = {}
    for claim in totals:
        key = (id(claim.sentence), claim.at)
        known = lists.get(key)
        lists[key] = _joined(known, claim) if known else claim
    seen: dict[int, Claim] = {}
    for claim in lists.values():
        rival = seen.setdefault(id(claim.sentence), claim)
        if rival.high <= claim.high <= REVISION * rival.high:
            seen[id(claim.sentence)] = rival._replace(high=claim.high)
    return list(seen.values())


def _joined(one: Claim, other: Claim) -> Claim:
    return one._replace(
        low=one.low + other.low,
        high=one.high + other.high,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
    )


def _source(claims: Sequence[Claim]) -> str | None:
    """Who says so; None where nobody is named or parties differ."""
    told = {claim.source for claim in claims if claim.sentence.where == "text"}
    return told.pop() if len(told) == 1 else None


def _text(claims: Sequence[Claim]) -> str:
    """The words of the figures, each figure of a side once, `_MAX_TEXT` at most."""
    quotes: dict[tuple[Side | None, int, int], str] = {}
    for claim in claims:
        quotes.setdefault((claim.side, claim.low, claim.high), claim.quote())
    text = ""
    for words in dict.fromkeys(quotes.values()):
        longer = f"{text}; {words}" if text else words
        if len(longer) <= _MAX_TEXT:
            text = longer
    return text or _shortened(next(iter(quotes.values()), ""))


def _shortened(words: str) -> str:
    return f"{words[: _MAX_TEXT - 1].rsplit(' ', 1)[0]}…"
