"""Messages become deliveries: what is owed to whom, under which key, and when.

After a call about a story, further calls wait for the cool-down and are folded
into one; a grave turn does not wait.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.cooldown import call_times
from monitor.deliveries.compose import alert_message
from monitor.deliveries.compose_summary import held_message, summary_message
from monitor.model import (
    EDIT,
    Alert,
    Delivery,
    Digest,
    Feed,
    Message,
    Report,
    Story,
    Watchlist,
)

#: How the keys of notes to the operator, and of summaries, begin.
NOTE = "note:"
SUMMARY = "summary:"
#: A message is rewritten at most this often, however many reports come in.
_EDITED_EVERY = timedelta(minutes=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def alert_key(alert: Alert, channel_id: str, destination: str) -> str:
    """The key of the delivery that tells a destination what a report changed.

    Alerts of several watchlists about one report share it, and the message; an
    article that was edited and calls again has another moment, and key.
    """
    return _alert_key(
        alert, f"{alert.created_at:%Y%m%dT%H%M%S.%fZ}", channel_id, destination
    )


def alert_keys(alert: Alert, channel_id: str, destination: str) -> tuple[str, str]:
    """The key of an alert's delivery, and the one that it had to the second.

    Databases hold deliveries of both: moments once were cut off after the second.
    """
    return (
        alert_key(alert, channel_id, destination),
        _alert_key(
            alert, f"{alert.created_at:%Y%m%dT%H%M%SZ}", channel_id, destination
        ),
    )


def _alert_key(alert: Alert, moment: str, channel_id: str, destination: str) -> str:
    what = f"{alert.story_id}:{alert.report.article.article_id}"
    return f"alert:{what}:{moment}@{channel_id}/{destination}"


def digest_key(digest: Digest, destination: str) -> str:
    """The key of a digest: one for each recipient and local date."""
    return f"digest:{digest.date:%Y-%m-%d}@{digest.channel_id}/{destination}"


def owe_alert(
    alerts: Sequence[Alert],
    *,
    told: Sequence[Alert],
    reply_to: str | None,
    withdrawn: Sequence[Alert],
    watchlists: Mapping[str, Watchlist],
    channel_id: str,
    destination: str,
    zone: ZoneInfo,
    cooldown: timedelta,
    now: datetime,
) -> Delivery:
    """What a destination is owed for a report.

    Args:
        alerts: about that report, one or more.
        told: earlier alerts about the story to that destination, oldest first.
        reply_to: the key of the first of them; None where there is none.
        withdrawn: those of them whose message did not go out and now will not:
            this one says what they would have said.
        watchlists: by id.
    """
    return Delivery(
        key=alert_key(alerts[0], channel_id, destination),
        channel_id=channel_id,
        destination=destination,
        message=alert_message(
            alerts, watchlists, is_update=bool(told), withdrawn=withdrawn, zone=zone
        ),
        next_attempt_at=max(now, _due_at(alerts[0], (*told, *withdrawn), cooldown)),
        created_at=now,
        reply_to=reply_to,
    )


def unsaid(known: Sequence[Alert], standing: Collection[Alert]) -> tuple[Alert, ...]:
    """Updates after the last call that stands: what took their place was withdrawn too.

    Args:
        known: alerts about a story, oldest first.
        standing: those of them that a destination was told, or will be.
    """
    calls = [n for n, a in enumerate(known) if a in standing and not a.may_be_another]
    later = known[calls[-1] + 1 :] if calls else ()
    return tuple(a for a in later if not a.may_be_another)


def owe_edit(
    told: Sequence[Alert],
    story: Story,
    *,
    written: str,
    watchlists: Mapping[str, Watchlist],
    channel_id: str,
    destination: str,
    zone: ZoneInfo,
    now: datetime,
) -> Delivery:
    """The first message about a story, rewritten as the story stands now.

    Edits that fall into the same five minutes have one key: the last one stands.

    Args:
        told: the alerts that the first message was about.
        story: as it stands.
        written: the key of that message.
    """
    told = [replace(alert, story=story) for alert in told]
    due_at = _EPOCH + -((_EPOCH - now) // _EDITED_EVERY) * _EDITED_EVERY
    return Delivery(
        key=f"{EDIT}{written}:{due_at:%Y%m%dT%H%M%SZ}",
        channel_id=channel_id,
        destination=destination,
        message=alert_message(
            told, watchlists, is_update=False, edited_at=now, zone=zone
        ),
        next_attempt_at=due_at,
        created_at=now,
        reply_to=written,
    )


def owe_digest(
    digest: Digest, message: Message, *, destination: str, now: datetime
) -> Delivery:
    """What a recipient is owed for a local date."""
    return Delivery(
        key=digest_key(digest, destination),
        channel_id=digest.channel_id,
        destination=destination,
        message=message,
        next_attempt_at=now,
        created_at=now,
    )


def owe_note(
    message: Message, *, channel_id: str, destination: str, now: datetime
) -> Delivery:
    """What the operator is owed when troubles began or ended.

    Its key is unique because what it tells of is remembered in the same transaction.
    """
    return Delivery(
        key=f"{NOTE}{now:%Y%m%dT%H%M%SZ}@{channel_id}/{destination}",
        channel_id=channel_id,
        destination=destination,
        message=message,
        next_attempt_at=now,
        created_at=now,
    )


def owe_held(
    feed: Feed,
    reports: Sequence[Report],
    *,
    channel_id: str,
    destination: str,
    has_digest: bool,
    now: datetime,
) -> Delivery:
    """What a destination is owed where a feed's calls were held: one an hour."""
    key = f"held:{feed.feed_id}:{now:%Y%m%dT%H}@{channel_id}/{destination}"
    return Delivery(
        key=key,
        channel_id=channel_id,
        destination=destination,
        message=held_message(feed, reports, has_digest=has_digest),
        next_attempt_at=now,
        created_at=now,
    )


def owe_summary(folded: Sequence[Delivery], *, waiting: int, now: datetime) -> Delivery:
    """What a destination is owed in place of calls that are too many.

    Args:
        folded: to one destination, one or more.
        waiting: how many more wait for a further summary.
    """
    channel_id, destination = folded[0].channel_id, folded[0].destination
    return Delivery(
        key=f"{SUMMARY}{now:%Y%m%dT%H%M%SZ}@{channel_id}/{destination}",
        channel_id=channel_id,
        destination=destination,
        message=summary_message([d.message for d in folded], waiting=waiting),
        next_attempt_at=now,
        created_at=now,
    )


def _due_at(alert: Alert, before: Iterable[Alert], cooldown: timedelta) -> datetime:
    """When it goes out; what makes no sound does at once."""
    if alert.is_silent:
        return alert.created_at
    known = {a.alert_id: a for a in before}.values()
    earlier = sorted(known, key=lambda a: a.created_at)
    return call_times((*earlier, alert), cooldown)[-1]
