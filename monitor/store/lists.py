"""The lists last taken up: a start goes on with them where a file holds a mistake."""

from dataclasses import replace

from pydantic import ValidationError
from sqlalchemy import select

from monitor.model import Lists
from monitor.store import codec, schema
from monitor.store.rows import put
from monitor.store.schema import Tx

#: There is one row: who shares a database shares its lists.
_NAME = "last"


def keep(tx: Tx, lists: Lists) -> None:
    """Keep these in the place of any before, their files' paths made absolute."""
    anchored = replace(
        lists,
        feed_files=tuple(file.absolute() for file in lists.feed_files),
        watchlist_files=tuple(file.absolute() for file in lists.watchlist_files),
    )
    row = {"name": _NAME, "lists": codec.dump(Lists, anchored)}
    put(tx, schema.kept_lists, row)


def kept(tx: Tx) -> Lists | None:
    """What was kept; None where nothing was, or by a program that said it otherwise."""
    text = tx.scalar(select(schema.kept_lists.c.lists))
    try:
        return None if text is None else codec.load(Lists, text)
    except ValidationError:
        return None
