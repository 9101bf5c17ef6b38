"""Reports of one place and day whose tolls, days or ways of killing differ."""

from datetime import date

import pytest

from monitor.stories.open import OpenStories
from tests.stories.test_open import DAWN, DAWN_RETOLD
from tests.stories.wire import KATI, a_wire, attack, stories_of, take


def test_where_place_and_day_agree_no_toll_is_too_high() -> None:
    """A market was hit: five bodies at noon, fifty in the evening."""
    later = attack(KATI, 50)
    first, second = stories_of(
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 5)),
        a_wire("b", "Gunfire in Kati garrison", DAWN_RETOLD, hours=6, **later),
    )
    assert first == second


@pytest.mark.parametrize(
    ("other", "is_sure"),
    [
        (attack(KATI, 4), True),
        (attack(KATI, 9), True),
        (attack(KATI, 9, date=date(2022, 7, 23)), False),
        (attack(KATI, 4, date=date(2022, 7, 23)), True),
        (attack(KATI, 9, subtype="shelling_artillery_missile_attack"), True),
    ],
)
def test_a_place_in_common_is_no_proof_where_toll_and_day_differ(
    other: dict[str, object], is_sure: bool
) -> None:
    _, second = take(
        OpenStories(),
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 4)),
        a_wire("b", "Gunfire in Kati garrison", DAWN_RETOLD, hours=20, **other),
    )
    assert not second.is_new
    assert second.is_sure is is_sure


def test_nor_where_people_were_killed_in_another_way() -> None:
    first = attack(KATI, 12, subtype="air_drone_strike")
    second = attack(KATI, 9, subtype="shelling_artillery_missile_attack")
    _, joined = take(
        OpenStories(),
        a_wire("a", "Explosions at Kati garrison", DAWN, **first),
        a_wire("b", "Gunfire in Kati garrison", DAWN_RETOLD, hours=8, **second),
    )
    assert (joined.is_new, joined.is_sure) == (False, False)


def test_a_suicide_bombing_on_another_day_is_in_doubt_whatever_the_toll() -> None:
    """The evening before, gunmen stormed the base; nobody has counted the dead yet."""
    raid = attack(KATI, date=date(2022, 7, 21))
    bomb = attack(KATI, 7, subtype="suicide_bomb")
    _, joined = take(
        OpenStories(),
        a_wire("a", "Explosions at Kati garrison", DAWN, **raid),
        a_wire("b", "Gunfire in Kati garrison", DAWN_RETOLD, hours=14, **bomb),
    )
    assert (joined.is_new, joined.is_sure) == (False, False)
