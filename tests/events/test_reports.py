"""What short reports tell, end to end: what happened, to how many, where, if news."""

import tomllib
from pathlib import Path

import pytest

from tests.events.reading import read, toll

_ROWS = tomllib.loads((Path(__file__).parent / "reports.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "told", "title", "text"),
    [
        (language, row[:4], row[4], row[5])
        for language, rows in _ROWS.items()
        for row in rows
    ],
)
def test_report_is_read(
    language: str, told: tuple[str, int, str, str], title: str, text: str
) -> None:
    kind, killed, place, status = told
    event = read(text, title=title, language=language)
    assert (event.type.value, event.status.value) == (kind, status), event.reasons
    assert toll(event) == ((killed, killed) if killed >= 0 else None)
    assert event.place is not None
    assert event.place.name == place


@pytest.mark.parametrize("language", [None, "fr", "fr-ML"])
def test_a_short_report_is_read_in_its_language_whatever_the_feed_says(
    language: str | None,
) -> None:
    title = "Enlèvement d'une infirmière à Kati"
    text = "Une infirmière de l'ONG a été enlevée jeudi soir à Kati."
    event = read(text, title=title, language=language)
    assert event.subtype == "abduction_forced_disappearance"
