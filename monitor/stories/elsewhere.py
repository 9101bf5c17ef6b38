"""Whether a report and a story happened in places apart.

It says nothing of places in common; `monitor.stories.signs` weighs both.
"""

from collections.abc import Iterable

from monitor.stories.cluster import Cluster
from monitor.stories.reading import Reading, has_name, names_place
from monitor.stories.vetoes import is_at, other_settlement, settlement
from monitor.text import words
from monitor.text.sounds import skeleton


def elsewhere(reading: Reading, cluster: Cluster) -> str | None:
    """The report's settlement, where neither text so much as names the other's.

    A settlement that no list of places has is compared by the sound of its name.
    """
    place = settlement(reading.event)
    if place and cluster.places and not cluster.unlisted:
        is_apart = (
            other_settlement(place, cluster.places)
            and not names_place(place, cluster.sums)
            and not any(names_place(p, reading.stems) for p in cluster.places)
        )
        return place.name if is_apart else None
    if is_at(place, cluster.places):
        return None
    own = reading.event.place
    name = (own.unlisted or (place and (place.told_as or place.name))) if own else None
    others = {*cluster.unlisted, *(p.told_as or p.name for p in cluster.places)}
    if not name or not others or has_name(name, cluster.sums):
        return None
    is_told = any(has_name(other, reading.stems) for other in others)
    return None if is_told or _is_spelling(name, others) else name


def _is_spelling(name: str, others: Iterable[str]) -> bool:
    """Whether the name may be another spelling of one of the others."""
    heard = _heard(name)
    return any(_heard(other) == heard for other in others)


def _heard(name: str) -> str:
    return "".join(map(skeleton, words(name)))
