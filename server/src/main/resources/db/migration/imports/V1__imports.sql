CREATE SCHEMA imports;

-- One uploaded workbook and what it would do.
CREATE TABLE imports.batch (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version            int         NOT NULL DEFAULT 0,
    region_code        text        NOT NULL,
    directory          text        NOT NULL,
    file_name          text        NOT NULL,
    status             text        NOT NULL CHECK (status IN ('STAGED', 'COMMITTED', 'CANCELLED')),
    row_count          int         NOT NULL DEFAULT 0,
    good_count         int         NOT NULL DEFAULT 0,
    bad_count          int         NOT NULL DEFAULT 0,
    new_count          int         NOT NULL DEFAULT 0,
    changed_count      int         NOT NULL DEFAULT 0,
    unchanged_count    int         NOT NULL DEFAULT 0,
    uploaded_by        bigint      NOT NULL,
    uploaded_by_name   text        NOT NULL,
    uploaded_at        timestamptz NOT NULL,
    decided_by_name    text,
    decided_at         timestamptz
);
CREATE INDEX batch_region ON imports.batch (region_code, directory, status);

CREATE TABLE imports.sheet (
    batch_id   bigint NOT NULL REFERENCES imports.batch,
    number     int    NOT NULL,
    name       text   NOT NULL,
    header_row int    NOT NULL,
    headers    jsonb  NOT NULL,
    PRIMARY KEY (batch_id, number)
);

-- The rows as they stood in the file, until they are written or the batch is given up. Cells are a JSON array,
-- encrypted where the directory holds personal data.
CREATE TABLE imports.row (
    batch_id   bigint NOT NULL REFERENCES imports.batch,
    seq        int    NOT NULL,
    sheet      int    NOT NULL,
    row_number int    NOT NULL,
    verdict    text   NOT NULL CHECK (verdict IN ('NEW', 'CHANGED', 'UNCHANGED', 'BAD')),
    cells      text   NOT NULL,
    PRIMARY KEY (batch_id, seq)
);

CREATE TABLE imports.fault (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch_id    bigint  NOT NULL REFERENCES imports.batch,
    seq         int     NOT NULL,
    warning     boolean NOT NULL,
    column_name text    NOT NULL,
    reason      text    NOT NULL
);
CREATE INDEX fault_batch ON imports.fault (batch_id, seq);
