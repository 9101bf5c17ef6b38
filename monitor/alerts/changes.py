"""What a new report changes in a story that was already told.

A change *calls* when people would act otherwise for knowing it; the others are
kept for the digest. The rules are those of the research behind this project:
a first toll, a toll that doubles, grows by ten or crosses 10, 50 or 100; a claim
or a denial; a new watched place or group in the event itself; a change of state; a
correction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.alerts.corrections import correction_mark
from monitor.model import Actor, Alert, Claim, Event, EventStatus, Report, Story, Toll

#: Tolls whose crossing changes what a desk does.
BANDS = (10, 50, 100)
#: A rise by so many calls whatever the toll was.
RISE = 10
#: Sub-events that change the state of things, not only the count.
STATE_CHANGES = frozenset(
    {
        "agreement",
        "coup_mutiny",
        "government_regains_territory",
        "hostage_release",
        "non_state_actor_overtakes_territory",
        "non_violent_transfer_of_territory",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One difference between what was told and what is known now."""

    #: A stable word: "toll_first", "claimed".
    reason: str
    #: For a person: "killed 1 -> 8".
    detail: str
    #: True where it is worth another call.
    calls: bool
    #: True where it calls however often the story has called.
    is_grave: bool = False


def changes(
    report: Report, before: Story, story: Story, told: Sequence[Alert]
) -> tuple[Change, ...]:
    """What the story now says that it did not before; what calls comes first.

    Args:
        before: the story as it was told last, or as it stood before the report.
        story: with the report in it.
        told: alerts about the story, oldest first.
    """
    found = [
        *_corrections(report),
        *_tolls(before.event, story.event),
        *_claims(before.event, story.event),
        *_denials(report, told),
        *_watched(report, before, story),
        *_states(report, told),
        *_corroboration(before, story),
    ]
    return tuple(sorted(found, key=lambda change: not change.calls))


def _tolls(before: Event, after: Event) -> Iterator[Change]:
    if (killed := _killed(before.killed, after.killed)) is not None:
        yield killed
    for word in ("wounded", "abducted", "arrested"):
        old: Toll | None = getattr(before, word)
        new: Toll | None = getattr(after, word)
        if new is not None and _range(old) != _range(new):
            yield Change(
                reason=f"{word}_changed",
                detail=f"{word} {_range(old)} -> {_range(new)}",
                calls=word == "abducted" and _is_more(old, new),
            )


def _is_more(old: Toll | None, new: Toll) -> bool:
    """Whether there are some, or twice as many as there were."""
    return new.high > 0 and (old is None or new.high >= 2 * old.high)


def _killed(old: Toll | None, new: Toll | None) -> Change | None:
    if new is None or _range(old) == _range(new):
        return None
    detail = f"killed {_range(old)} -> {_range(new)}"
    if old is None:
        return Change(reason="toll_first", detail=detail, calls=new.high > 0)
    was, now = old.high, new.high
    doubled = now >= 2 * was and now > was
    crossed = any(was < band <= now for band in BANDS)
    return Change(
        reason="toll_rose" if now > was else "toll_revised",
        detail=detail,
        calls=doubled or crossed or now - was >= RISE,
        is_grave=crossed,
    )


def _range(toll: Toll | None) -> str:
    if toll is None:
        return "unknown"
    return str(toll.low) if toll.low == toll.high else f"{toll.low}-{toll.high}"


def _claims(before: Event, after: Event) -> Iterator[Change]:
    known = {(actor.actor_id, actor.claim) for actor in before.actors}
    for actor in after.actors:
        if (actor.actor_id, actor.claim) in known or actor.claim is Claim.UNKNOWN:
            continue
        yield Change(
            reason=actor.claim.value,
            detail=f"{actor.claim.value}: {actor.name}",
            calls=actor.claim is not Claim.ATTRIBUTED or _is_new_name(actor, before),
            is_grave=actor.claim is not Claim.ATTRIBUTED,
        )


def _denials(report: Report, told: Sequence[Alert]) -> Iterator[Change]:
    """Somebody denies the event itself, once."""
    if report.event.status is not EventStatus.DENIED:
        return
    if all(a.report.event.status is not EventStatus.DENIED for a in told):
        yield Change(
            reason="denied",
            detail=f"denied: {report.article.title} ({report.article.source})",
            calls=True,
            is_grave=True,
        )


def _is_new_name(actor: Actor, before: Event) -> bool:
    """Whether somebody is named who was not: "militants" are nobody to act upon."""
    known = {other.actor_id for other in before.actors}
    return actor.is_named and actor.actor_id not in known


def _watched(report: Report, before: Story, after: Story) -> Iterator[Change]:
    """A watched place that the event itself is at, not one in the background.

    A watched group that takes part is a claim or an attribution.
    """
    place = report.event.place
    if place is None:
        return
    known = {watch_id for _, watch_id in before.watches}
    named = {watch_id for _, watch_id in after.watches}
    if place.place_id in named - known:
        yield Change(
            reason="new_watch", detail=f"also concerns {place.name}", calls=True
        )


def _states(report: Report, told: Sequence[Alert]) -> Iterator[Change]:
    subtype = report.event.subtype
    if subtype not in STATE_CHANGES:
        return
    if all(alert.report.event.subtype != subtype for alert in told):
        yield Change(
            reason="state_change",
            detail=subtype.replace("_", " "),
            calls=True,
            is_grave=True,
        )


def _corroboration(before: Story, after: Story) -> Iterator[Change]:
    """A second origin; that of what was told as unconfirmed is for `decide`."""
    if after.is_confirmed and not before.is_confirmed:
        yield Change(
            reason="confirmed",
            detail=f"confirmed by {after.witnesses[1]}",
            calls=False,
        )


def _corrections(report: Report) -> Iterator[Change]:
    """An outlet takes back or corrects what it said."""
    if (mark := correction_mark(report.article.title)) is not None:
        yield Change(
            reason="corrected",
            detail=f"{report.article.source}: {mark}",
            calls=True,
            is_grave=True,
        )
