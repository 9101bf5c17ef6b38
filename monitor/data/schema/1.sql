CREATE TABLE address (
    channel_id VARCHAR NOT NULL,
    destination TEXT NOT NULL,
    moved_to TEXT NOT NULL,
    PRIMARY KEY (channel_id, destination)
);
CREATE TABLE alert (
    alert_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    watchlist_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    alert TEXT NOT NULL,
    created_at {moment} NOT NULL,
    PRIMARY KEY (alert_id)
);
CREATE INDEX ix_alert_created_at ON alert (created_at);
CREATE INDEX ix_alert_story_id ON alert (story_id);
CREATE TABLE article (
    article_id VARCHAR NOT NULL,
    feed_id VARCHAR NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    language VARCHAR,
    published_at {moment},
    fetched_at {moment} NOT NULL,
    country VARCHAR,
    reliability VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    PRIMARY KEY (article_id)
);
CREATE INDEX ix_article_fetched_at ON article (fetched_at);
CREATE INDEX ix_article_url ON article (url);
CREATE TABLE article_key (
    "key" TEXT NOT NULL,
    article_id VARCHAR NOT NULL,
    seen_at {moment} NOT NULL,
    PRIMARY KEY ("key")
);
CREATE INDEX ix_article_key_article_id ON article_key (article_id);
CREATE INDEX ix_article_key_seen_at ON article_key (seen_at);
CREATE TABLE delivery (
    "key" TEXT NOT NULL,
    channel_id VARCHAR NOT NULL,
    destination TEXT NOT NULL,
    message TEXT NOT NULL,
    status VARCHAR NOT NULL,
    attempt_count INTEGER NOT NULL,
    unknown_count INTEGER NOT NULL,
    next_attempt_at {moment} NOT NULL,
    created_at {moment} NOT NULL,
    sent_at {moment},
    receipt TEXT,
    failure TEXT,
    reply_to TEXT,
    claimed_until {moment},
    position BIGINT NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (position)
);
CREATE INDEX ix_delivery_due ON delivery (channel_id, status, next_attempt_at);
CREATE TABLE digest (
    channel_id VARCHAR NOT NULL,
    date DATE NOT NULL,
    until {moment} NOT NULL,
    PRIMARY KEY (channel_id, date)
);
CREATE TABLE feed (
    feed_id VARCHAR NOT NULL,
    url TEXT NOT NULL,
    source TEXT NOT NULL,
    language VARCHAR,
    country VARCHAR,
    reliability VARCHAR NOT NULL,
    interval {seconds} NOT NULL,
    etag TEXT,
    last_modified TEXT,
    final_url TEXT,
    body_hash VARCHAR,
    next_poll_at {moment},
    failure_count INTEGER NOT NULL,
    failure TEXT,
    polled_at {moment},
    succeeded_at {moment},
    learned_at {moment},
    fresh_at {moment},
    host VARCHAR NOT NULL,
    claimed_until {moment},
    removed_at {moment},
    PRIMARY KEY (feed_id)
);
CREATE INDEX ix_feed_next_poll_at ON feed (next_poll_at);
CREATE TABLE meta (
    name VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE pause (
    channel_id VARCHAR NOT NULL,
    destination TEXT NOT NULL,
    until {moment} NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (channel_id, destination)
);
CREATE TABLE story (
    story_id VARCHAR NOT NULL,
    title TEXT NOT NULL,
    first_at {moment} NOT NULL,
    last_at {moment} NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (story_id)
);
CREATE INDEX ix_story_last_at ON story (last_at);
CREATE TABLE attempt (
    id {serial} NOT NULL,
    delivery_key TEXT NOT NULL,
    number INTEGER NOT NULL,
    started_at {moment} NOT NULL,
    ended_at {moment},
    fate VARCHAR,
    detail TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(delivery_key) REFERENCES delivery ("key") ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_attempt_delivery_number ON attempt (delivery_key, number);
CREATE INDEX ix_attempt_started_at ON attempt (started_at);
CREATE TABLE decision (
    id {serial} NOT NULL,
    article_id VARCHAR NOT NULL,
    watchlist_id VARCHAR NOT NULL,
    story_id VARCHAR,
    verdict VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail TEXT NOT NULL,
    decided_at {moment} NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE
);
CREATE INDEX ix_decision_article_watchlist ON decision (article_id, watchlist_id);
CREATE INDEX ix_decision_decided_at ON decision (decided_at);
CREATE TABLE report (
    article_id VARCHAR NOT NULL,
    matches TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE
);
CREATE TABLE story_article (
    article_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    assignment TEXT NOT NULL,
    added_at {moment} NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE,
    FOREIGN KEY(story_id) REFERENCES story (story_id),
    UNIQUE (position)
);
CREATE INDEX ix_story_article_added_at ON story_article (added_at);
CREATE INDEX ix_story_article_story_id ON story_article (story_id);
