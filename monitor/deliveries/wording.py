"""The words for types, reasons, countries and tolls, from data files.

It chooses words; it decides nothing.
"""

import csv
import tomllib
from functools import cache
from importlib.resources import files

from monitor.model import Event, Place, Precision, Toll, Trouble

#: Lowest severity of each band, its mark and its word.
BANDS = ((7.0, "🔴", "HIGH"), (4.0, "🟠", "MEDIUM"), (0.0, "🟡", "LOW"))


@cache
def _words() -> dict[str, dict[str, str]]:
    text = (files("monitor") / "data/wording/en.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _countries() -> dict[str, str]:
    table = files("monitor") / "data/gazetteer/countries.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
    return {row["country"]: row["en"].split("|")[0] for row in rows}


def country(code: str) -> str:
    """The English name of a country, or its code."""
    return _countries().get(code, code)


def word(table: str, key: str) -> str:
    """The words for a key of a table, or the key with blanks."""
    return _words()[table].get(key, key.replace("_", " "))


def what(event: Event) -> str:
    """What happened: "Suicide bombing"."""
    if event.subtype is not None:
        return word("subtype", event.subtype)
    return word("type", event.type.value)


def band(severity: float | None) -> str:
    """Mark and word for a severity: "🔴 HIGH"."""
    value = severity or 0.0
    mark, name = next((m, n) for low, m, n in BANDS if value >= low)
    return f"{mark} {name}"


def where(place: Place | None) -> str:
    """Town, region and country, without saying one twice: "Kati, Koulikoro, Mali"."""
    if place is None:
        return "place unknown"
    parts = [place.name]
    if place.region and place.precision not in (Precision.REGION, Precision.COUNTRY):
        parts.append(place.region)
    if place.country and place.precision is not Precision.COUNTRY:
        parts.append(country(place.country))
    return ", ".join(dict.fromkeys(parts))


def toll(figure: Toll | None) -> str:
    """A figure as a range with who says so: "1-8 (army)"; "unknown" for None.

    A vague word stays the word that it was: "dozens", never "24-99".
    """
    if figure is None:
        return "unknown"
    if figure.low == 0 and figure.high == 0:
        text = "none"
    elif figure.low == figure.high:
        text = str(figure.low)
    else:
        text = f"{figure.low}-{figure.high}"
    if _is_vague(figure):
        text = f"\u201c{figure.text}\u201d"
    return f"{text} ({figure.source})" if figure.source else text


def count(number: int, noun: str) -> str:
    """A number of things: "1 outlet", "2 outlets"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def trouble(found: Trouble) -> str:
    """What is wrong, in short and in full: "fails: timed out after 30 s"."""
    return f"{word('trouble', found.kind.value)}: {found.detail}"


def web(url: str) -> str | None:
    """The address where it leads to the web; None for any other."""
    return url if url.startswith(("http://", "https://")) else None


def _is_vague(figure: Toll) -> bool:
    """Whether a range is one word's, not the span of several figures."""
    one_statement = not any(sign in figure.text for sign in ";:0123456789")
    return figure.low != figure.high and one_statement


def known(table: str) -> frozenset[str]:
    """The keys that a table has words for."""
    return frozenset(_words()[table])
