import sqlite3
from contextlib import closing
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from monitor.errors import StoreError
from monitor.store import Store, alerts, articles, deliveries, feeds, schema, stories
from monitor.store.migrations import STEPS, migrate, refuse_newer, version
from tests.builders import (
    NOW,
    a_delivery,
    a_feed,
    a_feed_state,
    a_report,
    a_story,
    an_alert,
)

#: The scripts as they were released: a database out there may have taken each.
RELEASED = {
    "1.sql": "53ae9460b469f4e9dc53e89e40f959d693035ae919f6ef2fa7524662c308b115",
    "2.sql": "cfc7aee83bca5f5f774c9ef3748cbd08f850957b7216bb97629eb5a6c91a6066",
    "3.sql": "3a2c1cd9a4e332e77037ae3cc5043ee47a4a5db114026eed8013645ad57b813c",
    "4.sql": "736f98b64892d070febe0617133420dd045512572072e2e33d9fc3a8640abb83",
}
#: Written by the first version of the program.
VERSION_1 = Path(__file__).parent / "version_1.sql"


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


@pytest.mark.parametrize("script", RELEASED)
def test_a_released_step_never_changes(script):
    step = files("monitor") / "data" / "schema" / script
    assert sha256(step.read_bytes()).hexdigest() == RELEASED[script]


def test_every_step_that_is_taken_is_a_released_one():
    assert len(STEPS) == len(RELEASED)


def columns_of(tx, table) -> set[tuple[str, str, bool]]:
    return {
        (c["name"], c["type"].compile(tx.dialect), c["nullable"])
        for c in inspect(tx).get_columns(table)
    }


def indexes_of(tx, table) -> set[tuple[str, tuple[str, ...]]]:
    found = inspect(tx).get_indexes(table)
    return {
        (index["name"], tuple(index["column_names"]))
        for index in found
        if index["name"].startswith("ix_")
    }


@pytest.mark.parametrize("table", schema.TABLES.sorted_tables, ids=str)
def test_the_steps_lead_to_the_tables_of_today(store, table):
    with store.read() as tx:
        assert columns_of(tx, table.name) == {
            (c.name, c.type.compile(tx.dialect), c.nullable) for c in table.columns
        }
        assert indexes_of(tx, table.name) == {
            (index.name, tuple(index.columns.keys())) for index in table.indexes
        }
        primary = inspect(tx).get_pk_constraint(table.name)["constrained_columns"]
        assert primary == table.primary_key.columns.keys()


def test_what_the_first_version_stored_is_read_by_this_one(tmp_path):
    file = tmp_path / "monitor.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(VERSION_1.read_text(encoding="utf-8"))
    story = a_story(witnesses=(), letters=())
    with closing(Store.open(f"sqlite:///{file}")) as store, store.read() as tx:
        assert version(tx) == len(STEPS)
        assert feeds.states(tx) == ((a_feed(), a_feed_state()),)
        assert articles.report(tx, "a-1") == a_report()
        assert stories.story(tx, "s-000001") == story
        assert alerts.created_since(tx, NOW) == (an_alert(story=story),)
        assert deliveries.named(tx, [a_delivery().key]) == (a_delivery(),)
