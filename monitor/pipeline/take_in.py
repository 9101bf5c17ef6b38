"""Takes entries of a feed into the store: known again, edited, or new."""

from collections.abc import Mapping
from datetime import datetime

from monitor.articles.dates import never_ahead
from monitor.articles.identity import is_another, is_link_key
from monitor.articles.wire import Entry
from monitor.model import Article
from monitor.store import Tx
from monitor.store import articles as article_rows


def take_in(tx: Tx, entry: Entry, now: datetime) -> tuple[Article | None, bool]:
    """The article if it is new or says something new, under its first id.

    Returns:
        The article, and whether the entry was not known at all.
    """
    article = never_ahead(entry.article)
    known = article_rows.known(tx, entry.keys)
    article_id = _known_as(tx, article, entry.keys, known)
    if article_id is not None:
        article_rows.add_keys(tx, article_id, entry.keys, now=now)
        return article_rows.revise(tx, article_id, article), False
    article_rows.add(tx, article, entry.keys, now=now)
    if known:  # a page that leads to many entries stands for the last one
        article_rows.pass_on(tx, article.article_id, known)
    return article, True


def _known_as(
    tx: Tx, article: Article, keys: tuple[str, ...], known: Mapping[str, str]
) -> str | None:
    """The id of the article that the entry is a version of; None where it is new."""
    for key in filter(known.__contains__, keys):
        before = article_rows.find(tx, known[key]) if is_link_key(key) else None
        if before is None or not is_another(article, keys, before):
            return known[key]
    return None
