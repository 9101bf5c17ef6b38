"""The same name said twice: in one watch, on two watches, as its own evidence."""

from collections.abc import Iterable, Iterator

from monitor.lint.finding import Finding, found
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
    kept: dict[tuple[str, Case, str], Name] = {}
    for name in watch.names:
        case = case_of(name, mode_of(name))
        exact = name.text if case in (Case.EXACT, Case.ACRONYM) else ""
        first = kept.setdefault((_folded(name.text), case, exact), name)
        if first is not name and first.mode == name.mode:
            yield found(
                watch, name, f'finds nothing that "{first.text}" does not', "delete it"
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
