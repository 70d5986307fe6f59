CREATE SCHEMA platform;

CREATE TABLE platform.blob (
    sha256     text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint      NOT NULL,
    media_type text        NOT NULL,
    stored_at  timestamptz NOT NULL DEFAULT current_timestamp
);
REVOKE UPDATE, DELETE ON platform.blob FROM mingchou_app;

-- Token buckets of the rate limits, in the layout that Bucket4j expects.
CREATE TABLE platform.bucket (
    id    text PRIMARY KEY,
    state bytea
);
