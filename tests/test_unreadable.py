"""An article that this program cannot read costs itself, and nobody else anything."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.health.examine import examine
from monitor.model import Article, Event
from monitor.pipeline import read
from monitor.store import alerts as alert_rows
from monitor.store import articles as article_rows
from tests.builders import NOW
from tests.newsroom import Item, a_world

ATTACK = Item("Mali : une voiture piégée explose devant le camp militaire de Kati")
RIDDLE = Item("Mali : trois soldats tués à Ségou, un texte qui met en échec la lecture")
real = read.read_event


def read_event(article: Article, *rest: Any) -> Event:
    """As the real one, with a fault in it that one article meets."""
    if article.title == RIDDLE.title:
        raise KeyError(article.text or article.title)
    return real(article, *rest)


async def test_an_edit_that_cannot_be_read_leaves_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=6)
        with room.store.read() as tx:
            (known,) = article_rows.between(tx, NOW, world.clock() + timedelta(1))
        monkeypatch.setattr(read, "read_event", _no_event)
        world.outlets.feeds["/a"] = [replace(ATTACK, text="Trois morts à Kati.")]
        await world.pass_time(room, minutes=6)
        with room.store.read() as tx:
            report = article_rows.report(tx, known.article_id)
    assert report is not None
    assert report.event.place is not None


def _no_event(*_: object) -> Event:
    raise KeyError


async def test_an_article_that_cannot_be_read_silences_nobody_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(read, "read_event", read_event)
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [RIDDLE, ATTACK]
        with caplog.at_level(logging.INFO, logger="monitor"):
            await world.pass_time(room, minutes=6)
            await world.pass_time(room, minutes=6)
        told = room.config.destinations
        health = await room.store.run(lambda tx: examine(tx, told, now=world.clock()))
        await world.pass_time(room, hours=1)
        with room.store.read() as tx:
            kept = article_rows.between(tx, NOW, world.clock())
            (found,) = [article for article in kept if article.title == RIDDLE.title]
            (ruling,) = alert_rows.decisions(tx, found.article_id)
    assert len(world.phone()) == 1
    assert ruling.decision.in_words.startswith("unreadable: ")
    assert health.decisions["hold"] == {"unreadable": 1}
    assert health.unread_count == 0
    (line,) = [r for r in caplog.records if "article.unreadable" in r.getMessage()]
    assert found.article_id in line.getMessage()
    assert line.exc_info is not None
    whole = logging.Formatter().format(line)
    assert "read_event" in whole
    assert RIDDLE.title not in whole
    (page,) = (tmp_path / "digests").iterdir()
    text = page.read_text(encoding="utf-8")
    assert "could not be read" in text.partition(RIDDLE.title)[2]
