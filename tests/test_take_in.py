"""What of a poll counts as new, and what is only another version of what is known."""

from datetime import timedelta
from pathlib import Path

from tests.builders import NOW
from tests.newsroom import Item, a_world

OPERATOR = '[operator]\nalert_to = ["desk"]\n'


async def test_a_dead_feed_whose_view_counters_move_is_told(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", more=OPERATOR) as world, world.start() as room:
        for day in range(4):
            world.outlets.feeds["/a"] = [
                Item(
                    f"Marché de Ségou, chronique numéro {n}",
                    f"Lu {100 * day + n} fois.",
                    published_at=NOW - timedelta(hours=n),
                )
                for n in range(10)
            ]
            await world.pass_time(room, days=1)
        (note,) = world.phone()
    assert "Outlet a: silent" in note
