"""What of a configuration holds, without asking feeds and channels."""

from collections.abc import Callable, Iterator, Mapping

from monitor import secrets
from monitor.channel_settings import FileTable, Secret
from monitor.channels import Check
from monitor.channels.webhook_address import parse
from monitor.channels.webhook_signature import parse_key
from monitor.config import Config
from monitor.errors import ConfigError, StoreError
from monitor.events.gazetteer import gazetteer, name_key
from monitor.folders import refusal
from monitor.model import Watch, WatchKind
from monitor.store.examine import examine as examine_database

#: What raises where a secret is none of its kind.
_FITTING: Mapping[str, Callable[..., object]] = {"url": parse, "key": parse_key}
#: Places listed by name; the rest is counted.
_LISTED = 5


def named(config: Config) -> Iterator[Check]:
    """The files, and how much stands in them."""
    for file in config.files:
        if file.exists():
            yield Check(what=str(file), ok=True, detail="valid")
    lists, watches = len(config.watchlists), len(_watches(config))
    yield Check(what="watchlists", ok=True, detail=f"{lists} with {watches} watches")
    yield Check(what="feeds", ok=True, detail=f"{len(config.feeds)} to poll")
    yield Check(
        what="channels",
        ok=bool(config.settings.channel),
        detail=", ".join(f"{c.id} ({c.type})" for c in config.settings.channel)
        or "none: nobody would be told; add a [[channel]]",
    )


def told(config: Config) -> Iterator[Check]:
    """Channels that nothing is sent to, and watchlists that tell nobody."""
    lists = config.watchlists
    wanted = {c for w in lists for c in (*w.alert_to, *w.digest_to)}
    wanted.update(config.settings.operator.alert_to)
    if idle := [c.id for c in config.settings.channel if c.id not in wanted]:
        detail = (
            f"{', '.join(idle)}: no watchlist and no [operator] names it: nothing is "
            "sent there; name it in alert_to or digest_to"
        )
        yield Check(what="channels", ok=True, detail=detail, warns=True)
    for watchlist in lists:
        if not watchlist.watches:
            detail = "follows nothing: give it a [[place]], [[group]] or [[topic]]"
        elif not (watchlist.alert_to or watchlist.digest_to):
            detail = "tells nobody: name channels in its alert_to or digest_to"
        elif not watchlist.digest_to:
            detail = "what does not call is told nobody: name channels in its digest_to"
        else:
            continue
        what = f"watchlist {watchlist.watchlist_id}"
        yield Check(what=what, ok=True, detail=detail, warns=True)


def hours(config: Config) -> Iterator[Check]:
    """Quiet hours by a clock that may not be the reader's."""
    for channel in config.settings.channel:
        if channel.quiet_hours and "timezone" not in channel.model_fields_set:
            what, zone = f"channel {channel.id}", channel.timezone
            detail = f"quiet hours by the clock of {zone}; give its timezone"
            yield Check(what=what, ok=True, detail=detail, warns=True)


def places(config: Config) -> Iterator[Check]:
    """How many places have a point on a map: theirs, or the gazetteer's."""
    watched = [w for w in _watches(config) if w.kind is WatchKind.PLACE]
    lacking = [w.watch_id for w in watched if not _has_point(w)]
    detail = f"{len(watched) - len(lacking)} of {len(watched)} have a point"
    if lacking:
        listed = ", ".join(lacking[:_LISTED])
        more = len(lacking) - _LISTED
        detail += f"; without: {listed}" + (f" and {more} more" if more > 0 else "")
        detail += " (give lat and lon, or the country it lies in)"
    if watched:
        yield Check(what="places", ok=True, detail=detail)


def _has_point(watch: Watch) -> bool:
    sites = (s for n in watch.names for s in gazetteer().find(name_key(n.text)))
    return watch.lat is not None or any(
        watch.country in (None, site.country) for site in sites
    )


def _watches(config: Config) -> list[Watch]:
    return [watch for watchlist in config.watchlists for watch in watchlist.watches]


def kept(config: Config, *, live: bool) -> Iterator[Check]:
    """Whether database, labels and pages can be written; none is."""
    try:
        there = examine_database(config.store_url, live=live)
        yield Check(what="database", ok=True, detail=there)
    except StoreError as error:
        yield Check(what="database", ok=False, detail=str(error))
    if (why := refusal(config.labels_file.parent)) is not None:
        detail = f"labels cannot be written: {why}"
        yield Check(what="state", ok=True, detail=detail, warns=True)
    for settings in config.settings.channel:
        if isinstance(settings, FileTable):
            folder = config.state_folder / settings.folder
            why = refusal(folder)
            detail = why or f"writes to {folder}"
            yield Check(what=f"{settings.id}: folder", ok=why is None, detail=detail)


def secrets_found(config: Config) -> Iterator[Check]:
    """Whether secrets are where the configuration says; none is used."""
    for settings in config.settings.channel:
        for secret in settings.secrets:
            yield _secret(config, settings.id, secret)
    if named := config.settings.operator.ping_file:
        yield _secret(config, "operator", Secret(kind="ping", file=named))


def _secret(config: Config, of: str, secret: Secret) -> Check:
    what = f"{of}: {secret.kind}"
    file = config.folder / secret.file if secret.file else None
    look = secrets.read if secret.is_needed else secrets.find
    try:
        found = look(f"{of}.{secret.kind}", file=file)
    except ConfigError as error:
        return Check(what=what, ok=False, detail=str(error))
    if found is not None and (fits := _FITTING.get(secret.kind)) is not None:
        try:
            fits(found, name=f"{of}.{secret.kind}")
        except ConfigError as error:
            return Check(what=what, ok=False, detail=str(error))
    if file is not None and secrets.is_exposed(file):
        detail = f"others on this machine may read it: chmod 600 {file}"
        return Check(what=what, ok=True, detail=detail, warns=True)
    detail = "found" if found is not None else "none, and none is needed"
    return Check(what=what, ok=True, detail=detail)
