from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.model import Label, Lists, Watchlist
from monitor.store import lists
from tests.builders import a_feed
from tests.matches.sahel import a_watch

LISTS = Lists(
    feeds=(a_feed(),),
    watchlists=(
        Watchlist(
            watchlist_id="w",
            title="W",
            watches=(a_watch("segou", "Ségou", "سيغو", words=(("coup", 0.5),)),),
            confirm_within=timedelta(hours=7),
        ),
    ),
    labels=(Label(article_id="a-1", other_id="a-2", is_same=False),),
    feed_files=(Path("/etc/monitor/feeds.toml"),),
    watchlist_files=(Path("/etc/monitor/w.toml"),),
)


def test_lists_come_back_as_they_were_kept_and_the_last_stand(store):
    with store.begin() as tx:
        assert lists.kept(tx) is None
        lists.keep(tx, replace(LISTS, feeds=()))
        lists.keep(tx, LISTS)
    with store.read() as tx:
        assert lists.kept(tx) == LISTS


def test_paths_are_kept_whole(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with store.begin() as tx:
        lists.keep(tx, replace(LISTS, feed_files=(Path("feeds.toml"),)))
        assert lists.kept(tx).feed_files == (tmp_path / "feeds.toml",)
