CREATE SCHEMA plan;

CREATE TABLE plan.joint_plan (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version            int     NOT NULL,
    region_code        text    NOT NULL,
    year               int     NOT NULL CHECK (year BETWEEN 2000 AND 2999),
    sequence           int     NOT NULL CHECK (sequence BETWEEN 1 AND 99),
    state              text    NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'CLOSED', 'CANCELLED')),
    lead_department_id bigint  NOT NULL,
    window_from        date    NOT NULL,
    window_to          date    NOT NULL,
    basis              text    NOT NULL,
    basis_documents    text[]  NOT NULL,
    scope              text    NOT NULL,
    scope_text         text,
    tier_scheme        text    NOT NULL,
    tier_as_of         date    NOT NULL,
    floor_mode         text    NOT NULL CHECK (floor_mode IN ('OVERALL', 'PER_TIER')),
    floor              int     NOT NULL CHECK (floor BETWEEN 0 AND 10000),
    base               text    NOT NULL CHECK (base IN ('ALL', 'ELIGIBLE')),
    reserve            int     NOT NULL CHECK (reserve BETWEEN 0 AND 10000),
    mode               text    NOT NULL CHECK (mode IN ('OPEN', 'SEALED')),
    audience           text    NOT NULL CHECK (audience IN ('PUBLIC', 'PARTIES')),
    publish_start      text    NOT NULL CHECK (publish_start IN ('VISIT_FINISHED', 'WINDOW_END')),
    filing_no          text,
    filed_on           date,
    created_by         bigint  NOT NULL,
    created_by_name    text    NOT NULL,
    submitted_by       bigint,
    submitted_by_name  text,
    submitted_at       timestamptz,
    approved_by        bigint,
    approved_by_name   text,
    approved_at        timestamptz,
    return_reason      text,
    frozen_at          timestamptz,
    CHECK (window_from <= window_to)
);
-- 第N次 names one plan of a region and year; a cancelled draft gives its number back.
CREATE UNIQUE INDEX joint_plan_number ON plan.joint_plan (region_code, year, sequence) WHERE state <> 'CANCELLED';

CREATE TABLE plan.plan_department (
    plan_id       bigint NOT NULL REFERENCES plan.joint_plan,
    department_id bigint NOT NULL,
    position      int    NOT NULL,
    code          text   NOT NULL,
    name          text   NOT NULL,
    short_name    text   NOT NULL,
    lead          boolean NOT NULL,
    group_size    int    NOT NULL CHECK (group_size BETWEEN 2 AND 9),
    PRIMARY KEY (plan_id, department_id)
);

CREATE TABLE plan.plan_item (
    plan_id         bigint NOT NULL REFERENCES plan.joint_plan,
    item_version_id bigint NOT NULL,
    item_id         bigint NOT NULL,
    item_version    int    NOT NULL,
    department_id   bigint NOT NULL,
    position        int    NOT NULL,
    code            text   NOT NULL,
    name            text   NOT NULL,
    item_class      text   NOT NULL,
    PRIMARY KEY (plan_id, item_version_id)
);

CREATE TABLE plan.tier_ratio (
    plan_id bigint NOT NULL REFERENCES plan.joint_plan,
    tier    text COLLATE "C" NOT NULL CHECK (tier ~ '^[0-9A-Z._-]{1,32}$'),
    ratio   int    NOT NULL CHECK (ratio BETWEEN 0 AND 10000),
    PRIMARY KEY (plan_id, tier)
);

CREATE TABLE plan.plan_act (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id    bigint      NOT NULL REFERENCES plan.joint_plan,
    act        text        NOT NULL,
    account_id bigint      NOT NULL,
    by_name    text        NOT NULL,
    at         timestamptz NOT NULL,
    reason     text
);
CREATE INDEX plan_act_plan ON plan.plan_act (plan_id);
REVOKE UPDATE, DELETE ON plan.plan_act FROM mingchou_app;

-- X02 and X03 follow from the directory's own status and never stand here.
CREATE TABLE plan.exclusion (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version          int         NOT NULL,
    plan_id          bigint      NOT NULL REFERENCES plan.joint_plan,
    region_code      text        NOT NULL,
    object_id        text COLLATE "C" NOT NULL,
    object_name      text        NOT NULL,
    credit_code      text,
    code             text        NOT NULL CHECK (code IN ('X01', 'X04', 'X05', 'X06')),
    note             text        NOT NULL,
    evidence         text CHECK (evidence ~ '^[0-9a-f]{64}$'),
    department_id    bigint      NOT NULL,
    state            text        NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
    proposed_by      bigint      NOT NULL,
    proposed_by_name text        NOT NULL,
    proposed_at      timestamptz NOT NULL,
    decided_by       bigint,
    decided_by_name  text,
    decided_at       timestamptz,
    decision_reason  text,
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);
CREATE UNIQUE INDEX exclusion_object ON plan.exclusion (plan_id, object_id) WHERE state <> 'REJECTED';
