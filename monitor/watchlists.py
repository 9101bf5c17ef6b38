"""A watchlist file becomes a `Watchlist`.

It checks shape only; whether a name is a good one is for the linter to say.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.model import (
    Ambiguity,
    EventStatus,
    MatchMode,
    Name,
    Watch,
    WatchKind,
    Watchlist,
)
from monitor.toml import Duration, Table, read_table
from monitor.values import (
    Country,
    Id,
    Language,
    Latitude,
    Letter,
    Longitude,
    Proximity,
    Severity,
    Text,
    Threshold,
)


class NameTable(Table):
    """A spelling with its own mode, where its length and shape choose wrongly."""

    text: Text
    mode: MatchMode | None = None


def _named(value: object) -> object:
    if not isinstance(value, str | dict | NameTable):
        raise PydanticCustomError(
            "name",
            'a name in quotes is wanted, as "Kati" or { text = "IS", mode = "exact" }',
        )
    return {"text": value} if isinstance(value, str) else value


def _by_language(value: object) -> object:
    return {"und": value} if isinstance(value, list | str) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


AnyName = Annotated[NameTable, BeforeValidator(_named)]
Names = Annotated[
    dict[Language, Annotated[tuple[AnyName, ...], BeforeValidator(_as_list)]],
    BeforeValidator(_by_language),
]


class EntryTable(Table):
    """What every watch may say: its id, what it is not, and which articles it reads."""

    id: Id
    never: tuple[Text, ...] = ()
    proximity: Proximity | None = None
    min_severity: Severity | None = None
    statuses: tuple[EventStatus, ...] | None = None
    languages: tuple[Language, ...] = ()
    not_languages: tuple[Language, ...] = ()
    sources: tuple[Text, ...] = ()
    not_sources: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _does_not_contradict_itself(self) -> Self:
        for key in ("languages", "sources"):
            both = set(getattr(self, key)) & set(getattr(self, f"not_{key}"))
            if both:
                raise PydanticCustomError(
                    "contradiction",
                    '{key} and not_{key} both name "{value}"',
                    {"key": key, "value": min(both)},
                )
        return self

    def entry(self, watchlist_id: str, kind: WatchKind, **own: Any) -> Watch:
        """The table as a value, with what its kind adds."""
        return Watch(
            watch_id=self.id,
            watchlist_id=watchlist_id,
            kind=kind,
            never=self.never,
            proximity=self.proximity,
            min_severity=self.min_severity,
            statuses=self.statuses,
            languages=self.languages,
            not_languages=self.not_languages,
            sources=self.sources,
            not_sources=self.not_sources,
            **own,
        )


class WatchTable(EntryTable):
    """One ``[[group]]`` or ``[[person]]``, and what a ``[[place]]`` has like them."""

    names: Names
    country: Country | None = None
    near: tuple[Text, ...] = ()
    context: tuple[Text, ...] = ()
    ambiguity: Ambiguity | None = None

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if not any(self.names.values()):
            raise PydanticCustomError("names", "names: at least one name is wanted")
        return self

    @model_validator(mode="after")
    def _proximity_is_of_something(self) -> Self:
        if self.proximity is not None and not (self.near or self.context):
            raise PydanticCustomError(
                "proximity", "proximity: of what? add near or context"
            )
        return self

    def watch(self, watchlist_id: str, kind: WatchKind) -> Watch:
        """The table as a value."""
        names = tuple(
            Name(text=name.text, language=language, mode=name.mode)
            for language, spellings in self.names.items()
            for name in spellings
        )
        return self.entry(
            watchlist_id,
            kind,
            names=names,
            country=self.country,
            near=self.near,
            context=self.context,
            ambiguity=self.ambiguity,
        )


class PlaceTable(WatchTable):
    """One ``[[place]]``; its own point and region come before the gazetteer's."""

    lat: Latitude | None = None
    lon: Longitude | None = None
    region: Text | None = None

    @model_validator(mode="after")
    def _has_a_point_or_none(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise PydanticCustomError(
                "point", "lat, lon: give both, in decimal degrees, or neither"
            )
        return self

    def watch(self, watchlist_id: str, kind: WatchKind) -> Watch:
        """The table as a value."""
        plain = super().watch(watchlist_id, kind)
        return replace(plain, lat=self.lat, lon=self.lon, region=self.region)


Group = Annotated[tuple[Text, ...], BeforeValidator(_as_list), Field(min_length=1)]


class TopicTable(EntryTable):
    """One ``[[topic]]``: weighted words that add up, or words that stand together.

    The two ways are those of the Europe Media Monitor: patterns with a threshold, and
    combinations with a proximity.
    """

    words: dict[Text, float] = Field(default_factory=dict)
    threshold: Threshold = 1.0
    combination: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if len(self.combination) == 1:
            raise PydanticCustomError(
                "combination", "combination: two groups at least; else use words"
            )
        if not (self.combination or any(w > 0 for w in self.words.values())):
            raise PydanticCustomError(
                "words", "words: one of positive weight is wanted, or a combination"
            )
        if self.proximity is not None and not self.combination:
            raise PydanticCustomError(
                "proximity", "proximity: of what? add a combination"
            )
        return self

    def watch(self, watchlist_id: str) -> Watch:
        """The table as a value."""
        return self.entry(
            watchlist_id,
            WatchKind.TOPIC,
            names=(),
            words=tuple(self.words.items()),
            threshold=self.threshold,
            combination=self.combination,
        )


class WatchlistTable(Table):
    """The ``[watchlist]`` table: who is told."""

    id: Id
    title: Text
    alert_to: tuple[str, ...] = ()
    digest_to: tuple[str, ...] = ()
    min_severity: Severity = 3.0
    statuses: tuple[EventStatus, ...] = ()
    staged: tuple[Letter, ...] = ()
    confirm_within: Duration = timedelta(hours=12)


class WatchlistFile(Table):
    """A whole watchlist file."""

    watchlist: WatchlistTable
    place: tuple[PlaceTable, ...] = ()
    group: tuple[WatchTable, ...] = ()
    person: tuple[WatchTable, ...] = ()
    topic: tuple[TopicTable, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "WatchlistFile":
        seen: set[str] = set()
        named = (*self.place, *self.group, *self.person)
        for id_ in [*(entry.id for entry in named), *(t.id for t in self.topic)]:
            if id_ in seen:
                raise PydanticCustomError(
                    "duplicate_id",
                    'id "{id}" is used twice; ids are unique in a file',
                    {"id": id_},
                )
            seen.add(id_)
        return self

    def value(self) -> Watchlist:
        """The file as a value; places first, in file order."""
        head = self.watchlist
        named: tuple[tuple[WatchKind, tuple[WatchTable, ...]], ...] = (
            (WatchKind.PLACE, self.place),
            (WatchKind.GROUP, self.group),
            (WatchKind.PERSON, self.person),
        )
        watches = [e.watch(head.id, kind) for kind, tables in named for e in tables]
        watches += [topic.watch(head.id) for topic in self.topic]
        return Watchlist(
            watchlist_id=head.id,
            title=head.title,
            watches=tuple(watches),
            alert_to=head.alert_to,
            digest_to=head.digest_to,
            min_severity=head.min_severity,
            statuses=head.statuses,
            staged=head.staged,
            confirm_within=head.confirm_within,
        )


def load_watchlist(path: Path) -> Watchlist:
    """The watchlist that the file at ``path`` holds.

    Raises:
        ConfigError: with file, line, key and fix, one line per mistake.
    """
    return read_table(WatchlistFile, path).value()
