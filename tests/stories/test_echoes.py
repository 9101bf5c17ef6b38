"""The same words again: a copy where nothing is added, news where something is."""

from datetime import date

import pytest

from monitor.model import Actor, Claim, EventStatus, EventType, Toll
from monitor.stories.open import OpenStories
from tests.stories.test_open import DAWN
from tests.stories.wire import KATI, MALI, SEGOU, a_wire, attack, take


@pytest.mark.parametrize(
    "news",
    [
        {"killed": Toll(low=15, high=15, text="15")},
        {"actors": (Actor(actor_id="jnim", name="JNIM", claim=Claim.CLAIMED),)},
        {"status": EventStatus.DENIED},
        {"place": SEGOU},
    ],
)
def test_the_same_words_with_another_claim_are_of_one_origin_and_no_copy(
    news: dict[str, object],
) -> None:
    """An agency writes its text on: two dead, five, fifteen, "JNIM claims it"."""
    told = attack(MALI, 2)
    original, more = take(
        OpenStories(),
        a_wire("a", "BAMAKO (AFP) - Explosions at garrison", DAWN, **told),
        a_wire("b", "BAMAKO (AFP) - Explosions at garrison", DAWN, **{**told, **news}),
    )
    assert more.story_id == original.story_id
    assert (more.copy_of, more.origin) == (None, original.origin)


def test_a_copy_that_leaves_something_out_is_one() -> None:
    _, copy = take(
        OpenStories(),
        a_wire("a", "Explosions at garrison", DAWN, **attack(KATI, 2)),
        a_wire("b", "Explosions at garrison", DAWN, **attack(MALI)),
    )
    assert copy.copy_of is None
    _, copy = take(
        OpenStories(),
        a_wire("a", "Explosions at garrison", DAWN, **attack(KATI, 2)),
        a_wire("b", "Explosions at garrison", DAWN, type=EventType.BATTLES),
    )
    assert copy.copy_of == "a"


def test_a_form_that_is_filled_in_each_day_may_tell_of_another_event() -> None:
    """The army's communiqué has the same words for each day's shelling."""
    told = attack(KATI, 5, date=date(2022, 7, 21))
    again = attack(KATI, 8, date=date(2022, 7, 22))
    _, later = take(
        OpenStories(),
        a_wire("a", "Shells fall on garrison", DAWN, **told),
        a_wire("b", "Shells fall on garrison", DAWN, hours=24, **again),
    )
    assert (later.is_new, later.copy_of, later.is_sure) == (False, None, False)
