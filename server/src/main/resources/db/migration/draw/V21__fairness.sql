-- Each draw counted once by group and stratum. Holds tiers: no page reads it but through the service that puts small and
-- uniform groups together.
CREATE TABLE draw.fairness_count (
    draw_id    bigint PRIMARY KEY REFERENCES draw.draw,
    counted_at timestamptz NOT NULL
);
CREATE TABLE draw.fairness_cell (
    draw_id   bigint NOT NULL REFERENCES draw.fairness_count,
    dimension text   NOT NULL CHECK (dimension IN ('DISTRICT', 'INDUSTRY', 'AGE', 'POSITION', 'TIER')),
    grp       text COLLATE "C" NOT NULL,
    stratum   text COLLATE "C" NOT NULL,
    eligible  bigint NOT NULL,
    drawn     bigint NOT NULL CHECK (drawn <= eligible),
    PRIMARY KEY (draw_id, dimension, grp, stratum)
);
REVOKE UPDATE, DELETE ON draw.fairness_count, draw.fairness_cell FROM mingchou_app;
