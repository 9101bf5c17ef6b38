"""What changes at run time: the feeds and watchlists that are in use."""

from dataclasses import dataclass
from pathlib import Path

from monitor.model.article import Feed
from monitor.model.story import Label
from monitor.model.watch import Watchlist


@dataclass(frozen=True, kw_only=True, slots=True)
class Lists:
    """Feeds, watchlists and labelled pairs, checked, and the files they are from."""

    feeds: tuple[Feed, ...]
    watchlists: tuple[Watchlist, ...]
    labels: tuple[Label, ...]
    feed_files: tuple[Path, ...]
    #: The file of each watchlist, in the same order.
    watchlist_files: tuple[Path, ...]
