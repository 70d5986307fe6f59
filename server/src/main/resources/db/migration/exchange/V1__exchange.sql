CREATE SCHEMA exchange;

-- One row per published result and outlet: what is owed to the other system now. The outbound id never changes; a
-- correction or a withdrawal replaces the payload and queues the row again.
CREATE TABLE exchange.outbox_message (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version         bigint      NOT NULL,
    region_code     text        NOT NULL,
    outlet          text        NOT NULL,
    publication_id  bigint      NOT NULL,
    plan_id         bigint      NOT NULL,
    outbound_id     text        NOT NULL,
    object_name     text        NOT NULL,
    department_name text        NOT NULL,
    operation       text        NOT NULL CHECK (operation IN ('PUBLISH', 'CORRECT', 'WITHDRAW')),
    revision        int         NOT NULL,
    payload         text        NOT NULL,
    payload_sha256  text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('PENDING', 'SENT', 'ACCEPTED', 'REFUSED', 'FAILED')),
    send_no         int         NOT NULL,
    attempts        int         NOT NULL,
    last_attempt_at timestamptz,
    next_attempt_at timestamptz,
    receipt_id      text,
    last_error      text,
    created_at      timestamptz NOT NULL,
    UNIQUE (outlet, publication_id),
    UNIQUE (outlet, outbound_id)
);
CREATE INDEX outbox_due ON exchange.outbox_message (next_attempt_at) WHERE status = 'PENDING';
CREATE INDEX outbox_region ON exchange.outbox_message (region_code, id);

-- Every attempt to send, whether it went out or not.
CREATE TABLE exchange.sending (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id   bigint      NOT NULL REFERENCES exchange.outbox_message,
    send_no      int         NOT NULL,
    revision     int         NOT NULL,
    payload_sha256 text      NOT NULL,
    attempted_at timestamptz NOT NULL,
    error        text
);
CREATE INDEX sending_of ON exchange.sending (message_id);

-- Every receipt once, by the other side's receipt id; message_id is null when it answers nothing of ours.
CREATE TABLE exchange.receipt (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    outlet      text        NOT NULL,
    receipt_id  text        NOT NULL,
    outbound_id text        NOT NULL,
    send_no     int         NOT NULL,
    message_id  bigint REFERENCES exchange.outbox_message,
    outcome     text        NOT NULL CHECK (outcome IN ('ACCEPTED', 'REFUSED')),
    reason      text,
    applied     boolean     NOT NULL,
    received_at timestamptz NOT NULL,
    UNIQUE (outlet, receipt_id)
);
CREATE INDEX receipt_of ON exchange.receipt (message_id);
REVOKE UPDATE, DELETE ON exchange.sending, exchange.receipt FROM mingchou_app;
