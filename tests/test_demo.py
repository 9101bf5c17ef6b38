"""The demo's three days: every event is called once, every material change once."""

import asyncio
import io
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from monitor.demo.run import run_demo
from monitor.demo.show import Screen
from monitor.model import Verdict
from monitor.peers.bot_api_values import Sent
from monitor.pipeline.desk import Outcome

#: Town or region, as the alert's first line names it, of each event to be called.
EVENTS = [
    "Kolokani",
    "Bafo, Ségou",  # as GeoNames spells Bapho
    "Sévaré",
    "Banibangou",
    "Kati",
    "Djibo",
    "Mopti",
    "Ménaka",
]
#: Outlets that write of other Katis, and of nothing that is watched.
ELSEWHERE = {"Mwangaza wa Pwani", "Kaislarannan Viesti", "Two Bridges Ledger"}


@dataclass(slots=True)
class Watching(Screen):
    """A screen that also keeps what it was shown."""

    outcomes: list[Outcome] = field(default_factory=list)
    phone: list[Sent] = field(default_factory=list)

    def outcome(self, now: datetime, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        Screen.outcome(self, now, outcome)

    def message(self, sent: Sent) -> None:
        self.phone.append(sent)
        Screen.message(self, sent)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Watching:
    """The demo, run once for all tests of this file."""
    screen = Watching(console=Console(file=io.StringIO(), width=140))
    asyncio.run(run_demo(tmp_path_factory.mktemp("out"), screen))
    return screen


def first_lines(told: Watching) -> list[str]:
    return [sent.text.splitlines()[0] for sent in told.phone]


def test_every_event_is_called_once_and_nothing_else(told: Watching) -> None:
    calls = [line for line in first_lines(told) if "UPDATE" not in line]
    named = Counter(
        next((town for town in EVENTS if f"· {town}" in line), line) for line in calls
    )
    assert named == Counter(EVENTS)


def test_every_material_change_at_kati_is_told_once(told: Watching) -> None:
    changes = [
        sent.text.splitlines()[1]
        for sent in told.phone
        if "UPDATE" in sent.text.splitlines()[0] and "Kati" in sent.text.splitlines()[0]
    ]
    assert [
        word
        for change in changes
        for word in ("unknown -> 1", "1 -> 1-8", "claimed: JNIM", "-> 1-15")
        if word in change
    ] == ["unknown -> 1", "1 -> 1-8", "claimed: JNIM", "-> 1-15"]


def test_the_army_attacks_nobody_at_kati(told: Watching) -> None:
    """Neither at the first explosions nor when its losses and kills are known."""
    about = [sent.text for sent in told.phone if "· Kati," in sent.text.splitlines()[0]]
    who = [line for text in about for line in text.splitlines() if "Who:" in line]
    assert "unknown" in who[0]
    assert all("FAMa" not in line.partition("against")[0] for line in who)


def test_nothing_else_rings_again(told: Watching) -> None:
    updates = [line for line in first_lines(told) if "UPDATE" in line]
    changed = {town for town in EVENTS if any(f"· {town}" in u for u in updates)}
    assert changed == {"Bafo, Ségou", "Kati"}
    assert "Suicide bombing" in updates[-1]
    last = next(s.text for s in told.phone if updates[-1] in s.text and "15" in s.text)
    assert "hospital source: 15" in " ".join(last.split())


def test_look_alikes_are_silent(told: Watching) -> None:
    loud = [
        outcome.report.article.title
        for outcome in told.outcomes
        if outcome.report.article.source in ELSEWHERE
        and outcome.loudest.verdict is not Verdict.IGNORE
    ]
    assert loud == []


def test_copies_are_folded(told: Watching) -> None:
    copies = {
        outcome.report.article.article_id
        for outcome in told.outcomes
        if outcome.assignment is not None and outcome.assignment.copy_of is not None
    }
    assert len(copies) >= 6
    assert not any(
        outcome.loudest.verdict is Verdict.ALERT
        for outcome in told.outcomes
        if outcome.report.article.article_id in copies
    )


def test_a_digest_is_written_for_each_day(told: Watching) -> None:
    pages = [Path(page) for page in told.pages]
    assert [page.name[:17] for page in pages] == [
        "digest-2022-07-21",
        "digest-2022-07-22",
        "digest-2022-07-23",
        "digest-2022-07-24",
    ]
    last = pages[-1].read_text(encoding="utf-8")
    assert "Suicide bombing · Kati" in last
    assert "hospital source" in last


def test_the_feed_that_dies_is_told_of(told: Watching) -> None:
    assert list(told.failing) == ["La Gazette des Balanzans"]
    page = Path(told.pages[-1]).read_text(encoding="utf-8")
    assert "La Gazette des Balanzans" in page


def test_the_screen_says_why_for_each_article(told: Watching) -> None:
    printed = told.console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    assert printed.count("[first_report]") == len(EVENTS)
    assert "copies folded" in printed
