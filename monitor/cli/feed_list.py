"""The feed list that commands add to: the first that the configuration names."""

import json
from pathlib import Path

from pydantic import ValidationError

from monitor.config import Config
from monitor.errors import ConfigError
from monitor.mistakes import in_words
from monitor.settings import FeedTable
from monitor.shipped import shipped


def feed_list(config: Config) -> Path:
    """The first feed list, to be written to.

    Raises:
        ConfigError: it comes with the program, or is no single file.
    """
    if config.path.parent == shipped("config"):
        raise ConfigError(
            "the packaged configuration is not written to: make your own with "
            "`monitor init`, and name it with --config"
        )
    if not config.settings.feeds:
        raise ConfigError(f'{config.path}: feeds: name a list, as ["feeds.toml"]')
    file = config.path.parent / config.settings.feeds[0]
    if not file.is_file():
        raise ConfigError(f"{file}: the first of feeds is a pattern; name a file")
    return file


def append(config: Config, tables: list[dict[str, str]]) -> int:
    """Append feeds to the first feed list, as text: comments stay."""
    file = feed_list(config)
    known = {feed.url for feed in config.feeds}
    for table in tables:
        if table["url"] in known:
            raise ConfigError(f"{table['url']}: is configured already")
        _check(table)
    blocks = "".join(
        "\n[[feed]]\n" + "".join(f"{k} = {_quoted(v)}\n" for k, v in table.items())
        for table in tables
    )
    with file.open("a", encoding="utf-8") as out:
        out.write(blocks)
    return len(tables)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, but for pairs of surrogates and DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check(table: dict[str, str]) -> None:
    try:
        FeedTable.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise ConfigError(f"{table['url']}: {key}: {in_words(first)}") from None
