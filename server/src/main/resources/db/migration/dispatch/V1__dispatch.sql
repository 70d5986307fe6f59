CREATE SCHEMA dispatch;

-- A draw as dispatch knows it. Its row is locked while the list of confirmations closes.
CREATE TABLE dispatch.dispatched_draw (
    draw_id            bigint PRIMARY KEY,
    plan_id            bigint      NOT NULL,
    region_code        text        NOT NULL,
    lead_department_id bigint      NOT NULL,
    dispatched_at      timestamptz NOT NULL,
    closed_at          timestamptz,
    closed_by          text,
    second_revealed_at timestamptz
);
CREATE INDEX dispatched_draw_plan ON dispatch.dispatched_draw (region_code, plan_id);

-- One object for one department, with what was true of it when it was dispatched.
CREATE TABLE dispatch.assignment (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version            int         NOT NULL DEFAULT 0,
    draw_id            bigint      NOT NULL REFERENCES dispatch.dispatched_draw,
    plan_id            bigint      NOT NULL,
    region_code        text        NOT NULL,
    department_id      bigint      NOT NULL,
    lead_department_id bigint      NOT NULL,
    object_id          text        NOT NULL COLLATE "C",
    object_name        text        NOT NULL,
    object             jsonb       NOT NULL,
    item_version_ids   bigint[]    NOT NULL CHECK (cardinality(item_version_ids) > 0),
    source             text        NOT NULL CHECK (source IN ('DRAWN', 'SUBSTITUTE')),
    status             text        NOT NULL
        CHECK (status IN ('DISPATCHED', 'CONFIRMED', 'CLAIMED', 'STAFFED', 'NOT_APPLICABLE', 'DROPPED')),
    dispatched_at      timestamptz NOT NULL,
    confirmed_at       timestamptz,
    confirmed_by       text,
    claimed_at         timestamptz,
    claimed_by         text,
    reason             text,
    evidence           text,
    UNIQUE (draw_id, department_id, object_id),
    CHECK (status <> 'NOT_APPLICABLE' OR (reason IS NOT NULL AND evidence IS NOT NULL))
);
CREATE INDEX assignment_of_department ON dispatch.assignment (region_code, department_id, status);
CREATE INDEX assignment_of_plan ON dispatch.assignment (region_code, plan_id);
CREATE INDEX assignment_of_object ON dispatch.assignment (draw_id, object_id);

-- Drawn objects to which no item of the plan applies: a finding about the plan's scope, kept in sight of the planner.
CREATE TABLE dispatch.without_items (
    draw_id     bigint NOT NULL REFERENCES dispatch.dispatched_draw,
    object_id   text   NOT NULL COLLATE "C",
    region_code text   NOT NULL,
    object_name text   NOT NULL,
    source      text   NOT NULL CHECK (source IN ('DRAWN', 'SUBSTITUTE')),
    PRIMARY KEY (draw_id, object_id)
);
REVOKE UPDATE, DELETE ON dispatch.without_items FROM mingchou_app;

CREATE TABLE dispatch.drop_out (
    id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version              int         NOT NULL DEFAULT 0,
    draw_id              bigint      NOT NULL REFERENCES dispatch.dispatched_draw,
    plan_id              bigint      NOT NULL,
    region_code          text        NOT NULL,
    lead_department_id   bigint      NOT NULL,
    department_id        bigint      NOT NULL,
    object_id            text        NOT NULL COLLATE "C",
    object_name          text        NOT NULL,
    code                 text        NOT NULL CHECK (code IN ('S1', 'S2', 'S3', 'S4', 'S5')),
    reason               text        NOT NULL,
    evidence             text        NOT NULL CHECK (evidence ~ '^[0-9a-f]{64}$'),
    attempts             jsonb       NOT NULL DEFAULT '[]',
    late                 boolean     NOT NULL,
    status               text        NOT NULL CHECK (status IN ('PROPOSED', 'FIRST_APPROVED', 'APPROVED', 'REJECTED')),
    proposed_by          bigint      NOT NULL,
    proposed_by_name     text        NOT NULL,
    proposed_at          timestamptz NOT NULL,
    first_approver       bigint CHECK (first_approver <> proposed_by),
    first_approver_name  text,
    first_approved_at    timestamptz,
    second_approver      bigint CHECK (second_approver <> proposed_by AND second_approver <> first_approver),
    second_approver_name text,
    second_approved_at   timestamptz,
    rejected_by          bigint,
    rejected_by_name     text,
    rejected_at          timestamptz,
    rejected_reason      text,
    substitute_object_id text COLLATE "C",
    CHECK (status <> 'APPROVED' OR (first_approver IS NOT NULL AND second_approver IS NOT NULL))
);
CREATE UNIQUE INDEX drop_out_once ON dispatch.drop_out (draw_id, object_id) WHERE status <> 'REJECTED';
CREATE INDEX drop_out_open ON dispatch.drop_out (region_code) WHERE status IN ('PROPOSED', 'FIRST_APPROVED');
