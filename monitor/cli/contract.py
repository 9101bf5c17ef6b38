"""The JSON by which the program is measured; its fields are fixed."""

import json
from typing import Any

from monitor.model import Actor, Event, Match, Place, Share, Toll


def line(value: dict[str, Any]) -> str:
    """One line of JSON, letters of every script as they are."""
    return json.dumps(value, ensure_ascii=False)


def match_json(match: Match) -> dict[str, Any]:
    """A match as `inspect` prints it."""
    return {
        "watch": match.watch_id,
        "watchlist": match.watchlist_id,
        "kind": match.kind.value,
        "status": match.status.value,
        "score": match.score,
        "surface": match.surface,
        "field": match.field,
        "start": match.start,
        "end": match.end,
        "mode": match.mode.value,
        "reasons": list(match.reasons),
    }


def event_json(event: Event) -> dict[str, Any]:
    """An event as `inspect` and `replay` print it."""
    return {
        "type": event.type.value,
        "subtype": event.subtype,
        "status": event.status.value,
        "killed": _toll(event.killed),
        "wounded": _toll(event.wounded),
        "abducted": _toll(event.abducted),
        "arrested": _toll(event.arrested),
        "actors": [_actor(actor) for actor in event.actors],
        "place": _place(event.place),
        "date": event.date.isoformat() if event.date else None,
        "date_precision": event.date_precision.value,
        "severity": event.severity,
        "reasons": list(event.reasons),
    }


def _toll(toll: Toll | None) -> dict[str, Any] | None:
    if toll is None:
        return None
    return {
        "low": toll.low,
        "high": toll.high,
        "text": toll.text,
        "source": toll.source,
        "vague": toll.is_vague,
        "sides": [_share(share) for share in toll.sides],
        "rivals": [_share(share) for share in toll.rivals],
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "side": share.side.value if share.side else None,
        "kind": share.kind,
        "low": share.low,
        "high": share.high,
        "text": share.text,
        "source": share.source,
        "vague": share.is_vague,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.actor_id,
        "name": actor.name,
        "role": actor.role.value,
        "claim": actor.claim.value,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "id": place.place_id,
        "name": place.name,
        "country": place.country,
        "region": place.region,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
        "unlisted": place.unlisted or None,
    }
