"""The same name said twice: in one watch, on two watches, as its own evidence."""

from collections.abc import Iterable, Iterator

from monitor.lint.finding import Finding, found
from monitor.matches.phrases import shapes
from monitor.matches.shape import Case, case_of, mode_of
from monitor.model import Name, Watch
from monitor.text import split


def doubles(watches: Iterable[Watch]) -> Iterator[Finding]:
    """What the watches of one watchlist say more than once."""
    holders: dict[str, Watch] = {}
    for watch in watches:
        for name in watch.names:
            holder = holders.setdefault(_folded(name.text), watch)
            if holder is not watch:
                what = f'also stands on watch "{holder.watch_id}": both are told of it'
                yield found(watch, name, what, "keep it on one of them")
        yield from _redundant(watch)
        yield from _own_evidence(watch)


def _redundant(watch: Watch) -> Iterator[Finding]:
    for index, name in enumerate(watch.names):
        for first in watch.names[:index]:
            if _finds_as_much(first, name):
                what = f'finds nothing that "{first.text}" does not'
                yield found(watch, name, what, "delete it")
                break


def _finds_as_much(first: Name, name: Name) -> bool:
    """Whether one name finds all that another does: accents, case, joints apart."""
    mode = mode_of(name)
    case = case_of(name, mode)
    strict = case in (Case.EXACT, Case.ACRONYM)
    return (
        set(shapes(name.text)) <= set(shapes(first.text))
        and (mode_of(first), case_of(first, mode_of(first))) == (mode, case)
        and (not strict or first.text == name.text)
    )


def _own_evidence(watch: Watch) -> Iterator[Finding]:
    names = {_folded(name.text) for name in watch.names}
    for key, texts in (("near", watch.near), ("context", watch.context)):
        for text in texts:
            if _folded(text) in names:
                what = f"is a name of the watch, and stands in its {key}"
                yield found(watch, text, what, f"delete it from {key}")


def _folded(text: str) -> str:
    return " ".join(split(text))
