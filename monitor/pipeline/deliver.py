"""Sends what is due, at the pace the provider allows, and records what became of it.

The intent is committed before the wire and the outcome after it, so a message
whose sender died in between is known as one that may have arrived. Channels work
side by side: a slow mail server never delays a call.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from monitor.channels import Channel
from monitor.deliveries import pace, retry
from monitor.deliveries.quiet import hushed
from monitor.errors import ChannelError, Fate
from monitor.logs import fields
from monitor.model import Delivery, DeliveryStatus
from monitor.pipeline.fold import fold_calls
from monitor.pipeline.newsroom import Newsroom
from monitor.store import Tx
from monitor.store import attempts as attempt_rows
from monitor.store import deliveries as delivery_rows
from monitor.store import destinations as destination_rows

log = logging.getLogger(__name__)

#: Longer than one send may take; a lease that ran out is a send of unknown fate.
LEASE = timedelta(minutes=3)
LATE = "this process was stopped for longer than its lease; it left the message alone"
#: Messages of one channel that are on the wire at a time.
PARALLEL = 10
#: Seconds between two looks at the pace.
PACE_STEP = 1.0
#: Seconds that one pass waits for the pace, in all.
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Sent:
    """What one attempt came to."""

    delivery: Delivery
    fate: str
    detail: str


@dataclass(slots=True)
class Claimed:
    """What goes out in one round."""

    deliveries: list[Delivery] = field(default_factory=list)
    #: Whether something that is due was left for the pace.
    is_paced: bool = False


async def deliver_owed(
    room: Newsroom,
    *,
    wait: Callable[[float], Awaitable[object]],
    patience: float,
) -> tuple[Sent, ...]:
    """Send until nothing is due; returns what became of it.

    Args:
        wait: lets so many seconds pass.
        patience: seconds to wait for the pace, in all; what is left is still owed.
    """
    done: list[Sent] = []
    waited = 0.0
    while True:
        claimed = await _claim_due(room)
        if claimed.deliveries:
            done += await _send_all(room, claimed.deliveries)
        elif claimed.is_paced and waited < patience:
            await wait(PACE_STEP)
            waited += PACE_STEP
        else:
            return tuple(done)


async def deliver_due(room: Newsroom) -> tuple[Sent, ...]:
    """Send what may go out now, once each; returns what became of them.

    Rounds may overlap: one that waits for a slow server holds up its destination, and
    nobody else.

    Raises:
        StoreError: a claim or an outcome could not be written; every send that was
            begun has ended, and the other outcomes are written.
    """
    claimed = await _claim_due(room)
    return await _send_all(room, claimed.deliveries)


async def _claim_due(room: Newsroom) -> Claimed:
    async with room.claiming:
        # Not in the transaction: rounds before this one let go while it is under way.
        busy = frozenset(room.on_the_wire)
        claimed = await room.store.run(lambda tx: _claim_all(tx, room, busy))
        room.on_the_wire.update(
            (delivery.channel_id, delivery.destination)
            for delivery in claimed.deliveries
        )
    return claimed


async def _send_all(
    room: Newsroom, deliveries: Collection[Delivery]
) -> tuple[Sent, ...]:
    ended = await asyncio.gather(
        *(_hand_over(room, delivery) for delivery in deliveries),
        return_exceptions=True,
    )
    for result in ended:
        if isinstance(result, BaseException):
            raise result
    return tuple(result for result in ended if isinstance(result, Sent))


def _hand_over(room: Newsroom, delivery: Delivery) -> asyncio.Task[Sent]:
    sending = asyncio.ensure_future(
        _send(room, room.channels[delivery.channel_id], delivery)
    )

    def let_go(_: object) -> None:
        room.on_the_wire.discard((delivery.channel_id, delivery.destination))

    # Not "finally": a task that is cancelled before its first step has no such end.
    sending.add_done_callback(let_go)
    return sending


def _claim_all(tx: Tx, room: Newsroom, busy: frozenset[tuple[str, str]]) -> Claimed:
    delivery_rows.expire(tx, now=room.clock())
    claimed = Claimed()
    for channel_ids in dict.fromkeys(map(room.config.beside, room.channels)):
        _claim(tx, room, channel_ids, busy, claimed)
    return claimed


def _claim(
    tx: Tx,
    room: Newsroom,
    channel_ids: tuple[str, ...],
    busy: frozenset[tuple[str, str]],
    claimed: Claimed,
) -> None:
    """What may go out now on a service: oldest first, one to each free destination."""
    now = room.clock()
    due = delivery_rows.due(tx, now=now, channel_ids=channel_ids)
    if not due:
        return
    paced = room.config.channel(channel_ids[0]).is_paced
    attempts = list(
        attempt_rows.recent(tx, channel_ids, now - pace.HORIZON) if paced else ()
    )
    free = fold_calls(tx, room.config, channel_ids, [key for key, *_ in due], now=now)
    load = Counter(channel_id for channel_id, _ in busy)
    closed = {place for channel_id, place in busy if channel_id in channel_ids}
    keys: list[str] = []
    # Again: what was folded is not due any more, and its summary is.
    for key, channel_id, destination in delivery_rows.due(
        tx, now=now, channel_ids=channel_ids
    ):
        if load[channel_id] >= PARALLEL or key not in free or destination in closed:
            continue
        closed.add(destination)
        if paced and not pace.may_send(destination, attempts, now=now):
            claimed.is_paced = True
            continue
        load[channel_id] += 1
        keys.append(key)
        attempts.append((destination, now))
    claimed.deliveries += delivery_rows.claim(tx, keys, now=now, lease=LEASE)


async def _send(room: Newsroom, channel: Channel, delivery: Delivery) -> Sent:
    if delivery.unknown_count >= retry.MAX_UNKNOWN:
        # It outlived this process that often: the message may be what kills it.
        why = f"sent {delivery.unknown_count} times with unknown outcome"
        return await _settle_failure(
            room, delivery, ChannelError(why, fate=Fate.REFUSED)
        )
    is_held, receipt = await room.store.run(lambda tx: _look_again(tx, room, delivery))
    if not is_held:
        error = ChannelError(LATE, fate=Fate.NOT_SENT)
        return await _settle_failure(room, delivery, error)
    if delivery.is_edit and receipt is None:
        error = ChannelError("what it rewrites is not sent yet", fate=Fate.NOT_SENT)
        return await _settle_failure(room, delivery, error)
    try:
        sent_as = await _ask(channel, _as_heard(room, delivery), receipt)
    except ChannelError as error:
        return await _settle_failure(room, delivery, error)
    except Exception as error:
        log.exception("delivery.crashed %s", fields(key=delivery.key))
        return await _settle_failure(
            room,
            delivery,
            ChannelError(type(error).__name__, fate=Fate.UNKNOWN),
        )
    now = room.clock()
    after = retry.sent(delivery, receipt=sent_as, now=now)
    log.info("delivery.sent %s", fields(key=delivery.key))
    return await _settle(room, after, "sent", "")


def _as_heard(room: Newsroom, delivery: Delivery) -> Delivery:
    """The delivery as it goes out now: in quiet hours, without a sound."""
    settings = room.config.channel(delivery.channel_id)
    if settings.quiet_hours is None:
        return delivery
    hours, below = settings.quiet_hours
    zone = ZoneInfo(settings.timezone)
    message = hushed(delivery.message, hours, below=below, zone=zone, now=room.clock())
    return replace(delivery, message=message)


async def _ask(channel: Channel, delivery: Delivery, receipt: str | None) -> str:
    clock = asyncio.get_running_loop().time
    began = clock()
    try:
        return await channel.send(delivery, reply_receipt=receipt)
    finally:
        ms = round(1000 * (clock() - began))
        log.debug("delivery.answered %s", fields(key=delivery.key, ms=ms))


def _look_again(tx: Tx, room: Newsroom, delivery: Delivery) -> tuple[bool, str | None]:
    """Whether it is still ours to send, and the receipt of what it answers.

    The rows say so, not a clock: a machine that was stopped and goes on may not know.
    """
    is_held = delivery_rows.renew(tx, delivery, now=room.clock(), lease=LEASE)
    reply_to = delivery.reply_to
    return is_held, reply_to and delivery_rows.receipt(tx, reply_to)


async def _settle_failure(
    room: Newsroom, delivery: Delivery, error: ChannelError
) -> Sent:
    now = room.clock()
    after = retry.failed(
        delivery,
        fate=error.fate,
        failure=str(error),
        retry_after=error.retry_after,
        now=now,
    )
    log.warning(
        "delivery.%s %s",
        "parked" if after.status is DeliveryStatus.PARKED else "failed",
        fields(key=delivery.key, fate=error.fate.value, why=error),
    )
    pause = retry.pause_after(error.fate, error.retry_after, now=now)
    channel_id, destination = delivery.channel_id, delivery.destination
    beside = room.config.beside(channel_id)

    def write(tx: Tx) -> None:
        if pause is not None and pause.whole_channel:
            destination_rows.pause(tx, channel_id, "*", pause.until, str(error))
        elif pause is not None:
            for name in beside:
                destination_rows.pause(tx, name, destination, pause.until, str(error))
        _write(tx, room, after, error.fate.value, str(error))
        if error.moved_to is not None:
            for name in beside:
                destination_rows.move(tx, name, destination, error.moved_to)

    await room.store.run(write)
    return Sent(after, error.fate.value, str(error))


async def _settle(room: Newsroom, after: Delivery, fate: str, detail: str) -> Sent:
    await room.store.run(lambda tx: _write(tx, room, after, fate, detail))
    return Sent(after, fate, detail)


def _write(tx: Tx, room: Newsroom, after: Delivery, fate: str, detail: str) -> None:
    # Asked here, in its turn: a digest written while this waited ends before it.
    delivery_rows.settle(tx, after, fate=fate, detail=detail, now=room.clock())
