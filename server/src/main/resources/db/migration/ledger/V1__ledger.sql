CREATE SCHEMA ledger;

-- Two trees of the same kind: `draw` (the public log of SSJ-DRAW-1 §3.11) and `audit` (every other act).
CREATE TABLE ledger.entry (
    tree        text        NOT NULL CHECK (tree IN ('draw', 'audit')),
    index       bigint      NOT NULL CHECK (index >= 0),
    leaf        bytea       NOT NULL,
    leaf_hash   bytea       NOT NULL CHECK (length(leaf_hash) = 32),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tree, index)
);
REVOKE UPDATE, DELETE ON ledger.entry FROM mingchou_app;

-- The right edge of each tree; the only rows of this schema that change. What they must be follows from the entries.
CREATE TABLE ledger.head (
    tree     text PRIMARY KEY,
    size     bigint NOT NULL,
    frontier bytea  NOT NULL
);
INSERT INTO ledger.head (tree, size, frontier) VALUES
    ('draw', 0, decode('0000000000000000', 'hex')),
    ('audit', 0, decode('0000000000000000', 'hex'));

CREATE TABLE ledger.checkpoint (
    tree      text        NOT NULL,
    size      bigint      NOT NULL,
    root      bytea       NOT NULL,
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (tree, size)
);
REVOKE UPDATE, DELETE ON ledger.checkpoint FROM mingchou_app;

-- The searchable form of the audit entries; what counts is the leaf.
CREATE TABLE ledger.act (
    index       bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    actor       text        NOT NULL,
    region_code text        NOT NULL,
    act         text        NOT NULL,
    subject     text        NOT NULL,
    detail      jsonb       NOT NULL
);
CREATE INDEX act_of_region ON ledger.act (region_code, index);
REVOKE UPDATE, DELETE ON ledger.act FROM mingchou_app;
