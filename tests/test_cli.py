"""The command line as its user meets it: what it prints, and its exit status."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from monitor.cli import COMMANDS, cli

ARTICLE = {
    "id": "k1",
    "title": "Mali : le camp militaire de Kati attaqué à la voiture piégée",
    "text": "Un soldat a été tué vendredi à Kati, près de Bamako. Le GSIM est accusé.",
    "source": "Radio du Fleuve",
    "language": "fr",
    "published_at": "2022-07-22T06:10:00Z",
}
SPORT = {"id": "k2", "title": "Kati Virtanen voitti kultaa", "language": "fi"}


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=given, catch_exceptions=False)


def answer(*arguments: str, given: str | None = None) -> Any:
    result = run(*arguments, given=given)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def process(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )


def test_inspect_reads_json_and_answers_as_the_contract_says() -> None:
    found = answer("inspect", "--json", given=json.dumps(ARTICLE))
    assert found.keys() == {
        "id", "language", "matches", "event", "decision", "reasons",
    }  # fmt: skip
    assert (found["id"], found["language"], found["decision"]) == ("k1", "fr", "alert")
    kati = next(m for m in found["matches"] if m["watch"] == "kati")
    assert kati["status"] == "accepted"
    assert ARTICLE[kati["field"]][kati["start"] : kati["end"]] == kati["surface"]
    assert kati["reasons"]
    event = found["event"]
    assert event["type"] == "explosions_remote_violence"
    assert event["killed"]["low"] == 1
    assert event["place"]["country"] == "ML"


def test_inspect_reads_plain_text() -> None:
    found = answer("inspect", "-", "--json", given=f"{ARTICLE['title']}\n\nPlus tard.")
    assert "id" not in found
    assert {m["field"] for m in found["matches"]} == {"title"}


def test_inspect_answers_line_by_line_in_order() -> None:
    lines = "\n".join(json.dumps(a) for a in (SPORT, ARTICLE, {"id": 3, "title": None}))
    result = run("inspect", "--json", "--jsonl", given=lines + "\n\n")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["id"] for a in found] == ["k2", "k1", "3"]
    assert [a["decision"] for a in found] == ["ignore", "alert", "ignore"]
    assert found[2]["event"]["type"] == "none"


def test_inspect_shows_a_person_the_matches_the_reasons_and_the_facts() -> None:
    shown = run("inspect", given=json.dumps(ARTICLE)).stdout
    assert "tué vendredi à [Kati], près de [Bamako]. Le [GSIM] est" in shown
    assert '+2.5 "Bamako" 3 words away' in shown
    order = ["what", "where", "when", "toll", "who", "how sure", "why", "we would"]
    labels = [line.split("  ")[0] for line in shown.splitlines()]
    assert [label for label in labels if label in order] == order
    assert "alert sahel (first_report)" in shown


def test_inspect_prints_nothing_that_a_terminal_obeys() -> None:
    hostile = "\x1b]0;owned\x07\x9b31m\u202eKati\u2066"
    article = ARTICLE | {"title": hostile + " " + ARTICLE["title"], "source": hostile}
    shown = run("inspect", given=json.dumps(article)).stdout
    assert "owned" in shown
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(shown)


def test_replay_tells_a_copy_from_its_original(tmp_path: Path) -> None:
    copy = ARTICLE | {"id": "c", "source": "Sahel Post", "text": ARTICLE["text"]}
    copy["published_at"] = "2022-07-22T07:10:00Z"
    file = tmp_path / "articles.jsonl"
    rows = [copy, SPORT, ARTICLE]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = run("replay", str(file), "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    by_id = {line["id"]: line for line in lines}
    assert by_id["k1"]["decision"] == "alert"
    assert by_id["k1"]["reason"] == "first_report"
    assert by_id["c"]["decision"] == "merge"
    assert by_id["c"]["copy_of"] == "k1"
    assert by_id["c"]["story"] == by_id["k1"]["story"] == "s-000001"
    assert by_id["k2"]["story"] is None
    assert [line["id"] for line in lines].index("k1") < [
        line["id"] for line in lines
    ].index("c")


def test_replay_of_everything_calls_each_story(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(SPORT) + "\n", encoding="utf-8")
    (line,) = run("replay", str(file), "--json", "--watch-all").stdout.splitlines()
    assert json.loads(line)["decision"] == "alert"


def test_a_mistake_in_the_configuration_ends_with_status_2(tmp_path: Path) -> None:
    (tmp_path / "monitor.toml").write_text('stor = "sqlite://"\n')
    done = process("check", "--config", "monitor.toml", folder=tmp_path)
    assert done.returncode == 2
    assert 'monitor.toml:1: unknown key "stor"; did you mean "store"?' in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("nonsense",), 2),
        (("inspect", "--nonsense"), 2),
        (("inspect", "missing.txt"), 2),
        (("explain", "https://nowhere.example/"), 1),
        (("digest", "--preview", "no/such/folder/page.html"), 1),
        (("feeds", "export", "no/such/folder/feeds.opml"), 1),
        (("feeds", "add", "not an address"), 2),
    ],
)
def test_exit_status(tmp_path: Path, arguments: tuple[str, ...], status: int) -> None:
    done = process(*arguments, folder=tmp_path)
    assert done.returncode == status
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_wrong_article_is_named_with_its_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{"title": 5}')
    done = process("inspect", "one.json", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("monitor: one.json: title: ")


def test_the_starter_configuration_checks(tmp_path: Path) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "FAILS" not in result.stdout


def test_a_token_that_is_missing_is_told_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    (tmp_path / "monitor.toml").write_text(
        'feeds = []\nwatchlists = []\n[[channel]]\nid = "desk"\ntype = "telegram"\n'
        'chat_id = 1\ntoken_file = "telegram.token"\n'
    )
    result = run("check", "--config", str(tmp_path / "monitor.toml"))
    assert result.exit_code == 1
    shown = " ".join(result.stdout.split())
    assert "FAILS desk: token" in shown
    assert "cannot be read" in shown


def careless(folder: Path) -> Path:
    """A configuration whose one watch is a given name, without evidence asked for."""
    (folder / "w.toml").write_text(
        '[watchlist]\nid = "w"\ntitle = "W"\n\n'
        '[[place]]\nid = "kati"\nnames = ["Kati"]\ncountry = "ML"\n'
    )
    path = folder / "monitor.toml"
    path.write_text(
        'feeds = []\nwatchlists = ["w.toml"]\n[[channel]]\nid = "c"\ntype = "console"\n'
    )
    return path


def test_the_linter_warns_with_file_line_and_fix(tmp_path: Path) -> None:
    config = str(careless(tmp_path))
    result = run("check", "--config", config)
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert f"warning {tmp_path / 'w.toml'}:7 kati" in told
    assert '"Kati" is a name that people bear and an ordinary word in Swahili' in told
    assert 'fix: require Mali or a neighbour: set ambiguity = "high"' in told
    assert run("check", "--config", config, "--strict").exit_code == 1


def test_near_misses_of_a_file_are_listed_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    text = "Au Mali, des hommes armés ont attaqué le camp de Tassalik lundi."
    rows = [{"id": n, "source": f"Radio {n % 2}", "text": text} for n in range(3)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    arguments = ("watchlists", "near-misses", "--file", str(file))
    found = answer(*arguments, "--json")
    assert (found["watch"], found["written"]) == ("tessalit", "Tassalik")
    assert (found["articles"], found["sources"]) == (3, ["Radio 0", "Radio 1"])
    shown = run(*arguments).stdout
    assert 'Tassalik  like "Tessalit"  (Radio 0, Radio 1)' in shown


def test_further_names_are_proposed_as_toml_to_paste(tmp_path: Path) -> None:
    config = str(careless(tmp_path))
    result = run("check", "--config", config, "--suggest")
    assert f"# {tmp_path / 'w.toml'}:6 kati" in result.stdout
    (line,) = [x for x in result.stdout.splitlines() if not x.startswith("#") and x]
    names = tomllib.loads(line)["names"]
    assert names["und"][0] == "Kati"
    assert "كاتي" in names["ar"]


@pytest.mark.parametrize("shape", ["monitor", "feeds", "watchlist"])
def test_editors_get_a_schema(shape: str) -> None:
    schema = answer("check", "--schema", shape)
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout) > 150


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from monitor.cli import cli; "
        "cli(['--help'], standalone_mode=False); "
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    heavy = {
        "httpx",
        "sqlalchemy",
        "feedparser",
        "telegram",
        "pydantic",
        "lxml",
        "rich",
    }
    assert loaded & heavy == set()
