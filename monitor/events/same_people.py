"""One number in title and first sentence counts one group, whatever it is called there.

"Eleven volunteers killed" above "eleven auxiliaries died" are eleven people, not 22.
"""

from collections.abc import Sequence

from monitor.events.people import ANYBODY
from monitor.events.roles import Part
from monitor.events.toll import Figure


def as_in_title(
    figures: Sequence[Figure], parts: Sequence[Part]
) -> tuple[list[Figure], list[Part]]:
    """The figures and parts, those of the first sentence named as the title's are.

    Not where the first sentence has the title's people, too, or the title its.
    """
    title = [f for f in figures if f.sentence.where == "title" and _is_whole(f)]
    lead = [f for f in figures if _is_lead(f) and _is_whole(f)]
    named = {
        id(figure): whole.kind
        for figure in lead
        for whole in title
        if _is_same(whole, figure)
        and all(other.side is not whole.side for other in _alike(lead, figure))
        and all(other.side is not figure.side for other in _alike(title, whole))
    }
    if not named:
        return list(figures), list(parts)
    renamed = [f._replace(kind=named.get(id(f), f.kind)) for f in figures]
    spans = [(f, named[id(f)]) for f in lead if id(f) in named]
    return renamed, [_renamed(part, spans) for part in parts]


def _is_lead(figure: Figure) -> bool:
    return figure.sentence.where == "text" and figure.sentence.index == 0


def _is_whole(figure: Figure) -> bool:
    is_exact = figure.counted and figure.low == figure.high > 0
    return is_exact and not (figure.is_part or figure.is_further)


def _is_same(title: Figure, figure: Figure) -> bool:
    if (title.field, title.high) != (figure.field, figure.high):
        return False
    sides = {title.side, figure.side}
    return len(sides) > 1 and None not in sides


def _alike(figures: Sequence[Figure], one: Figure) -> list[Figure]:
    """The other figures of the same field."""
    return [f for f in figures if f.field == one.field and f is not one]


def _renamed(part: Part, spans: Sequence[tuple[Figure, str | None]]) -> Part:
    for figure, kind in spans:
        is_within = figure.start <= part.start < figure.end
        if part.sentence is figure.sentence and is_within and part.kind == figure.kind:
            return part._replace(kind=kind or ANYBODY)
    return part
