-- +goose Up

-- What people asked us to keep. shared is 1 where the owner is a chat that
-- several people share, 0 where it is a person.
CREATE TABLE settings (
    platform TEXT   NOT NULL,
    owner    TEXT   NOT NULL,
    shared   BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    value    TEXT   NOT NULL,
    PRIMARY KEY (platform, owner, shared, name)
);

-- Counters that belong to nobody.
CREATE TABLE counters (
    name TEXT   NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
);

-- Updates that reached us: state 1 is begun, 2 is dealt with.
CREATE TABLE updates (
    platform  TEXT   NOT NULL,
    update_id TEXT   NOT NULL,
    state     BIGINT NOT NULL,
    begun_at  BIGINT NOT NULL,
    PRIMARY KEY (platform, update_id)
);
CREATE INDEX updates_begun_at ON updates (begun_at);

-- Until when a platform wants no call to a chat, or with an empty chat to any.
CREATE TABLE waits (
    platform TEXT   NOT NULL,
    chat     TEXT   NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (platform, chat)
);

-- +goose Down
DROP TABLE waits;
DROP TABLE updates;
DROP TABLE counters;
DROP TABLE settings;
