"""Whether a database can be kept where the configuration says, without making it."""

import os
from pathlib import Path

from sqlalchemy import URL, exc

from monitor.errors import StoreError
from monitor.folders import refusal
from monitor.store import address, migrations, postgresql, sqlite
from monitor.store.lock import refuse_network


def examine(url: str, *, live: bool) -> str:
    """What is at a database's address, in words.

    Args:
        url: as ``Store.open`` takes it.
        live: whether a server may be asked, too.

    Raises:
        StoreError: no database can be kept there.
    """
    parsed = address.parse(url)
    if parsed.drivername != "sqlite":
        return _reach(parsed) if live else "PostgreSQL, not asked without --live"
    path = sqlite.file_of(parsed)
    if path is None:
        return "in memory: what was told is forgotten at the end"
    sqlite.refuse_homeless(path)
    refuse_network(path)
    if (why := refusal(path.parent)) is not None:
        raise StoreError(f"{path}: {why}")
    if not path.exists():
        return f"{path}, to be made at the first run"
    _refuse_foreign(path)
    return str(path)


def _reach(url: URL) -> str:
    name = url.render_as_string(hide_password=True)
    engine = postgresql.engine_for(url)
    try:
        with engine.connect() as connection:
            migrations.refuse_newer(connection)
    except exc.DBAPIError as error:
        raise StoreError(f"{name}: {str(error.orig).strip()}") from None
    finally:
        engine.dispose()
    return f"{name} answers"


def _refuse_foreign(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"{path}: is no file; name another")
    if not os.access(path, os.R_OK | os.W_OK, effective_ids=True):
        raise StoreError(f"{path}: this user may not write it; change its owner")
