"""Writes the index by which the gazetteer is searched; used by ``build_gazetteer``.

Sorted lines of a key and of the places (bytes from the start of the unpacked table at
which their rows begin): names as `monitor.events.gazetteer.name_key` has them; how
names of the countries near the conflicts sound, under their consonants; and country
codes. What it does not do: judge names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from monitor.events.gazetteer import country_key, name_key, sound_key


class Named(Protocol):
    """What the index wants to know of a place."""

    name: str
    names: tuple[str, ...]
    country: str
    kind: str
    lat: float
    lon: float


def index_lines(
    places: Sequence[Named],
    starts: Sequence[int],
    heard: dict[str, bool],
) -> Iterable[str]:
    """Returns the sorted lines.

    Args:
        places: in the order of the table.
        starts: where each row begins.
        heard: countries whose names may be misspelt, and whether their other
            spellings too.
    """
    found: dict[str, list[int]] = defaultdict(list)
    towns = {
        (place.country, place.lat, place.lon): at
        for place, at in zip(places, starts, strict=True)
        if place.kind == "town"
    }
    for place, at in zip(places, starts, strict=True):
        spelled = [place.name, *place.names]
        sounding = spelled if heard.get(place.country) else spelled[:1]
        keys = {name_key(name) for name in spelled}
        if place.country in heard and place.kind != "country":
            keys |= {sound_key(name_key(name)) for name in sounding}
        for key in keys - {""}:
            found[key].append(at)
        capital = towns.get((place.country, place.lat, place.lon))
        if place.kind == "country" and capital is not None:
            found[country_key(place.country)] = [at, capital]
    lines = (f"{key}\t{' '.join(map(str, at))}" for key, at in found.items())
    return sorted(lines, key=lambda line: line.encode())
