CREATE TABLE kept_lists (
    name VARCHAR NOT NULL,
    lists TEXT NOT NULL,
    PRIMARY KEY (name)
);
