"""Values with sensible defaults, so that a test names only what it is about.

Every builder takes the fields of its dataclass by keyword. The defaults agree
with each other: one article about an attack on Kati, read, told and owed.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from monitor.model import (
    Actor,
    Alert,
    Article,
    Assignment,
    Block,
    BlockKind,
    Claim,
    Decision,
    Delivery,
    Event,
    EventType,
    Feed,
    FeedState,
    Match,
    MatchMode,
    MatchStatus,
    Message,
    Place,
    Report,
    Role,
    Story,
    Toll,
    Verdict,
    WatchKind,
)

NOW = datetime(2022, 7, 22, 6, 0, tzinfo=UTC)


def a_feed(**changes: Any) -> Feed:
    """A French-language feed of an outlet in Mali."""
    feed = Feed(
        feed_id="fleuve",
        url="https://fleuve.example/feed/",
        source="Radio du Fleuve",
        language="fr",
        country="ML",
        reliability="B",
        interval=timedelta(minutes=2),
    )
    return replace(feed, **changes)


def a_feed_state(**changes: Any) -> FeedState:
    """A feed that has been polled well and has shown its baseline."""
    state = FeedState(
        etag='W/"v1"',
        last_modified="Fri, 22 Jul 2022 05:50:00 GMT",
        final_url="https://fleuve.example/feed/",
        body_hash="0" * 64,
        next_poll_at=NOW + timedelta(minutes=2),
        polled_at=NOW,
        succeeded_at=NOW,
        learned_at=NOW - timedelta(days=1),
        fresh_at=NOW,
    )
    return replace(state, **changes)


def an_article(**changes: Any) -> Article:
    """A short French article, 20 minutes old."""
    article = Article(
        article_id="a-1",
        feed_id="fleuve",
        source="Radio du Fleuve",
        url="https://fleuve.example/kati-attaque",
        title="Attaque contre la garnison de Kati",
        text="Des explosions ont secoué Kati à l'aube. Un soldat est mort.",
        language="fr",
        published_at=NOW - timedelta(minutes=20),
        fetched_at=NOW,
        country="ML",
        reliability="B",
    )
    return replace(article, **changes)


def a_match(**changes: Any) -> Match:
    """An accepted match of the place Kati in the title of ``an_article()``."""
    match = Match(
        watch_id="kati",
        watchlist_id="sahel",
        kind=WatchKind.PLACE,
        status=MatchStatus.ACCEPTED,
        score=3.5,
        surface="Kati",
        field="title",
        start=30,
        end=34,
        mode=MatchMode.EXACT,
        reasons=('+1.5 "garnison" 2 words away',),
    )
    return replace(match, **changes)


def an_event(**changes: Any) -> Event:
    """A suicide attack on Kati: one killed, blamed on JNIM, severity 8."""
    event = Event(
        type=EventType.EXPLOSIONS_REMOTE_VIOLENCE,
        subtype="suicide_bomb",
        killed=Toll(low=1, high=1, text="Un soldat", source="l'armée"),
        actors=(
            Actor(
                actor_id="jnim",
                name="JNIM",
                role=Role.PERPETRATOR,
                claim=Claim.ATTRIBUTED,
            ),
        ),
        place=Place(
            place_id="kati",
            name="Kati",
            country="ML",
            lat=12.74,
            lon=-8.07,
            region="Koulikoro",
        ),
        date=date(2022, 7, 22),
        severity=8.0,
        reasons=("explosions: +3",),
    )
    return replace(event, **changes)


def a_report(**changes: Any) -> Report:
    """``an_article()`` as read.

    Takes the fields of Article too (``a_report(title="...")``): what is no field
    of Report changes its article.
    """
    own = {k: changes.pop(k) for k in ("article", "matches", "event") if k in changes}
    report = Report(article=an_article(), matches=(a_match(),), event=an_event())
    report = replace(report, **own)
    return replace(report, article=replace(report.article, **changes))


def a_story(**changes: Any) -> Story:
    """The story of ``a_report()`` alone."""
    story = Story(
        story_id="s-000001",
        title="Attaque contre la garnison de Kati",
        first_at=NOW - timedelta(minutes=20),
        last_at=NOW - timedelta(minutes=20),
        article_ids=("a-1",),
        sources=("Radio du Fleuve",),
        origins=("Radio du Fleuve",),
        witnesses=("Radio du Fleuve",),
        letters=("B",),
        watches=(("sahel", "kati"),),
        event=an_event(),
    )
    return replace(story, **changes)


def an_assignment(**changes: Any) -> Assignment:
    """``a_report()`` opens ``a_story()``."""
    assignment = Assignment(
        story_id="s-000001",
        is_new=True,
        origin="Radio du Fleuve",
        score=0.0,
        reason="no story is near",
    )
    return replace(assignment, **changes)


def a_decision(**changes: Any) -> Decision:
    """The first call about a story."""
    return replace(Decision(verdict=Verdict.ALERT, reason="first_report"), **changes)


def an_alert(**changes: Any) -> Alert:
    """The first call about ``a_story()`` to the watchlist "sahel"."""
    alert = Alert(
        story_id="s-000001",
        watchlist_id="sahel",
        number=0,
        decision=a_decision(),
        story=a_story(),
        report=a_report(),
        created_at=NOW,
    )
    return replace(alert, **changes)


def a_message(**changes: Any) -> Message:
    """A message with one block of each common kind."""
    message = Message(
        subject="🔴 HIGH · Suicide attack on the garrison · Kati, Koulikoro, Mali",
        blocks=(
            Block(kind=BlockKind.TEXT, text="Killed 1 (army: 1 soldier)"),
            Block(
                kind=BlockKind.LINK,
                text="Radio du Fleuve",
                url="https://fleuve.example/kati-attaque",
            ),
        ),
    )
    return replace(message, **changes)


def a_delivery(**changes: Any) -> Delivery:
    """``a_message()`` owed to one chat, due now."""
    delivery = Delivery(
        key="s-000001:sahel:0:desk",
        channel_id="desk",
        destination="-1001",
        message=a_message(),
        next_attempt_at=NOW,
        created_at=NOW,
    )
    return replace(delivery, **changes)
