-- Outsiders who are no account here and may re-run a draw: invited by name, with their own key.
CREATE TABLE draw.outside_verifier (
    draw_id    bigint NOT NULL REFERENCES draw.draw,
    who        text COLLATE "C" NOT NULL CHECK (who ~ '^[a-z0-9-]{1,32}$'),
    label      text   NOT NULL,
    public_key text   NOT NULL CHECK (public_key ~ '^[0-9a-f]{64}$'),
    invited_by text   NOT NULL,
    invited_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, who),
    UNIQUE (draw_id, public_key)
);

-- Signed verdicts of outsiders, those against the draw among them.
CREATE TABLE draw.verdict (
    draw_id        bigint NOT NULL REFERENCES draw.draw,
    who            text COLLATE "C" NOT NULL CHECK (who ~ '^[a-z0-9-]{1,32}$'),
    label          text   NOT NULL,
    implementation text COLLATE "C" NOT NULL,
    result         text   NOT NULL CHECK (result ~ '^[0-9a-f]{64}$'),
    signed_time    text   NOT NULL,
    public_key     text   NOT NULL CHECK (public_key ~ '^[0-9a-f]{64}$'),
    signature      text   NOT NULL CHECK (signature ~ '^[0-9a-f]{128}$'),
    agrees         boolean NOT NULL,
    submitted_by   text   NOT NULL,
    logged_at      timestamptz NOT NULL,
    PRIMARY KEY (draw_id, who, implementation)
);

-- Inner hashes of a salted frame, so that a path costs one page of the frame and not the whole.
CREATE TABLE draw.salted_index (
    frame_salted text PRIMARY KEY CHECK (frame_salted ~ '^[0-9a-f]{64}$'),
    blob         text NOT NULL,
    made_at      timestamptz NOT NULL
);

-- Who has had the list of a sealed draw in hand; each also stands in the public log.
CREATE TABLE draw.list_reader (
    draw_id    bigint NOT NULL REFERENCES draw.draw,
    account_id bigint NOT NULL,
    act        text   NOT NULL CHECK (act IN ('COMPUTED', 'READ', 'DOWNLOADED')),
    by_name    text   NOT NULL,
    department text   NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (draw_id, account_id, act)
);

CREATE TABLE draw.unsealing (
    draw_id     bigint PRIMARY KEY REFERENCES draw.draw,
    by_name     text   NOT NULL,
    unsealed_at timestamptz NOT NULL
);

REVOKE UPDATE, DELETE ON draw.outside_verifier, draw.verdict, draw.salted_index, draw.list_reader, draw.unsealing
    FROM mingchou_app;
