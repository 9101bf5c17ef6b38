"""What is deployed, checked as far as it can be without the host it is for."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from monitor.cli import COMMANDS

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


@pytest.mark.parametrize("file", ["compose.yaml", "compose.postgres.yaml"])
def test_containers_are_given_no_secret_in_the_open(file: str) -> None:
    text = (DEPLOY / file).read_text()
    assert not re.search(r"(TOKEN|PASSWORD):\s*\S", text)
    assert "privileged: true" not in text


def test_the_container_may_write_nowhere_but_its_data() -> None:
    text = (DEPLOY / "compose.yaml").read_text()
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
        assert line in text
