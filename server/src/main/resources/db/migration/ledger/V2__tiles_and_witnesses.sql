-- Full hash tiles of each tree (C2SP tlog-tiles): 256 hashes of one level, and the root over them, which is one hash of
-- the level above. Partial tiles are read from what lies below them.
CREATE TABLE ledger.tile (
    tree   text   NOT NULL CHECK (tree IN ('draw', 'audit')),
    level  int    NOT NULL CHECK (level BETWEEN 0 AND 7),
    index  bigint NOT NULL CHECK (index >= 0),
    hashes bytea  NOT NULL CHECK (length(hashes) = 8192),
    root   bytea  NOT NULL CHECK (length(root) = 32),
    PRIMARY KEY (tree, level, index)
);
REVOKE UPDATE, DELETE ON ledger.tile FROM mingchou_app;

-- The log's second signature line, by SM2 with SM3, where it is switched on.
ALTER TABLE ledger.checkpoint ADD COLUMN sm2 text;

-- What witnesses signed, each over the text of the checkpoint of that size.
CREATE TABLE ledger.cosignature (
    tree        text        NOT NULL,
    size        bigint      NOT NULL,
    key         text        NOT NULL,
    line        text        NOT NULL,
    cosigned_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (tree, size, key),
    FOREIGN KEY (tree, size) REFERENCES ledger.checkpoint
);
REVOKE UPDATE, DELETE ON ledger.cosignature FROM mingchou_app;

-- The draw's id is the third field of a leaf; read from the leaf itself, there is nothing beside it to be changed.
CREATE INDEX entry_of_draw ON ledger.entry ((split_part(encode(leaf, 'escape'), '|', 3)), index) WHERE tree = 'draw';
