"""A report of one weak outlet goes out silently, and calls once it is confirmed."""

from pathlib import Path

from tests.newsroom import WATCHLIST, Item, a_world
from tests.test_service import ATTACK

STAGED = WATCHLIST.replace(
    'alert_to = ["desk"]',
    'alert_to = ["desk"]\nstaged = ["D", "E", "F"]\nconfirm_within = "12h"',
)
TOLD_OTHERWISE = Item(
    "Kati : attaque à la voiture piégée contre le camp militaire",
    "Des habitants de Kati ont entendu l'explosion d'une voiture devant le camp.",
)


async def test_a_second_origin_promotes_the_silent_message(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", "/b", watchlist=STAGED) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
            (silent,) = world.bot_api.sent
            assert silent.silent
            assert "UNCONFIRMED" in silent.text.splitlines()[0]
            world.outlets.feeds["/b"] = [TOLD_OTHERWISE]
            await world.pass_time(room, minutes=10)
            await world.pass_time(room, hours=1)
            await world.pass_time(room, hours=13)
        _, loud = world.bot_api.sent
        assert not loud.silent
        assert "confirmed by Outlet b" in loud.text
        assert loud.reply_to == silent.message_id
        now = world.bot_api.messages[silent.chat_id, silent.message_id].text
        assert "CONFIRMED · 2 outlets" in now
        assert "NOT CONFIRMED" not in now


async def test_what_nobody_confirms_says_so_in_time(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", watchlist=STAGED) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
            await world.pass_time(room, hours=13)
        (only,) = world.bot_api.sent
        now = world.bot_api.messages[only.chat_id, only.message_id].text
        assert "NOT CONFIRMED after 12 h" in now.splitlines()[0]
