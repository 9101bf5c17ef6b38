"""The machine's clock is wrong, and is put right."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model import Call
from monitor.pipeline.deliver import deliver_due
from monitor.pipeline.newsroom import Newsroom
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows
from tests.builders import a_delivery, a_message
from tests.newsroom import Item, World, a_world

ATTACK = Item(
    title="Mali : une voiture piégée explose devant le camp militaire de Kati",
    text="Un soldat a été tué vendredi à l'aube à Kati, près de Bamako, dit l'armée.",
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a") as world:
        yield world


@pytest.mark.parametrize("jump", [{"hours": 1}, {"hours": -1}, {"days": 27_000}])
async def test_a_leap_and_its_return_stop_nothing_and_repeat_nothing(
    world: World, jump: dict[str, float]
) -> None:
    back = {unit: -amount for unit, amount in jump.items()}
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=6)
        await world.pass_time(room, **jump)
        await world.pass_time(room, seconds=1)
        await world.pass_time(room, **back)
        asked = len(world.outlets.requests)
        for _ in range(3):
            await world.pass_time(room, minutes=6)
        assert len(world.outlets.requests) - asked in {2, 3}
    assert len(world.phone()) == 1


async def test_a_message_put_off_until_2099_goes_out_when_the_clock_is_right(
    world: World,
) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        token = world.folder / "token"
        token.rename(world.folder / "gone")
        world.clock.forward(days=1000)
        later = Item(ATTACK.title, ATTACK.text, published_at=world.clock())
        world.outlets.feeds["/a"] = [later]
        await world.pass_time(room)
        (world.folder / "gone").rename(token)
        await world.pass_time(room, days=-1000)
    assert len(world.phone()) == 1


async def test_a_digest_of_2099_keeps_back_none_of_today(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        await world.pass_time(room, days=27_000, hours=2)
        await world.pass_time(room, days=-27_000)
        await world.pass_time(room, days=1)
    dates = sorted(page.name[7:17] for page in (world.folder / "digests").iterdir())
    assert dates[:2] == ["2022-07-22", "2022-07-23"]
    assert len(dates) == 3


async def test_calls_of_2099_keep_back_none_of_today(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", max_calls=2) as world, world.start() as room:
        today = world.clock()
        world.clock.forward(days=27_000)
        await call_by_file(room, "a", "b", "c", "d", "e")
        rounds = [await deliver_due(room) for _ in range(4)]
        assert [len(sent) for sent in rounds] == [1, 1, 1, 0]  # two, and a summary
        world.clock.now = today
        await call_by_file(room, "today")
        (sent,) = await deliver_due(room)
    assert sent.delivery.key == "today"


async def call_by_file(room: Newsroom, *keys: str) -> None:
    """Owe calls on the channel that no provider's clock limits."""
    now = room.clock()
    call = Call(severity=5.0, reported_at=now, feed_id="a")

    def write(tx: Tx) -> None:
        for key in keys:
            owed = a_delivery(
                key=key,
                channel_id="morning",
                destination="morning",
                message=a_message(call=replace(call, feed_id=key)),
                next_attempt_at=now,
                created_at=now,
            )
            delivery_rows.add(tx, owed)

    await room.store.run(write)
