"""Settings become channels; an unused channel's library is never loaded."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from monitor import secrets
from monitor.channel_settings import (
    AnyChannel,
    ConsoleTable,
    EmailTable,
    FileTable,
    WebhookTable,
)
from monitor.channels import Channel
from monitor.channels.webhook_address import Address, parse
from monitor.channels.webhook_signature import parse_key
from monitor.logs import fields

log = logging.getLogger(__name__)


def open_channel(
    settings: AnyChannel,
    *,
    folder: Path,
    state_folder: Path,
    write: Callable[[str], object],
    clock: Callable[[], datetime],
) -> Channel:
    """The channel that the settings describe.

    Args:
        folder: where relative paths of secrets start from.
        state_folder: where those of written files do.
        write: what a console channel prints with.
        clock: what a webhook dates its signatures with.
    """
    if isinstance(settings, ConsoleTable):
        from monitor.channels.console import ConsoleChannel

        return ConsoleChannel(write)
    if isinstance(settings, FileTable):
        from monitor.channels.file import FileChannel

        return FileChannel(state_folder / settings.folder)
    if isinstance(settings, EmailTable):
        from monitor.channels.email import EmailChannel

        return EmailChannel(
            sender=settings.sender,
            host=settings.host,
            port=settings.port,
            security=settings.security,
            user=settings.user,
            password=_secret(settings.id, "password", settings.password_file, folder),
        )
    if isinstance(settings, WebhookTable):
        return _webhook(settings, folder, clock)
    from monitor.channels.telegram import TelegramChannel

    return TelegramChannel(
        token=_secret(settings.id, "token", settings.token_file, folder),
        api_url=settings.api_url,
        thread_id=settings.thread_id,
        chats=settings.destinations,
    )


def _webhook(
    settings: WebhookTable, folder: Path, clock: Callable[[], datetime]
) -> Channel:
    from monitor.channels.webhook import WebhookChannel

    url, key = f"{settings.id}.url", f"{settings.id}.key"
    url_file = _file(settings.url_file, folder)
    key_file = _file(settings.key_file, folder)

    def address() -> Address:
        found = secrets.read(url, file=url_file)
        return parse(found, name=f"secret {url} (url_file: {url_file})")

    def signing_key() -> bytes | None:
        found = secrets.find(key, file=key_file)
        name = f"secret {key} (key_file: {key_file})"
        return None if found is None else parse_key(found, name=name)

    return WebhookChannel(address=address, key=signing_key, clock=clock)


def _secret(
    channel_id: str, kind: str, file: str | None, folder: Path
) -> Callable[[], str]:
    """Reads the secret at each use, so that a changed one needs no restart."""
    path = _file(file, folder)
    return lambda: secrets.read(f"{channel_id}.{kind}", file=path)


def _file(file: str | None, folder: Path) -> Path | None:
    """Where a secret is kept; that others may read it is told."""
    path = None if file is None else folder / file
    if path is not None and secrets.is_exposed(path):
        log.warning("secret.exposed %s", fields(file=path, do=f"chmod 600 {path}"))
    return path
