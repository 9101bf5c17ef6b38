"""The words for types, reasons, countries and tolls, from data files.

It chooses words; it decides nothing.
"""

import csv
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from monitor.model import (
    DatePrecision,
    Decision,
    Delivery,
    Event,
    Place,
    Precision,
    Share,
    Toll,
    Trouble,
)

#: Lowest severity of each band, its mark and its word.
BANDS = ((7.0, "🔴", "HIGH"), (4.0, "🟠", "MEDIUM"), (0.0, "🟡", "LOW"))
#: The words of a link to a map.
MAP = "map"
#: Of a map: the whole of a town, or of a town with what is around it.
_ZOOMS = {Precision.SITE: 14, Precision.TOWN: 12, Precision.DISTRICT: 10}


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
    """Town, region and country, without saying one twice: "Kati, Koulikoro, Mali".

    A settlement that no list of places has stands before what it lies in: "Kourou (not
    on the map), Mali".
    """
    if place is None:
        return "place unknown"
    parts = [f"{place.unlisted} (not on the map)"] if place.unlisted else []
    if place.name != place.unlisted:
        parts.append(place.name)
    if place.region and place.precision not in (Precision.REGION, Precision.COUNTRY):
        parts.append(place.region)
    if place.country and place.precision is not Precision.COUNTRY:
        parts.append(country(place.country))
    return ", ".join(dict.fromkeys(parts))


def on_map(place: Place | None) -> str | None:
    """The address of a map with a pin, where the place is a point or near one.

    A pin in the middle of a region, or for a settlement that no list has, would be
    where nothing happened.
    """
    if place is None or place.lat is None or place.lon is None:
        return None
    zoom = _ZOOMS.get(place.precision)
    is_wide = place.precision is Precision.DISTRICT and not place.is_near
    if zoom is None or place.unlisted or is_wide:
        return None
    lat, lon = f"{place.lat:.4f}", f"{place.lon:.4f}"
    pin = f"mlat={lat}&mlon={lon}#map={zoom}/{lat}/{lon}"
    return f"https://www.openstreetmap.org/?{pin}"


def undated(event: Event) -> str:
    """How far an event without a date is dated: "date known to the week"."""
    if event.date_precision in (DatePrecision.WEEK, DatePrecision.MONTH):
        return f"date known to the {event.date_precision.value}"
    return "date unknown"


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """A moment by the reader's clock: "22 Jul 05:35 CEST"; never GMT, which is UTC."""
    at = moment.astimezone(zone)
    name = "UTC" if at.tzname() == "GMT" else at.tzname() or ""
    return f"{at:%d %b %H:%M} {name}".rstrip()


def toll(figure: Toll | None) -> str:
    """A figure with its sides and who says so; "unknown" for None.

    "1-8 (army: 1 soldier, 7 militants)", "5 soldiers (army)", "7-15 (hospital: 15;
    AFP, army: 7)", "none". A vague word stays the word that it was: "dozens", never
    "24-99".
    """
    if figure is None:
        return "unknown"
    if figure.high == 0:
        return _said(_total(figure), figure.source)
    if len(figure.sides) == 1 and _is_whole(figure.sides[0], figure):
        share = figure.sides[0]
        return _said(_share(share), share.source or figure.source)
    return _said(_total(figure), "; ".join(_voices(figure)) or figure.source)


def _said(text: str, source: str | None) -> str:
    return f"{text} ({source})" if source else text


def _range(figure: Toll | Share) -> str:
    if figure.low == figure.high:
        return str(figure.low)
    return f"{figure.low}-{figure.high}" if figure.low else f"up to {figure.high}"


def _is_whole(share: Share, figure: Toll) -> bool:
    return (share.low, share.high) == (figure.low, figure.high)


def _voices(figure: Toll) -> Iterator[str]:
    """What each says: "army: 1 soldier, 7 militants", "AFP, hospital: 15"."""
    voices: dict[str, list[str]] = {}
    for share in figure.sides:
        voices.setdefault(share.source or figure.source or "", []).append(_share(share))
    for source, shares in voices.items():
        text = ", ".join(shares)
        yield f"{source}: {text}" if source else text
    agreeing: dict[str, list[str]] = {}
    for rival in figure.rivals:
        if rival.source is not None and rival.source not in voices:
            agreeing.setdefault(_total(rival), []).append(rival.source)
    for total, sources in agreeing.items():
        yield f"{', '.join(sources)}: {total}"


def _total(figure: Toll | Share) -> str:
    if figure.high == 0:
        return "none"
    return f"\u201c{figure.text}\u201d" if figure.is_vague else _range(figure)


def _share(share: Share) -> str:
    """The people of one side: "1 soldier", "up to 7 militants"."""
    if share.is_vague:
        return f"\u201c{share.text}\u201d"
    noun = share.kind or share.side or "people"
    return f"{_range(share)} {word('one' if share.high == 1 else 'many', noun)}"


def reason(decision: Decision) -> str:
    """Why a report did not call: "not conflict: accident or disaster"."""
    table = "reason" if decision.reason in known("reason") else "status"
    words = word(table, decision.reason)
    if not decision.detail:
        return words
    detail = decision.detail
    if detail in known("type"):
        detail = word("type", detail)
    return f"{words}: {detail}"


def count(number: int, noun: str) -> str:
    """A number of things: "1 outlet", "2 outlets"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def trouble(found: Trouble) -> str:
    """What is wrong, in short and in full: "fails: timed out after 30 s"."""
    return f"{word('trouble', found.kind.value)}: {found.detail}"


def undelivered(given_up: Delivery) -> str:
    """Whom a message did not reach, and why: "desk to -1001: chat not found"."""
    whom = f"{given_up.channel_id} to {given_up.destination}"
    return f"{whom}: {given_up.failure or 'given up'}"


def web(url: str) -> str | None:
    """The address where it leads to the web; None for any other."""
    return url if url.startswith(("http://", "https://")) else None


def known(table: str) -> frozenset[str]:
    """The keys that a table has words for."""
    return frozenset(_words()[table])
