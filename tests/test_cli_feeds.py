"""`monitor feeds` as its user meets it: parse, add, OPML."""

import json
from pathlib import Path

import pytest

from tests.test_cli import answer, run


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<html><body>Log in</body></html>", "an HTML page, not a feed"),
        ("", "an empty body"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(
    tmp_path: Path, body: str, problem: str
) -> None:
    page = tmp_path / "page.xml"
    page.write_text(body)
    result = run("feeds", "parse", str(page), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "format": None,
        "title": "",
        "entries": 0,
        "problems": [problem],
        "articles": [],
    }


def test_a_feed_is_parsed_as_the_contract_says(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(
        "<rss version='2.0'><channel><title>Radio</title><language>fr-ml</language>"
        "<item><title>Kati</title><link>https://r.example/1</link><guid>1</guid>"
        "<description>&lt;p&gt;Tirs &amp;amp; explosions&lt;/p&gt;</description>"
        "<pubDate>Fri, 22 Jul 2022 07:40:00 +0200</pubDate></item></channel></rss>"
    )
    found = answer("feeds", "parse", str(file), "--json")
    assert found["format"] == "rss20"
    (article,) = found["articles"]
    assert article["summary"] == "Tirs & explosions"
    assert article["published_at"] == "2022-07-22T05:40:00Z"
    assert article["language"] == "fr"


def test_opml_goes_out_and_comes_back(tmp_path: Path) -> None:
    run("init", str(tmp_path / "mine"))
    config = str(tmp_path / "mine/monitor.toml")
    opml = tmp_path / "feeds.opml"
    run("feeds", "export", str(opml), "--config", config)
    (tmp_path / "mine/feeds.toml").write_text("# mine\n")
    result = run("feeds", "import", str(opml), "--config", config)
    assert result.exit_code == 0
    again = run("feeds", "import", str(opml), "--config", config)
    assert ": 0 added" in again.stdout
    added = run(
        "feeds", "add", "https://new.example/feed", "--source", 'A "new" one',
        "--config", config,
    )  # fmt: skip
    assert added.exit_code == 0
    text = (tmp_path / "mine/feeds.toml").read_text()
    assert text.startswith("# mine\n")
    assert 'source = "A \\"new\\" one"' in text
    unnamed = "https://www.outlet.example/feed"
    assert run("feeds", "add", unnamed, "--config", config).exit_code == 0
    assert 'source = "outlet.example"' in (tmp_path / "mine/feeds.toml").read_text()
