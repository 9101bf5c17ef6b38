"""The agency that is credited is the origin, else the outlet."""

import pytest

from monitor.stories.origins import origin_of
from tests.builders import an_article

LONG = "Residents fled to the river during the night and slept in the open. " * 12


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("KATI, Mali (AFP) - Residents heard shots.", "AFP"),
        ("BAMAKO, July 22 (Reuters) - Residents heard shots.", "Reuters"),
        ("Des tirs ont été entendus. Avec AFP", "AFP"),
        ("Un officier a indiqué à l'AFP que le calme revenait.", "AFP"),
        ("Residents heard shots. (AP)", "AP"),
        ("سمع سكان دوي انفجارات، بحسب فرانس برس", "AFP"),
        ("سمع سكان دوي انفجارات (وكالات)", "agencies"),
        (f"{LONG} (Reuters)", "Reuters"),
        ("Residents of Kati heard shots.", "Radio du Fleuve"),
        ("The lusaphone radio said so; AFPX is a plant.", "Radio du Fleuve"),
        (f"{LONG} AFP {LONG}", "Radio du Fleuve"),
        ("", "Radio du Fleuve"),
    ],
)
def test_origin(text: str, origin: str) -> None:
    assert origin_of(an_article(text=text)) == origin


def test_the_first_credit_counts() -> None:
    article = an_article(text="GAO (AP) - A convoy was hit, Reuters reported.")
    assert origin_of(article) == "AP"
