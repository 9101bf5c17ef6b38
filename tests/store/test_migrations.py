from contextlib import closing

import pytest
from sqlalchemy import inspect, text

from monitor.errors import StoreError
from monitor.store import Store, deliveries
from monitor.store.migrations import STEPS, migrate, refuse_newer, version
from tests.builders import a_delivery


def add_a_column(tx):
    tx.execute(text("ALTER TABLE delivery ADD COLUMN note TEXT"))


def fill_it(tx):
    tx.execute(text("UPDATE delivery SET note = 'old'"))


def fail(tx):
    raise ZeroDivisionError


LATER = (*STEPS, add_a_column, fill_it)


@pytest.fixture
def own_store(store_url):
    with closing(Store.open(store_url)) as store:
        yield store


def columns(tx) -> set[str]:
    return {column["name"] for column in inspect(tx).get_columns("delivery")}


def test_new_database_is_at_the_latest_version(own_store):
    with own_store.read() as tx:
        assert version(tx) == len(STEPS)
        refuse_newer(tx)


def test_older_database_takes_the_missing_steps_and_keeps_its_rows(own_store):
    with own_store.begin() as tx:
        deliveries.add(tx, a_delivery())
    with own_store.begin() as tx:
        migrate(tx, LATER)
        assert version(tx) == len(LATER)
        assert tx.scalar(text("SELECT note FROM delivery")) == "old"
        migrate(tx, LATER)


def test_crash_in_a_step_leaves_the_version_and_tables_of_before(own_store):
    with pytest.raises(ZeroDivisionError), own_store.begin() as tx:
        migrate(tx, (*STEPS, add_a_column, fail))
    with own_store.begin() as tx:
        assert version(tx) == len(STEPS)
        assert "note" not in columns(tx)
        migrate(tx, LATER)
        assert "note" in columns(tx)


def test_newer_database_is_refused(own_store, store_url):
    with own_store.begin() as tx:
        migrate(tx, LATER)
    own_store.close()
    with pytest.raises(StoreError, match="nothing was changed"):
        Store.open(store_url)


def test_tables_of_another_program_are_not_taken_for_ours(own_store):
    with pytest.raises(StoreError, match="other tables named"), own_store.begin() as tx:
        tx.execute(text("DROP TABLE meta"))
        migrate(tx)
