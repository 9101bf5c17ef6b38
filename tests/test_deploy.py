"""What is deployed, checked as far as it can be without the host it is for."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.app import newsroom, once
from monitor.cli import COMMANDS
from monitor.cli.init import init
from monitor.config import load_config
from monitor.labels import add_labels
from monitor.model import Label
from tests.newsroom import Clock

DEPLOY = Path(__file__).parent.parent / "deploy"
UNIT = DEPLOY / "systemd/monitor.service"
MOST_EXPOSED = 15  # tenths; systemd calls below 2.0 "OK"


def test_the_unit_is_barely_exposed() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true",
         f"--threshold={MOST_EXPOSED}", str(UNIT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_the_unit_starts_what_exists() -> None:
    text = UNIT.read_text()
    command = re.search(r"^ExecStart=\S+/monitor (\w+)", text, re.MULTILINE)
    assert command is not None
    assert command[1] in COMMANDS
    assert "Environment=" not in text  # secrets come as credentials


@pytest.mark.parametrize(
    ("where", "places"),
    [
        (r"^StateDirectory=(?P<name>\w+)$", ["systemd/monitor.service", "README.md"]),
        (r"^ *- data:(?P<path>/\w+)$", ["compose.yaml", "compose.postgres.yaml"]),
    ],
)
def test_what_is_written_is_told_to_go_where_one_may_write(
    where: str, places: list[str]
) -> None:
    found = re.search(where, (DEPLOY / places[0]).read_text(), re.MULTILINE)
    assert found is not None
    folder = found.groupdict().get("path") or f"/var/lib/{found['name']}"
    for place in places:
        assert f'state = "{folder}"' in (DEPLOY / place).read_text()


async def test_the_starter_writes_in_its_state_folder_and_nowhere_else(
    tmp_path: Path,
) -> None:
    own, state = tmp_path / "etc", tmp_path / "var"
    CliRunner().invoke(init, [str(own)], catch_exceptions=False)
    state.mkdir()
    file = own / "monitor.toml"
    file.write_text(f'state = "{state}"\n{file.read_text()}')
    (own / "feeds.toml").write_text("")  # nobody is asked
    before = sorted(own.rglob("*"))
    config = load_config(file)
    clock = Clock()
    async with newsroom(config, clock=clock) as room:
        await once(room, patience=0)
        clock.forward(hours=2)
        await once(room, patience=0)
    add_labels(
        config.labels_file,
        [(Label(article_id="a", other_id="b", is_same=True), "A", "B")],
    )
    assert sorted(own.rglob("*")) == before
    written = {path.name for path in state.iterdir()}
    assert written >= {"monitor.db", "digests", "labels.jsonl"}
    assert list((state / "digests").iterdir()) != []


def instructions() -> list[tuple[str, str]]:
    text = (DEPLOY / "Dockerfile").read_text()
    joined = re.sub(r"\\\n", " ", text)
    lines = [line for line in joined.splitlines() if line and line[0] != "#"]
    return [(line.split()[0], line.partition(" ")[2]) for line in lines]


def test_the_image_is_pinned_and_not_root() -> None:
    given = instructions()
    assert all(":" in rest.split()[0] for word, rest in given if word == "FROM")
    users = [rest for word, rest in given if word == "USER"]
    assert users[-1] == "10001:10001"
    assert [word for word, _ in given].count("HEALTHCHECK") == 1


def test_the_image_copies_what_exists() -> None:
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from"):
            *sources, _ = rest.split()
            assert [s for s in sources if not (DEPLOY.parent / s).exists()] == []


def test_the_image_runs_commands_that_exist() -> None:
    for word, rest in instructions():
        if word in ("CMD", "HEALTHCHECK"):
            command = json.loads(rest[rest.index("[") :])
            assert next(w for w in command if w != "monitor") in COMMANDS


def test_the_image_asks_for_life_not_for_health() -> None:
    (asked,) = [rest for word, rest in instructions() if word == "HEALTHCHECK"]
    assert "--alive" in json.loads(asked[asked.index("[") :])


@pytest.mark.parametrize("file", ["compose.yaml", "compose.postgres.yaml"])
def test_containers_are_given_no_secret_in_the_open(file: str) -> None:
    text = (DEPLOY / file).read_text()
    assert not re.search(r"(TOKEN|PASSWORD):\s*\S", text)
    assert "privileged: true" not in text


def test_the_container_may_write_nowhere_but_its_data() -> None:
    text = (DEPLOY / "compose.yaml").read_text()
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
        assert line in text
