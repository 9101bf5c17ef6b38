"""Addresses of databases, as the configuration writes them."""

from sqlalchemy import URL, exc, make_url

from monitor.errors import StoreError

_POSTGRESQL = frozenset({"postgresql", "postgresql+psycopg"})


def parse(url: str) -> URL:
    """The parts of a database's address.

    Args:
        url: ``sqlite:///file``, ``sqlite://`` (in memory) or
            ``postgresql://user@host/database``.

    Raises:
        StoreError: it is none of these; a password in it is not shown.
    """
    try:
        parsed = make_url(url)
    except (exc.ArgumentError, ValueError):
        raise _unknown(url) from None
    is_file = parsed.drivername == "sqlite" and not (parsed.host or parsed.username)
    if not is_file and parsed.drivername not in _POSTGRESQL:
        raise _unknown(url)
    return parsed


def _unknown(url: str) -> StoreError:
    return StoreError(
        f"store: {url.rpartition('@')[2]!r} is no database this program knows; use "
        '"sqlite:///monitor.db" or "postgresql://user@host/database"'
    )
