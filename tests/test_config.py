"""One mistake, one message: which file, which line, which key, what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.errors import ConfigError
from monitor.model import WatchKind
from monitor.shipped import shipped

MONITOR = """\
store = "sqlite:///monitor.db"

[poll]
interval = "5m"

[[channel]]
id = "desk"
type = "telegram"
chat_id = -100
"""
FEEDS = """\
[[feed]]
url = "https://fleuve.example/feed"
source = "Radio du Fleuve"
"""
WATCHLIST = """\
[watchlist]
id = "sahel"
title = "Central Sahel"
alert_to = ["desk"]

[[place]]
id = "kati"
names = { fr = ["Kati"], ar = ["كاتي"] }

[[group]]
id = "jnim"
names = ["JNIM"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "watchlists").mkdir()
    write(tmp_path)
    return tmp_path


def write(
    folder: Path, monitor: str = MONITOR, feeds: str = FEEDS, watchlist: str = WATCHLIST
) -> Path:
    (folder / "feeds.toml").write_text(feeds, encoding="utf-8")
    (folder / "watchlists/sahel.toml").write_text(watchlist, encoding="utf-8")
    path = folder / "monitor.toml"
    path.write_text(monitor, encoding="utf-8")
    return path


def test_a_configuration_is_loaded_with_its_defaults(folder: Path) -> None:
    config = load_config(folder / "monitor.toml")
    assert config.store_url == f"sqlite:///{folder}/monitor.db"
    assert config.settings.alerts.max_age == timedelta(hours=24)
    (feed,) = config.feeds
    assert (feed.source, feed.reliability) == ("Radio du Fleuve", "F")
    assert feed.interval == timedelta(minutes=5)
    (watchlist,) = config.watchlists
    kati, jnim = watchlist.watches
    assert (kati.kind, kati.label) == (WatchKind.PLACE, "Kati")
    assert [name.language for name in kati.names] == ["fr", "ar"]
    assert jnim.names[0].language == "und"


MISTAKES = [
    # file, text in it, what it becomes, message
    ("monitor.toml", "[poll]", "[pol]",
     'monitor.toml:3: unknown key "pol"; did you mean "poll"?'),
    ("monitor.toml", 'interval = "5m"', 'intervall = "5m"',
     'monitor.toml:4: poll: unknown key "intervall"; did you mean "interval"?'),
    ("monitor.toml", '"5m"', '"5"',
     'monitor.toml:4: poll.interval: a length of time with its unit is wanted: '
     '"90s", "15m", "24h" or "7d" (got \'5\')'),
    ("monitor.toml", '"5m"', '"36501d"', "a length of time of 100 years at most"),
    ("monitor.toml", '"5m"', f'"{"9" * 18}d"', "a length of time of 100 years"),
    ("monitor.toml", '"5m"', f'"{"9" * 5000}s"', "a length of time with its unit"),
    ("monitor.toml", '"5m"', "5", "a length of time with its unit is wanted"),
    ("monitor.toml", '"telegram"', '"telegramm"',
     'channel.1: type: one of "console", "file", "telegram", "email", "webhook" is '
     "wanted (got 'telegramm')"),
    ("monitor.toml", 'type = "telegram"\nchat_id = -100',
     'type = "webhook"\nurl = "https://chat.example/hooks/abc"',
     'monitor.toml:9: channel.1.webhook: unknown key "url"; known: id, digest_at, '
     "timezone, type, url_file, key_file"),
    ("monitor.toml", "chat_id = -100", "",
     "channel.1.telegram.chat_id: is missing; write chat_id = -1001234567890"),
    ("monitor.toml", "chat_id = -100", 'chat_id = -100\ndigest_at = "07:00+03:00"',
     "digest_at: the reader's time of day, as \"07:00\"; its zone is `timezone`"),
    ("monitor.toml", 'id = "desk"', 'id = "office"',
     'no channel "desk"; add a [[channel]]'),
    ("monitor.toml", "sqlite:", "mysql:", "monitor.toml:1: store:"),
    ("monitor.toml", "[poll]", "[poll", "not valid TOML"),
    ("monitor.toml", "[poll]", '[keep]\narticles = "2d"\n[poll]',
     'monitor.toml: keep.articles: "2d" is shorter than [stories] window, "30d"; '
     'write articles = "30d" or longer under [keep]'),
    ("monitor.toml", "[poll]", '[stories]\nwindow = "91d"\n[poll]',
     'keep.articles: "90d" is shorter than [stories] window, "91d"'),
    ("feeds.toml", "https:", "ftp:",
     "feeds.toml:2: feed.1.url: an http or https address"),
    ("feeds.toml", 'source = "Radio du Fleuve"', "",
     'feed.1.source: is missing; write source = "Example Radio"'),
    ("feeds.toml", "Fleuve", 'Fleuve"\nreliability = "G',
     'one of "A", "B", "C", "D", "E" or "F" is wanted'),
    ("sahel.toml", 'id = "jnim"', 'id = "kati"', 'id "kati" is used twice'),
    ("sahel.toml", '["JNIM"]', "[]",
     "sahel.toml:10: group.1: names: at least one name"),
    ("sahel.toml", 'id = "kati"', 'id = "Kati"',
     'sahel.toml:7: place.1.id: an id of small letters, digits and hyphens, as "'),
    ("sahel.toml", 'id = "kati"', 'id = "kati"\nlat = 12.7',
     "sahel.toml:6: place.1: lat, lon: give both, in decimal degrees, or neither"),
    ("sahel.toml", 'id = "kati"', 'id = "kati"\nlat = 12.7\nlon = 180.5',
     "sahel.toml:9: place.1.lon: a number of decimal degrees from -180 to 180"),
    ("sahel.toml", 'id = "jnim"', 'id = "jnim"\nregion = "Kidal"',
     'group.1: unknown key "region"'),
    ("sahel.toml", "[[group]]", "[[groups]]", 'did you mean "group"?'),
    ("sahel.toml", "[[group]]", 'languages = ["fr"]\nnot_languages = ["fr"]\n[[group]]',
     'sahel.toml:6: place.1: languages and not_languages both name "fr"'),
    ("sahel.toml", "[[group]]", "proximity = 9\n[[group]]",
     "sahel.toml:6: place.1: proximity: of what? add near or context"),
    ("sahel.toml", "[[group]]", '[[topic]]\nid = "t"\nwords = { a = -1 }\n[[group]]',
     "sahel.toml:10: topic.1: words: one of positive weight is wanted"),
    ("sahel.toml", "[[group]]", '[[topic]]\nid = "t"\ncombination = ["a"]\n[[group]]',
     "sahel.toml:10: topic.1: combination: two groups at least"),
    ("sahel.toml", "title =", 'statuses = ["trial"]\ntitle =', '"judicial"'),
    ("sahel.toml", "title =", "min_severity = 11\ntitle =",
     "min_severity: a number from 0 to 10 is wanted (got 11)"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "becomes", "message"), MISTAKES)
def test_a_mistake_is_named(
    folder: Path, file: str, text: str, becomes: str, message: str
) -> None:
    path = next(folder.rglob(file))
    right = path.read_text(encoding="utf-8")
    assert text in right
    path.write_text(right.replace(text, becomes), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(folder / "monitor.toml")
    assert message in str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "feeds.toml").unlink()
    with pytest.raises(ConfigError, match=r'feeds: no file matches "feeds\.toml"'):
        load_config(folder / "monitor.toml")
    with pytest.raises(ConfigError, match=r"nowhere\.toml: no such file"):
        load_config(folder / "nowhere.toml")


def test_a_feed_is_not_listed_twice(folder: Path) -> None:
    with pytest.raises(ConfigError, match="listed twice"):
        load_config(write(folder, feeds=FEEDS + FEEDS))


def test_mail_without_tls_is_for_this_machine_only(folder: Path) -> None:
    mail = """
[[channel]]
id = "morning"
type = "email"
from = "monitor@example.org"
to = ["desk@example.org"]
host = "{}"
security = "none"
"""
    assert load_config(write(folder, MONITOR + mail.format("127.0.0.1")))
    with pytest.raises(ConfigError, match="for a server on this machine only"):
        load_config(write(folder, MONITOR + mail.format("mail.example.org")))


def test_a_byte_order_mark_does_no_harm(folder: Path) -> None:
    assert load_config(write(folder, "\ufeff" + MONITOR))


def test_the_starter_configuration_holds_and_is_short() -> None:
    path = shipped("config") / "monitor.toml"
    config = load_config(path)
    assert config.feeds
    assert config.watchlists[0].watchlist_id == "sahel"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 30


OTHER = """\
[watchlist]
id = "other"
title = "Another region"

[[{kind}]]
id = "kati"
names = ["{name}"]
"""


@pytest.mark.parametrize(
    ("kind", "name", "more"),
    [
        ("place", "Katiola", ""),
        ("group", "Kati", ""),
        ("place", "Kati", 'country = "CI"'),
    ],
)
def test_one_id_is_one_thing_in_all_watchlists(
    folder: Path, kind: str, name: str, more: str
) -> None:
    sahel = WATCHLIST.replace('id = "kati"', 'id = "kati"\ncountry = "ML"')
    path = write(folder, watchlist=sahel)
    other = folder / "watchlists/other.toml"
    other.write_text(OTHER.format(kind=kind, name=name) + more, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"give one of them another id") as raised:
        load_config(path)
    assert "watchlists/sahel.toml" in str(raised.value)
    assert '"kati" is something else in' in str(raised.value)


def test_two_watchlists_may_follow_one_thing_under_one_id(folder: Path) -> None:
    other = folder / "watchlists/other.toml"
    other.write_text(OTHER.format(kind="place", name="KATI"), encoding="utf-8")
    assert len(load_config(folder / "monitor.toml").watchlists) == 2


def test_all_packs_may_be_turned_on_together(tmp_path: Path) -> None:
    packs = shipped("config") / "watchlists"
    path = tmp_path / "monitor.toml"
    path.write_text(
        f'feeds = []\nwatchlists = ["{packs}/*.toml"]\n'
        '[[channel]]\nid = "console"\ntype = "console"\n'
        '[[channel]]\nid = "digest"\ntype = "file"\nfolder = "digests"\n',
        encoding="utf-8",
    )
    assert len(load_config(path).watchlists) == 4
