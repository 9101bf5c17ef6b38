"""Articles from files: what `inspect` and `replay` read."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TextIO

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from monitor.articles.outlets import without_outlet
from monitor.articles.plaintext import MAX_TEXT, MAX_TITLE, line, paragraphs
from monitor.errors import ConfigError
from monitor.model import Article, Feed

_BOM = "\ufeff"
#: Where an article says anything; it may say it in other keys beside, never only there.
_WORDS = ("title", "text", "summary")


def _text(value: object) -> object:
    return "" if value is None else value


def _identity(value: object) -> object:
    return str(value) if isinstance(value, int) else value


Text = Annotated[str, BeforeValidator(_text)]


class Given(BaseModel):
    """One article as JSON: ``summary`` and ``text`` are two words for its body."""

    model_config = ConfigDict(extra="ignore")

    id: Annotated[str | None, BeforeValidator(_identity)] = None
    title: Text = ""
    text: Text = ""
    summary: Text = ""
    url: Text = ""
    source: Text = ""
    language: str | None = None
    published_at: datetime | None = None

    def article(
        self, number: int, *, now: datetime, outlets: dict[str, Feed]
    ) -> Article:
        """The article; what is known of its outlet comes from the feed list."""
        published = self.published_at
        if published is not None:
            published = (
                published.replace(tzinfo=UTC)
                if published.tzinfo is None
                else published.astimezone(UTC)
            )
        outlet = outlets.get(self.source)
        title, text = without_outlet(
            self.title, self.text or self.summary, outlets=[self.source], url=self.url
        )
        return Article(
            article_id=self.id or str(number),
            feed_id=outlet.feed_id if outlet else self.source,
            source=self.source,
            url=self.url,
            title=title,
            text=text,
            language=self.language or (outlet.language if outlet else None),
            published_at=published,
            fetched_at=published or now,
            country=outlet.country if outlet else None,
            reliability=outlet.reliability if outlet else "F",
        )


def without_markup(article: Article) -> Article:
    """The article without the markup that a feed's summary may come with."""
    if "<" not in article.title and "<" not in article.text:
        return article
    return replace(
        article,
        title=line(article.title, MAX_TITLE),
        text=paragraphs(article.text, MAX_TEXT),
    )


def open_text(path: str) -> TextIO:
    """The file, or standard input for ``-``, as UTF-8.

    Raises:
        ConfigError: it cannot be opened.
    """
    if path == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a text stream in real life
        return sys.stdin
    try:
        return Path(path).open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None


def read_one(text: str, name: str) -> Given:
    """One article from a JSON object, or from plain text.

    The first line of a plain text is its title if more follows.

    Raises:
        ConfigError: nothing, no text, or a JSON object of the wrong shape.
    """
    text = text.removeprefix(_BOM).strip()
    if not text:
        raise ConfigError(f"{_file(name)}: is empty; give an article as text or JSON")
    if "\0" in text:
        raise ConfigError(f"{_file(name)}: is not text")
    if text.startswith("{"):
        return _given(text, _file(name))
    title, _, body = text.partition("\n")
    return Given(title=title.strip(), text=body.strip()) if body else Given(text=text)


def read_lines(lines: TextIO, name: str) -> Iterator[Given]:
    """One article a line; blank lines do not count.

    Raises:
        ConfigError: a line that is no JSON object of the right shape.
    """
    for number, row in enumerate(lines, start=1):
        text = row.removeprefix(_BOM).strip()
        if text:
            yield _given(text, f"{_file(name)}:{number}")


def _file(name: str) -> str:
    return "standard input" if name == "-" else name


def _given(text: str, where: str) -> Given:
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        why = f"{error.msg} at character {error.pos + 1}"
        raise ConfigError(f"{where}: not JSON: {why}") from None
    except RecursionError:
        raise ConfigError(f"{where}: JSON nested too deep") from None
    if not isinstance(row, dict):
        raise ConfigError(f"{where}: not a JSON object, as {{...}}")
    if row.keys().isdisjoint(_WORDS):
        keys = ", ".join(map(str, row)) or "nothing"
        raise ConfigError(
            f"{where}: no article: it has no title, text or summary, only {keys[:200]}"
        )
    try:
        return Given.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise ConfigError(f"{where}: {key}: {first['msg']}") from None
