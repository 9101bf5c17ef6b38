"""``monitor stories``: look at stories, and put right what belongs together.

What a person says is appended to the file of labelled pairs, which the running service
takes up within seconds, as it does a changed watchlist; nothing here writes rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from monitor.cli.contract import line
from monitor.cli.options import config_option, configured, json_option
from monitor.deliveries import wording
from monitor.errors import MonitorError
from monitor.labels import add_labels
from monitor.model import Label, Story
from monitor.store import Store, Tx
from monitor.store import articles as article_rows
from monitor.store import stories as story_rows

_DAY = timedelta(days=1)


@click.group()
def stories() -> None:
    """List and show stories; merge and split them by hand."""


@stories.command("list")
@click.option("--days", type=click.IntRange(min=1), default=3, show_default=True)
@json_option
@config_option
def list_(*, days: int, as_json: bool, config_path: Path | None) -> None:
    """The stories of the last days, the newest first."""
    with _rows(config_path) as tx:
        found = story_rows.recent(tx, datetime.now(UTC) - days * _DAY)
    for story in found:
        click.echo(line(_summary(story)) if as_json else _in_a_line(story))


@stories.command()
@click.argument("story_id", metavar="STORY")
@json_option
@config_option
def show(story_id: str, *, as_json: bool, config_path: Path | None) -> None:
    """A story's facts and its articles, with the ids that `split` takes."""
    with _rows(config_path) as tx:
        story = _story(tx, story_id)
        articles = [article_rows.find(tx, i) for i in _articles(tx, story_id)]
    told = [
        {"id": a.article_id, "source": a.source, "title": a.title, "url": a.url}
        for a in articles
        if a is not None
    ]
    if as_json:
        click.echo(line({**_summary(story), "articles": told}))
        return
    click.echo(_in_a_line(story))
    for row in told:
        click.echo(f"  {row['id']}  {row['source']}: {row['title']}")


@stories.command()
@click.argument("story_id", metavar="STORY")
@click.argument("other_id", metavar="OTHER")
@config_option
def merge(story_id: str, other_id: str, *, config_path: Path | None) -> None:
    """Two stories are one event: the older id stays. Nobody is called."""
    with _rows(config_path) as tx:
        first, other = _articles(tx, story_id)[0], _articles(tx, other_id)[0]
        _say(config_path, tx, [Label(article_id=first, other_id=other, is_same=True)])


@stories.command()
@click.argument("story_id", metavar="STORY")
@click.argument("article_ids", metavar="ARTICLE...", nargs=-1, required=True)
@config_option
def split(
    story_id: str, article_ids: tuple[str, ...], *, config_path: Path | None
) -> None:
    """These articles of a story are another event, together. Nobody is called."""
    with _rows(config_path) as tx:
        members = _articles(tx, story_id)
        if strange := [i for i in article_ids if i not in members]:
            raise MonitorError(f"{story_id} does not hold {', '.join(strange)}")
        left = [i for i in members if i not in article_ids]
        if not left:
            raise MonitorError(f"{story_id}: name the articles that go, not all")
        away, *more = article_ids
        labels = [Label(article_id=away, other_id=i, is_same=True) for i in more]
        labels.append(Label(article_id=left[0], other_id=away, is_same=False))
        _say(config_path, tx, labels)


@stories.command()
@config_option
def check(*, config_path: Path | None) -> int:
    """Whether every labelled pair is as a person said; exit status 1 if not."""
    wrong = 0
    config = configured(config_path)
    with _rows(config_path) as tx:
        for label in config.labels:
            one = story_rows.story_of(tx, label.article_id)
            other = story_rows.story_of(tx, label.other_id)
            if one is None or other is None or label.is_same is (one == other):
                continue
            wrong += 1
            should = "one event" if label.is_same else "two events"
            pair = f"{label.article_id} ({one}) and {label.other_id} ({other})"
            click.echo(f"{pair} are {should}")
    click.echo(f"{len(config.labels) - wrong} of {len(config.labels)} pairs hold")
    return int(wrong > 0)


@contextmanager
def _rows(config_path: Path | None) -> Iterator[Tx]:
    store = Store.open(configured(config_path).store_url, exclusive=False)
    try:
        with store.read() as tx:
            yield tx
    finally:
        store.close()


def _say(config_path: Path | None, tx: Tx, labels: list[Label]) -> None:
    path = configured(config_path).labels_file
    add_labels(
        path, [(x, _title(tx, x.article_id), _title(tx, x.other_id)) for x in labels]
    )
    click.echo(f"{path}: {wording.count(len(labels), 'pair')} added")


def _title(tx: Tx, article_id: str) -> str:
    article = article_rows.find(tx, article_id)
    return article.title if article else ""


def _story(tx: Tx, story_id: str) -> Story:
    story = story_rows.story(tx, story_id)
    if story is None:
        raise MonitorError(
            f"{story_id}: no such story; `monitor stories list` has them"
        )
    return story


def _articles(tx: Tx, story_id: str) -> tuple[str, ...]:
    found = story_rows.article_ids(tx, _story(tx, story_id).story_id)
    if not found:
        raise MonitorError(f"{story_id}: its articles are in another story now")
    return found


def _summary(story: Story) -> dict[str, object]:
    return {
        "story": story.story_id,
        "title": story.title,
        "first_at": story.first_at.isoformat(),
        "last_at": story.last_at.isoformat(),
        "outlets": len(story.sources),
        "origins": list(story.origins),
        "killed": wording.toll(story.event.killed),
        "place": wording.where(story.event.place),
    }


def _in_a_line(story: Story) -> str:
    outlets = wording.count(len(story.sources), "outlet")
    where = wording.where(story.event.place)
    when = f"{story.last_at:%d %b %H:%M}"
    return f"{story.story_id}  {when}  {outlets}  {where}: {story.title}"
