"""What the packs of other regions accept, and what they keep silent on."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.matches.lexicon import Lexicon, compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, MatchStatus, WatchKind
from monitor.shipped import shipped
from monitor.watchlists import load_watchlist

CASES = tomllib.loads(
    Path(__file__).with_name("packs.toml").read_text(encoding="utf-8")
)

Case = dict[str, Any]


def each_of(table: str) -> pytest.MarkDecorator:
    cases = CASES[table]
    return pytest.mark.parametrize("case", cases, ids=[c["text"][:40] for c in cases])


@cache
def lexicon(pack: str) -> Lexicon:
    path = shipped("config") / "watchlists" / f"{pack}.toml"
    return compile_lexicon([load_watchlist(path)])


def accepted(pack: str, text: str) -> set[str]:
    article = Article(
        article_id="a",
        feed_id="f",
        source="Desk",
        url="https://example.org/a",
        title="",
        text=text,
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    found = find_matches(article, lexicon(pack))
    return {m.watch_id for m in found if m.status is MatchStatus.ACCEPTED}


@each_of("found")
def test_a_report_from_the_region_is_found(case: Case) -> None:
    assert set(case["watches"]) <= accepted(case["pack"], case["text"])


@each_of("silent")
def test_a_look_alike_is_not_accepted(case: Case) -> None:
    assert accepted(case["pack"], case["text"]) == set()


def test_names_told_apart_by_a_point_of_the_compass_are_not_guessed_at() -> None:
    found = accepted("sudan", "Two towns in western Darfur were shelled, Sudan says.")
    assert "west-darfur" in found
    assert "east-darfur" not in found


_PLAIN = {
    (WatchKind.PLACE, "en"): "A car bomb exploded in {}, killing three soldiers.",
    (WatchKind.PLACE, "fr"): "Une voiture piégée a explosé à {}, tuant trois soldats.",
    (WatchKind.PLACE, "ar"): "انفجار سيارة مفخخة في {} ومقتل ثلاثة جنود",
    (WatchKind.GROUP, "en"): "{} fighters killed three soldiers near the border.",
    (WatchKind.GROUP, "fr"): "Des combattants de {} ont tué trois soldats vendredi.",
    (WatchKind.GROUP, "ar"): "مقاتلو {} قتلوا ثلاثة جنود",
}  # fmt: skip


def _plain_reports() -> Iterator[tuple[str, str]]:
    """Watch id and a report for each name of the starter watchlist."""
    for watch in load_watchlist(
        shipped("config") / "watchlists" / "sahel.toml"
    ).watches:
        for name in watch.names:
            languages = [name.language] if name.language != "und" else ["en", "fr"]
            for language in languages:
                if (watch.kind, language) in _PLAIN:
                    plain = _PLAIN[watch.kind, language]
                    yield watch.watch_id, plain.format(name.text)


def test_every_name_of_the_starter_is_found_in_a_plain_report() -> None:
    reports = list(_plain_reports())
    assert len(reports) > 1000
    missed = [text for wanted, text in reports if wanted not in accepted("sahel", text)]
    assert missed == []


#: Division, rapid, company, government, homes, council, tanks, witnesses, wounded,
#: round, volcano; places.
WAR_WORDS = [
    *(("sudan", word) for word in ("الفرقة", "السريع", "السرية", "الحكومة", "المنازل")),
    *(("sudan", word) for word in ("المجلس", "الدبابات", "الشهود", "الجريح")),
    *(("sudan", word) for word in ("الجولة", "البركان")),
    ("sahel", "بأماكن"),
]


@pytest.mark.parametrize(("pack", "word"), WAR_WORDS)
def test_a_word_of_war_news_is_no_misspelt_place(pack: str, word: str) -> None:
    country = {"sudan": "السودان", "sahel": "مالي"}[pack]
    text = f"قتل جنود يوم الجمعة في هجوم في {country} وسقط جرحى في {{}} أيضا"
    assert accepted(pack, text.format(word)) == accepted(pack, text.format("مكان"))
