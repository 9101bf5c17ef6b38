"""What the operator is told of troubles: each once, and once that it is over. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import Trouble

#: Troubles come in swarms (a cut line fails every feed): one note tells of all that
#: came up within this time of the last.
BETWEEN_NOTES = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What began and what ended since the operator was last told."""

    begun: tuple[Trouble, ...]
    ended: tuple[Trouble, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.begun or self.ended)


def turn(told: Iterable[Trouble], present: Iterable[Trouble]) -> Turn:
    """What is new against what was told.

    A subject whose trouble turned into another has begun, not ended.
    """
    before = {trouble.subject: trouble for trouble in told}
    now = {trouble.subject: trouble for trouble in present}
    return Turn(
        begun=tuple(
            trouble
            for subject, trouble in now.items()
            if subject not in before or before[subject].kind is not trouble.kind
        ),
        ended=tuple(t for subject, t in before.items() if subject not in now),
    )


def may_tell(last_note_at: datetime | None, now: datetime) -> bool:
    """Whether a note may follow the last one by now."""
    # A note further ahead is of a clock that has been put back.
    return last_note_at is None or abs(now - last_note_at) >= BETWEEN_NOTES
