"""Watchlists are examined: every finding, in the order of the files."""

from collections.abc import Iterable, Iterator

from monitor.lint.collisions import FindPlaces, collisions
from monitor.lint.dead import dead
from monitor.lint.doubles import doubles
from monitor.lint.finding import Finding
from monitor.model import Watchlist


def examine(watchlists: Iterable[Watchlist], places: FindPlaces) -> tuple[Finding, ...]:
    """What a person should look at in ``watchlists``.

    Args:
        places: the gazetteer's look-up, from a folded name to its places.
    """
    return tuple(found for watchlist in watchlists for found in _of(watchlist, places))


def _of(watchlist: Watchlist, places: FindPlaces) -> Iterator[Finding]:
    found = list(doubles(watchlist.watches))
    for watch in watchlist.watches:
        found += [*dead(watch), *collisions(watch, places)]
    order = {watch.watch_id: n for n, watch in enumerate(watchlist.watches)}
    yield from sorted(found, key=lambda finding: order[finding.watch_id])
