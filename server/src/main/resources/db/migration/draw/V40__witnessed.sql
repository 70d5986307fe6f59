-- That witnesses of other houses saw the opening early enough before the beacon (A18); written when the beacon, or without
-- one the result, is set. A draw past that step without a row here was not witnessed, and is marked so for ever.
CREATE TABLE draw.witnessed (
    draw_id   bigint PRIMARY KEY REFERENCES draw.draw,
    seen_at   timestamptz NOT NULL,
    witnesses text        NOT NULL,
    needed    integer     NOT NULL CHECK (needed > 0),
    noted_at  timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON draw.witnessed FROM mingchou_app;
