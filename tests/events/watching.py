"""Helpers: watches, their matches in a text, and the event read with them."""

from monitor.events.namesakes import look_at
from monitor.events.read import read_event
from monitor.model import (
    Event,
    Match,
    MatchMode,
    MatchStatus,
    Name,
    Watch,
    WatchKind,
)
from tests.events.reading import article

KATI = Watch(
    watch_id="kati",
    watchlist_id="sahel",
    kind=WatchKind.PLACE,
    names=(Name(text="Kati"),),
    country="ML",
)
BRIGADE = Watch(
    watch_id="brigade",
    watchlist_id="sahel",
    kind=WatchKind.GROUP,
    names=(Name(text="Falcon Brigade"),),
)


def _match(watch: Watch, text: str, *, field: str = "text") -> Match:
    surface = watch.names[0].text
    start = text.index(surface)
    return Match(
        watch_id=watch.watch_id,
        watchlist_id="sahel",
        kind=watch.kind,
        status=MatchStatus.ACCEPTED,
        score=4.0,
        surface=surface,
        field=field,
        start=start,
        end=start + len(surface),
        mode=MatchMode.EXACT,
    )


def read_with(text: str, *watches: Watch, language: str = "en") -> Event:
    found = [_match(watch, text) for watch in watches]
    by_id = {w.watch_id: w for w in watches}
    return read_event(article(text, language=language), found, by_id, look_at(watches))
