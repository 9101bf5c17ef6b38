"""A toll by side: how many of the soldiers, of the attackers, of the civilians.

It keeps whose figures they are: where two parties differ, both stand, each with its
words. It adds nothing up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.events.toll import Claim
from monitor.model import Share, Side

#: A second figure for the same people is taken up to this factor; beyond it is
#: another event.
REVISION = 2.5
#: Below so many any figure may be a revision.
SMALL = 5
#: Letters of a side's quoted words.
_MAX_TEXT = 60


def break_down(claims: Sequence[Claim]) -> tuple[Share, ...]:
    """The shares of the sides that an article names, in text order.

    Figures without a side are only kept where two sources rival each other.

    Args:
        claims: of one field; parts of a group count where its side has no own figure.
    """
    whole = [c for c in claims if not c.is_part]
    sided = {c.side for c in whole}
    parts = [c for c in claims if c.is_part and c.side and c.side not in sided]
    sided_claims = [c for c in (*whole, *parts) if c.side]
    statements = _statements(sorted(sided_claims, key=_order))
    if len({c.source for c in whole if not c.side} - {None}) > 1:
        statements += _statements([c for c in whole if not c.side])
    shares: list[Share] = []
    for statement in statements:
        is_further = all(claim.is_further for claim in statement)
        _add(shares, _share(statement), is_further=is_further)
    return tuple(shares)


def _order(claim: Claim) -> tuple[bool, int, int]:
    """Title first, then as the people are named in the text."""
    return claim.sentence.where != "title", claim.sentence.index, claim.who[0]


def _statements(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims about one side in one sentence, together."""
    found: dict[tuple[str, int, Side | None], list[Claim]] = {}
    for claim in claims:
        key = (claim.sentence.where, claim.sentence.index, claim.side)
        found.setdefault(key, []).append(claim)
    return list(found.values())


def _share(statement: Sequence[Claim]) -> Share:
    kinds = {claim.kind for claim in statement}
    return Share(
        side=statement[0].side,
        kind=statement[0].kind if len(kinds) == 1 else None,
        low=sum(claim.low for claim in statement),
        high=sum(claim.high for claim in statement),
        text=", ".join(claim.people() for claim in statement)[:_MAX_TEXT],
        source=statement[0].source,
        is_vague=any(claim.is_vague for claim in statement),
    )


def _add(shares: list[Share], new: Share, *, is_further: bool) -> None:
    """Puts a share to those known: a new one, or another word on a known one."""
    for i, known in enumerate(shares):
        if known.side is not new.side or not _is_same_voice(known, new):
            continue
        if is_further:
            low, high = known.low + new.low, known.high + new.high
        elif max(known.high, new.high) <= max(
            REVISION * min(known.high, new.high), SMALL
        ):
            low, high = min(known.low, new.low), max(known.high, new.high)
        else:
            return
        shares[i] = replace(
            known,
            low=low,
            high=high,
            kind=known.kind if known.kind == new.kind else None,
            source=known.source or new.source,
        )
        return
    shares.append(new)


def _is_same_voice(known: Share, new: Share) -> bool:
    """Whether both are the same source's, or one names none and says the same."""
    if known.source == new.source:
        return True
    is_equal = (known.low, known.high) == (new.low, new.high)
    return is_equal and None in (known.source, new.source)
