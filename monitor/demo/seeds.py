"""The demo's feeds, each as it stood at a moment of those days.

A seed file is a feed as an outlet might have served it, with a mark in each entry
that says when it was there: ``<!-- shown 2022-07-22T06:10Z -->``, with a second time
after ``to`` where it was replaced, or the same text under ``_shown`` in JSON Feed.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.settings import FeedTable
from monitor.toml import Table

_ENTRY = re.compile(rb"[ \t]*<(item|entry)\b.*?</\1>\s*?\n?", re.DOTALL)
_SHOWN = re.compile(r"shown\s+(\S+?Z)(?:\s+to\s+(\S+?Z))?\s")
_TIME = "%Y-%m-%dT%H:%MZ"


class SeedTable(Table):
    """One ``[[seed]]``: a file and the outlet that serves it."""

    file: str
    content_type: str
    source: str
    language: str | None = None
    country: str | None = None
    reliability: str = "F"
    #: From then on the server answers 503.
    dies_at: datetime | None = None


class SeedsFile(Table):
    """``seeds/demo.toml``: when the demo begins and ends, and what it serves."""

    begins_at: datetime
    ends_at: datetime
    seed: tuple[SeedTable, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Seed:
    """One feed of the demo, whole."""

    table: SeedTable
    body: bytes

    def at(self, now: datetime) -> bytes:
        """The document as it was then."""
        if self.table.file.endswith(".json"):
            return _json_at(self.body, now)
        return _ENTRY.sub(
            lambda e: e[0] if _is_shown(_text(e[0]), now) else b"", self.body
        )

    def is_dead(self, now: datetime) -> bool:
        """Whether its server has stopped answering by then."""
        return self.table.dies_at is not None and now >= self.table.dies_at

    def feed_table(self, url: str) -> FeedTable:
        """How a feed list would name it."""
        outlet = self.table.model_dump(
            include={"source", "language", "country", "reliability"}, exclude_none=True
        )
        return FeedTable(url=url, **outlet)


def load_seeds(folder: Path) -> tuple[SeedsFile, tuple[Seed, ...]]:
    """The manifest and the feeds of a seeds folder.

    Raises:
        ConfigError: the manifest is wrong.
    """
    manifest = SeedsFile.read(folder / "demo.toml")
    return manifest, tuple(
        Seed(table=table, body=(folder / table.file).read_bytes())
        for table in manifest.seed
    )


def _json_at(body: bytes, now: datetime) -> bytes:
    document: dict[str, Any] = json.loads(body)
    document["items"] = [
        item
        for item in document["items"]
        if _is_shown(f"shown {item.get('_shown')} ", now)
    ]
    return json.dumps(document, ensure_ascii=False).encode()


def _text(entry: bytes) -> str:
    return entry.decode("latin-1")


def _is_shown(entry: str, now: datetime) -> bool:
    found = _SHOWN.search(entry)
    if found is None:
        return True
    begins = datetime.strptime(found[1], _TIME).replace(tzinfo=UTC)
    ends = found[2] and datetime.strptime(found[2], _TIME).replace(tzinfo=UTC)
    return begins <= now and (not ends or now < ends)
