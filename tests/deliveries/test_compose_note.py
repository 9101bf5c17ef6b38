"""How a note to the operator sounds."""

from zoneinfo import ZoneInfo

import pytest

from monitor.deliveries.compose_note import note_message
from monitor.model import Trouble, TroubleKind
from tests.builders import NOW

MILD = Trouble(
    subject="feed:fleuve",
    kind=TroubleKind.FAILING,
    name="Radio du Fleuve",
    detail="timed out",
    since_at=NOW,
)
LOUD = Trouble(
    subject="channel:desk",
    kind=TroubleKind.LOCKED_OUT,
    name="desk",
    detail="401 Unauthorized",
    since_at=NOW,
)


@pytest.mark.parametrize(
    ("begun", "ended", "silent"),
    [
        ([MILD], [], True),
        ([], [MILD], True),
        ([MILD, LOUD], [], False),
        ([MILD], [LOUD], False),
        ([], [LOUD], False),
    ],
)
def test_what_keeps_calls_from_their_reader_is_heard_when_it_begins_and_ends(
    begun: list[Trouble], ended: list[Trouble], silent: bool
) -> None:
    assert note_message(begun, ended, zone=ZoneInfo("UTC")).silent is silent
