"""Opening, transactions and their end, on both databases."""

import asyncio
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import StatementError

from monitor.errors import StoreError
from monitor.store import Store, articles, deliveries, feeds
from monitor.store.postgresql import engine_for
from tests.builders import NOW, a_delivery, a_feed, a_feed_state, an_article
from tests.store.owed import claim_due

DIES_INSIDE_A_TRANSACTION = """
import os, signal, sys
from monitor.store import Store, deliveries
from tests.builders import a_delivery
store = Store.open(sys.argv[1])
with store.begin() as tx:
    deliveries.add(tx, a_delivery(key="committed"))
with store.begin() as tx:
    deliveries.add(tx, a_delivery(key="torn"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


class Crash(BaseException):
    """What a test raises in the middle."""


def test_crash_between_statements_leaves_nothing(store):
    with store.begin() as tx:
        feeds.sync(tx, [a_feed()], now=NOW)
    with pytest.raises(Crash), store.begin() as tx:
        articles.add(tx, an_article(), ["guid:1"], now=NOW)
        deliveries.add(tx, a_delivery())
        feeds.save(tx, "fleuve", a_feed_state())
        raise Crash
    with store.read() as tx:
        assert articles.known(tx, ["guid:1"]) == {}
        assert articles.find(tx, "a-1") is None
        assert not deliveries.owed(tx, [a_delivery().key])
        [(_, state)] = feeds.states(tx)
        assert state.etag is None


def test_killed_process_leaves_what_it_committed_and_no_lock(store_url):
    command = [sys.executable, "-c", DIES_INSIDE_A_TRANSACTION, store_url]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    with closing(Store.open(store_url)) as store, store.read() as tx:
        assert deliveries.owed(tx, ["committed"])
        assert not deliveries.owed(tx, ["torn"])


def test_reopened_store_has_what_was_written(store_url):
    for is_new in (True, False):
        with closing(Store.open(store_url)) as store, store.begin() as tx:
            assert deliveries.add(tx, a_delivery()) is is_new


def test_store_is_read_beside_a_running_service_but_not_written(store_url):
    with (
        closing(Store.open(store_url)) as service,
        closing(Store.open(store_url, exclusive=False)) as beside,
    ):
        with service.begin() as tx:
            deliveries.add(tx, a_delivery())
        with beside.read() as tx:
            assert deliveries.owed(tx, [a_delivery().key])
        with pytest.raises(StoreError, match="read only"), beside.begin():
            pass


def test_reading_store_creates_nothing(store_url):
    for _ in range(2):
        with pytest.raises(StoreError, match="`monitor run`"):
            Store.open(store_url, exclusive=False)


def test_writers_take_turns_and_see_each_others_work(store):
    def add_one(_: int) -> int:
        with store.begin() as tx:
            count = len(deliveries.due(tx, now=NOW, channel_ids=["desk"]))
            deliveries.add(tx, a_delivery(key=str(count)))
            return count

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(add_one, range(20))) == list(range(20))


def test_reader_sees_what_was_committed_while_a_writer_is_at_work(store):
    with store.begin() as tx:
        deliveries.add(tx, a_delivery())
        with store.read() as reading:
            assert not deliveries.owed(reading, [a_delivery().key])


def test_reading_transaction_cannot_write(store):
    with pytest.raises(StoreError, match=r"read-?only"), store.read() as tx:
        deliveries.add(tx, a_delivery())


def test_naive_datetime_is_refused(store):
    naive = datetime(2022, 7, 22, 6, 0)
    with pytest.raises(StatementError, match="naive"), store.begin() as tx:
        articles.add(tx, an_article(fetched_at=naive), [], now=NOW)


async def test_work_runs_on_one_thread_beside_the_loop(store):
    names = await asyncio.gather(
        *(store.run(lambda tx: threading.current_thread().name) for _ in range(5))
    )
    assert len(set(names)) == 1
    assert names[0] != threading.current_thread().name


async def test_work_that_raises_leaves_nothing_and_tells_the_caller(store):
    def work(tx):
        deliveries.add(tx, a_delivery())
        raise Crash

    with pytest.raises(Crash):
        await store.run(work)
    assert await store.run(deliveries.counts) == {}


async def test_begun_work_is_committed_even_if_its_caller_is_cancelled(store):
    begun, go_on = threading.Event(), threading.Event()

    def work(tx):
        deliveries.add(tx, a_delivery())
        begun.set()
        go_on.wait(5)

    task = asyncio.create_task(store.run(work))
    await asyncio.to_thread(begun.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    assert await store.run(deliveries.counts) == {"desk": {"pending": 1}}


def test_store_in_memory_works_like_any_other():
    with closing(Store.open("sqlite://")) as store:
        with store.begin() as tx:
            deliveries.add(tx, a_delivery())
        with store.read() as tx:
            assert deliveries.owed(tx, [a_delivery().key])


@pytest.mark.parametrize(
    "url",
    ["mysql://u:hush@h/d", "postgres://u:hush@h/d", "u:hush@h", "", "sqlite+foo://"],
)
def test_unknown_database_is_refused_without_showing_its_password(url):
    with pytest.raises(StoreError, match=r'use "sqlite:///monitor\.db"') as caught:
        Store.open(url)
    assert "hush" not in str(caught.value)


def test_server_out_of_reach_is_named_without_its_password():
    with pytest.raises(StoreError, match=r"@127\.0\.0\.1:1/d") as caught:
        Store.open("postgresql://u:hush@127.0.0.1:1/d")
    assert "hush" not in str(caught.value)


def test_missing_driver_is_told_with_the_command_that_installs_it():
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from monitor.store import Store\n"
        "Store.open('postgresql://u@h/d')"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    last = result.stderr.splitlines()[-1]
    assert last.endswith('pip install "conflict-monitor[postgres]"')


def test_two_replicas_never_claim_the_same(postgresql_url):
    lease = timedelta(minutes=3)
    with (
        closing(Store.open(postgresql_url)) as one,
        closing(Store.open(postgresql_url)) as two,
    ):
        with one.begin() as tx:
            for number in range(120):
                deliveries.add(tx, a_delivery(key=str(number)))

        def claim_all(store: Store) -> list[str]:
            keys: list[str] = []
            while True:
                with store.begin() as tx:
                    claimed = claim_due(
                        tx, now=NOW, channel_id="desk", limit=7, lease=lease
                    )
                if not claimed:
                    return keys
                keys += [delivery.key for delivery in claimed]

        with ThreadPoolExecutor(4) as pool:
            shares = list(pool.map(claim_all, [one, two, one, two]))
    everything = [key for share in shares for key in share]
    assert sorted(everything, key=int) == [str(number) for number in range(120)]


def test_claims_outside_the_turn_skip_what_is_locked(postgresql_url):
    lease = timedelta(minutes=3)
    with closing(Store.open(postgresql_url)) as store, store.begin() as tx:
        deliveries.add(tx, a_delivery())
    keys = [a_delivery().key]
    engine = engine_for(make_url(postgresql_url))
    with engine.begin() as first, engine.begin() as second:
        assert deliveries.claim(first, keys, now=NOW, lease=lease)
        assert not deliveries.claim(second, keys, now=NOW, lease=lease)
    engine.dispose()


def test_lost_connection_is_told_and_the_next_transaction_works(postgresql_url):
    with closing(Store.open(postgresql_url)) as store:
        with (
            pytest.raises(StoreError, match="nothing was written"),
            store.begin() as tx,
        ):
            deliveries.add(tx, a_delivery())
            own = tx.scalar(text("SELECT pg_backend_pid()"))
            with store.read() as other:
                other.execute(text(f"SELECT pg_terminate_backend({own})"))
            deliveries.add(tx, a_delivery(key="b"))
        with store.begin() as tx:
            assert deliveries.counts(tx) == {}


def test_replicas_that_start_together_make_one_schema(postgresql_url):
    with ThreadPoolExecutor(3) as pool:
        stores = list(pool.map(Store.open, [postgresql_url] * 3))
    for store in stores:
        with store.begin() as tx:
            deliveries.add(tx, a_delivery())
            assert deliveries.counts(tx) == {"desk": {"pending": 1}}
        store.close()


def test_writer_that_is_cut_off_cannot_keep_its_turn_for_ever(postgresql_store):
    with postgresql_store.begin() as tx:
        for name in ("idle_in_transaction_session_timeout", "lock_timeout"):
            assert tx.scalar(text(f"SHOW {name}")) == "1min"


def test_leases_of_a_dead_replica_stand_until_they_end(postgresql_url):
    lease = timedelta(minutes=3)
    for expired, now in ((0, NOW), (0, NOW), (1, NOW + lease)):
        with closing(Store.open(postgresql_url)) as store, store.begin() as tx:
            assert deliveries.expire(tx, now=now) == expired
            deliveries.add(tx, a_delivery())
            claim_due(tx, now=NOW, channel_id="desk", limit=1, lease=lease)
