"""Every mistake of a user ends in one sentence: which, what is wrong, what to do."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.cli import cli
from monitor.config import load_config
from monitor.errors import MonitorError
from monitor.shipped import shipped
from monitor.store import Store

MONITOR = """\
store = "sqlite:///monitor.db"
feeds = ["feeds.toml"]
watchlists = []
[[channel]]
id = "c"
type = "console"
"""


def complaint(*arguments: str) -> str:
    with pytest.raises(MonitorError) as caught:
        CliRunner().invoke(cli, arguments, catch_exceptions=False)
    return str(caught.value)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "feeds.toml").write_text("# mine\n")
    path = tmp_path / "monitor.toml"
    path.write_text(MONITOR)
    return path


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--reliability", "Z", 'reliability: one of "A", "B"'),
        ("--language", "french", 'language: a language in ISO 639, as "fr",'),
        ("--country", "Mali", 'country: a country in ISO 3166-1, as "ML",'),
        ("--source", "x" * 101, "source: the outlet's name, 1 to 100 letters"),
    ],
)
def test_a_feed_that_cannot_be_configured_is_not_added(
    config: Path, option: str, value: str, why: str
) -> None:
    url = "https://outlet.example/feed"
    told = complaint("feeds", "add", url, option, value, "--config", str(config))
    assert told.startswith(f"{url}: {why}")
    assert (config.parent / "feeds.toml").read_text() == "# mine\n"


def test_without_a_feed_list_there_is_none_to_add_to(config: Path) -> None:
    config.write_text(MONITOR.replace('"feeds.toml"', ""))
    told = complaint("feeds", "add", "https://o.example/f", "--config", str(config))
    assert told.startswith(f"{config}: feeds: name a list")


@pytest.mark.parametrize("name", ["Радио 📰", 'a "quoted" \\ one', "\x7f \t \x01"])
def test_whatever_an_outlet_is_called_the_list_still_holds(
    config: Path, name: str
) -> None:
    command = ["feeds", "add", "https://o.example/f", "--source", name]
    result = CliRunner().invoke(cli, [*command, "--config", str(config)])
    assert result.exit_code == 0
    (feed,) = load_config(config).feeds
    assert feed.source == name


def test_the_packaged_feed_list_is_not_written_to(tmp_path: Path) -> None:
    before = (shipped("config") / "feeds.toml").read_bytes()
    opml = tmp_path / "feeds.opml"
    opml.write_text('<opml><body><outline xmlUrl="https://o.example/f"/></body></opml>')
    for command in (("add", "https://outlet.example/feed"), ("import", str(opml))):
        assert "monitor init" in complaint("feeds", *command)
    assert (shipped("config") / "feeds.toml").read_bytes() == before


def test_a_file_that_is_no_opml_is_named(config: Path) -> None:
    opml = config.parent / "feeds.opml"
    opml.write_text("feeds")
    told = complaint("feeds", "import", str(opml), "--config", str(config))
    assert told.startswith(f"{opml}: not an OPML file")


def test_an_outline_that_is_no_feed_is_named_and_nothing_imported(
    config: Path,
) -> None:
    opml = config.parent / "feeds.opml"
    rows = "".join(
        f'<outline xmlUrl="{url}"/>' for url in ("https://o.example/f", "https://")
    )
    opml.write_text(f"<opml><body>{rows}</body></opml>")
    told = complaint("feeds", "import", str(opml), "--config", str(config))
    assert told.startswith("https://: url: an http or https address is wanted")
    assert (config.parent / "feeds.toml").read_text() == "# mine\n"


@pytest.mark.parametrize("pattern", [".", "", "**f.toml", "/", "../"])
def test_a_pattern_that_names_no_files_is_told(config: Path, pattern: str) -> None:
    config.write_text(MONITOR.replace("feeds.toml", pattern))
    told = complaint("check", "--config", str(config))
    assert told.startswith(f'{config}: feeds: no file matches "{pattern}"')


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://monitor.db",
        "postgresql://desk:canary@db.example:port/news",
        "postgresql://[::1/news",
    ],
)
@pytest.mark.parametrize("command", ["once", "status", "check"])
def test_a_database_address_that_is_none_is_told(
    config: Path, command: str, url: str
) -> None:
    config.write_text(MONITOR.replace("sqlite:///monitor.db", url))
    if command == "check":
        result = CliRunner(env={"COLUMNS": "300"}).invoke(
            cli, ["check", "--config", str(config)], catch_exceptions=False
        )
        assert result.exit_code == 1
        told = result.stdout
    else:
        told = complaint(command, "--config", str(config))
    assert 'use "sqlite:///monitor.db" or "postgresql://user@host/database"' in told
    assert "canary" not in told


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [
        (
            '["feeds.toml"]',
            '"feeds.toml"',
            'feeds: a list is wanted, as feeds = ["feeds.toml"]',
        ),
        ("sqlite:///", "mysql://", 'store: use "sqlite:///monitor.db" or'),
        (
            '"c"',
            "7",
            "channel.1.console.id: an id of small letters, digits",
        ),
        (
            "[[channel]]",
            "[channel]",
            "channel: a list of tables is wanted: [[channel]]",
        ),
        ("[[channel]]", "poll = 5\n[[channel]]", "poll: a table is wanted: [poll]"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_toml_words(
    config: Path, right: str, wrong: str, why: str
) -> None:
    config.write_text(MONITOR.replace(right, wrong))
    told = complaint("check", "--config", str(config))
    assert why in told
    assert told.startswith(f"{config}:")


def test_a_file_in_another_encoding_is_told_with_its_line(config: Path) -> None:
    (config.parent / "feeds.toml").write_bytes(b"# mine\n# \xe0 moi\n")
    told = complaint("check", "--config", str(config))
    assert told.startswith(f"{config.parent}/feeds.toml:2: cannot be read: is not text")


def test_a_folder_in_the_place_of_a_file_is_told(config: Path) -> None:
    told = complaint("backtest", "--file", str(config.parent), "--config", str(config))
    assert told == f"{config.parent}: cannot be read: Is a directory"


def test_a_list_of_no_stories_says_so(config: Path) -> None:
    Store.open(f"sqlite:///{config.parent}/monitor.db").close()
    command = ["stories", "list", "--days", "1", "--config", str(config)]
    for arguments in (command, [*command, "--json"]):
        result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
        assert result.stdout == ""
        assert result.stderr == "no stories in the last 1 day\n"


def test_labels_that_are_no_text_are_told(config: Path) -> None:
    labels = config.parent / "labels.jsonl"
    labels.write_bytes(b"\xe9\n")
    told = complaint("check", "--config", str(config))
    assert told.startswith(f"{labels}: cannot be read: is not text in UTF-8")


def test_bytes_that_are_no_text_are_no_article(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(b"%PDF-1.7\n\x00\x01\x02 Kati")
    assert complaint("inspect", str(file)) == f"{file}: is not text"


@pytest.mark.parametrize("days", ["0", "36501", "99999999999"])
def test_days_that_no_calendar_has_are_refused(config: Path, days: str) -> None:
    arguments = ["stories", "list", "--days", days, "--config", str(config)]
    result: Any = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert "is not in the range" in result.output
