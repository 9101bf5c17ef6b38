"""What can happen to a database file."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from monitor.errors import StoreError
from monitor.store import Store, articles, deliveries, feeds
from monitor.store.lock import NETWORK, filesystem
from tests.builders import NOW, a_delivery, a_feed, an_article
from tests.store.owed import claim_due

OPENS = "import sys; from monitor.store import Store; Store.open(sys.argv[1])"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "monitor.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_connections_keep_what_was_promised(url):
    with closing(Store.open(url)) as store, store.begin() as tx:

        def pragma(name: str) -> object:
            return tx.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2  # FULL
        assert pragma("foreign_keys") == 1
        assert pragma("trusted_schema") == 0
        assert pragma("busy_timeout") == 5000


def test_new_file_is_for_its_owner_only(url, path):
    Store.open(url).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_second_process_is_refused_at_once_and_told_who_has_it(url):
    with closing(Store.open(url)):
        command = [sys.executable, "-c", OPENS, url]
        other = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "in use by another process (pid" in other.stderr.splitlines()[-1]
        began = monotonic()
        with pytest.raises(StoreError, match="in use by another process"):
            Store.open(url)
        assert monotonic() - began < 1
    Store.open(url).close()


def test_restarted_process_does_not_wait_for_the_leases_it_held(url):
    lease = timedelta(minutes=3)
    with closing(Store.open(url)) as store, store.begin() as tx:
        feeds.sync(tx, [a_feed()], now=NOW)
        deliveries.add(tx, a_delivery())
        claim_due(tx, now=NOW, channel_id="desk", limit=1, lease=lease)
        feeds.claim_due(tx, now=NOW, limit=1, lease=lease, per_host=1)
    with closing(Store.open(url)) as store, store.begin() as tx:
        assert deliveries.expire(tx, now=NOW) == 1
        due = NOW + a_feed().interval
        assert feeds.claim_due(tx, now=due, limit=1, lease=lease, per_host=1)


def test_missing_directory_is_named(tmp_path):
    with pytest.raises(StoreError, match="absent does not exist; create it first"):
        Store.open(f"sqlite:///{tmp_path}/absent/monitor.db")


def test_newer_schema_is_refused_and_the_file_unchanged(url, path):
    Store.open(url).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("UPDATE meta SET value = 99 WHERE name = 'schema_version'")
        newer.commit()
    before = sha256(path.read_bytes()).hexdigest()
    with pytest.raises(StoreError, match="schema 99, this program knows"):
        Store.open(url)
    assert sha256(path.read_bytes()).hexdigest() == before


def test_every_torn_page_is_noticed_at_start(url, path):
    with closing(Store.open(url)) as store, store.begin() as tx:
        for number in range(40):
            article = an_article(article_id=str(number), text="Kati " * 300)
            articles.add(tx, article, [f"guid:{number}"], now=NOW)
    sound = path.read_bytes()
    edges = range(0, len(sound) + 1, 4096)
    for start, _ in pairwise(edges):
        path.write_bytes(sound[:start] + b"\xff" * 512 + sound[start + 512 :])
        with pytest.raises(StoreError, match="damaged"):
            Store.open(url)
    path.write_bytes(sound)
    Store.open(url).close()


def test_file_cut_short_is_noticed_at_start(url, path):
    Store.open(url).close()
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(StoreError, match="damaged"):
        Store.open(url)


def test_file_that_is_no_database_is_left_alone(url, path):
    path.write_text("[[feed]]\n" * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(url)
    assert path.read_text() == "[[feed]]\n" * 100


def test_full_disk_is_told_and_writing_resumes_when_there_is_room(url):
    long = an_article(text="Kati " * 100_000)
    with closing(Store.open(url)) as store:
        with store.begin() as tx:
            pages = tx.exec_driver_sql("PRAGMA page_count").scalar()
            tx.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
            deliveries.add(tx, a_delivery())
        with pytest.raises(StoreError, match="disk is full"), store.begin() as tx:
            articles.add(tx, long, [], now=NOW)
        with store.begin() as tx:
            tx.exec_driver_sql("PRAGMA max_page_count = 1000000")
            assert articles.add(tx, long, [], now=NOW)
            assert deliveries.owed(tx, [a_delivery().key])


MOUNTS = """\
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:40 / /srv/share rw shared:1 - nfs4 nas:/share rw
31 27 0:41 / /srv/my\\040disk rw - cifs //nas/disk rw
32 30 254:1 / /srv/share/local rw - xfs /dev/vdb rw
33 27 0:42 / /srv/twice rw - nfs nas:/twice rw
34 27 254:2 / /srv/twice rw - ext4 /dev/vdc rw
"""


@pytest.mark.parametrize(
    ("directory", "kind"),
    [
        ("/var/lib/monitor", "ext4"),
        ("/srv/share", "nfs4"),
        ("/srv/share/deep/er", "nfs4"),
        ("/srv/shared", "ext4"),
        ("/srv/my disk", "cifs"),
        ("/srv/share/local/x", "xfs"),
        ("/srv/twice", "ext4"),
    ],
)
def test_file_system_is_that_of_the_innermost_mount(directory, kind):
    assert filesystem(Path(directory), MOUNTS) == kind


def test_network_file_systems_are_known_by_name():
    assert {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"} <= NETWORK
    assert not {"ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs"} & NETWORK


def test_a_reader_that_is_stuck_holds_up_no_writer_and_is_caught_up_with(url, path):
    """It keeps the log from being reused, no more: there is room for it to grow."""
    wal = path.with_name(f"{path.name}-wal")

    def write(store, numbers):
        for number in numbers:
            article = an_article(article_id=str(number), text="Kati " * 2000)
            with store.begin() as tx:
                articles.add(tx, article, [], now=NOW)

    with closing(Store.open(url)) as store, closing(sqlite3.connect(path)) as stuck:
        stuck.isolation_level = None
        stuck.execute("BEGIN")
        assert stuck.execute("SELECT count(*) FROM article").fetchone() == (0,)
        write(store, range(200))
        grown = wal.stat().st_size
        assert stuck.execute("SELECT count(*) FROM article").fetchone() == (0,)
        stuck.execute("COMMIT")
        write(store, range(200, 400))
        assert stuck.execute("SELECT count(*) FROM article").fetchone() == (400,)
        # From its beginning again: what was held back is in the database file.
        assert wal.stat().st_size < 1.2 * grown
        assert path.stat().st_size > 400 * len("Kati " * 2000)
