"""A watchlist file becomes a `Watchlist`.

It checks shape only; whether a name is a good one is for the linter to say.
"""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.model import Ambiguity, MatchMode, Name, Watch, WatchKind, Watchlist
from monitor.toml import Table, read_table

Severity = Annotated[float, Field(ge=0, le=10)]
WatchId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Text = Annotated[str, Field(min_length=1, max_length=200)]


class NameTable(Table):
    """A spelling with its own mode, where its length and shape choose wrongly."""

    text: Text
    mode: MatchMode | None = None


def _named(value: object) -> object:
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


class WatchTable(Table):
    """One ``[[group]]`` or ``[[person]]``, and what a ``[[place]]`` has like them."""

    id: WatchId
    names: Names
    country: Country | None = None
    near: tuple[Text, ...] = ()
    context: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()
    ambiguity: Ambiguity | None = None
    min_severity: Severity | None = None
    languages: tuple[Language, ...] = ()
    sources: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_named(self) -> "WatchTable":
        if not any(self.names.values()):
            raise PydanticCustomError("names", "names: at least one name is wanted")
        return self

    def watch(self, watchlist_id: str, kind: WatchKind) -> Watch:
        """The table as a value."""
        names = tuple(
            Name(text=name.text, language=language, mode=name.mode)
            for language, spellings in self.names.items()
            for name in spellings
        )
        return Watch(
            watch_id=self.id,
            watchlist_id=watchlist_id,
            kind=kind,
            names=names,
            country=self.country,
            near=self.near,
            context=self.context,
            never=self.never,
            ambiguity=self.ambiguity,
            min_severity=self.min_severity,
            languages=self.languages,
            sources=self.sources,
        )


class PlaceTable(WatchTable):
    """One ``[[place]]``; its own point and region come before the gazetteer's."""

    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    region: Text | None = None

    @model_validator(mode="after")
    def _has_a_point_or_none(self) -> "PlaceTable":
        if (self.lat is None) != (self.lon is None):
            raise PydanticCustomError(
                "point", "lat, lon: give both, in decimal degrees, or neither"
            )
        return self

    def watch(self, watchlist_id: str, kind: WatchKind) -> Watch:
        """The table as a value."""
        plain = super().watch(watchlist_id, kind)
        return replace(plain, lat=self.lat, lon=self.lon, region=self.region)


class TopicTable(Table):
    """One ``[[topic]]``: weighted words, and the sum at which it matches."""

    id: WatchId
    words: dict[Text, float]
    threshold: Annotated[float, Field(gt=0)] = 1.0
    never: tuple[Text, ...] = ()
    min_severity: Severity | None = None
    languages: tuple[Language, ...] = ()
    sources: tuple[Text, ...] = ()

    def watch(self, watchlist_id: str) -> Watch:
        """The table as a value."""
        return Watch(
            watch_id=self.id,
            watchlist_id=watchlist_id,
            kind=WatchKind.TOPIC,
            names=(),
            never=self.never,
            min_severity=self.min_severity,
            languages=self.languages,
            sources=self.sources,
            words=tuple(self.words.items()),
            threshold=self.threshold,
        )


class WatchlistTable(Table):
    """The ``[watchlist]`` table: who is told."""

    id: WatchId
    title: Text
    alert_to: tuple[str, ...] = ()
    digest_to: tuple[str, ...] = ()
    min_severity: Severity = 3.0


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
        )


def load_watchlist(path: Path) -> Watchlist:
    """The watchlist that the file at ``path`` holds.

    Raises:
        ConfigError: with file, line, key and fix, one line per mistake.
    """
    return read_table(WatchlistFile, path).value()
