"""How grave an event is, 0 to 10, added up from a data file so that it can be shown.

Who is called for what is for the alerts to decide.
"""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from monitor.model import Event, EventType, Toll

_MAX = 10.0


@cache
def _table() -> Mapping[str, Any]:
    path = files("monitor") / "data" / "events" / "severity.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rate(event: Event, targets: frozenset[str]) -> tuple[float | None, str]:
    """The severity and the sum it comes from; None where there is no event.

    Args:
        event: with type, status and tolls.
        targets: of "children", "hospital", "capital", "peacekeepers", "foreigners".
    """
    if event.type is EventType.NONE:
        return None, ""
    table = _table()
    kind = event.subtype or event.type.value
    base = float(table["base"].get(kind, 2))
    terms = [(kind, base)]
    terms += [
        (field, min(table["toll"][f"{field}_max"], _grow(toll) * table["toll"][field]))
        for field, toll in _tolls(event)
        if toll is not None and toll.high
    ]
    named = sorted(targets & set(table["target"]))
    if named:
        added = min(table["target"]["max"], sum(table["target"][n] for n in named))
        terms.append((", ".join(named), added))
    change, limit = table["status"][event.status.value]
    if change:
        terms.append((event.status.value, change))
    total = min(max(0.0, sum(value for _, value in terms)), limit, _MAX)
    shown = " ".join(f"{value:+.1f} {name}" for name, value in terms)
    return round(total, 1), f"severity {total:.1f}: {shown}"


def _tolls(event: Event) -> list[tuple[str, Toll | None]]:
    return [
        ("killed", event.killed),
        ("wounded", event.wounded),
        ("abducted", event.abducted),
    ]


def _grow(toll: Toll) -> float:
    return math.log2(1 + (toll.low + toll.high) / 2)
