"""Each trouble is told once, and once that it is over."""

from dataclasses import replace
from datetime import timedelta

from monitor.alerts.troubles import BETWEEN_NOTES, may_tell, turn
from monitor.model import Trouble, TroubleKind
from tests.builders import NOW

DEAD = Trouble(
    subject="feed:fleuve",
    kind=TroubleKind.FAILING,
    name="Radio du Fleuve",
    detail="timeout",
    since_at=NOW,
)


def test_what_was_not_told_has_begun() -> None:
    assert turn([], [DEAD]).begun == (DEAD,)


def test_what_was_told_is_not_told_again() -> None:
    assert not turn([DEAD], [replace(DEAD, detail="another timeout")])


def test_what_is_gone_has_ended() -> None:
    assert turn([DEAD], []).ended == (DEAD,)


def test_a_trouble_that_turns_into_another_has_begun_and_not_ended() -> None:
    stale = replace(DEAD, kind=TroubleKind.STALE)
    assert turn([DEAD], [stale]) == turn([], [stale])


def test_a_swarm_of_troubles_waits_for_the_next_note() -> None:
    assert may_tell(None, NOW)
    assert not may_tell(NOW, NOW + BETWEEN_NOTES - timedelta(seconds=1))
    assert may_tell(NOW, NOW + BETWEEN_NOTES)


def test_a_note_of_2099_keeps_back_none_of_today() -> None:
    assert may_tell(NOW + timedelta(days=27_000), NOW)
