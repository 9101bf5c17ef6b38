"""How a place is told, and where a map is offered."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.deliveries import wording
from monitor.model import Place, Precision


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(place_id="k", name="Kati", country="ML", region="Koulikoro"),
         "Kati, Koulikoro, Mali"),
        (Place(place_id="g", name="Gao", country="ML", region="Gao"), "Gao, Mali"),
        (Place(place_id="m", name="Mali", country="ML",
               precision=Precision.COUNTRY), "Mali"),
        (Place(place_id="x", name="Nowhere"), "Nowhere"),
        (Place(place_id="m", name="Mali", country="ML", precision=Precision.COUNTRY,
               unlisted="Kourou"), "Kourou (not on the map), Mali"),
        (Place(place_id="k", name="Kourou", precision=Precision.COUNTRY,
               unlisted="Kourou"), "Kourou (not on the map)"),
    ],
)  # fmt: skip
def test_a_place_in_words(place: Place, words: str) -> None:
    assert wording.where(place) == words


@pytest.mark.parametrize(
    ("changes", "zoom"),
    [
        ({}, 12),
        ({"precision": Precision.SITE}, 14),
        ({"precision": Precision.DISTRICT}, 10),
        ({"precision": Precision.REGION}, None),
        ({"precision": Precision.COUNTRY}, None),
        ({"precision": Precision.DISTRICT, "unlisted": "Kourou"}, None),
        ({"lat": None, "lon": None}, None),
    ],
)
def test_a_pin_stands_only_where_something_is_known_to_have_happened(
    changes: dict[str, Any], zoom: int | None
) -> None:
    place = Place(place_id="k", name="Kati", country="ML", lat=12.74451, lon=-8.07257)
    pin = f"mlat=12.7445&mlon=-8.0726#map={zoom}/12.7445/-8.0726"
    address = f"https://www.openstreetmap.org/?{pin}" if zoom else None
    assert wording.on_map(replace(place, **changes)) == address
    assert wording.on_map(None) is None
