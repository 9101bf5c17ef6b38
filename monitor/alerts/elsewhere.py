"""Whether an event happened in no country that what was matched lies in, or near."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from monitor.model import Event, Match, Place, Watch, WatchKind


def place_elsewhere(
    event: Event, accepted: Sequence[Match], watches: Mapping[str, Watch]
) -> Place | None:
    """The place of an event, where its country is no watched one's, nor beside one.

    None where it may concern the watchlist: where no country is known, and where a
    group, a person or a topic is named, which may be anywhere.

    Args:
        accepted: matches of one watchlist.
        watches: of that watchlist, by id.
    """
    place = event.place
    if place is None or place.country is None:
        return None
    if any(match.kind is not WatchKind.PLACE for match in accepted):
        return None
    near = {place.country, *_neighbours().get(place.country, ())}
    watched = [watches.get(match.watch_id) for match in accepted]
    if any(w is None or w.country is None or w.country in near for w in watched):
        return None
    return place


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    """Countries with a land border in common, by ISO 3166-1 alpha-2 code."""
    path = files("monitor") / "data" / "alerts" / "neighbours.tsv"
    rows = path.read_text(encoding="utf-8").splitlines()
    split = [row.split("\t") for row in rows if not row.startswith("#")]
    return {code: tuple(others.split()) for code, others in split}
