CREATE SCHEMA item;

CREATE TABLE item.item (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version       int         NOT NULL DEFAULT 0,
    region_code   text        NOT NULL,
    department_id bigint      NOT NULL,
    code          text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Z0-9._-]{1,32}$'),
    created_at    timestamptz NOT NULL,
    UNIQUE (region_code, code)
);
CREATE INDEX item_department ON item.item (department_id, code);

-- A version's words never change. Publishing gives it its dates, the next one takes its place.
CREATE TABLE item.item_version (
    id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id                bigint      NOT NULL REFERENCES item.item,
    number                 int         NOT NULL,
    status                 text        NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')),
    name                   text        NOT NULL,
    item_class             text        NOT NULL CHECK (item_class IN ('GENERAL', 'KEY')),
    legal_basis            text,
    method                 text,
    applicability          text        NOT NULL,
    required_qualification text,
    check_points           jsonb       NOT NULL,
    source                 text        NOT NULL,
    created_by             text        NOT NULL,
    created_at             timestamptz NOT NULL,
    effective_from         date,
    effective_to           date,
    published_by           text,
    published_at           timestamptz,
    UNIQUE (item_id, number)
);
CREATE UNIQUE INDEX item_version_in_force ON item.item_version (item_id) WHERE status = 'PUBLISHED';

REVOKE UPDATE, DELETE ON item.item_version FROM mingchou_app;
GRANT UPDATE (status, effective_from, effective_to, published_by, published_at) ON item.item_version TO mingchou_app;
REVOKE DELETE ON item.item FROM mingchou_app;
