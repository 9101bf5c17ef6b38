"""What is told in summaries is told whole, with a digest and without."""

from pathlib import Path

from tests.newsroom import a_world
from tests.test_flood import TOWNS, WATCHED, attack, untold

NO_DIGEST = WATCHED.replace('digest_to = ["morning"]\n', "")


async def test_without_a_digest_further_summaries_list_the_rest(tmp_path: Path) -> None:
    async with (
        a_world(tmp_path, "/a", "/b", watchlist=NO_DIGEST, max_calls=3) as world,
        world.start() as room,
    ):
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [attack(town, hours=0.1) for town in TOWNS[:90]]
        await world.pass_time(room, minutes=10)
        for _ in range(10):
            await world.pass_time(room, minutes=1)
        texts = world.phone()
    summaries = [text for text in texts if "in one message" in text]
    assert len(summaries) == 2
    assert "more, in a further message" in summaries[0]
    assert not any("digest" in text or "more" in text for text in texts[-1:])
    assert untold(world) == TOWNS[90:]
