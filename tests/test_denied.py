"""A mild denial calls where a desk was told of what is denied, and only there."""

from pathlib import Path

from tests.newsroom import WATCHLIST, Item, a_world
from tests.test_service import ATTACK

#: The attack is as grave, its denial is not.
FIVE = WATCHLIST.replace("[[place]]", "min_severity = 5\n[[place]]", 1)

DENIAL = Item(
    "Kati : l'armée dément toute attaque contre le camp militaire",
    "L'état-major a démenti vendredi toute attaque à la voiture piégée contre le camp "
    "militaire de Kati, près de Bamako.",
)


async def test_a_denial_of_what_was_told_calls(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", "/b", cooldown="1s", watchlist=FIVE) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
            world.outlets.feeds["/b"] = [DENIAL]
            await world.pass_time(room, minutes=10)
            await world.pass_time(room, minutes=10)
        _, update = world.bot_api.sent
        assert f"▲ denied: {DENIAL.title} (Outlet b)" in update.text
        assert not update.silent


async def test_a_denial_of_what_nobody_told_of_calls_nobody(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/b", watchlist=FIVE) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/b"] = [DENIAL]
            await world.pass_time(room, minutes=10)
        assert world.phone() == []
