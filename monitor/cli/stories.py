"""``monitor stories``: look at stories, and put right what belongs together.

What a person says is appended to the file of labelled pairs, which the running service
takes up within seconds, as it does a changed watchlist; nothing here writes rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.channels.characters import printable
from monitor.cli.contract import event_json, line
from monitor.cli.kept import configured_to_look
from monitor.cli.options import config_option, json_option
from monitor.config import Config
from monitor.deliveries import wording
from monitor.deliveries.facts import headline, how_sure, lines
from monitor.errors import MonitorError
from monitor.labels import add_labels
from monitor.model import Label, Story
from monitor.pipeline.regroup import regroup
from monitor.store import Store, Tx
from monitor.store import articles as article_rows
from monitor.store import stories as story_rows

_DAY = timedelta(days=1)


@click.group()
def stories() -> None:
    """List and show stories; merge and split them by hand."""


@stories.command("list")
@click.option("--days", type=click.IntRange(1, 36_500), default=3, show_default=True)
@json_option
@config_option
def list_(*, days: int, as_json: bool, config_path: Path | None) -> None:
    """The stories of the last days, the newest first."""
    with _rows(configured_to_look(config_path)) as tx:
        found = story_rows.recent(tx, datetime.now(UTC) - days * _DAY)
    for story in found:
        click.echo(line(_summary(story)) if as_json else _in_a_line(story))
    if not found:
        click.echo(f"no stories in the last {wording.count(days, 'day')}", err=True)


@stories.command()
@click.argument("story_id", metavar="STORY")
@json_option
@config_option
def show(story_id: str, *, as_json: bool, config_path: Path | None) -> None:
    """A story's facts and its articles, with the ids that `split` takes."""
    with _rows(configured_to_look(config_path)) as tx:
        story = _story(tx, story_id)
        articles = [article_rows.find(tx, i) for i in _articles(tx, story_id)]
    told = [
        {"id": a.article_id, "source": a.source, "title": a.title, "url": a.url}
        for a in articles
        if a is not None
    ]
    if as_json:
        known = {"event": event_json(story.event), "confidence": how_sure(story)}
        click.echo(line({**_summary(story), **known, "articles": told}))
        return
    click.echo(f"{story.story_id}  {printable(headline(story.event))}")
    for fact in lines(story, ZoneInfo("UTC")):
        click.echo(f"  {printable(fact)}")
    for row in told:
        said = printable(f"{row['source']}: {row['title']}")
        click.echo(f"  {row['id']}  {said}")


@stories.command()
@click.argument("story_id", metavar="STORY")
@click.argument("other_id", metavar="OTHER")
@config_option
def merge(story_id: str, other_id: str, *, config_path: Path | None) -> None:
    """Two stories are one event: the older id stays. Nobody is called."""
    if story_id == other_id:
        raise MonitorError(f"{story_id}: is one story; name another to merge it with")
    config = configured_to_look(config_path)
    with _rows(config) as tx:
        first, other = _articles(tx, story_id)[0], _articles(tx, other_id)[0]
        label = Label(article_id=first, other_id=other, is_same=True)
        _say(config.labels_file, tx, [label])


@stories.command()
@click.argument("story_id", metavar="STORY")
@click.argument("article_ids", metavar="ARTICLE...", nargs=-1, required=True)
@config_option
def split(
    story_id: str, article_ids: tuple[str, ...], *, config_path: Path | None
) -> None:
    """These articles of a story are another event, together. Nobody is called."""
    config = configured_to_look(config_path)
    with _rows(config) as tx:
        members = _articles(tx, story_id)
        if strange := [i for i in article_ids if i not in members]:
            raise MonitorError(f"{story_id} does not hold {', '.join(strange)}")
        left = [i for i in members if i not in article_ids]
        if not left:
            raise MonitorError(f"{story_id}: name the articles that go, not all")
        away, *more = article_ids
        labels = [Label(article_id=away, other_id=i, is_same=True) for i in more]
        labels.append(Label(article_id=left[0], other_id=away, is_same=False))
        _say(config.labels_file, tx, labels)


@stories.command()
@click.option(
    "--strict",
    is_flag=True,
    help="Exit status 1 also where the clustering alone gets a pair wrong.",
)
@config_option
def check(*, strict: bool, config_path: Path | None) -> int:
    """Whether every labelled pair is as a person said; exit status 1 if not.

    The stored articles are also clustered anew, without the pairs: whoever changes the
    clustering sees which of them come out right by themselves.
    """
    config = configured_to_look(config_path)
    with _rows(config) as tx:
        stored = _stored(tx, config.labels)
        anew = _anew(tx, config.labels, config.settings.stories.window)
    known = _known(config.labels, stored)
    wrong = _wrong(known, stored)
    missed = _wrong(_known(known, anew), anew)
    for label in wrong:
        click.echo(_in_words(label, stored))
    for label in missed:
        click.echo(f"clustered anew: {_in_words(label, anew)}")
    count, gone = len(known), len(config.labels) - len(known)
    click.echo(f"{count - len(wrong)} of {count} pairs hold; ", nl=False)
    click.echo(f"clustered anew without them, {count - len(missed)}", nl=False)
    click.echo(f"; {gone} are no longer stored" if gone else "")
    return int(bool(wrong or (strict and missed)))


def _stored(tx: Tx, labels: Iterable[Label]) -> dict[str, str]:
    """The story that each labelled article is in."""
    ids = {i for label in labels for i in (label.article_id, label.other_id)}
    placed = ((i, story_rows.story_of(tx, i)) for i in ids)
    return {i: story_id for i, story_id in placed if story_id is not None}


def _anew(tx: Tx, labels: Iterable[Label], window: timedelta) -> dict[str, str]:
    """The story that each article would be in, from a window before the first pair."""
    ids = {i for label in labels for i in (label.article_id, label.other_id)}
    first_at = story_rows.first_placed_at(tx, ids)
    if first_at is None:
        return {}
    members = story_rows.placed_since(tx, first_at - window)
    return regroup((report for _, report in members), window=window)


def _known(labels: Iterable[Label], story_of: Mapping[str, str]) -> list[Label]:
    """The pairs whose articles are both still stored."""
    return [
        label for label in labels if {label.article_id, label.other_id} <= {*story_of}
    ]


def _wrong(labels: Iterable[Label], story_of: Mapping[str, str]) -> list[Label]:
    """The pairs that are not as they should be."""
    return [
        label
        for label in labels
        if label.is_same is not (story_of[label.article_id] == story_of[label.other_id])
    ]


def _in_words(label: Label, story_of: Mapping[str, str]) -> str:
    should = "one event" if label.is_same else "two events"
    one, other = (f"{i} ({story_of[i]})" for i in (label.article_id, label.other_id))
    return f"{one} and {other} are {should}"


@contextmanager
def _rows(config: Config) -> Iterator[Tx]:
    store = Store.open(config.store_url, exclusive=False)
    try:
        with store.read() as tx:
            yield tx
    finally:
        store.close()


def _say(path: Path, tx: Tx, labels: list[Label]) -> None:
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
