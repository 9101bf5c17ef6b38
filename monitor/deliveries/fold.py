"""Which of the calls that are due go out alone, and which in one summary. Pure.

A phone that rings all the time is switched off. So a destination gets so many calls an
hour; what is beyond comes together, without a sound, ever less often while it lasts.
Nothing is dropped: the summary lists it, and the digest has it in full.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import Call, Delivery

HOUR = timedelta(hours=1)
#: Severity from which a call still comes alone, this many beyond the cap: "high".
GRAVE = 7.0
GRAVE_EXTRA = 5
#: No feed may use more than this part of the cap: one that is mad leaves room.
FEED_SHARE = 2 / 3
#: More than so many calls that are so late come from an outage, a new feed or a
#: restored backup: they, and what has waited with them, are told together.
LATE = timedelta(hours=2)
LATE_ALONE = 5
WAITED = timedelta(minutes=10)
#: A summary waits for so many, or so long.
FEW = 3
PATIENCE = timedelta(minutes=1)
#: From one summary to the next; doubles with each in the last hour.
BETWEEN = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What becomes of the calls that are due to one destination."""

    alone: tuple[Delivery, ...]
    #: For one summary, now.
    folded: tuple[Delivery, ...]
    #: For one later.
    waiting: tuple[Delivery, ...]
    #: When those that wait are told at the latest; None where none does.
    summary_at: datetime | None


def plan(
    due: Sequence[tuple[Delivery, Call]],
    recent: Sequence[Call],
    *,
    summaries: Sequence[datetime],
    max_calls: int,
    now: datetime,
) -> Plan:
    """Who goes alone and who with others.

    Args:
        due: calls to one destination, oldest first.
        recent: calls that went there alone within the last hour.
        summaries: when summaries went there within that hour.
        max_calls: the cap for an hour.
    """
    backlog = _backlog(due, now)
    budget = _Budget(recent, max_calls)
    alone: list[Delivery] = []
    surplus: list[Delivery] = []
    for delivery, call in due:
        goes_alone = delivery.key not in backlog and budget.spend(call)
        (alone if goes_alone else surplus).append(delivery)
    summary_at = _summary_at(surplus, summaries, now)
    folds = summary_at is not None and summary_at <= now
    return Plan(
        alone=tuple(alone),
        folded=tuple(surplus) if folds else (),
        waiting=() if folds else tuple(surplus),
        summary_at=None if folds else summary_at,
    )


def _summary_at(
    surplus: Sequence[Delivery], summaries: Sequence[datetime], now: datetime
) -> datetime | None:
    """When a summary may go out and is worth it; None where none is wanted."""
    if not surplus:
        return None
    between: timedelta = BETWEEN * 2 ** (len(summaries) - 1)
    few = len(surplus) < FEW
    worth_at = min(d.created_at for d in surplus) + PATIENCE if few else now
    return max([worth_at, *(at + between for at in summaries)])


class _Budget:
    """How many calls of the hour are left, in all and for each feed."""

    def __init__(self, recent: Sequence[Call], max_calls: int) -> None:
        self._count = len(recent)
        self._by_feed = Counter(call.feed_id for call in recent)
        self._cap = max_calls
        self._share = max(1, int(max_calls * FEED_SHARE))

    def spend(self, call: Call) -> bool:
        """Whether the call may go alone; counts it if so."""
        extra = GRAVE_EXTRA if (call.severity or 0.0) >= GRAVE else 0
        if (
            self._count >= self._cap + extra
            or self._by_feed[call.feed_id] >= self._share + extra
        ):
            return False
        self._count += 1
        self._by_feed[call.feed_id] += 1
        return True


def _backlog(due: Sequence[tuple[Delivery, Call]], now: datetime) -> frozenset[str]:
    """Keys of calls that are told together because many are late; the gravest are not.

    What has just come in is no part of it.
    """
    late = [pair for pair in due if now - pair[1].reported_at >= LATE]
    if len(late) <= LATE_ALONE:
        return frozenset()
    waited = [pair for pair in due if now - pair[0].created_at >= WAITED]
    old = {delivery.key for delivery, _ in (*late, *waited)}
    gravest = sorted(late, key=lambda pair: pair[1].severity or 0.0, reverse=True)
    spared = {
        delivery.key
        for delivery, call in gravest[:LATE_ALONE]
        if (call.severity or 0.0) >= GRAVE
    }
    return frozenset(old) - spared
