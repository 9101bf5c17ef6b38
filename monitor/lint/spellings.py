"""What public lists call places and groups: the spellings that `suggest` draws on."""

import csv
import gzip
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from monitor.model import Name, WatchKind

_DATA = files("monitor") / "data"


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelled:
    """One place or group of a public list, with all its spellings."""

    kind: WatchKind
    #: The usual one first; language "und" where the list gives none.
    names: tuple[Name, ...]
    #: The list and the id in it: "GeoNames 2457161".
    source: str
    #: ISO 3166-1 alpha-2 code of a place.
    country: str | None = None
    #: Inhabitants of a place; 0 where they are not given.
    population: int = 0
    #: Short forms of a group that mean other things, too; not among the names.
    weak: tuple[str, ...] = ()


def spelled_places(countries: Collection[str]) -> Iterator[Spelled]:
    """The gazetteer's places in ``countries``."""
    packed = (_DATA / "gazetteer" / "places.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["country"] in countries:
            yield Spelled(
                kind=WatchKind.PLACE,
                names=_names(row["name"], row["names"]),
                source=f"GeoNames {row['id']}",
                country=row["country"],
                population=int(row["population"]),
            )


def spelled_groups() -> Iterator[Spelled]:
    """The groups of the project's own list, then those of the public lists."""
    table = tomllib.loads((_DATA / "actors/groups.toml").read_text(encoding="utf-8"))
    for group in table["group"]:
        names = tuple(
            Name(text=text, language=language)
            for language, texts in group["names"].items()
            for text in texts
        )
        yield Spelled(
            kind=WatchKind.GROUP,
            names=names,
            source=f"groups.toml {group['id']} ({group['source']})",
            weak=tuple(group.get("weak", ())),
        )
    lines = (_DATA / "actors/listed.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield Spelled(
            kind=WatchKind.GROUP,
            names=_names(row["name"], row["aliases"]),
            source=f"listed.tsv {row['id']} ({_lists(row)})",
        )


def _lists(row: Mapping[str, str]) -> str:
    """The lists that a group stands on, and its references there: "UN QDe.159, EU"."""
    lists = row["lists"].replace("|", ", ")
    refs = row["refs"].replace("|", ", ")
    return lists.replace("UN", f"UN {refs}") if refs else lists


def _names(first: str, others: str) -> tuple[Name, ...]:
    """The names of a row, whose further ones are joined by a bar."""
    return tuple(Name(text=text) for text in (first, *others.split("|")) if text)
