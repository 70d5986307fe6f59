CREATE SCHEMA inspection;

-- One coming to the gate. It belongs to a region and an object; plans and departments come with its sections.
CREATE TABLE inspection.visit (
    id                          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version                     int    NOT NULL,
    region_code                 text   NOT NULL,
    state                       text   NOT NULL CHECK (state IN ('PLANNED', 'APPROVAL_REQUESTED', 'APPROVED', 'NOTIFIED',
                                            'APPROVAL_OWED', 'IN_PROGRESS', 'FINISHED', 'CANCELLED')),
    lead_department_id          bigint NOT NULL,
    object_id                   bigint NOT NULL,
    object_draw_id              text   NOT NULL COLLATE "C",
    object_name                 text   NOT NULL,
    object_credit_code          text,
    object_address              text,
    object_industry             text,
    object_legal_representative text,
    opening_draw_id             bigint NOT NULL,
    sheet_code                  text   NOT NULL UNIQUE CHECK (sheet_code ~ '^[A-Z2-7]{10}$'),
    enterprise_code             text   NOT NULL UNIQUE CHECK (enterprise_code ~ '^[A-Z2-7]{26}$'),
    scheduled_on                date,
    approval_basis              text,
    requested_by                bigint,
    requested_by_name           text,
    requested_at                timestamptz,
    approved_by                 bigint,
    approved_by_name            text,
    approved_at                 timestamptz,
    return_reason               text,
    urgent_reason               text,
    urgent_at                   timestamptz,
    notice_no                   text UNIQUE,
    notified_at                 timestamptz,
    checked_in_at               timestamptz,
    outcome                     text CHECK (outcome IN ('INSPECTED', 'UNREACHABLE')),
    finished_at                 timestamptz
);
-- Sections that arrive before the visit has begun join it.
CREATE UNIQUE INDEX visit_of_draw ON inspection.visit (opening_draw_id, object_draw_id)
    WHERE state IN ('PLANNED', 'APPROVAL_REQUESTED', 'APPROVED', 'NOTIFIED');
CREATE INDEX visit_region ON inspection.visit (region_code, state);

-- The part of one department and plan: the unit that is submitted, reviewed and published.
CREATE TABLE inspection.section (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version           int    NOT NULL,
    region_code       text   NOT NULL,
    state             text   NOT NULL CHECK (state IN ('OPEN', 'SUBMITTED', 'RETURNED', 'PUBLISHED', 'CANCELLED')),
    visit_id          bigint NOT NULL REFERENCES inspection.visit,
    plan_id           bigint NOT NULL,
    plan_title        text   NOT NULL,
    plan_year         int    NOT NULL,
    plan_sequence     int    NOT NULL,
    window_from       date   NOT NULL,
    window_to         date   NOT NULL,
    publish_start     text   NOT NULL CHECK (publish_start IN ('VISIT_FINISHED', 'WINDOW_END')),
    draw_id           bigint NOT NULL,
    assignment_id     bigint NOT NULL UNIQUE,
    group_id          bigint NOT NULL,
    department_id     bigint NOT NULL,
    department_name   text   NOT NULL,
    submitted_by      bigint,
    submitted_by_name text,
    submitted_at      timestamptz,
    reviewed_by       bigint,
    reviewed_by_name  text,
    reviewed_at       timestamptz,
    return_reason     text,
    published_at      timestamptz
);
CREATE INDEX section_visit ON inspection.section (visit_id);
CREATE INDEX section_plan ON inspection.section (region_code, plan_id, department_id, state);

CREATE TABLE inspection.section_member (
    section_id           bigint NOT NULL REFERENCES inspection.section,
    seat                 int    NOT NULL,
    region_code          text   NOT NULL,
    officer_id           bigint NOT NULL,
    officer_no           text   NOT NULL COLLATE "C",
    officer_name         text   NOT NULL,
    account_id           bigint,
    certificate_no       text,
    certificate_valid_to date,
    PRIMARY KEY (section_id, seat)
);
CREATE INDEX section_member_account ON inspection.section_member (account_id);

CREATE TABLE inspection.section_assistant (
    section_id  bigint NOT NULL REFERENCES inspection.section,
    position    int    NOT NULL,
    region_code text   NOT NULL,
    name        text   NOT NULL,
    specialty   text   NOT NULL,
    PRIMARY KEY (section_id, position)
);

-- The published item versions that apply, as they were when the section was made; check_points one per line.
CREATE TABLE inspection.section_item (
    section_id      bigint NOT NULL REFERENCES inspection.section,
    position        int    NOT NULL,
    region_code     text   NOT NULL,
    item_version_id bigint NOT NULL,
    item_id         bigint NOT NULL,
    item_version    int    NOT NULL,
    item_code       text   NOT NULL,
    item_name       text   NOT NULL,
    legal_basis     text,
    method          text,
    check_points    text   NOT NULL,
    PRIMARY KEY (section_id, item_version_id)
);

-- Every revision of every answer. The newest counts; evidence holds SHA-256 names, one per line.
CREATE TABLE inspection.item_result (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code      text        NOT NULL,
    section_id       bigint      NOT NULL REFERENCES inspection.section,
    item_version_id  bigint      NOT NULL,
    revision         int         NOT NULL,
    outcome          text        NOT NULL CHECK (outcome IN ('NO_PROBLEM', 'PROBLEM', 'NOT_CHECKED', 'ABSENT_WITH_REASON')),
    finding          text,
    handling         text,
    measure          text CHECK (measure IN ('ORDER_CORRECTION', 'ABNORMAL_LIST', 'CASE_CLUE', 'TRANSFER')),
    reason           text,
    evidence         text        NOT NULL,
    recorded_by      bigint      NOT NULL,
    recorded_by_name text        NOT NULL,
    recorded_at      timestamptz NOT NULL,
    UNIQUE (section_id, item_version_id, revision),
    FOREIGN KEY (section_id, item_version_id) REFERENCES inspection.section_item,
    CHECK ((outcome = 'PROBLEM') = (finding IS NOT NULL AND handling IS NOT NULL AND measure IS NOT NULL)),
    CHECK ((outcome IN ('NOT_CHECKED', 'ABSENT_WITH_REASON')) = (reason IS NOT NULL))
);

CREATE VIEW inspection.latest_result AS
SELECT DISTINCT ON (section_id, item_version_id) *
FROM inspection.item_result
ORDER BY section_id, item_version_id, revision DESC;

CREATE TABLE inspection.check_in (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code     text        NOT NULL,
    visit_id        bigint      NOT NULL REFERENCES inspection.visit,
    section_id      bigint      NOT NULL REFERENCES inspection.section,
    officer_no      text        NOT NULL COLLATE "C",
    officer_name    text        NOT NULL,
    certificate_no  text        NOT NULL,
    latitude        double precision,
    longitude       double precision,
    recorded_by     bigint      NOT NULL,
    recorded_at     timestamptz NOT NULL
);
CREATE INDEX check_in_visit ON inspection.check_in (visit_id);

CREATE TABLE inspection.consultation (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code      text        NOT NULL,
    visit_id         bigint      NOT NULL REFERENCES inspection.visit,
    department_id    bigint      NOT NULL,
    question         text        NOT NULL,
    answer           text        NOT NULL,
    recorded_by      bigint      NOT NULL,
    recorded_by_name text        NOT NULL,
    recorded_at      timestamptz NOT NULL
);
CREATE INDEX consultation_visit ON inspection.consultation (visit_id);

-- How the enterprise took note of the sheet: by signing it, or by a recorded refusal with a witness.
CREATE TABLE inspection.acknowledgement (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code  text        NOT NULL,
    visit_id     bigint      NOT NULL UNIQUE REFERENCES inspection.visit,
    kind         text        NOT NULL CHECK (kind IN ('SIGNED', 'REFUSED')),
    signer_name  text,
    signer_role  text,
    image_sha256 text,
    reason       text,
    witness_name text,
    recorded_by  bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    CHECK (kind <> 'SIGNED' OR (signer_name IS NOT NULL AND signer_role IS NOT NULL AND image_sha256 IS NOT NULL)),
    CHECK (kind <> 'REFUSED' OR (reason IS NOT NULL AND witness_name IS NOT NULL))
);

CREATE TABLE inspection.contact_attempt (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code  text        NOT NULL,
    visit_id     bigint      NOT NULL REFERENCES inspection.visit,
    attempted_at timestamptz NOT NULL,
    note         text        NOT NULL,
    evidence     text        NOT NULL,
    recorded_by  bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL
);
CREATE INDEX contact_attempt_visit ON inspection.contact_attempt (visit_id);

-- The last number given out: one row per department, year and plan.
CREATE TABLE inspection.notice_number (
    region_code   text   NOT NULL,
    department_id bigint NOT NULL,
    year          int    NOT NULL,
    plan_sequence int    NOT NULL,
    last          int    NOT NULL,
    PRIMARY KEY (region_code, department_id, year, plan_sequence)
);

-- What a phone has already written: the same id with the same content is one act.
CREATE TABLE inspection.client_write (
    client_id   text PRIMARY KEY CHECK (length(client_id) BETWEEN 8 AND 64),
    region_code text        NOT NULL,
    subject     text        NOT NULL,
    digest      text        NOT NULL,
    account_id  bigint      NOT NULL,
    written_at  timestamptz NOT NULL
);

-- What people did with a visit and its sections, as they read it.
CREATE TABLE inspection.visit_act (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code text        NOT NULL,
    visit_id    bigint      NOT NULL REFERENCES inspection.visit,
    section_id  bigint REFERENCES inspection.section,
    act         text        NOT NULL,
    summary     text        NOT NULL,
    reason      text,
    by_name     text        NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX visit_act_visit ON inspection.visit_act (visit_id);

REVOKE UPDATE, DELETE ON inspection.item_result, inspection.check_in, inspection.consultation,
    inspection.acknowledgement, inspection.contact_attempt, inspection.client_write, inspection.visit_act
    FROM mingchou_app;
