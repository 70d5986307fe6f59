CREATE SCHEMA officer;

CREATE TABLE officer.officer (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version          int         NOT NULL DEFAULT 0,
    officer_no       text COLLATE "C" NOT NULL UNIQUE CHECK (officer_no ~ '^[A-Z0-9._-]{1,32}$'),
    region_code      text        NOT NULL,
    department_id    bigint      NOT NULL,
    account_id       bigint UNIQUE,
    name             text        NOT NULL,
    post             text,
    status           text        NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED', 'LEFT')),
    phone_cipher     text,
    phone_index      text,
    id_number_cipher text,
    id_number_index  text,
    created_at       timestamptz NOT NULL
);
CREATE INDEX officer_department ON officer.officer (department_id, officer_no);
CREATE INDEX officer_region ON officer.officer (region_code, officer_no);
CREATE INDEX officer_phone ON officer.officer (phone_index);
CREATE INDEX officer_id_number ON officer.officer (id_number_index);

CREATE TABLE officer.serial (
    department_id bigint PRIMARY KEY,
    last          int NOT NULL
);

CREATE TABLE officer.certificate (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    officer_id  bigint      NOT NULL REFERENCES officer.officer,
    region_code text        NOT NULL,
    number      text        NOT NULL,
    issuer      text,
    valid_from  date,
    valid_to    date        NOT NULL,
    source      text        NOT NULL,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    UNIQUE (officer_id, number, valid_to)
);
CREATE INDEX certificate_number ON officer.certificate (region_code, number);

CREATE TABLE officer.qualification_type (
    code text PRIMARY KEY CHECK (code ~ '^[A-Z0-9_]{2,40}$'),
    name text NOT NULL UNIQUE
);

CREATE TABLE officer.qualification (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    officer_id  bigint      NOT NULL REFERENCES officer.officer,
    code        text        NOT NULL REFERENCES officer.qualification_type,
    valid_from  date        NOT NULL,
    valid_to    date,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX qualification_in_force ON officer.qualification (officer_id, code) WHERE valid_to IS NULL;

-- Every change; personal numbers appear only as "changed".
CREATE TABLE officer.change (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    officer_id  bigint      NOT NULL REFERENCES officer.officer,
    act         text        NOT NULL,
    changes     jsonb       NOT NULL,
    source      text        NOT NULL,
    reason      text        NOT NULL,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX change_officer ON officer.change (officer_id, id);

CREATE TABLE officer.recusal (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version          int         NOT NULL DEFAULT 0,
    region_code      text        NOT NULL,
    department_id    bigint      NOT NULL,
    officer_id       bigint      NOT NULL REFERENCES officer.officer,
    subject_id       bigint      NOT NULL,
    object_draw_id   text COLLATE "C" NOT NULL,
    subject_name     text        NOT NULL,
    credit_code      text,
    ground           text        NOT NULL CHECK (ground IN ('RELATIVE', 'INTEREST', 'FORMER_POST', 'OTHER')),
    note             text        NOT NULL,
    evidence         text,
    status           text        NOT NULL CHECK (status IN ('ACTIVE', 'WITHDRAWN')),
    declared_by      text        NOT NULL,
    declared_at      timestamptz NOT NULL,
    withdrawn_by     text,
    withdrawn_at     timestamptz,
    withdrawn_reason text
);
CREATE UNIQUE INDEX recusal_in_force ON officer.recusal (officer_id, object_draw_id) WHERE status = 'ACTIVE';
CREATE INDEX recusal_department ON officer.recusal (department_id, status);

REVOKE UPDATE, DELETE ON officer.certificate, officer.qualification, officer.qualification_type, officer.change
    FROM mingchou_app;
GRANT UPDATE (valid_to) ON officer.qualification TO mingchou_app;
REVOKE DELETE ON officer.officer, officer.recusal FROM mingchou_app;

INSERT INTO officer.qualification_type (code, name) VALUES
    ('INDUSTRY_TRADE_SAFETY', '工贸安全检查'),
    ('HAZCHEM_INSPECTOR', '危险化学品安全检查'),
    ('WATER_ADMINISTRATION', '水行政执法'),
    ('WATER_QUALITY', '供水水质检查'),
    ('SOIL_CONSERVATION', '水土保持监督'),
    ('ENVIRONMENT', '生态环境执法'),
    ('HAZARDOUS_WASTE', '危险废物管理'),
    ('RADIATION', '辐射安全');
