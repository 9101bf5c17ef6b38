"""Judges a run by what happened at its doors and by the stored attempts.

It shares no code with the service but the names of its tables, and no state with
the world but the history.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import quote

from sqlalchemy import select

from monitor.store import Tx, schema
from tests.simulation.history import Handed, History

MOST_COPIES = 4
#: What is older does not call (`[alerts] max_age`); less the minute of a poll.
NEWS_FOR = timedelta(hours=24, minutes=-1)
#: How the keys of silent rewrites begin.
EDIT = "edit:"
#: core.telegram.org/bots/faq: about one message a second to a chat.
CHAT_SPACING = timedelta(seconds=1)


@dataclass(slots=True)
class Tally:
    """What a run, or many, came to."""

    runs: int = 0
    deaths: int = 0
    failed_commits: int = 0
    stalls: int = 0
    owed: int = 0
    parked: int = 0
    handed: int = 0
    extra: int = 0
    marked: int = 0
    worst: int = 0

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        for name in Tally.__slots__:
            mine, its = getattr(self, name), getattr(other, name)
            setattr(self, name, max(mine, its) if name == "worst" else mine + its)


def tally(history: History, tx: Tx) -> Tally:
    """The run in figures."""
    arrived = [handed for handed in history.handed if handed.arrived]
    copies = _by_key(arrived)
    status = schema.delivery.c.status
    statuses = list(tx.scalars(select(status)))
    extra = [handed for told in copies.values() for handed in told[1:]]
    return Tally(
        runs=1,
        deaths=len(history.died_at),
        failed_commits=len(history.failed_at),
        stalls=len(history.stalled_at),
        owed=len(statuses),
        parked=statuses.count("parked"),
        handed=len(history.handed),
        extra=len(extra),
        marked=sum(handed.marked for handed in extra),
        worst=max(map(len, copies.values()), default=0),
    )


def faults(history: History, tx: Tx, *, interval: timedelta) -> Iterator[str]:
    """Every broken promise, in words; nothing where all were kept."""
    if history.is_stuck:
        yield "stuck: something is owed, or a feed unpolled, days after the last fault"
    yield from _lost(history, tx)
    yield from _flooded(history)
    yield from _repeated(history, tx)
    yield from _unmarked(history)
    yield from _unowed(history, tx)
    yield from _digests(history)
    yield from _hurried_chats(history)
    yield from _hurried_feeds(history, interval)
    yield from _hasty_validators(history, tx)


def _by_key(handed: list[Handed]) -> dict[str, list[Handed]]:
    keys: dict[str, list[Handed]] = defaultdict(list)
    for one in handed:
        keys[one.key].append(one)
    return keys


def _lost(history: History, tx: Tx) -> Iterator[str]:
    """An attack that was in a whole feed, and of which nobody was told."""
    row = schema.delivery.c
    parked = tx.scalars(
        select(row.message).where(row.status == "parked", ~row.key.startswith(EDIT))
    )
    shown = [block.url for message in parked for block in message.blocks]
    told = [link for h in _told(history) for link in h.links]
    for town in history.published:
        is_told = any(_is_about(town, link) for link in (*told, *shown))
        if not is_told and not _came_late(town, history, tx):
            yield f"lost: nobody was told of {town}"


def _came_late(town: str, history: History, tx: Tx) -> bool:
    """Whether it was no news any more when a whole feed first brought it.

    The digest has it then, but for what a feed shows when it is first read.
    """
    whole = [asked for asked in history.asked if asked.titles is not None]
    first = next((a for a in whole if any(town in t for t in a.titles or ())), None)
    if first is None or first.at - history.dated[town] < NEWS_FOR:
        return False
    is_known = any(a.feed_id == first.feed_id and a.at < first.at for a in whole)
    return not is_known or _is_late(town, tx)


def _is_late(town: str, tx: Tx) -> bool:
    """Whether the stored decision says so, by which the digest lists it."""
    titles = select(schema.article.c.title).join_from(schema.decision, schema.article)
    late = schema.decision.c.reason == "late"
    return any(town in title for title in tx.scalars(titles.where(late)))


def _flooded(history: History) -> Iterator[str]:
    """More messages about an attack than there was news."""
    for town, worse in history.published.items():
        keys = {
            h.key for h in _told(history) if any(_is_about(town, it) for it in h.links)
        }
        if len(keys) > 1 + worse:
            yield f"flood: {len(keys)} messages about {town}: {sorted(keys)}"


def _told(history: History) -> list[Handed]:
    """What rang: a silent rewrite tells nobody."""
    arrived = [h for h in history.handed if h.arrived and h.channel_id == "desk"]
    return [h for h in arrived if not h.key.startswith(EDIT)]


def _is_about(town: str, link: str | None) -> bool:
    return link is not None and f"/{quote(town)}-" in link


def _repeated(history: History, tx: Tx) -> Iterator[str]:
    """A copy for which the stored attempts give no excuse."""
    row = schema.attempt.c
    unknown: dict[str, int] = defaultdict(int)
    sent: dict[str, int] = {}
    for key, number, fate in tx.execute(select(row.delivery_key, row.number, row.fate)):
        unknown[key] += fate == "unknown"
        if fate == "sent":
            sent[key] = min(number, sent.get(key, number))
    for key, handed in _by_key(history.handed).items():
        copies = sum(h.arrived for h in handed)
        if copies - 1 > unknown[key]:
            yield f"repeat: {copies} copies of {key}, {unknown[key]} of unknown fate"
        if copies > MOST_COPIES:
            yield f"repeat: {copies} copies of {key}"
        if any(h.attempt > sent.get(key, h.attempt) for h in handed):
            yield f"repeat: {key} went out again after its receipt was stored"


def _unmarked(history: History) -> Iterator[str]:
    """A copy that does not say that it may be one, or a first that says it."""
    for key, handed in _by_key(history.handed).items():
        arrived = [h for h in handed if h.arrived]
        if not all(h.marked for h in arrived[1:]):
            yield f"unmarked: a copy of {key} does not say so"
        if any(h.marked and h.attempt == 1 for h in handed):
            yield f"marked: the first attempt at {key} calls itself a repeat"


def _unowed(history: History, tx: Tx) -> Iterator[str]:
    """Something on the wire whose intent was not stored before."""
    row = schema.attempt.c
    stored = {
        (key, number): at
        for key, number, at in tx.execute(
            select(row.delivery_key, row.number, row.started_at)
        )
    }
    for handed in history.handed:
        at = stored.get((handed.key, handed.attempt))
        if at is None or at > handed.at:
            yield f"unowed: attempt {handed.attempt} at {handed.key} stands nowhere"


def _digests(history: History) -> Iterator[str]:
    """One for each reader and local date, none before its hour (07:00 UTC here)."""
    dates = defaultdict(set)
    for handed in history.handed:
        if not handed.key.startswith("digest:"):
            continue
        day = handed.key.removeprefix("digest:")[:10]
        dates[handed.destination, day].add(handed.key)
        due = datetime.fromisoformat(f"{day}T07:00:00+00:00")
        if handed.at < due:
            yield f"digest: {handed.key} at {handed.at}"
    for (destination, day), keys in dates.items():
        if len(keys) > 1:
            yield f"digest: {len(keys)} for {destination} on {day}"


def _hurried_chats(history: History) -> Iterator[str]:
    """Two messages to a chat within a second, or one while it asked for rest."""
    for destination, handed in _by_destination(history).items():
        for before, after in pairwise(handed):
            if after.at - before.at < CHAT_SPACING:
                yield f"hurry: {destination} at {before.at} and {after.at}"
        for one in handed:
            rests_until = one.rests_until
            if rests_until is None or _forgot(history, one.at, rests_until):
                continue
            if any(one.at < h.at < rests_until for h in handed):
                yield f"hurry: {destination} asked for rest until {rests_until}"


def _by_destination(history: History) -> dict[str, list[Handed]]:
    chats: dict[str, list[Handed]] = defaultdict(list)
    for handed in history.handed:
        if handed.channel_id == "desk":
            chats[handed.destination].append(handed)
    return chats


def _hurried_feeds(history: History, interval: timedelta) -> Iterator[str]:
    """Two requests within a feed's interval, or one while its server wants rest."""
    for feed_id in sorted({asked.feed_id for asked in history.asked}):
        asked = [a for a in history.asked if a.feed_id == feed_id]
        for before, after in pairwise(asked):
            if after.at - before.at < interval:
                yield f"hurry: feed {feed_id} at {before.at} and {after.at}"
            rests_until = before.rests_until
            if rests_until is None or _forgot(history, before.at, rests_until):
                continue
            if after.at < rests_until:
                yield f"hurry: feed {feed_id} wanted rest until {rests_until}"


def _forgot(history: History, since: datetime, until: datetime) -> bool:
    """Whether what was heard in between may not have been stored."""
    return any(since <= at <= until for at in (*history.died_at, *history.failed_at))


def _hasty_validators(history: History, tx: Tx) -> Iterator[str]:
    """A validator sent for a feed whose articles were not stored by then."""
    row = schema.article.c
    stored = {
        (feed_id, title): at
        for feed_id, title, at in tx.execute(
            select(row.feed_id, row.title, row.fetched_at)
        )
    }
    brought: dict[tuple[str, str], tuple[str, ...]] = {}
    for asked in history.asked:
        for title in brought.get((asked.feed_id, asked.etag or ""), ()):
            at = stored.get((asked.feed_id, title))
            if at is None or at >= asked.at:
                yield f"validators: {asked.etag} was sent before {title!r} was stored"
        if asked.titles is not None and asked.brought is not None:
            brought[asked.feed_id, asked.brought] = asked.titles
