"""``monitor backtest``: what an edited watchlist would have done with past articles."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from monitor.cli import contract
from monitor.cli.articles import open_text, read_lines, without_markup
from monitor.cli.options import config_option, configured, json_option, since_option
from monitor.config import Config
from monitor.deliveries import wording
from monitor.durations import in_words
from monitor.errors import ConfigError
from monitor.model import Alert, Article, MatchStatus, Watchlist
from monitor.pipeline.backtest import (
    Trial,
    delayed,
    duplicates,
    missing,
    per_day_and_chat,
)
from monitor.pipeline.desk import Desk
from monitor.pipeline.replay import replay_articles
from monitor.store import Store
from monitor.store import articles as article_rows
from monitor.watchlists import load_watchlist

#: Spellings that are shown to a person; JSON has them all.
_SHOWN_NAMES = 20


@click.command()
@since_option
@click.option("--file", metavar="ARTICLES.jsonl", help="Articles, without a store.")
@click.option(
    "--watchlist",
    "edited",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="NEW.toml",
    help="In the place of the configured one of its id; several may be given.",
)
@click.option(
    "--max-alerts-per-day",
    type=click.IntRange(min=0),
    metavar="N",
    help="Exit status 1 if any chat gets more on any day.",
)
@json_option
@config_option
def backtest(
    since: timedelta,
    *,
    file: str | None,
    edited: tuple[Path, ...],
    max_alerts_per_day: int | None,
    as_json: bool,
    config_path: Path | None,
) -> int:
    """Replay past articles through today's watchlists and through edited ones.

    Shows which calls are gained and lost and why, how many a day and chat, which are
    probably about one event, and what became of each spelling.
    """
    config = configured(config_path)
    now = datetime.now(UTC)
    articles = _from_file(file, config, now) if file else _stored(config, now - since)
    changed = {w.watchlist_id: w for w in map(load_watchlist, edited)}
    todays = {w.watchlist_id: w for w in config.watchlists}
    for new_id in changed:
        if new_id not in todays:
            click.echo(_beside(new_id, todays), err=True)
    lists = tuple((todays | changed).values())
    before = _tried(config, config.watchlists, articles, now, "Today's watchlists")
    after = before
    if changed:
        after = _tried(config, lists, articles, now, "Edited watchlists")
    answer = _answer(before, after, lists)
    answer["before"] = _counts(before, config.watchlists)
    if as_json:
        click.echo(contract.line(answer))
    else:
        _show(answer, Console(highlight=False))
    worst = max((row["alerts"] for row in answer["per_day"]), default=0)
    return int(max_alerts_per_day is not None and worst > max_alerts_per_day)


def _beside(new_id: str, todays: Iterable[str]) -> str:
    return (
        f"{new_id}: none of today's watchlists has this id ({', '.join(todays)}), so "
        "it is tried beside them; to try it in the place of one, give it that one's id"
    )


def _stored(config: Config, since: datetime) -> list[Article]:
    store = Store.open(config.store_url, exclusive=False)
    try:
        with store.read() as tx:
            return list(article_rows.between(tx, since, datetime.now(UTC)))
    finally:
        store.close()


def _from_file(file: str, config: Config, now: datetime) -> list[Article]:
    outlets = {feed.source: feed for feed in config.feeds}
    with open_text(file) as lines:
        given = list(read_lines(lines, file))
    if not given:
        raise ConfigError(f"{file}: holds no articles")
    return [g.article(n, now=now, outlets=outlets) for n, g in enumerate(given, 1)]


def _tried(
    config: Config,
    watchlists: Sequence[Watchlist],
    articles: Sequence[Article],
    now: datetime,
    what: str,
) -> Trial:
    trial = Trial()
    desk = Desk(watchlists, config.settings)
    results = replay_articles(desk, articles, start=now, prepare=without_markup)
    for result in track(
        results,
        what,
        total=len(articles),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ):
        trial.take(result)
    return trial


def _answer(
    before: Trial, after: Trial, watchlists: Sequence[Watchlist]
) -> dict[str, Any]:
    return {
        **_counts(after, watchlists),
        "gained": [_call(a, after) for a in missing(after.calls, before)],
        "lost": [_call(a, after) for a in missing(before.calls, after)],
        "later": [
            _call(alert, after) | {"by_s": round(late.total_seconds())}
            for alert, late in delayed(before.calls, after)
        ],
        "duplicates": [
            {"first": _title(one), "again": _title(other), "story": other.story_id}
            for one, other in duplicates(after.calls)
        ],
        "names": [
            {"watch": watch_id, "name": surface, "alerts": count.alert_count}
            | {status.value: count.statuses[status] for status in MatchStatus}
            for (watch_id, surface), count in sorted(after.names.items())
        ],
    }


def _counts(trial: Trial, watchlists: Sequence[Watchlist]) -> dict[str, Any]:
    per_day = per_day_and_chat(trial, watchlists)
    return {
        "calls": len(trial.calls),
        "updates": len(trial.alerts) - len(trial.calls),
        "per_day": [
            {"date": day.isoformat(), "channel": channel, "alerts": count}
            for (day, channel), count in sorted(per_day.items())
        ],
    }


def _call(alert: Alert, after: Trial) -> dict[str, Any]:
    """A call, and what the edited watchlists decided on its article."""
    key = (alert.report.article.article_id, alert.watchlist_id)
    return {
        "title": alert.report.article.title,
        "source": alert.report.article.source,
        "watchlist": alert.watchlist_id,
        "story": alert.story_id,
        "why": after.reasons.get(key, "the watchlist is gone"),
    }


def _title(alert: Alert) -> str:
    return alert.report.article.title


def _show(answer: dict[str, Any], console: Console) -> None:
    for text in (*_in_full(answer), *_in_all(answer)):
        console.print(text, markup=False)


def _in_full(answer: dict[str, Any]) -> Iterator[str]:
    for word, mark in (("gained", "+"), ("lost", "-")):
        for call in answer[word]:
            yield f"{mark} {call['title'][:80]} - {call['source']} [{call['why']}]"
    for call in answer["later"]:
        late = in_words(timedelta(seconds=call["by_s"]))
        yield f"~ {late} later: {call['title'][:80]} - {call['source']} [{call['why']}]"
    for row in answer["per_day"]:
        yield f"{row['date']} {row['channel']}: {row['alerts']}"
    for pair in answer["duplicates"]:
        yield f"twice? {pair['first'][:60]} / {pair['again'][:60]}"
    loudest = sorted(answer["names"], key=lambda name: -name["alerts"])
    for name in loudest[:_SHOWN_NAMES]:
        yield (
            f"{name['watch']} {name['name']!r}: {name['alerts']} alerts, "
            f"{name['accepted']} accepted, {name['possible']} possible, "
            f"{name['rejected']} rejected"
        )


def _in_all(answer: dict[str, Any]) -> Iterator[str]:
    """How many calls, and what each chat would be told a day."""
    was = answer["before"]
    changed = ", ".join(f"{len(answer[w])} {w}" for w in ("gained", "lost", "later"))
    calls = wording.count(answer["calls"], "call")
    updates = wording.count(answer["updates"], "update")
    before = f"before {was['calls']} and {was['updates']}"
    yield f"In all: {calls} and {updates}, {before}; {changed}"
    rows = (*answer["per_day"], *was["per_day"])
    for channel in sorted({row["channel"] for row in rows}):
        now, then = (_to(channel, a["per_day"]) for a in (answer, was))
        total = sum(then.values())
        before = f"before {total}" + (f", at most {max(then.values())}" if then else "")
        yield f"To {channel}: {_days(now)}; {before}"


def _to(channel: str, per_day: list[dict[str, Any]]) -> dict[str, int]:
    return {row["date"]: row["alerts"] for row in per_day if row["channel"] == channel}


def _days(alerts: dict[str, int]) -> str:
    if not alerts:
        return "0"
    loudest = max(alerts, key=lambda day: alerts[day])
    days = wording.count(len(alerts), "day")
    return f"{sum(alerts.values())} on {days}, at most {alerts[loudest]} ({loudest})"
