CREATE SCHEMA org;

CREATE TABLE org.region (
    code text PRIMARY KEY CHECK (code ~ '^[0-9]{6}$'),
    name text NOT NULL
);

CREATE TABLE org.department (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_code text NOT NULL REFERENCES org.region,
    code        text NOT NULL CHECK (code ~ '^[A-Z0-9._-]{1,32}$'),
    name        text NOT NULL,
    short_name  text NOT NULL,
    UNIQUE (region_code, code)
);

CREATE TABLE org.account (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username        text        NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9._-]{2,64}$'),
    password_hash   text        NOT NULL,
    display_name    text        NOT NULL,
    department_id   bigint REFERENCES org.department,
    region_code     text        NOT NULL REFERENCES org.region,
    status          text        NOT NULL CHECK (status IN ('ACTIVE', 'DISABLED')),
    failed_attempts int         NOT NULL DEFAULT 0,
    locked_until    timestamptz,
    created_by      text        NOT NULL,
    created_at      timestamptz NOT NULL,
    version         bigint      NOT NULL DEFAULT 0
);

CREATE TABLE org.account_role (
    account_id bigint NOT NULL REFERENCES org.account,
    role       text   NOT NULL,
    PRIMARY KEY (account_id, role)
);
