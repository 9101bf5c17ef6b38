"""A disk that refuses: the service says so and ends, and goes on with nothing."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from tests.crashes.power import is_traceable
from tests.newsroom import Item, World, a_world

needs_strace = pytest.mark.skipif(not is_traceable(), reason="needs strace(1)")
ONCE = (sys.executable, "-m", "monitor", "once", "--config")


async def once(world: World, *before: str) -> tuple[int | None, str]:
    """One pass of the service, in a process of its own: exit status and log."""
    process = await asyncio.create_subprocess_exec(
        *(*before, *ONCE, str(world.config.path)), stderr=asyncio.subprocess.PIPE
    )
    _, log = await process.communicate()
    return process.returncode, log.decode()


def failing(calls: str, error: str, file: Path) -> tuple[str, ...]:
    """Run under strace(1), with system calls on a file that fail."""
    inject = ("-e", f"trace={calls}", "-e", f"inject={calls}:error={error}")
    return (
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        f"{file}.strace",
        "-P",
        str(file),
        *inject,
    )


async def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    # Nobody may write there, root neither; in a container it is mounted read-only.
    async with a_world(tmp_path, "/a", store="sqlite:////sys/monitor.db") as world:
        status, log = await once(world)
    assert status == 1
    why = "(Permission denied|Read-only file system)"
    assert re.search(f"/sys/monitor.db: cannot be locked: {why}", log)
    assert "Traceback" not in log


@needs_strace
async def test_a_database_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    database = tmp_path / "monitor.db"
    async with a_world(tmp_path, "/a", store=f"sqlite:///{database}") as world:
        assert (await once(world))[0] == 0
        status, log = await once(world, *failing("openat", "EROFS", database))
    assert status == 1
    assert f"{database}: " in log
    assert "Traceback" not in log


@needs_strace
async def test_a_disk_that_fails_to_sync_ends_it_and_nothing_is_told(
    tmp_path: Path,
) -> None:
    database = tmp_path / "monitor.db"
    async with a_world(tmp_path, "/a", store=f"sqlite:///{database}") as world:
        assert (await once(world))[0] == 0
        world.outlets.feeds["/a"] = [
            Item("Mali : un soldat tué à Kati, près de Bamako")
        ]
        wal = tmp_path / "monitor.db-wal"
        status, log = await once(world, *failing("fdatasync,fsync", "EIO", wal))
    assert status == 1
    assert f"{database}: disk I/O error (nothing was written)" in log
    assert "Traceback" not in log
    assert world.phone() == []
