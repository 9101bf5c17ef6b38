"""Which entry of a public list is what a watch means, and which shares a name with it.

An entry's further names are often those of other groups: "a.k.a." of the UN's list
holds rivals, wings and forerunners, and two groups may bear one name.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from monitor.lint.spellings import Spelled
from monitor.matches.shape import is_acronym
from monitor.model import Name, Watch, WatchKind
from monitor.text import split

#: Entries by each of their names, folded.
ByName = Mapping[str, Sequence[Spelled]]
#: Ids of the watches that have a name, by the name, folded.
Holders = Mapping[str, Collection[str]]

#: So many names in common are no chance.
_ENOUGH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Kin:
    """An entry that has a name of the watch."""

    thing: Spelled
    #: Why it may be somebody else, as words; None where it is hardly so.
    doubt: str | None = None


def folded(text: str) -> str:
    """A name as it is compared here: its folded words."""
    return " ".join(split(text))


def kin(watch: Watch, by_name: ByName, holders: Holders) -> list[Kin]:
    """The entries that a watch's names stand on, the sure ones first.

    Of places one, and none where it is unclear which.
    """
    named = {
        thing.source: thing
        for name in watch.names
        for thing in by_name.get(folded(name.text), ())
        if thing.kind is watch.kind and thing.country in (None, watch.country)
    }
    if watch.kind is WatchKind.PLACE:
        return _one_place(list(named.values()))
    found = [
        Kin(
            thing=thing,
            doubt=_shared_little(watch, thing, named.values())
            or _shared_with_another(watch, thing, holders),
        )
        for thing in named.values()
    ]
    return sorted(found, key=lambda one: one.doubt is not None)


def are_one(names: Iterable[Name], others: Iterable[Name]) -> bool:
    """Whether two sets of names have so many in common that they name one thing."""
    ours, theirs = _keys(names).keys(), _keys(others).keys()
    return _is_enough(ours & theirs, ours, theirs)


def _one_place(things: list[Spelled]) -> list[Kin]:
    things.sort(key=lambda thing: -thing.population)
    clear = len(things) == 1 or (things and things[0].population > 0)
    return [Kin(thing=thing) for thing in things[:1]] if clear else []


def _shared_little(
    watch: Watch, thing: Spelled, named: Iterable[Spelled]
) -> str | None:
    """Doubt where only few names, or only an acronym, connect watch and entry."""
    ours, theirs = _keys(watch.names), _keys(thing.names)
    shared = ours.keys() & theirs.keys()
    strangers = (one for one in named if not are_one(one.names, thing.names))
    telling = shared - {key for one in strangers for key in _keys(one.names)}
    spelled_out = {key for key in telling if not is_acronym(ours[key])}
    if (spelled_out or len(telling) >= _ENOUGH) and _is_enough(
        telling, ours.keys(), theirs.keys()
    ):
        return None
    listed = ", ".join(f'"{ours[key]}"' for key in sorted(shared))
    return f"perhaps another group: it shares only {listed} with the watch"


def _shared_with_another(watch: Watch, thing: Spelled, holders: Holders) -> str | None:
    """Doubt where an entry has names of other watches, unless its usual one is ours."""
    if set(holders.get(folded(thing.names[0].text), ())) == {watch.watch_id}:
        return None
    ids = {one for key in _keys(thing.names) for one in holders.get(key, ())}
    others = ", ".join(sorted(ids - {watch.watch_id}))
    return (
        f'perhaps of watch "{others}", which has names of it, too' if others else None
    )


def _is_enough(
    shared: Set[str], ours: Collection[str], theirs: Collection[str]
) -> bool:
    fewest = min(len(ours), len(theirs))
    return len(shared) >= _ENOUGH or 0 < fewest <= 2 * len(shared)


def _keys(names: Iterable[Name]) -> dict[str, str]:
    """Folded name -> as it is written."""
    return {folded(name.text): name.text for name in names}
