-- +goose Up

-- Who gets what, and when. Days are "2006-01-02" or empty, moments are
-- milliseconds since 1970 or 0, times of day are minutes.
CREATE TABLE subscriptions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    platform   TEXT   NOT NULL,
    chat       TEXT   NOT NULL,
    thread     TEXT   NOT NULL,
    chat_kind  BIGINT NOT NULL,
    by_user    TEXT   NOT NULL,
    at_minute  BIGINT NOT NULL,
    weekdays   BIGINT NOT NULL,
    every      TEXT   NOT NULL,
    zone       TEXT   NOT NULL,
    lang       TEXT   NOT NULL,
    themes     TEXT   NOT NULL,
    quiet_from BIGINT NOT NULL,
    quiet_to   BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    until_day  TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    next_day   TEXT   NOT NULL,
    next_at    BIGINT NOT NULL,
    last_day   TEXT   NOT NULL,
    revision   BIGINT NOT NULL,
    UNIQUE (platform, chat, thread)
);
CREATE INDEX subscriptions_due ON subscriptions (next_at) WHERE next_at > 0;
CREATE INDEX subscriptions_orphans ON subscriptions (id)
    WHERE next_at = 0 AND (state = 'active' OR (state = 'paused' AND until_day <> ''));
CREATE INDEX subscriptions_drafts ON subscriptions (created_at) WHERE state = 'draft';
CREATE INDEX subscriptions_by ON subscriptions (platform, by_user) WHERE by_user <> '';

-- The ledger: one row a promise, and the only truth about it.
CREATE TABLE deliveries (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    subscriber  BIGINT NOT NULL,
    platform    TEXT   NOT NULL,
    local_date  TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    lane        BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    not_before  BIGINT NOT NULL,
    deadline    BIGINT NOT NULL,
    state       TEXT   NOT NULL,
    reason      TEXT   NOT NULL,
    detail      TEXT   NOT NULL,
    attempts    BIGINT NOT NULL,
    owner       TEXT   NOT NULL,
    lease_until BIGINT NOT NULL,
    begun_at    BIGINT NOT NULL,
    entries     TEXT   NOT NULL,
    message     TEXT   NOT NULL,
    finished_at BIGINT NOT NULL,
    UNIQUE (subscriber, local_date, kind)
);
CREATE INDEX deliveries_claim ON deliveries (platform, lane, not_before, id) WHERE state = 'planned';
CREATE INDEX deliveries_overdue ON deliveries (deadline) WHERE state = 'planned';
CREATE INDEX deliveries_in_hand ON deliveries (lease_until) WHERE state IN ('claimed', 'sending');
CREATE INDEX deliveries_broadcast ON deliveries (kind, lane, id) WHERE kind <> 'digest';
CREATE INDEX deliveries_day ON deliveries (local_date, id);

-- What subscribers were sent, to choose what they have not had.
CREATE TABLE history (
    subscriber BIGINT NOT NULL,
    entry      TEXT   NOT NULL,
    times      BIGINT NOT NULL,
    last_day   TEXT   NOT NULL,
    PRIMARY KEY (subscriber, entry)
) WITHOUT ROWID;

-- Broadcasts, as JSON; their rows stand in the ledger.
CREATE TABLE broadcasts (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    state    TEXT   NOT NULL,
    data     TEXT   NOT NULL,
    revision BIGINT NOT NULL
);

-- +goose Down
DROP TABLE broadcasts;
DROP TABLE history;
DROP TABLE deliveries;
DROP TABLE subscriptions;
