CREATE TABLE kept_config (
    process VARCHAR NOT NULL,
    trouble TEXT NOT NULL,
    seen_at {moment} NOT NULL,
    PRIMARY KEY (process)
);
