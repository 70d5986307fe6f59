CREATE SCHEMA publication;

-- 抽查结果字典: one row per imported version. Published results keep the version they were worded with.
CREATE TABLE publication.result_dictionary (
    version       int         PRIMARY KEY,
    title         text        NOT NULL,
    source        text        NOT NULL,
    in_force_from date        NOT NULL,
    imported_by   text        NOT NULL,
    imported_at   timestamptz NOT NULL
);

-- CORE: values for a whole result and for an item. ITEM: values that only a single item can have.
CREATE TABLE publication.result_code (
    version int  NOT NULL REFERENCES publication.result_dictionary,
    code    text NOT NULL,
    text    text NOT NULL,
    scope   text NOT NULL CHECK (scope IN ('CORE', 'ITEM')),
    ordinal int  NOT NULL,
    PRIMARY KEY (version, code)
);

-- What an outlet calls a value. A value without a row goes out under its own code and text.
CREATE TABLE publication.result_mapping (
    version     int  NOT NULL,
    outlet      text NOT NULL,
    code        text NOT NULL,
    outlet_code text NOT NULL,
    outlet_text text NOT NULL,
    PRIMARY KEY (version, outlet, code),
    FOREIGN KEY (version, code) REFERENCES publication.result_code (version, code)
);
REVOKE UPDATE, DELETE ON publication.result_dictionary, publication.result_code, publication.result_mapping
    FROM mingchou_app;

-- Serial numbers of the outbound ids, per region and day.
CREATE TABLE publication.outbound_serial (
    region_code text NOT NULL,
    day         date NOT NULL,
    last        int  NOT NULL,
    PRIMARY KEY (region_code, day)
);

CREATE TABLE publication.publication (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version            bigint      NOT NULL,
    section_id         bigint      NOT NULL UNIQUE,
    visit_id           bigint      NOT NULL,
    plan_id            bigint      NOT NULL,
    draw_id            bigint      NOT NULL,
    region_code        text        NOT NULL,
    department_id      bigint      NOT NULL,
    department_name    text        NOT NULL,
    plan_title         text        NOT NULL,
    outbound_id        text        NOT NULL UNIQUE CHECK (outbound_id ~ '^[0-9]{18,}$'),
    subject_id         bigint      NOT NULL,
    object_draw_id     text        COLLATE "C" NOT NULL,
    object_name        text        NOT NULL,
    credit_code        text,
    representative     text,
    inspected_on       date        NOT NULL,
    published_at       timestamptz NOT NULL,
    published_by       text        NOT NULL,
    status             text        NOT NULL CHECK (status IN ('PUBLISHED', 'CORRECTED', 'WITHDRAWN')),
    revision           int         NOT NULL,
    dictionary_version int         NOT NULL REFERENCES publication.result_dictionary,
    result_code        text        NOT NULL,
    result_text        text        NOT NULL
);
CREATE INDEX publication_plan ON publication.publication (plan_id);
CREATE INDEX publication_latest ON publication.publication (region_code, published_at DESC);
CREATE INDEX publication_object ON publication.publication (object_draw_id);
CREATE INDEX publication_credit_code ON publication.publication (credit_code);
COMMENT ON COLUMN publication.publication.representative IS '已遮蔽：只保留姓氏';

-- The items of every revision: a correction adds rows and never changes any.
CREATE TABLE publication.published_item (
    publication_id  bigint NOT NULL REFERENCES publication.publication,
    revision        int    NOT NULL,
    ordinal         int    NOT NULL,
    item_version_id bigint,
    item_name       text   NOT NULL,
    result_code     text   NOT NULL,
    result_text     text   NOT NULL,
    PRIMARY KEY (publication_id, revision, ordinal)
);

CREATE TABLE publication.publication_act (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    publication_id bigint      NOT NULL REFERENCES publication.publication,
    revision       int         NOT NULL,
    act            text        NOT NULL,
    result_text    text        NOT NULL,
    reason         text,
    acted_by       text        NOT NULL,
    acted_at       timestamptz NOT NULL
);
CREATE INDEX publication_act_of ON publication.publication_act (publication_id);
REVOKE UPDATE, DELETE ON publication.published_item, publication.publication_act FROM mingchou_app;
