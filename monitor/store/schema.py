"""The tables, in the order in which data flows through them.

Names are the nouns. What an SQL query asks for is a column; the rest of a value
is one JSON column. How a database comes to have them: ``migrations``.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

from monitor.model import (
    Alert,
    Assignment,
    Event,
    Habit,
    Match,
    Message,
    Story,
    Trouble,
)
from monitor.store.columns import Duration, Json, PlainText, UtcDateTime

#: An open transaction; whoever opened it commits it.
Tx = Connection

TABLES = MetaData()

#: Facts about the database itself, by name.
meta = Table(
    "meta",
    TABLES,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

feed = Table(
    "feed",
    TABLES,
    Column("feed_id", String, primary_key=True),
    # From the configuration:
    Column("url", PlainText, nullable=False),
    Column("source", PlainText, nullable=False),
    Column("language", String),
    Column("country", String),
    Column("reliability", String, nullable=False),
    Column("interval", Duration, nullable=False),
    # FeedState:
    Column("etag", PlainText),
    Column("last_modified", PlainText),
    Column("final_url", PlainText),
    Column("body_hash", String),
    Column("next_poll_at", UtcDateTime, index=True),
    Column("failure_count", Integer, nullable=False, default=0),
    Column("failure", PlainText),
    Column("polled_at", UtcDateTime),
    Column("succeeded_at", UtcDateTime),
    Column("learned_at", UtcDateTime),
    Column("fresh_at", UtcDateTime),
    Column("failed_at", UtcDateTime),
    Column("habit", Json(Habit)),
    # The store's own: whose connections it counts among, and its lease.
    Column("host", String, nullable=False),
    Column("claimed_until", UtcDateTime),
    Column("removed_at", UtcDateTime),
)

article = Table(
    "article",
    TABLES,
    Column("article_id", String, primary_key=True),
    Column("feed_id", String, nullable=False),
    Column("source", PlainText, nullable=False),
    Column("url", PlainText, nullable=False, index=True),
    Column("title", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("language", String),
    Column("published_at", UtcDateTime),
    Column("fetched_at", UtcDateTime, nullable=False, index=True),
    Column("country", String),
    Column("reliability", String, nullable=False),
    #: SHA-256 of title and text: tells an edit from a repetition.
    Column("content_hash", String, nullable=False),
)

#: Outlives its article: what was seen once is not news when it surfaces again.
article_key = Table(
    "article_key",
    TABLES,
    Column("key", PlainText, primary_key=True),
    Column("article_id", String, nullable=False, index=True),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)


def _of_article(*, primary_key: bool) -> Column[str]:
    return Column(
        "article_id",
        ForeignKey("article.article_id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


report = Table(
    "report",
    TABLES,
    _of_article(primary_key=True),
    Column("matches", Json(tuple[Match, ...]), nullable=False),
    Column("event", Json(Event), nullable=False),
)

story = Table(
    "story",
    TABLES,
    Column("story_id", String, primary_key=True),
    Column("title", PlainText, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False, index=True),
    Column("facts", Json(Story), nullable=False),
)

story_article = Table(
    "story_article",
    TABLES,
    _of_article(primary_key=True),
    Column("story_id", ForeignKey("story.story_id"), nullable=False, index=True),
    Column("assignment", Json(Assignment), nullable=False),
    Column("added_at", UtcDateTime, nullable=False, index=True),
    #: Order of addition; ``added_at`` is the same for a whole poll.
    Column("position", BigInteger, nullable=False, unique=True),
)

decision = Table(
    "decision",
    TABLES,
    Column("id", Integer, primary_key=True),
    _of_article(primary_key=False),
    Column("watchlist_id", String, nullable=False),
    Column("story_id", String),
    Column("verdict", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", PlainText, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False, index=True),
    Index("ix_decision_article_watchlist", "article_id", "watchlist_id"),
)

alert = Table(
    "alert",
    TABLES,
    Column("alert_id", String, primary_key=True),
    Column("story_id", String, nullable=False, index=True),
    Column("watchlist_id", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("alert", Json(Alert), nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
)

digest = Table(
    "digest",
    TABLES,
    Column("channel_id", String, primary_key=True),
    #: Local date that it is for.
    Column("date", Date, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)

delivery = Table(
    "delivery",
    TABLES,
    Column("key", PlainText, primary_key=True),
    Column("channel_id", String, nullable=False),
    Column("destination", PlainText, nullable=False),
    Column("message", Json(Message), nullable=False),
    Column("status", String, nullable=False),
    Column("attempt_count", Integer, nullable=False),
    Column("unknown_count", Integer, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("receipt", PlainText),
    Column("failure", PlainText),
    Column("reply_to", PlainText),
    Column("claimed_until", UtcDateTime),
    #: Order of addition; ``created_at`` is the same for a whole poll.
    Column("position", BigInteger, nullable=False, unique=True),
    Index("ix_delivery_due", "channel_id", "status", "next_attempt_at"),
)

#: One row per time that a delivery was handed to the wire; only ever added to.
attempt = Table(
    "attempt",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column(
        "delivery_key",
        ForeignKey("delivery.key", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("number", Integer, nullable=False),
    Column("started_at", UtcDateTime, nullable=False, index=True),
    Column("ended_at", UtcDateTime),
    Column("fate", String),
    Column("detail", PlainText),
    Index("ix_attempt_delivery_number", "delivery_key", "number", unique=True),
)

pause = Table(
    "pause",
    TABLES,
    Column("channel_id", String, primary_key=True),
    Column("destination", PlainText, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
    Column("reason", PlainText, nullable=False),
)

address = Table(
    "address",
    TABLES,
    Column("channel_id", String, primary_key=True),
    Column("destination", PlainText, primary_key=True),
    Column("moved_to", PlainText, nullable=False),
)

#: What the operator was told of and is not over yet.
trouble = Table(
    "trouble",
    TABLES,
    Column("subject", String, primary_key=True),
    Column("trouble", Json(Trouble), nullable=False),
    Column("told_at", UtcDateTime, nullable=False),
)

#: Which processes go on with a configuration that was changed since, and why.
kept_config = Table(
    "kept_config",
    TABLES,
    Column("process", String, primary_key=True),
    Column("trouble", Json(Trouble), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

#: The feeds and watchlists last taken up, in a single row.
kept_lists = Table(
    "kept_lists",
    TABLES,
    Column("name", String, primary_key=True),
    Column("lists", PlainText, nullable=False),
)
