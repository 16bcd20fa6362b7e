-- +goose Up

-- What services outside were asked for and cost, by day ("2006-01-02", UTC).
CREATE TABLE service_use (
    day  TEXT   NOT NULL,
    name TEXT   NOT NULL,
    n    BIGINT NOT NULL,
    PRIMARY KEY (day, name)
);

-- Vectors of texts of the knowledge, by model and by the hash of the text, so
-- that only what changed is made anew. Numbers of 32 bits, little endian.
CREATE TABLE vectors (
    model  TEXT  NOT NULL,
    hash   TEXT  NOT NULL,
    vector BYTEA NOT NULL,
    PRIMARY KEY (model, hash)
);

-- +goose Down
DROP TABLE vectors;
DROP TABLE service_use;
