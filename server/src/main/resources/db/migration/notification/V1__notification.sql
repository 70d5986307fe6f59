CREATE SCHEMA notification;

CREATE TABLE notification.message (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    department_id bigint,
    account_id    bigint,
    title         text        NOT NULL,
    link          text        NOT NULL,
    created_at    timestamptz NOT NULL,
    CHECK ((department_id IS NULL) <> (account_id IS NULL))
);
CREATE INDEX message_of_department ON notification.message (department_id, id);
CREATE INDEX message_of_account ON notification.message (account_id, id);

CREATE TABLE notification.message_read (
    message_id bigint      NOT NULL REFERENCES notification.message,
    account_id bigint      NOT NULL,
    read_at    timestamptz NOT NULL,
    PRIMARY KEY (message_id, account_id)
);
