"""Which destination gets which alerts: one message each, however many lists call."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from monitor.model import Alert, Watchlist

#: (channel_id, destination)
Address = tuple[str, str]


def route(
    alerts: Iterable[Alert],
    watchlists: Mapping[str, Watchlist],
    destinations: Mapping[str, tuple[str, ...]],
) -> dict[Address, tuple[Alert, ...]]:
    """The alerts about one report, by where they go.

    Args:
        watchlists: by id.
        destinations: of each channel, by its id.
    """
    routed: dict[Address, list[Alert]] = defaultdict(list)
    for alert in alerts:
        for channel_id in watchlists[alert.watchlist_id].alert_to:
            for destination in destinations[channel_id]:
                routed[channel_id, destination].append(alert)
    return {address: tuple(alerts) for address, alerts in routed.items()}
