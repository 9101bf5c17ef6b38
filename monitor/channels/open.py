"""Settings become channels; an unused channel's library is never loaded."""

import logging
from collections.abc import Callable
from pathlib import Path

from monitor import secrets
from monitor.channel_settings import AnyChannel, ConsoleTable, EmailTable, FileTable
from monitor.channels import Channel
from monitor.logs import fields

log = logging.getLogger(__name__)


def open_channel(
    settings: AnyChannel,
    *,
    folder: Path,
    state_folder: Path,
    write: Callable[[str], object],
) -> Channel:
    """The channel that the settings describe.

    Args:
        folder: where relative paths of secrets start from.
        state_folder: where those of written files do.
        write: what a console channel prints with.
    """
    if isinstance(settings, ConsoleTable):
        from monitor.channels.console import ConsoleChannel  # noqa: PLC0415  on use

        return ConsoleChannel(write)
    if isinstance(settings, FileTable):
        from monitor.channels.file import FileChannel  # noqa: PLC0415  on use

        return FileChannel(state_folder / settings.folder)
    if isinstance(settings, EmailTable):
        from monitor.channels.email import EmailChannel  # noqa: PLC0415  on use

        return EmailChannel(
            sender=settings.sender,
            host=settings.host,
            port=settings.port,
            security=settings.security,
            user=settings.user,
            password=_secret(settings.id, "password", settings.password_file, folder),
        )
    from monitor.channels.telegram import TelegramChannel  # noqa: PLC0415  on use

    return TelegramChannel(
        token=_secret(settings.id, "token", settings.token_file, folder),
        api_url=settings.api_url,
        thread_id=settings.thread_id,
        chats=settings.destinations,
    )


def _secret(
    channel_id: str, kind: str, file: str | None, folder: Path
) -> Callable[[], str]:
    """Reads the secret at each use, so that a changed one needs no restart."""
    path = None if file is None else folder / file
    if path is not None and secrets.is_exposed(path):
        log.warning("secret.exposed %s", fields(file=path, do=f"chmod 600 {path}"))
    return lambda: secrets.read(f"{channel_id}.{kind}", file=path)
