"""The configuration: ``monitor.toml`` and the feed lists and watchlists it names.

Paths are relative to the file that names them. A secret is never in a file of
these: its place is named (``token_file``), or it comes from systemd or the
environment. Nothing here opens a secret, a socket or a database.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.channel_settings import AnyChannel
from monitor.errors import ConfigError
from monitor.labels import load_labels
from monitor.model import Feed, Label, Lists, Watch, Watchlist
from monitor.settings import FeedsFile, MonitorFile
from monitor.text import split
from monitor.toml import duration_text, read_table
from monitor.watchlists import load_watchlist


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything that was configured, checked and resolved."""

    path: Path
    settings: MonitorFile
    #: Database address with an absolute path.
    store_url: str
    lists: Lists
    #: What people say of pairs of articles is written here.
    labels_file: Path
    #: Folders that relative paths of the settings start from: what is read, and what
    #: is written.
    folder: Path
    state_folder: Path
    #: Why the files' lists are not in use and those last taken up are; None: they are.
    mistake: str | None = None

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """What is polled."""
        return self.lists.feeds

    @property
    def watchlists(self) -> tuple[Watchlist, ...]:
        """What is followed."""
        return self.lists.watchlists

    @property
    def labels(self) -> tuple[Label, ...]:
        """What people say of pairs of articles."""
        return self.lists.labels

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file this was read from; a change of one asks for a reload."""
        lists = self.lists
        return (self.path, *lists.feed_files, *lists.watchlist_files, self.labels_file)

    def channel(self, channel_id: str) -> AnyChannel:
        """The settings of that channel; it exists, the loader saw to it."""
        return next(c for c in self.settings.channel if c.id == channel_id)

    @property
    def destinations(self) -> dict[str, tuple[str, ...]]:
        """Whom each channel reaches, by its id."""
        return {c.id: c.destinations for c in self.settings.channel}

    def has_digest(self, channel_id: str) -> bool:
        """Whether a digest has all that the channel is called for."""
        return all(w.digest_to for w in self.watchlists if channel_id in w.alert_to)

    def beside(self, channel_id: str) -> tuple[str, ...]:
        """The channels of that channel's service, itself included, as configured.

        One destination of theirs is one chat, however many of them write to it.
        """
        service = self.channel(channel_id).service
        return tuple(c.id for c in self.settings.channel if c.service == service)

    def zone(self, channel_id: str) -> ZoneInfo:
        """The time zone of that channel's readers."""
        return ZoneInfo(self.channel(channel_id).timezone)


def feed_id(url: str) -> str:
    """The id of the feed at that address: 12 hexadecimal digits."""
    return hashlib.sha256(url.encode()).hexdigest()[:12]


def load_config(
    path: Path, *, state_folder: Path | None = None, kept: Lists | None = None
) -> Config:
    """The configuration that starts at ``path``.

    Args:
        path: a ``monitor.toml``.
        state_folder: where the database and written files belong, whatever the file
            says: the packaged starter configuration must not be written to.
        kept: lists in the place of those that the file names.

    Raises:
        ConfigError: with file, line, key and fix, one line per mistake.
    """
    settings = read_table(MonitorFile, path)
    state_folder = (state_folder or path.parent / settings.state).absolute()
    labels_file = state_folder / settings.stories.labels
    lists = kept or _read_lists(path, settings, labels_file)
    channels = {c.id for c in settings.channel}
    _check_watchlists(lists.watchlists, lists.watchlist_files, channels)
    _check_channels(settings.operator.alert_to, channels, f"{path}: operator")
    _check_keep(settings, path)
    return Config(
        path=path,
        settings=settings,
        store_url=_store_url(settings.store, state_folder),
        lists=lists,
        labels_file=labels_file,
        folder=path.parent.absolute(),
        state_folder=state_folder,
    )


def _read_lists(path: Path, settings: MonitorFile, labels_file: Path) -> Lists:
    feed_files = _expand(path.parent, settings.feeds, path, "feeds")
    watch_files = _expand(path.parent, settings.watchlists, path, "watchlists")
    return Lists(
        watchlists=tuple(load_watchlist(file) for file in watch_files),
        feeds=_feeds(feed_files, settings.poll.interval),
        labels=load_labels(labels_file),
        feed_files=feed_files,
        watchlist_files=watch_files,
    )


def named_files(path: Path) -> tuple[Path, ...]:
    """The files that ``monitor.toml`` names now, whatever stands in them.

    None but itself where it cannot be read.
    """
    try:
        settings = read_table(MonitorFile, path)
    except ConfigError:
        return (path,)
    patterns = (*settings.feeds, *settings.watchlists)
    found = (file for pattern in patterns for file in _found(path.parent, pattern))
    return (path, *found)


def load_store_url(path: Path) -> str:
    """Where the database is, from ``monitor.toml`` alone.

    A mistake in a list does not stop the service that runs, nor a look at its life.

    Raises:
        ConfigError: with file, line, key and fix.
    """
    settings = read_table(MonitorFile, path)
    return _store_url(settings.store, (path.parent / settings.state).absolute())


def _expand(
    folder: Path, patterns: Iterable[str], path: Path, key: str
) -> tuple[Path, ...]:
    files: list[Path] = []
    for pattern in patterns:
        found = _found(folder, pattern)
        if not found:
            raise ConfigError(f'{path}: {key}: no file matches "{pattern}"')
        files += [file for file in found if file not in files]
    return tuple(files)


def _found(folder: Path, pattern: str) -> list[Path]:
    """The files that a name or pattern of the settings stands for, sorted."""
    named = Path(pattern)
    if named.is_absolute():
        start, relative = Path(named.anchor), str(named.relative_to(named.anchor))
        return _matching(start, relative)
    return _matching(folder, pattern)


def _matching(start: Path, pattern: str) -> list[Path]:
    try:
        return sorted(file for file in start.glob(pattern) if file.is_file())
    except (ValueError, IndexError):  # what pathlib makes of "", "." and "**x"
        return []


def _feeds(files: Iterable[Path], interval: timedelta) -> tuple[Feed, ...]:
    feeds: dict[str, Feed] = {}
    for file in files:
        for table in read_table(FeedsFile, file).feed:
            if table.url in feeds:
                raise ConfigError(f"{file}: feed {table.url} is listed twice")
            feeds[table.url] = Feed(
                feed_id=feed_id(table.url),
                url=table.url,
                source=table.source,
                language=table.language,
                country=table.country,
                reliability=table.reliability,
                interval=table.interval or interval,
            )
    return tuple(feeds.values())


def _check_watchlists(
    watchlists: Iterable[Watchlist], files: Iterable[Path], channels: set[str]
) -> None:
    seen: dict[str, Path] = {}
    meant: dict[str, tuple[Watch, Path]] = {}
    for watchlist, file in zip(watchlists, files, strict=True):
        if (first := seen.setdefault(watchlist.watchlist_id, file)) != file:
            raise ConfigError(
                f'{file}: watchlist id "{watchlist.watchlist_id}" is taken by {first}'
            )
        wanted = (*watchlist.alert_to, *watchlist.digest_to)
        _check_channels(wanted, channels, f"{file}: watchlist")
        for watch in watchlist.watches:
            _check_id(watch, file, meant)


def _check_id(watch: Watch, file: Path, meant: dict[str, tuple[Watch, Path]]) -> None:
    """One id is one thing, in whichever lists it stands: stories go by it."""
    first, there = meant.setdefault(watch.watch_id, (watch, file))
    if not _are_one(first, watch):
        raise ConfigError(
            f'{file}: {watch.kind.value} "{watch.watch_id}" is something else in '
            f"{there} ({first.label}, {first.country or first.kind.value}); "
            "give one of them another id"
        )


def _are_one(watch: Watch, other: Watch) -> bool:
    """Whether two watches may follow the same: of a kind, in a country, by a name."""
    places = {watch.country, other.country} - {None}
    if watch.kind is not other.kind or len(places) > 1:
        return False
    ours, theirs = ({tuple(split(n.text)) for n in w.names} for w in (watch, other))
    return bool(ours & theirs) or not (ours or theirs)


def _check_channels(wanted: Iterable[str], channels: set[str], where: str) -> None:
    for channel in wanted:
        if channel not in channels:
            known = ", ".join(sorted(channels)) or "none"
            raise ConfigError(
                f'{where}: no channel "{channel}"; '
                f"add a [[channel]] with that id (there are: {known})"
            )


def _check_keep(settings: MonitorFile, path: Path) -> None:
    """An open story outlives none of its articles."""
    kept, window = settings.keep.articles, settings.stories.window
    if kept < window:
        given, least = duration_text(kept), duration_text(window)
        raise ConfigError(
            f'{path}: keep.articles: "{given}" is shorter than [stories] window, '
            f'"{least}"; write articles = "{least}" or longer under [keep], or a '
            "shorter window under [stories]"
        )


def _store_url(url: str, folder: Path) -> str:
    prefix = "sqlite:///"
    if not url.startswith(prefix) or url == prefix:
        return url
    return f"{prefix}{folder / url.removeprefix(prefix)}"
