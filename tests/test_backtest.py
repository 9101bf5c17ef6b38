"""`monitor backtest`: what an edited watchlist gains and loses."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import cli
from tests.builders import NOW
from tests.newsroom import WATCHLIST

KATI = "Explosion d'une voiture piégée au camp militaire de Kati, près de Bamako"
SEGOU = "Des hommes armés tuent six civils dans un village près de Ségou, au Mali"
ARTICLES = [
    {"id": "k", "title": KATI, "summary": "Un soldat a été tué à Kati, au Mali."},
    {"id": "k2", "title": KATI, "summary": "Un soldat a été tué à Kati, au Mali."},
    {"id": "s", "title": SEGOU, "summary": "Six civils ont été tués à Ségou."},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "monitor.toml").write_text('feeds = []\nwatchlists = ["sahel.toml"]\n')
    plain = WATCHLIST.replace('alert_to = ["desk"]', "").replace(
        'digest_to = ["morning"]', ""
    )
    (tmp_path / "sahel.toml").write_text(plain)
    without_segou = plain.replace('names = { fr = ["Ségou"] }', 'names = ["Djenné"]')
    (tmp_path / "new.toml").write_text(without_segou)
    rows = [
        {
            **article,
            "source": f"Outlet {article['id']}",
            "language": "fr",
            "published_at": (NOW + timedelta(minutes=n)).isoformat(),
        }
        for n, article in enumerate(ARTICLES)
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return tmp_path


def run(folder: Path, *options: str, how: str = "--json") -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(
        cli,
        [
            "backtest",
            *([how] if how else []),
            "--config",
            str(folder / "monitor.toml"),
            "--file",
            str(folder / "articles.jsonl"),
            *options,
        ],
        standalone_mode=False,
    )


def test_a_place_taken_out_loses_its_call_and_says_why(folder: Path) -> None:
    result = run(folder, "--watchlist", str(folder / "new.toml"))
    answer = json.loads(result.stdout)
    assert answer["calls"] == 1
    assert answer["gained"] == []
    (lost,) = answer["lost"]
    assert (lost["title"], lost["why"]) == (SEGOU, "ignore: no_match")


def test_the_same_watchlists_gain_and_lose_nothing(folder: Path) -> None:
    answer = json.loads(run(folder).stdout)
    assert (answer["calls"], answer["gained"], answer["lost"]) == (2, [], [])
    assert answer["per_day"] == [
        {"date": "2022-07-22", "channel": "sahel", "alerts": 2}
    ]
    names = {row["name"]: row for row in answer["names"]}
    assert (names["kati"]["alerts"], names["kati"]["rejected"]) == (1, 0)
    assert names["kati"]["accepted"] > 2


def test_a_watchlist_with_a_new_id_is_said_to_be_tried_beside_the_others(
    folder: Path,
) -> None:
    renamed = (folder / "new.toml").read_text().replace('id = "sahel"', 'id = "west"')
    (folder / "new.toml").write_text(renamed)
    result = run(folder, "--watchlist", str(folder / "new.toml"))
    assert "west: none of today's watchlists has this id (sahel)" in result.stderr
    answer = json.loads(result.stdout)
    assert (answer["calls"], answer["lost"]) == (3, [])
    assert run(folder).stderr == ""


def test_it_ends_with_what_came_of_it_in_all(folder: Path) -> None:
    shown = run(folder, "--watchlist", str(folder / "new.toml"), how="")
    assert shown.stdout.splitlines()[-2:] == [
        "In all: 1 call and 0 updates, before 2 and 0; 0 gained, 1 lost, 0 later",
        "To sahel: 1 on 1 day, at most 1 (2022-07-22); before 2, at most 2",
    ]
    same = run(folder, how="")
    assert same.stdout.splitlines()[-2:] == [
        "In all: 2 calls and 0 updates, before 2 and 0; 0 gained, 0 lost, 0 later",
        "To sahel: 2 on 1 day, at most 2 (2022-07-22); before 2, at most 2",
    ]


def test_a_chat_that_is_told_nothing_any_more_is_in_the_end_too(folder: Path) -> None:
    mild = (folder / "sahel.toml").read_text()
    (folder / "new.toml").write_text(
        mild.replace("[watchlist]", "[watchlist]\nmin_severity = 10", 1)
    )
    shown = run(folder, "--watchlist", str(folder / "new.toml"), how="")
    assert shown.stdout.splitlines()[-1] == "To sahel: 0; before 2, at most 2"


@pytest.mark.parametrize(("most", "status"), [("2", 0), ("1", 1)])
def test_more_alerts_than_allowed_fail(folder: Path, most: str, status: int) -> None:
    assert run(folder, "--max-alerts-per-day", most).return_value == status


def test_a_call_that_comes_later_is_no_call_kept(folder: Path) -> None:
    grave = "Camp militaire de Kati : douze soldats tués dans l'explosion, au Mali"
    rows = [
        {"id": "k", "title": KATI, "summary": "Un soldat a été tué à Kati, au Mali."},
        {"id": "g", "title": grave, "summary": f"{KATI}. Douze soldats tués à Kati."},
    ]
    for hours, row in enumerate(rows):
        at = (NOW + timedelta(hours=hours)).isoformat()
        row |= {"source": row["id"], "language": "fr", "published_at": at}
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)))
    mild = (folder / "sahel.toml").read_text()
    (folder / "new.toml").write_text(
        mild.replace("[watchlist]", "[watchlist]\nmin_severity = 7", 1)
    )
    answer = json.loads(run(folder, "--watchlist", str(folder / "new.toml")).stdout)
    assert (answer["gained"], answer["lost"]) == ([], [])
    (later,) = answer["later"]
    assert (later["title"], later["by_s"]) == (KATI, 3600)
    assert later["why"].startswith("digest: below_minimum")
