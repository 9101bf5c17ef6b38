"""The sides of a toll, from all figures that stand: whose people, and who says so.

Outlets without a source are one voice of a side and span a range; named sources stay
apart. Totals that sides do not make up stay apart by source, or by the outlet that
gives them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.model import Share, Toll

#: Figures that a story's toll names, and sources of each: what fits on a phone.
_FIGURES = 4
_SOURCES = 3


def fuse_sides(tolls: Iterable[Toll]) -> tuple[Share, ...]:
    """One share for each side and source, oldest first.

    Args:
        tolls: those that no newer figure replaces, oldest first.
    """
    voices: dict[tuple[str | None, str | None], Share] = {}
    for share in (share for toll in tolls for share in toll.sides):
        voice = (share.side, share.source)
        known = voices.get(voice)
        voices[voice] = share if known is None else _spanned(known, share)
    named = {(s.side, s.low, s.high) for s in voices.values() if s.source}
    return tuple(
        share
        for share in voices.values()
        if share.source or (share.side, share.low, share.high) not in named
    )


def rival_totals(standing: Sequence[tuple[str, Toll]]) -> tuple[Share, ...]:
    """The totals that sides do not make up, each with its source, or the outlet.

    Of many figures the lowest, the highest and the newest are kept, of many sources of
    one figure the newest.

    Args:
        standing: (origin, toll) of those that no newer figure replaces, oldest first.
    """
    sources: dict[tuple[int, int], list[Share]] = {}
    for origin, toll in reversed(standing):
        if not _is_told_by_sides(toll):
            told = sources.setdefault((toll.low, toll.high), [])
            told.append(_total(toll, toll.source or origin))
    if not sources:
        return ()
    ends = (min(sources), max(sources, key=lambda figure: figure[::-1]))
    kept = list(dict.fromkeys((*ends, *sources)))[:_FIGURES]
    return tuple(
        share
        for figure, shares in sources.items()
        if figure in kept
        for share in shares[:_SOURCES]
    )


def _is_told_by_sides(toll: Toll) -> bool:
    """Whether the sides add up; not those of an older count, told beside a new one."""
    return bool(toll.sides) and sum(side.high for side in toll.sides) >= toll.high


def _total(toll: Toll, source: str) -> Share:
    return Share(
        side=None,
        kind=None,
        low=toll.low,
        high=toll.high,
        text=toll.text,
        source=source,
        is_vague=toll.is_vague,
    )


def _spanned(known: Share, new: Share) -> Share:
    return replace(
        new,
        low=min(known.low, new.low),
        high=max(known.high, new.high),
        is_vague=known.is_vague and new.is_vague,
        kind=known.kind if known.kind == new.kind else None,
    )
