"""A toll by side: how many of the soldiers, of the attackers, of the civilians.

It keeps whose figures they are: where two parties differ, both stand, each with its
words. It adds nothing up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.events.toll import Figure
from monitor.model import Share, Side

#: A second figure for the same people is taken up to this factor; beyond it is
#: another event.
REVISION = 2.5
#: Below so many any figure may be a revision.
SMALL = 5
#: Letters of a side's quoted words.
_MAX_TEXT = 60


def break_down(figures: Sequence[Figure]) -> tuple[Share, ...]:
    """The shares of the sides that an article names, in text order.

    Figures without a side are only kept where two sources rival each other.

    Args:
        figures: of one field; parts of a group count where its side has no own figure.
    """
    whole = [f for f in figures if not f.is_part]
    sided = {f.side for f in whole}
    parts = [f for f in figures if f.is_part and f.side and f.side not in sided]
    sided_figures = [f for f in (*whole, *parts) if f.side]
    statements = _statements(sorted(sided_figures, key=_order))
    if len({f.source for f in whole if not f.side} - {None}) > 1:
        statements += _statements([f for f in whole if not f.side])
    shares: list[Share] = []
    for statement in statements:
        is_further = all(figure.is_further for figure in statement)
        _add(shares, _share(statement), is_further=is_further)
    return tuple(shares)


def _order(figure: Figure) -> tuple[bool, int, int]:
    """Title first, then as the people are named in the text."""
    return figure.sentence.where != "title", figure.sentence.index, figure.who[0]


def _statements(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The figures about one side in one sentence, together."""
    found: dict[tuple[str, int, Side | None], list[Figure]] = {}
    for figure in figures:
        key = (figure.sentence.where, figure.sentence.index, figure.side)
        found.setdefault(key, []).append(figure)
    return list(found.values())


def _share(statement: Sequence[Figure]) -> Share:
    kinds = {figure.kind for figure in statement}
    return Share(
        side=statement[0].side,
        kind=statement[0].kind if len(kinds) == 1 else None,
        low=sum(figure.low for figure in statement),
        high=sum(figure.high for figure in statement),
        text=", ".join(figure.people() for figure in statement)[:_MAX_TEXT],
        source=statement[0].source,
        is_vague=any(figure.is_vague for figure in statement),
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
