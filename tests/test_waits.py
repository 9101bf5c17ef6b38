"""What is not sent yet says why, and until when."""

import json
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.app import utc_now
from monitor.cli import cli
from monitor.deliveries.waits import DUE, PACED, Wait
from monitor.model import EDIT, Call, Delivery, DeliveryStatus
from monitor.pipeline.waits import why_unsent
from monitor.store import Store, Tx, destinations
from monitor.store import deliveries as delivery_rows
from tests.builders import NOW, a_delivery, a_message
from tests.newsroom import CHAT, World, a_world

LATER = NOW + timedelta(minutes=7)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", max_calls=1) as world:
        yield world


def owed(key: str = "one", **changes: object) -> Delivery:
    return a_delivery(key=key, destination=str(CHAT), **changes)


def waits(
    world: World, store: Store, *rows: Delivery, now: datetime = NOW
) -> dict[str, Wait]:
    with store.begin() as tx:
        for row in rows:
            delivery_rows.add(tx, row)
        return told(tx, world, now)


def told(tx: Tx, world: World, now: datetime = NOW) -> dict[str, Wait]:
    unsent = delivery_rows.by_status(
        tx,
        *delivery_rows.OPEN,
        DeliveryStatus.SENDING,
        DeliveryStatus.PARKED,
    )
    return why_unsent(tx, world.config, unsent, now=now)


@pytest.mark.parametrize(
    ("changes", "why", "until"),
    [
        ({}, DUE.why, None),
        ({"status": DeliveryStatus.PARKED, "failure": "bot was blocked"},
         "bot was blocked; a person retries or drops it", None),
        ({"next_attempt_at": LATER, "failure": "timed out"},
         "tried again after a failure: timed out", LATER),
        ({"next_attempt_at": LATER, "failure": "cut off", "unknown_count": 1,
          "status": DeliveryStatus.UNKNOWN},
         "may have arrived, and is repeated with a mark: cut off", LATER),
        ({"next_attempt_at": LATER, "reply_to": "first"}, "[alerts] cooldown", LATER),
        ({"next_attempt_at": LATER, "key": f"{EDIT}one"}, "rewrites a sent", LATER),
        ({"channel_id": "fax"}, 'no channel "fax" any more', None),
    ],
)  # fmt: skip
def test_a_message_says_why_it_waits(
    world: World,
    store: Store,
    changes: dict[str, Any],
    why: str,
    until: datetime | None,
) -> None:
    (wait,) = waits(world, store, replace(owed(), **changes)).values()
    assert why in wait.why
    assert wait.until == until


def test_what_is_on_the_wire_says_so(world: World, store: Store) -> None:
    with store.begin() as tx:
        delivery_rows.add(tx, owed())
        delivery_rows.claim(tx, ["one"], now=NOW, lease=MINUTE)
        assert told(tx, world)["one"].why.startswith("on the wire")


@pytest.mark.parametrize("place", [str(CHAT), destinations.EVERYWHERE])
def test_a_pause_is_told_with_its_reason_and_end(
    world: World, store: Store, place: str
) -> None:
    with store.begin() as tx:
        delivery_rows.add(tx, owed())
        destinations.pause(tx, "desk", place, LATER, "too many requests")
        wait = told(tx, world)["one"]
        assert told(tx, world, now=LATER)["one"] == DUE
    assert wait == Wait(why="nothing is sent there: too many requests", until=LATER)
    assert wait.in_words.endswith(", until 2022-07-22 06:07:00 UTC")


def test_one_at_a_time_goes_to_a_chat(world: World, store: Store) -> None:
    assert waits(world, store, owed("one"), owed("two")) == {"one": DUE, "two": PACED}


def test_a_call_too_many_waits_for_a_summary(world: World, store: Store) -> None:
    call = Call(severity=4.0, reported_at=NOW, feed_id="fleuve")
    message = a_message(call=call)
    calls = [owed(key, message=message, created_at=NOW) for key in ("one", "two")]
    found = waits(world, store, *calls)
    assert found["one"] == DUE
    assert found["two"] == Wait(
        why="too many calls: will be told in a summary", until=NOW + MINUTE
    )


def test_nothing_is_changed_by_looking(world: World, store: Store) -> None:
    call = Call(severity=4.0, reported_at=NOW, feed_id="fleuve")
    rows = [owed(f"{n}", message=a_message(call=call)) for n in range(9)]
    found = waits(world, store, *rows)
    with store.begin() as tx:
        assert told(tx, world) == found
        assert delivery_rows.by_status(tx, DeliveryStatus.FOLDED) == ()


async def test_the_list_tells_it(world: World) -> None:
    later = utc_now() + timedelta(hours=1)
    waiting = owed(next_attempt_at=later, failure="timed out")
    with closing(Store.open(world.config.store_url)) as store, store.begin() as tx:
        delivery_rows.add(tx, waiting)
    command = ["deliveries", "list", "--config", str(world.config.path)]
    shown = CliRunner().invoke(cli, command).stdout
    assert shown.endswith(
        f"(desk to {CHAT}; tried again after a failure: timed out, "
        f"until {later:%Y-%m-%d %H:%M:%S} UTC)\n"
    )
    row = json.loads(CliRunner().invoke(cli, [*command, "--json"]).stdout)
    assert row["why"] == "tried again after a failure: timed out"
    assert row["until"] == later.isoformat()
