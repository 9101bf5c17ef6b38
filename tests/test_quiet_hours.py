"""A desk that sleeps: what comes at night is on the phone in the morning, unheard."""

from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.errors import ConfigError
from tests.newsroom import Item, World, a_world

MILD = Item(
    "Mali : deux soldats blessés dans une attaque à Ségou",
    "Deux soldats ont été blessés par des tirs à Ségou, au Mali, dit l'armée.",
)
GRAVE = Item(
    "Mali : une voiture piégée explose à Kati",
    "Quinze soldats ont été tués à Kati, au Mali, dans un attentat suicide.",
)


def keep_quiet(world: World, hours: str) -> None:
    path = world.config.path
    text = path.read_text()
    path.write_text(
        text.replace('token_file = "token"', f'token_file = "token"\nquiet = "{hours}"')
    )
    world.config = load_config(path)


@pytest.mark.parametrize(
    ("hours", "is_silent"), [("06:00-23:00", True), ("23:00-06:00", False)]
)
async def test_in_quiet_hours_all_is_sent_and_only_what_is_grave_is_heard(
    tmp_path: Path, hours: str, is_silent: bool
) -> None:
    async with a_world(tmp_path, "/a", "/b") as world:
        keep_quiet(world, hours)
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [MILD]
            await world.pass_time(room, minutes=10)
            world.outlets.feeds["/b"] = [GRAVE]
            await world.pass_time(room, minutes=10)
        mild, grave = world.bot_api.sent
        assert "Ségou" in mild.text
        assert "Kati" in grave.text
        assert (mild.silent, grave.silent) == (is_silent, False)


@pytest.mark.parametrize("hours", ["22", "22-6", "22:00-22:00", "late", "22:00Z-06:00"])
async def test_hours_that_are_none_are_told_so(tmp_path: Path, hours: str) -> None:
    async with a_world(tmp_path) as world:
        with pytest.raises(ConfigError, match='hours are wanted, as "22:00-06:00"'):
            keep_quiet(world, hours)
