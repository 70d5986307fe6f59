-- The audit sample of the excluded (SSJ-DRAW-1 3.6.1). Empty for draws that were frozen before there was one.
ALTER TABLE draw.draw ADD COLUMN xaudit int CHECK (xaudit BETWEEN 1 AND 10000);
ALTER TABLE draw.draw ADD COLUMN xaudit_digest text CHECK (xaudit_digest ~ '^[0-9a-f]{64}$');

-- The rows of xaudit.tsv with what was true when they were sampled. The last five are empty when nobody asked for the
-- exclusion, because it follows from the directories.
CREATE TABLE draw.audited_exclusion (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draw_id          bigint NOT NULL REFERENCES draw.draw,
    code             text COLLATE "C" NOT NULL CHECK (code ~ '^X[0-9]{2}$'),
    rank             int    NOT NULL,
    object_id        text COLLATE "C" NOT NULL,
    ticket           text   NOT NULL CHECK (ticket ~ '^[0-9a-f]{64}$'),
    subject_name     text   NOT NULL,
    credit_code      text,
    reason           text,
    evidence         text CHECK (evidence ~ '^[0-9a-f]{64}$'),
    proposed_by      bigint,
    proposed_by_name text,
    decided_by       bigint,
    decided_by_name  text,
    decided_at       timestamptz,
    UNIQUE (draw_id, object_id),
    UNIQUE (draw_id, code, rank)
);

-- One finding for each, by a person who neither asked for the exclusion nor consented to it.
CREATE TABLE draw.exclusion_finding (
    audited_id bigint PRIMARY KEY REFERENCES draw.audited_exclusion,
    finding    text   NOT NULL CHECK (finding IN ('UPHELD', 'REFUTED')),
    note       text   NOT NULL,
    account_id bigint NOT NULL,
    by_name    text   NOT NULL,
    found_at   timestamptz NOT NULL
);

REVOKE UPDATE, DELETE ON draw.audited_exclusion, draw.exclusion_finding FROM mingchou_app;
