"""What the linter says of a watch."""

from dataclasses import dataclass

from monitor.model import Name, Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something that a person should look at, and what would mend it."""

    watchlist_id: str
    watch_id: str
    #: The name or phrase it is about, as written; None: the watch as a whole.
    name: str | None
    #: What is wrong, to be read after the name: "is also a town in ...".
    what: str
    fix: str


def found(watch: Watch, about: Name | str | None, what: str, fix: str) -> Finding:
    """A finding about a watch, or about one of its names or phrases."""
    return Finding(
        watchlist_id=watch.watchlist_id,
        watch_id=watch.watch_id,
        name=about.text if isinstance(about, Name) else about,
        what=what,
        fix=fix,
    )
