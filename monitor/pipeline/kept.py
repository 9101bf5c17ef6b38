"""A mistake in a list ends nobody: the lists last taken up stand in for it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from monitor.config import Config, load_config, load_store_url
from monitor.errors import ConfigError, StoreError
from monitor.model import Lists
from monitor.store import Store
from monitor.store import lists as list_rows


def load_or_kept(path: Path, *, to_run: bool) -> Config:
    """The configuration; where a list is wrong, with the lists last taken up.

    Args:
        path: a ``monitor.toml``.
        to_run: whether the caller is to own the database, and may migrate it.

    Raises:
        ConfigError: the mistake, where no lists were kept or it is in ``monitor.toml``.
    """
    try:
        return load_config(path)
    except ConfigError as mistake:
        lists = _kept(path, to_run=to_run)
        if lists is None:
            raise
        try:
            config = load_config(path, kept=lists)
        except ConfigError:
            raise mistake from None
        return replace(config, mistake=str(mistake))


def _kept(path: Path, *, to_run: bool) -> Lists | None:
    try:
        url = load_store_url(path)
        with closing(Store.open(url, exclusive=to_run)) as store, store.read() as tx:
            return list_rows.kept(tx)
    except (ConfigError, StoreError):
        return None
