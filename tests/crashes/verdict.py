"""Attacks on towns, and whether of each somebody was told, and of none too often."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select

from monitor.model import DeliveryStatus
from monitor.store import Store, Tx, deliveries, schema
from tests.newsroom import WATCHLIST, Item, World
from tests.waiting import until

MARK = "possible repeat"
MOST_COPIES = 4
_DONE = ("sent", "parked", "folded")


def towns(count: int) -> list[str]:
    """So many names that no guess takes for one another, up to 260."""
    return [f"Bourg-{chr(65 + n // 10)}{chr(97 + n % 10) * 3}" for n in range(count)]


def watchlist(names: Collection[str]) -> str:
    """A watchlist with a place for each name."""
    places = (
        f'[[place]]\nid = "t{n}"\nnames = ["{town}"]\ncountry = "ML"\n'
        for n, town in enumerate(names)
    )
    return WATCHLIST + "".join(places)


def attack(town: str, dead: int, world: World) -> Item:
    """An article on an attack of five minutes ago."""
    return Item(
        f"Attaque contre {town} : {dead} civils tués",
        f"Des hommes armés ont tué {dead} civils à {town}, au Mali.",
        published_at=world.clock() - timedelta(minutes=5),
    )


async def all_told(world: World, names: Collection[str]) -> None:
    """Until every town was told of, or is given up, and nothing is owed."""
    await until(lambda: not (_owed(world) or _untold(world, names)), patience=60)


def _untold(world: World, names: Collection[str]) -> list[str]:
    """Of whom neither the phone nor what the digest lists as undelivered tells."""
    said = " ".join(world.phone())
    with _rows(world) as tx:
        said += " ".join(
            delivery.message.subject
            for delivery in deliveries.by_status(tx, DeliveryStatus.PARKED)
        )
    return [town for town in names if town not in said]


def judge(world: World, names: Collection[str]) -> str:
    """The run in figures; an assertion fails where a promise was broken."""
    told = {town: [t for t in world.phone() if town in t] for town in names}
    extra = [text for texts in told.values() for text in texts[1:]]
    unknown = _count(world, schema.attempt.c.fate == "unknown")
    parked = _count(world, schema.delivery.c.status == "parked")
    copies = Counter({town: len(texts) for town, texts in told.items()})
    assert _untold(world, names) == []
    assert [text for text in extra if MARK not in text] == []
    assert len(extra) <= unknown
    assert max(copies.values()) <= MOST_COPIES
    return (
        f"{len(told)} attacks, lost 0, extra {len(extra)}, all marked, "
        f"worst {max(copies.values())}, unknown fates {unknown}, parked {parked}"
    )


def _owed(world: World) -> int:
    return _count(world, schema.delivery.c.status.not_in(_DONE))


def _count(world: World, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).where(condition)
    with _rows(world) as tx:
        return tx.scalar(query) or 0


@contextmanager
def _rows(world: World) -> Iterator[Tx]:
    with (
        closing(Store.open(world.config.store_url, exclusive=False)) as store,
        store.read() as tx,
    ):
        yield tx
