"""What is read: feeds and the articles they carry."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A URL that is polled, and the outlet behind it."""

    feed_id: str
    url: str
    #: The outlet's name as the configuration gives it, never the feed's own title.
    source: str
    #: ISO 639-1 code of what it publishes in, if it is one language.
    language: str | None = None
    #: ISO 3166-1 alpha-2 code of the outlet's country.
    country: str | None = None
    #: Admiralty letter of the outlet, "A" (reliable) to "F" (cannot be judged).
    reliability: str = "F"
    interval: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Habit:
    """What a feed usually shows, learnt from the documents that it has shown."""

    #: Entries of the last whole document; None before the first.
    entry_count: int | None = None
    #: When its document, which had entries before, was first seen without any.
    emptied_at: datetime | None = None
    #: When it was first seen that none of its entries has a date that can be read.
    undated_at: datetime | None = None
    #: The latest date of publication that it has shown.
    newest_at: datetime | None = None
    #: Median time between two entries of one document.
    usual_gap: timedelta | None = None
    #: Longest time between two entries, a long weekend at most.
    longest_gap: timedelta = timedelta(0)
    #: About how many entries came and went between two polls, and when that was seen.
    lost_count: int = 0
    lost_at: datetime | None = None
    #: Polled so often since entries were lost; None: as configured.
    hurried: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedState:
    """What is remembered of a feed between two polls."""

    #: Validators exactly as the server sent them (RFC 9110 section 8.8), or None.
    etag: str | None = None
    last_modified: str | None = None
    #: The URL that the validators belong to, after redirects.
    final_url: str | None = None
    #: SHA-256 of the last whole body, hexadecimal.
    body_hash: str | None = None
    next_poll_at: datetime | None = None
    #: Polls that failed in a row.
    failure_count: int = 0
    #: What went wrong last, in words; None after a good poll.
    failure: str | None = None
    #: First of the polls that failed in a row; None after a good poll.
    failed_at: datetime | None = None
    polled_at: datetime | None = None
    #: Last poll that ended well, a 304 included.
    succeeded_at: datetime | None = None
    #: First poll that ended well: everything it showed was the baseline.
    learned_at: datetime | None = None
    #: Last time it showed an article that was not known.
    fresh_at: datetime | None = None
    habit: Habit = Habit()


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One entry of one feed, as plain text."""

    article_id: str
    feed_id: str
    source: str
    url: str
    title: str
    #: Summary or content, plain text, no markup; may be empty.
    text: str
    language: str | None = None
    #: As the feed says; None where it says nothing that can be read.
    published_at: datetime | None = None
    fetched_at: datetime
    #: Country and Admiralty letter of the outlet, from its feed's configuration.
    country: str | None = None
    reliability: str = "F"
