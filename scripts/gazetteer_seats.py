"""Finds the seats of countries and divisions; used by ``build_gazetteer``.

An event that is only known to be somewhere in a division is drawn at its seat, as
ACLED does (codebook 2024, geo-precision 2 and 3).

What it does not do: guess a seat. Where GeoNames marks none, and no settlement has the
division's name, the division keeps its own point.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from gazetteer_names import bare, clean, fold

Row = dict[str, Any]
Point = tuple[float, float]

#: GeoNames feature codes of the seats of first and second order divisions.
_REGION_SEATS = ("PPLC", "PPLA")
_DISTRICT_SEATS = (*_REGION_SEATS, "PPLA2", "PPLA3")
#: Degrees within which a settlement of a division's name is its seat.
_FARTHEST = 1.5


def division_seats(rows: Iterable[Row]) -> dict[int, Point]:
    """Returns the seats of a dump's divisions, by the division's GeoNames id."""
    seats: dict[tuple[str, ...], Point] = {}
    settlements: dict[str, list[Point]] = defaultdict(list)
    rows = list(rows)
    for row in rows:
        if row["fclass"] != "P":
            continue
        point = row["lat"], row["lon"]
        settlements[fold(row["name"])].append(point)
        if row["fcode"] in _REGION_SEATS:
            seats[row["adm1"],] = point
        if row["fcode"] in _DISTRICT_SEATS and row["adm2"]:
            seats[row["adm1"], row["adm2"]] = point
    found = {}
    for row in rows:
        key = _codes(row)
        if key is None:
            continue
        point = seats.get(key) or _namesake(row, settlements)
        if point is not None:
            found[row["id"]] = point
    return found


def _codes(row: Row) -> tuple[str, ...] | None:
    if row["fcode"] == "ADM1":
        return (row["adm1"],)
    return (row["adm1"], row["adm2"]) if row["fcode"] == "ADM2" else None


def _namesake(row: Row, settlements: dict[str, list[Point]]) -> Point | None:
    near = [
        (max(abs(lat - row["lat"]), abs(lon - row["lon"])), (lat, lon))
        for lat, lon in settlements.get(fold(bare(clean(row["name"]))), ())
    ]
    away, point = min(near, default=(_FARTHEST, None))
    return point if away < _FARTHEST else None


def largest(cities: Iterable[Row]) -> Point:
    """Returns where the largest of the cities is."""
    best = max(cities, key=lambda city: city["population"])
    return best["latitude"], best["longitude"]


def capital(country: Row, cities: list[Row]) -> Row:
    """Returns the row of a country's capital, or of its largest city."""
    name = fold(country["capital"])
    named = [city for city in cities if name and fold(city["name"]) == name]
    return max(named or cities, key=lambda city: city["population"])
