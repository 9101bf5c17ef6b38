"""Feeds that publish, edit, re-date, change guids, slide back, die and lie."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from tests.newsroom import Item

TOWNS = ("Kati", "Ségou", "Mopti", "Ménaka", "Bandiagara", "Diabaly", "Nara", "Djenné")
#: No two events read alike, lest they be taken for one.
_EVENTS = (
    ("Attaque contre le camp militaire de {}", "{n} soldats ont été tués à {}"),
    ("Une bombe explose au marché de {}", "L'explosion a tué {n} civils à {}"),
    ("Des villageois enlevés près de {}", "{n} personnes ont été enlevées à {}"),
    ("Affrontements à {}", "{n} combattants sont morts dans les combats à {}"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """From a moment on a feed carries this."""

    at: datetime
    feed: int
    town: str
    item: Item
    #: Whether it tells of more dead than before.
    is_worse: bool


def publications(
    chance: Random, *, begins_at: datetime, span: timedelta, feed_count: int
) -> list[Publication]:
    """What the outlets publish in the span, in order of time."""
    done = []
    for number, town in enumerate(chance.sample(TOWNS, chance.randint(2, 4))):
        first = _first(
            chance,
            number,
            town,
            begins_at=begins_at,
            span=span,
            feed_count=feed_count,
        )
        done.append(first)
        if chance.random() < 0.6:
            done.append(_again(chance, first))
    return sorted(done, key=lambda publication: publication.at)


def _first(
    chance: Random,
    number: int,
    town: str,
    *,
    begins_at: datetime,
    span: timedelta,
    feed_count: int,
) -> Publication:
    at = begins_at + span * chance.random()
    title, text = _EVENTS[number]
    item = Item(
        title=title.format(town),
        text=f"Mali : {text.format(town, n=number + 2)}, selon l'armée.",
        guid=f"{town}-1",
        published_at=at - timedelta(minutes=chance.randint(0, 90)),
    )
    feed = chance.randrange(feed_count)
    return Publication(at=at, feed=feed, town=town, item=item, is_worse=False)


def _again(chance: Random, first: Publication) -> Publication:
    """The same article later on: edited, re-dated, or under another guid."""
    at = first.at + timedelta(minutes=chance.randint(5, 600))
    kind = chance.choice(("edited", "redated", "renamed"))
    item = first.item
    if kind == "edited":
        item = replace(item, text=f"{item.text} Le bilan est monté à 30 morts.")
    elif kind == "redated":
        item = replace(item, published_at=at)
    else:
        item = replace(item, guid=f"{first.town}-2")
    return replace(first, at=at, item=item, is_worse=kind == "edited")


def carried(plan: list[Publication], feed: int, now: datetime) -> dict[str, Item]:
    """Town -> what the feed carries of it now."""
    return {p.town: p.item for p in plan if p.feed == feed and p.at <= now}


def document(items: list[Item]) -> bytes:
    """The feed that carries these."""
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
        f"<title>Outlet</title>{''.join(i.xml() for i in items)}</channel></rss>"
    ).encode()


def etag_of(body: bytes) -> str:
    """A strong validator."""
    return f'"{hashlib.sha256(body).hexdigest()[:12]}"'
