"""An article's casualty claims become one range for each kind of casualty.

People of different sides are added, statements about the same people are a range.
It believes every party alike, and says whose the figures are where all are one's.
"""

from collections.abc import Sequence

from monitor.events.passages import Sentence
from monitor.events.people import CIVIL, INSURGENT, STATE
from monitor.events.toll import Claim
from monitor.model import Toll

#: A second figure for the same people is taken up to this factor; beyond it is
#: another event.
_REVISION = 2.5
#: Length of the quoted words, letters.
_MAX_TEXT = 60
#: Words between "said" and who said it.
_SAID_REACH = 2
_SMALL = 5


def tally(claims: Sequence[Claim], field: str) -> Toll | None:
    """The range of a field ("killed") over an article's claims, or None."""
    mine = [claim for claim in claims if claim.field == field]
    if not mine:
        return None
    told = [c for c in mine if c.high]
    sure = {(id(c.sentence), c.at) for c in told if c.counted}
    counted = [
        c for c in told if c.counted or (c.high == 1 and (id(c.sentence), c.at) in sure)
    ] or told
    if not counted:
        return Toll(low=0, high=0, text=_text(mine[:1]))
    counted = [c for c in counted if c.low == c.high or c.uncertain] or counted
    sides: dict[str, list[Claim]] = {}
    for claim in counted:
        sides.setdefault(_side(claim.kind), []).append(claim)
    used: list[Claim] = []
    totals = sides.pop("people", [])
    low = high = 0
    for side in sides.values():
        side_low, side_high, chosen = _one_side(side)
        low, high = low + side_low, high + side_high
        used += chosen
    if totals:
        total_low, total_high, chosen = _one_side(_spread(totals))
        is_sum = high and high >= total_high
        low, high = _with_total((low, high), (total_low, total_high))
        used = chosen + used if is_sum else chosen
    return Toll(low=low, high=high, text=_text(used), source=_source(used))


def _side(kind: str | None) -> str:
    if kind in STATE:
        return "state"
    if kind in INSURGENT:
        return "insurgent"
    return "civil" if kind in CIVIL else "people"


def _one_side(claims: list[Claim]) -> tuple[int, int, list[Claim]]:
    """The range over statements about the same people, and those it rests on.

    Claims of one sentence are parts of one statement and are added.
    """
    statements: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims:
        key = (claim.sentence.where, claim.sentence.index)
        statements.setdefault(key, []).append(claim)
    first, *others = statements.values()
    low, high = sum(c.low for c in first), sum(c.high for c in first)
    used = list(first)
    for other in others:
        other_low, other_high = sum(c.low for c in other), sum(c.high for c in other)
        if other_high and max(high, other_high) <= max(
            _REVISION * min(high, other_high), _SMALL
        ):
            low, high = min(low, other_low), max(high, other_high)
            used += other
    return low, high, used


def _spread(totals: list[Claim]) -> list[Claim]:
    """Totals of one sentence ("77 dead, others say 81"): rivals, not parts."""
    seen: dict[int, Claim] = {}
    for claim in totals:
        key = id(claim.sentence)
        known = seen.get(key)
        if known is None:
            seen[key] = claim
        elif known.high <= claim.high <= _REVISION * known.high:
            seen[key] = known._replace(high=claim.high)
    return list(seen.values())


def _with_total(parts: tuple[int, int], total: tuple[int, int]) -> tuple[int, int]:
    if parts[1] == 0:
        return total
    if parts[1] < total[1]:
        return total
    return min(parts[0], total[0]), parts[1]


def _source(claims: Sequence[Claim]) -> str | None:
    """Who says so, next to "according to" or "said"; None where parties differ."""
    told = {id(c.sentence): c.sentence for c in claims if c.sentence.where == "text"}
    named = {_speaker(sentence) for sentence in told.values()}
    return named.pop() if len(named) == 1 else None


def _speaker(sentence: Sentence) -> str | None:
    for verb in sentence.named("grammar", "according"):
        for hit in sentence.named("source"):
            near = (verb.start - hit.end, hit.start - verb.end)
            if any(0 <= gap <= _SAID_REACH for gap in near):
                return hit.cue.name
    return None


def _text(claims: Sequence[Claim]) -> str:
    """The words of the figures, each figure of a side once, `_MAX_TEXT` at most."""
    quotes: dict[tuple[str, int, int], str] = {}
    for claim in claims:
        words = " ".join(claim.sentence.quote(claim.start, claim.end).split())
        quotes.setdefault((_side(claim.kind), claim.low, claim.high), words)
    text = ""
    for words in dict.fromkeys(quotes.values()):
        longer = f"{text}; {words}" if text else words
        if len(longer) <= _MAX_TEXT:
            text = longer
    return text or _shortened(next(iter(quotes.values()), ""))


def _shortened(words: str) -> str:
    return f"{words[: _MAX_TEXT - 1].rsplit(' ', 1)[0]}…"
