"""A story's facts in lines of words, in the analyst's reading order.

The same lines stand in an alert and in a digest. They say "unknown" rather than leave
a fact out.
"""

from zoneinfo import ZoneInfo

from monitor.deliveries import wording
from monitor.model import Actor, Claim, Event, EventStatus, Role, Story

#: Origins listed by name; the rest is counted.
ORIGINS = 5
_CONFIRMED, _DOUBTFUL = 1, 4
_SURE = {_CONFIRMED: "CONFIRMED", _DOUBTFUL: "DENIED"}


def headline(event: Event, *marks: str) -> str:
    """How grave, what and where; fits a lock screen.

    Args:
        marks: such as "UPDATE"; empty ones are left out.
    """
    parts = [wording.band(event.severity), *marks, wording.what(event)]
    return " · ".join([*filter(None, parts), wording.where(event.place)])


def lines(story: Story, zone: ZoneInfo) -> tuple[str, ...]:
    """All but the headline: when, the toll, who, how sure."""
    event = story.event
    return when(story, zone), tolls(event), who(event), how_sure(story)


def when(story: Story, zone: ZoneInfo) -> str:
    """The event's day and the first report's time, which are not the same."""
    event = story.event
    day = f"{event.date:%a} {event.date.day} {event.date:%b}" if event.date else None
    precision = event.place.precision.value if event.place else "unknown"
    return " · ".join(
        [
            f"Event: {day or wording.undated(event)}",
            f"reported {wording.clock(story.first_at, zone)}",
            f"place: {precision}",
        ]
    )


def tolls(event: Event) -> str:
    """Killed, always; wounded, abducted and arrested where somebody says so."""
    parts = [f"Killed {wording.toll(event.killed)}"]
    for name, figure in (
        ("wounded", event.wounded),
        ("abducted", event.abducted),
        ("arrested", event.arrested),
    ):
        if figure is not None:
            parts.append(f"{name} {wording.toll(figure)}")
    return " · ".join(parts)


def who(event: Event) -> str:
    """Perpetrators, and against whom; nobody's part is guessed."""
    by = [_actor(a) for a in event.actors if a.role is Role.PERPETRATOR]
    if not by:  # both sides of a clash, where nobody is said to have begun
        by = [_actor(a) for a in event.actors if a.role is Role.OTHER]
    against = [a.name for a in event.actors if a.role is Role.VICTIM]
    line = f"Who: {', '.join(by) or 'unknown'}"
    return line + (f" · against {', '.join(against)}" if against else "")


def how_sure(story: Story) -> str:
    """Outlets and independent origins, and an Admiralty grade (AJP-2.1).

    An origin that only passes on a party's claim confirms nothing. The letter is that
    of the best outlet, F where none has one.
    """
    letter = min(story.letters, default="F")
    outlets, origins = len(story.sources), len(story.origins)
    digit = _credibility(story, letter)
    word = _SURE.get(digit, "SINGLE SOURCE")
    named = ", ".join(story.origins[:ORIGINS])
    more = f" +{origins - ORIGINS}" if origins > ORIGINS else ""
    from_whom = wording.count(origins, "independent origin")
    return (
        f"{word} · {wording.count(outlets, 'outlet')}, "
        f"{from_whom} ({named}{more}) · {letter}{digit}"
    )


def _actor(actor: Actor) -> str:
    if actor.claim is Claim.UNKNOWN:
        return actor.name
    return f"{actor.name} ({wording.word('claim', actor.claim.value)})"


def _credibility(story: Story, letter: str) -> int:
    """1: two independent origins; 4: denied; 2: one trusted outlet; else 3."""
    if story.event.status is EventStatus.DENIED:
        return _DOUBTFUL
    if story.is_confirmed:
        return _CONFIRMED
    return 2 if letter in "AB" else 3
