"""What happened and to how many, in the languages beside English, French and Arabic."""

import tomllib
from pathlib import Path

import pytest

from monitor.events.lexicons import LANGUAGES
from tests.events.reading import read, toll

_ROWS = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
_FIELDS = {"k": "killed", "w": "wounded", "a": "abducted", "d": "arrested"}
_LEAST = 15


@pytest.mark.parametrize(
    ("language", "told", "text"),
    [(language, row[:4], row[4]) for language, rows in _ROWS.items() for row in rows],
)
def test_sentence_is_read(
    language: str, told: tuple[str, str, int, int], text: str
) -> None:
    kind, field, low, high = told
    event = read(text, language=language)
    assert event.type.value == kind, event.reasons
    expected = (low, high) if high >= 0 else None
    assert toll(event, _FIELDS[field]) == expected


def test_every_language_has_its_sentences() -> None:
    assert {"en", "fr", "ar", *_ROWS} == set(LANGUAGES)
    assert all(len(rows) >= _LEAST for rows in _ROWS.values())
