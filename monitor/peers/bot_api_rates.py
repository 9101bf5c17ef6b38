"""The limits of the Bot API, counted in sliding windows.

The figures of core.telegram.org/bots/faq, taken strictly: the real server allows
short bursts. It counts what was sent; it does not slow anything down.
"""

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
PER_PRIVATE_CHAT = 1
PER_GROUP = 20
OVERALL = 30


@dataclass(kw_only=True, slots=True)
class Rates:
    """What was sent when, and which chats are closed until when."""

    sent: list[tuple[datetime, int]] = field(default_factory=list)
    closed_until: dict[int, datetime] = field(default_factory=dict)

    def note(self, chat_id: int, now: datetime) -> None:
        """Count one message."""
        self.sent.append((now, chat_id))

    def close(self, chat_id: int, until: datetime) -> None:
        """Refuse everything to this chat until then."""
        self.closed_until[chat_id] = until

    def wait(self, chat_id: int, now: datetime) -> int:
        """Whole seconds until one more message may go to this chat; 0 for now."""
        waits = [
            self.closed_until.get(chat_id, now),
            self._free_at(now, None, OVERALL, SECOND),
        ]
        if chat_id > 0:
            waits.append(self._free_at(now, chat_id, PER_PRIVATE_CHAT, SECOND))
        else:
            waits.append(self._free_at(now, chat_id, PER_GROUP, MINUTE))
        return max(0, math.ceil((max(waits) - now) / SECOND))

    def _free_at(
        self, now: datetime, chat_id: int | None, count: int, per: timedelta
    ) -> datetime:
        within = [
            at
            for at, chat in self.sent
            if at > now - per and (chat_id is None or chat == chat_id)
        ]
        return within[-count] + per if len(within) >= count else now
