ALTER TABLE feed ADD COLUMN failed_at {moment};
ALTER TABLE feed ADD COLUMN habit TEXT;
CREATE TABLE trouble (
    subject VARCHAR NOT NULL,
    trouble TEXT NOT NULL,
    told_at {moment} NOT NULL,
    PRIMARY KEY (subject)
);
