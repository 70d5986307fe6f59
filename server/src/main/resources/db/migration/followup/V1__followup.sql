CREATE SCHEMA followup;

-- What a finding leads to. item_version_id is null for an object that could not be reached.
CREATE TABLE followup.follow_up (
    id                           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version                      int         NOT NULL,
    region_code                  text        NOT NULL,
    state                        text        NOT NULL CHECK (state IN ('OPEN', 'TRANSFERRED', 'RECEIVED', 'CLOSED')),
    kind                         text        NOT NULL CHECK (kind IN ('ORDER_CORRECTION', 'ABNORMAL_LIST', 'CASE_CLUE', 'TRANSFER')),
    plan_id                      bigint      NOT NULL,
    plan_title                   text        NOT NULL,
    draw_id                      bigint      NOT NULL,
    visit_id                     bigint      NOT NULL,
    section_id                   bigint      NOT NULL,
    publication_id               bigint      NOT NULL,
    department_id                bigint      NOT NULL,
    department_name              text        NOT NULL,
    object_id                    bigint      NOT NULL,
    object_draw_id               text        NOT NULL COLLATE "C",
    object_name                  text        NOT NULL,
    object_credit_code           text,
    item_version_id              bigint,
    item_name                    text        NOT NULL,
    finding                      text        NOT NULL,
    opened_at                    timestamptz NOT NULL,
    transferred_to_department_id bigint,
    transferred_to_name          text,
    transfer_note                text,
    transferred_by_name          text,
    transferred_at               timestamptz,
    received_by_name             text,
    received_at                  timestamptz,
    outcome                      text,
    evidence_sha256              text,
    closed_by_name               text,
    closed_at                    timestamptz,
    CHECK (state <> 'CLOSED' OR (outcome IS NOT NULL AND evidence_sha256 IS NOT NULL AND closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX follow_up_of_item ON followup.follow_up (section_id, item_version_id) WHERE item_version_id IS NOT NULL;
CREATE UNIQUE INDEX follow_up_of_visit ON followup.follow_up (visit_id) WHERE item_version_id IS NULL;
CREATE INDEX follow_up_plan ON followup.follow_up (region_code, plan_id, department_id, state);

CREATE TABLE followup.follow_up_act (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code  text        NOT NULL,
    follow_up_id bigint      NOT NULL REFERENCES followup.follow_up,
    act          text        NOT NULL,
    summary      text        NOT NULL,
    reason       text,
    by_name      text        NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX follow_up_act_of ON followup.follow_up_act (follow_up_id);
REVOKE UPDATE, DELETE ON followup.follow_up_act FROM mingchou_app;
