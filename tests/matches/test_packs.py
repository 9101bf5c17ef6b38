"""What the packs of other regions accept, and what they keep silent on."""

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.matches.lexicon import Lexicon, compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, MatchStatus
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
