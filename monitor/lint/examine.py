"""Watchlists are examined: every finding, in the order of the files."""

from collections.abc import Iterator, Sequence

from monitor.lint.collisions import FindPlaces, collisions
from monitor.lint.dead import dead
from monitor.lint.doubles import doubles
from monitor.lint.finding import Finding
from monitor.lint.neighbours import Neighbours
from monitor.model import Watchlist


def examine(
    watchlists: Sequence[Watchlist], places: FindPlaces, alike: FindPlaces
) -> tuple[Finding, ...]:
    """What a person should look at in ``watchlists``.

    Args:
        places: the gazetteer's look-up, from a folded name to its places.
        alike: the same, by how a name sounds.
    """
    neighbours = Neighbours(watchlists, places, alike)
    return tuple(
        found
        for watchlist in watchlists
        for found in _of(watchlist, places, neighbours)
    )


def _of(
    watchlist: Watchlist, places: FindPlaces, neighbours: Neighbours
) -> Iterator[Finding]:
    found = list(doubles(watchlist.watches))
    for watch in watchlist.watches:
        found += dead(watch)
        found += collisions(watch, places)
        found += neighbours.examine(watch)
    order = {watch.watch_id: n for n, watch in enumerate(watchlist.watches)}
    yield from sorted(found, key=lambda finding: order[finding.watch_id])
