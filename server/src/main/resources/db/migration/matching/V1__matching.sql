CREATE SCHEMA matching;

-- One department of one draw. Begins with the first claim; matched once, never again.
CREATE TABLE matching.pool (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draw_id            bigint NOT NULL,
    plan_id            bigint NOT NULL,
    region_code        text   NOT NULL,
    department_id      bigint NOT NULL,
    lead_department_id bigint NOT NULL,
    matched_at         timestamptz,
    matched_by         text,
    repairs            int,
    UNIQUE (draw_id, department_id)
);

-- The officers of one assignment. Seats and assistants are snapshots; who was replaced stands in matching.replacement.
CREATE TABLE matching.staff_group (
    id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version                int     NOT NULL DEFAULT 0,
    pool_id                bigint  NOT NULL REFERENCES matching.pool,
    draw_id                bigint  NOT NULL,
    plan_id                bigint  NOT NULL,
    region_code            text    NOT NULL,
    department_id          bigint  NOT NULL,
    lead_department_id     bigint  NOT NULL,
    assignment_id          bigint  NOT NULL UNIQUE,
    subject_id             bigint  NOT NULL,
    object_id              text    NOT NULL COLLATE "C",
    object_name            text    NOT NULL,
    required_qualification text,
    other_qualifications   jsonb   NOT NULL DEFAULT '[]',
    late                   boolean NOT NULL,
    status                 text    NOT NULL CHECK (status IN ('UNSTAFFED', 'MANUAL_PROPOSED', 'STAFFED', 'DISSOLVED')),
    manual                 boolean NOT NULL DEFAULT false,
    funnel                 jsonb,
    seats                  jsonb   NOT NULL DEFAULT '[]',
    assistants             jsonb   NOT NULL DEFAULT '[]',
    proposal               jsonb,
    manual_approver        bigint,
    manual_approved_by     text,
    manual_approved_at     timestamptz,
    -- 行政处罚法 42: never fewer than two
    CHECK (status <> 'STAFFED' OR jsonb_array_length(seats) >= 2)
);
CREATE INDEX staff_group_of_pool ON matching.staff_group (pool_id);
CREATE INDEX staff_group_of_department ON matching.staff_group (region_code, department_id, status);
CREATE INDEX staff_group_of_plan ON matching.staff_group (region_code, plan_id);

CREATE TABLE matching.replacement (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    group_id    bigint      NOT NULL REFERENCES matching.staff_group,
    region_code text        NOT NULL,
    seat        int         NOT NULL,
    officer_out text        NOT NULL,
    officer_in  text        NOT NULL,
    code        text        NOT NULL CHECK (code IN ('ILLNESS', 'RECUSAL', 'LEFT', 'DUTY', 'CERTIFICATE')),
    reason      text        NOT NULL,
    replaced_by text        NOT NULL,
    replaced_at timestamptz NOT NULL,
    log_note    text        NOT NULL
);
CREATE INDEX replacement_of_group ON matching.replacement (group_id);
REVOKE UPDATE, DELETE ON matching.replacement FROM mingchou_app;
