"""What is said before anything is written where it cannot be."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.channels.file import FileChannel
from monitor.cli import cli
from monitor.cli.init import init
from monitor.errors import ConfigError, StoreError
from monitor.folders import refusal
from monitor.shipped import shipped
from monitor.store.examine import examine as examine_database

#: Any user who is not root, for whom every folder is writable.
NOBODY = 65534


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder in which this user may not write."""
    # Not pytest's own folders: none but their owner may look into them.
    with tempfile.TemporaryDirectory(prefix="monitor-closed-") as name:
        folder = Path(name)
        folder.chmod(0o555)
        user = os.geteuid()
        os.seteuid(user or NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


def complaint(act: Callable[[], object]) -> str:
    with pytest.raises((ConfigError, StoreError)) as caught:
        act()
    return str(caught.value)


def test_where_a_file_can_be_made_nothing_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) is None
    assert refusal(tmp_path / "new" / "deeper") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "new", "new/deeper"])
def test_a_folder_without_the_right_to_write_is_named(closed: Path, below: str) -> None:
    why = refusal(closed / below)
    assert why is not None
    assert f"may not write in {closed};" in why


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    why = f"{tmp_path}/taken is a file, not a folder; name another"
    assert refusal(tmp_path / "taken/digests") == why


@pytest.mark.parametrize("below", ["", "mine"])
def test_init_says_where_it_may_not_write(closed: Path, below: str) -> None:
    told = complaint(lambda: init.main([str(closed / below)], standalone_mode=False))
    assert told.startswith(f"{closed / below}: nothing was written: this user may not")
    assert list(closed.iterdir()) == []


def test_the_demo_does_not_begin_where_its_pages_cannot_be_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "taken").touch()
    told = complaint(
        lambda: CliRunner().invoke(
            cli, ["demo", "--out", f"{tmp_path}/taken/out"], catch_exceptions=False
        )
    )
    assert told.startswith(f"--out {tmp_path}/taken/out: {tmp_path}/taken is a file")


def test_init_writes_files_that_can_be_edited(tmp_path: Path) -> None:
    folder = tmp_path / "a/b/mine"
    assert CliRunner().invoke(cli, ["init", str(folder)]).exit_code == 0
    source = shipped("config")
    for file in source.rglob("*.toml"):
        written = folder / file.relative_to(source)
        assert written.read_bytes() == file.read_bytes()
        assert os.access(written, os.W_OK)


async def test_a_closed_folder_is_told_by_the_file_channel(closed: Path) -> None:
    (found,) = await FileChannel(closed / "digests").check()
    assert not found.ok
    assert "may not write" in found.detail


def test_a_database_that_cannot_be_made_is_told_before_it_is_needed(
    closed: Path,
) -> None:
    told = complaint(
        lambda: examine_database(f"sqlite:///{closed}/monitor.db", live=False)
    )
    assert told.startswith(f"{closed}/monitor.db: this user may not write")


@pytest.mark.parametrize(
    ("name", "why"),
    [("absent/monitor.db", "create it first"), ("folder", "is no file")],
)
def test_a_database_in_a_wrong_place_is_told(
    tmp_path: Path, name: str, why: str
) -> None:
    (tmp_path / "folder").mkdir()
    assert why in complaint(
        lambda: examine_database(f"sqlite:///{tmp_path}/{name}", live=False)
    )


def test_looking_at_a_database_makes_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/monitor.db"
    assert "to be made" in examine_database(url, live=True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "monitor.db").touch()
    assert examine_database(url, live=True) == f"{tmp_path}/monitor.db"
    assert "in memory" in examine_database("sqlite://", live=True)


def test_a_server_is_asked_only_live(postgresql_url: str) -> None:
    assert examine_database(postgresql_url, live=True).endswith(" answers")
    absent = "postgresql://monitor:canary@127.0.0.1:1/news"
    assert "not asked" in examine_database(absent, live=False)
    told = complaint(lambda: examine_database(absent, live=True))
    assert told.startswith("postgresql://monitor:***@127.0.0.1:1/news: ")


def test_check_looks_at_the_database_and_at_folders_for_pages(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    path = tmp_path / "monitor.toml"
    path.write_text(
        'store = "sqlite:///absent/monitor.db"\nfeeds = []\nwatchlists = []\n'
        '[[channel]]\nid = "page"\ntype = "file"\nfolder = "taken"\n'
    )
    command = ["check", "--config", str(path)]
    result = CliRunner(env={"COLUMNS": "200"}).invoke(cli, command)
    assert result.exit_code == 1
    failed = [row for row in result.stdout.splitlines() if row.startswith("FAILS")]
    assert [row[7:20].strip() for row in failed] == ["database", "page: folder"]
    assert "labels.jsonl" not in result.stdout
