"""What a report costs with few and with many stories open.

    python scripts/bench_stories.py [STORED]

Invented reports with words as frequent as a language's (Zipf) fill the memory with 30
days of STORED articles (100,000), one in three of them on an event that is known. Then
the same 3,000 reports are taken in beside them and beside an empty memory; the figure
is processor time, the best of three, with a look over the changed stories each 30
minutes of the reports' time. Reading an article costs several times as much and does
not depend on what is open.
"""

import resource
import sys
import time
from datetime import UTC, datetime, timedelta

from monitor.model import Article, Event, EventType, Place, Report, Toll
from monitor.pipeline.replay import REPAIR_EVERY
from monitor.stories.open import OpenStories

START = datetime(2022, 7, 1, tzinfo=UTC)
WORDS = 40_000
PLACES = 800
ASKED = 3_000
LOT = 1_000


def number(seed: int, below: int) -> int:
    """A number that looks like chance (Knuth's multiplicative hash, 64 bits)."""
    mixed = (seed * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) & (2**64 - 1)
    mixed ^= mixed >> 29
    return (mixed * 0xBF58476D1CE4E5B9 >> 17 & (2**32 - 1)) * below >> 32


def word(seed: int) -> str:
    """A word whose frequency falls with its rank; none of the 200 most common."""
    rank = int(WORDS ** (0.5 + number(seed, 10_000) / 20_000))
    letters = "".join(
        "bdfgklmnprstvz"[rank // 14**n % 14] + "aeiou"[n] for n in range(4)
    )
    return letters.capitalize() if rank % 5 == 0 else letters


def report(index: int, at: datetime) -> Report:
    """One in three tells of the event of one of the articles shortly before."""
    event = index - number(index, 300) if index % 3 == 0 else index
    place = number(event, PLACES)
    seeds = [event * 64 + n if n % 2 else index * 64 + n for n in range(60)]
    text = " ".join(map(word, seeds))
    return Report(
        article=Article(
            article_id=str(index),
            feed_id="feed",
            source=f"Outlet {index % 80}",
            url="",
            title=" ".join(map(word, seeds[:9])),
            text=text,
            language="en",
            published_at=at,
            fetched_at=at,
        ),
        matches=(),
        event=Event(
            type=EventType.BATTLES,
            killed=Toll(low=event % 20, high=event % 20, text=""),
            place=Place(place_id=str(place), name=word(place), lat=place / 20, lon=0),
            date=at.date(),
        ),
    )


def take(stories: OpenStories, reports: list[Report]) -> float:
    """Processor seconds to take the reports in."""
    before = time.process_time()
    looked_at = reports[0].article.fetched_at
    for one in reports:
        now = one.article.fetched_at
        if now - looked_at >= REPAIR_EVERY:
            stories.repair(now)
            looked_at = now
        stories.add(one, stories.assign(one, now=now), now=now)
    return time.process_time() - before


def fill(stories: OpenStories, stored: int, step: timedelta) -> float:
    """Processor seconds to take the stored reports in, made in small lots."""
    lots = [range(n, min(n + LOT, stored)) for n in range(0, stored, LOT)]
    return sum(take(stories, [report(n, START + n * step) for n in x]) for x in lots)


def resident_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the cost of a report beside nothing, and beside the stored ones."""
    stored = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    step = timedelta(days=30) / stored
    full = OpenStories()
    bare = resident_mb()
    filled = fill(full, stored, step)
    print(f"{stored} reports taken in: {1e6 * filled / stored:.0f} us each, ", end="")
    print(f"{1024 * (resident_mb() - bare) / stored:.1f} kB each")
    costs: dict[str, list[float]] = {"empty": [], "full": []}
    for run in range(3):
        first = stored + run * ASKED
        end = START + timedelta(days=30)
        asked = [report(first + n, end + n * step) for n in range(ASKED)]
        costs["empty"].append(take(OpenStories(), asked) / ASKED)
        costs["full"].append(take(full, asked) / ASKED)
    empty, beside = (min(costs[name]) * 1e6 for name in ("empty", "full"))
    print(f"empty: {empty:.0f} us a report; beside {stored}: {beside:.0f} us, ", end="")
    print(f"{beside / empty:.2f} times")


if __name__ == "__main__":
    main()
