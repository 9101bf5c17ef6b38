"""`monitor check` says what would run and yet tell nobody, and what cannot run."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli import cli
from tests.canaries import BOT_TOKEN

MONITOR = """\
store = "sqlite:///{folder}/monitor.db"
feeds = []
watchlists = ["w.toml"]
[[channel]]
id = "desk"
type = "telegram"
chat_id = 1
token_file = "token"
[[channel]]
id = "pages"
type = "file"
[[channel]]
id = "ops"
type = "console"
[operator]
alert_to = ["ops"]
"""
WATCHLIST = """\
[watchlist]
id = "w"
title = "W"
alert_to = ["desk"]
digest_to = ["pages"]
[[place]]
id = "mopti"
names = ["Mopti"]
country = "ML"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    token = tmp_path / "token"
    token.touch(mode=0o600)
    token.write_text(BOT_TOKEN)
    (tmp_path / "w.toml").write_text(WATCHLIST)
    path = tmp_path / "monitor.toml"
    path.write_text(MONITOR.format(folder=tmp_path))
    return path


def checked(config: Path, *options: str) -> tuple[int, list[str]]:
    """Exit status, and the lines that are not all right, blanks made single."""
    command = ["check", "--config", str(config), *options]
    result = CliRunner(env={"COLUMNS": "300"}).invoke(cli, command)
    assert result.exit_code in (0, 1)
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    return result.exit_code, [line for line in lines if not line.startswith("ok ")]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_where_all_is_well_nothing_is_warned_of(config: Path) -> None:
    assert checked(config, "--strict") == (0, [])


def test_a_watchlist_that_tells_nobody_is_warned_of(config: Path) -> None:
    edit(config.parent / "w.toml", 'alert_to = ["desk"]\n', "")
    assert checked(config)[1] == [
        "warns channels desk: no watchlist and no [operator] names it: nothing is sent "
        "there; name it in alert_to or digest_to"
    ]
    edit(config.parent / "w.toml", 'digest_to = ["pages"]\n', "")
    status, (first, second) = checked(config)
    assert status == 0
    assert first.startswith("warns channels desk, pages: no watchlist")
    assert second == (
        "warns watchlist w tells nobody: name channels in its alert_to or digest_to"
    )
    assert checked(config, "--strict")[0] == 1


def test_a_watchlist_that_follows_nothing_is_warned_of(config: Path) -> None:
    watchlist = config.parent / "w.toml"
    watchlist.write_text(WATCHLIST.partition("[[place]]")[0])
    told = "follows nothing: give it a [[place]], [[group]] or [[topic]]"
    assert f"warns watchlist w {told}" in checked(config)[1]


def test_quiet_hours_without_a_zone_are_warned_of(config: Path) -> None:
    edit(config, 'token_file = "token"', 'token_file = "token"\nquiet = "22:00-06:00"')
    told = "warns channel desk quiet hours by the clock of UTC; give its timezone"
    assert checked(config)[1] == [told]
    edit(config, "quiet =", 'timezone = "Africa/Bamako"\nquiet =')
    assert checked(config)[1] == []


def test_an_address_and_a_key_that_cannot_be_used_are_told(config: Path) -> None:
    hook = '[[channel]]\nid = "hook"\ntype = "webhook"\n'
    files = 'url_file = "url"\nkey_file = "key"\n'
    edit(config, "[operator]\n", f"{hook}{files}[operator]\n")
    for name, text in (("url", "http://chat.example/x"), ("key", "c2hvcnQ=")):
        (config.parent / name).touch(mode=0o600)
        (config.parent / name).write_text(text)
    status, lines = checked(config)
    assert status == 1
    assert any("http is for this machine only" in line for line in lines)
    assert any("24 bytes or more in base64" in line for line in lines)
    assert not any("chat.example/x" in line for line in lines)


def test_a_watchlist_without_a_digest_says_what_is_told_nobody(config: Path) -> None:
    watchlist = config.parent / "w.toml"
    watchlist.write_text(WATCHLIST.replace('digest_to = ["pages"]\n', ""))
    _, lines = checked(config)
    told = "what does not call is told nobody: name channels in its digest_to"
    assert f"warns watchlist w {told}" in lines


def test_a_secret_that_others_may_read_is_warned_of(config: Path) -> None:
    token, ping = config.parent / "token", config.parent / "ping"
    token.chmod(0o644)
    with config.open("a") as settings:
        settings.write('ping_file = "ping"\n')
    status, (exposed, absent) = checked(config)
    assert status == 1
    assert exposed == (
        f"warns desk: token others on this machine may read it: chmod 600 {token}"
    )
    assert absent.startswith(f"FAILS operator: ping {ping}: cannot be read")
    ping.write_text("https://switch.example/1")
    ping.chmod(0o600)
    token.chmod(0o600)
    assert checked(config) == (0, [])


def test_a_folder_that_only_seems_writable_is_told_of(config: Path) -> None:
    """Root may write into /proc, by its rights; it takes no folder from anybody."""
    edit(config, "feeds = []", 'feeds = []\nstate = "/proc/nope"')
    status, (labels, pages, *_) = checked(config)
    assert status == 1
    assert labels.startswith("warns state labels cannot be written: ")
    assert pages.startswith("FAILS pages: folder ")
    refused = re.compile(r"(nothing can be made|this user may not write) in /proc")
    assert all(map(refused.search, (labels, pages)))


@pytest.mark.parametrize(
    ("country", "more", "told"),
    [
        ("ML", "", "1 of 1 have a point"),
        ("BF", "", "0 of 1 have a point"),
        ("BF", "lat = 14.5\nlon = -4.2\n", "1 of 1 have a point"),
    ],
)
def test_places_without_a_point_are_counted_and_named(
    config: Path, country: str, more: str, told: str
) -> None:
    watchlist = config.parent / "w.toml"
    edit(watchlist, 'country = "ML"\n', f'country = "{country}"\n{more}')
    result = CliRunner(env={"COLUMNS": "300"}).invoke(
        cli, ["check", "--config", str(config)]
    )
    shown = " ".join(result.stdout.split())
    assert f"ok places {told}" in shown
    lacking = "; without: mopti (give lat and lon, or the country it lies in)"
    assert (lacking in shown) is told.startswith("0")
