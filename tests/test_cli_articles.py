"""What is no article is refused by name; it is never read as one that says nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli import cli
from monitor.errors import ConfigError
from tests.test_cli import answer

JUNK = [
    ('{"headline": "Kati", "body": "Tirs"}', "only headline, body"),
    ("{}", "only nothing"),
    ('["Kati"]', "not a JSON object"),
    ("7", "not a JSON object"),
    ('{"title": "Kati"', "not JSON: Expecting ',' delimiter at character 17"),
    ('{"title":' * 50_000, "JSON nested too deep"),
]


def complaint(*arguments: str, given: str | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        CliRunner().invoke(cli, arguments, input=given, catch_exceptions=False)
    return str(caught.value)


@pytest.mark.parametrize(("row", "why"), JUNK, ids=[row[:20] for row, _ in JUNK])
@pytest.mark.parametrize(
    "command",
    [
        ("inspect", "--jsonl"),
        ("replay",),
        ("backtest", "--file"),
        ("watchlists", "near-misses", "--file"),
    ],
    ids=" ".join,
)
def test_a_line_that_is_no_article_is_named(
    tmp_path: Path, command: tuple[str, ...], row: str, why: str
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(f'{{"title": "Kati"}}\n\n{row}\n', encoding="utf-8")
    told = complaint(*command, str(file))
    assert told.startswith(f"{file}:3: ")
    assert why in told


def test_further_keys_beside_an_article_are_allowed() -> None:
    article = {"headline": "?", "summary": "Tirs à Kati, près de Bamako", "label": 3}
    assert answer("inspect", "--json", given=json.dumps(article))["matches"]


@pytest.mark.parametrize("nothing", ["", "\n \n", "\ufeff"])
def test_no_article_at_all_is_not_one_that_says_nothing(nothing: str) -> None:
    assert complaint("inspect", given=nothing).startswith("standard input: is empty")
