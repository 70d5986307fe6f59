CREATE SCHEMA draw;

-- Gap-free numbers per agency and year: the row is held until the draw that takes the number commits.
CREATE TABLE draw.draw_number (
    agency text NOT NULL,
    year   int  NOT NULL,
    last   int  NOT NULL,
    PRIMARY KEY (agency, year)
);

CREATE TABLE draw.draw (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version         int     NOT NULL,
    region_code     text    NOT NULL,
    plan_id         bigint  NOT NULL,
    draw_no         text COLLATE "C" NOT NULL UNIQUE CHECK (draw_no ~ '^[A-Za-z0-9._-]{1,64}$'),
    prev            text COLLATE "C",
    state           text    NOT NULL CHECK (state IN
                        ('FROZEN', 'OPENED', 'REVEALED', 'BEACON_SET', 'DRAWN', 'CONFIRMED', 'SETTLED', 'VOID')),
    lead_department_id bigint NOT NULL,
    reveal_minutes  int     NOT NULL CHECK (reveal_minutes BETWEEN 1 AND 10080),
    beacon          text    NOT NULL CHECK (beacon ~ '^live:[a-z0-9-]{1,32}$'),
    frame_digest    text    NOT NULL,
    frame_root      text    NOT NULL,
    frame_salted    text,
    frame_count     bigint  NOT NULL,
    eligible_count  bigint  NOT NULL,
    salt_key        text    NOT NULL CHECK (salt_key ~ '^[0-9a-f]{64}$'),
    frozen_at       timestamptz NOT NULL,
    params_digest   text,
    opened_at       timestamptz,
    reveal_deadline timestamptz,
    beacon_text     text,
    beacon_at       timestamptz,
    seed            text,
    reveal_digest   text,
    result_digest   text,
    shortfall       bigint,
    computed_at     timestamptz,
    confirmations_digest text,
    confirmed_at    timestamptz,
    second_seed     text,
    reveal2_digest  text,
    settled_at      timestamptz,
    void_reason     text,
    voided_at       timestamptz,
    CHECK ((state = 'VOID') = (void_reason IS NOT NULL))
);
-- A task has many draws and at most one that is not void (A2, A3).
CREATE UNIQUE INDEX draw_not_void ON draw.draw (plan_id) WHERE state <> 'VOID';

CREATE TABLE draw.frame_code (
    draw_id bigint NOT NULL REFERENCES draw.draw,
    code    text   NOT NULL,
    objects bigint NOT NULL,
    PRIMARY KEY (draw_id, code)
);

CREATE TABLE draw.frame_stratum (
    draw_id  bigint NOT NULL REFERENCES draw.draw,
    stratum  text COLLATE "C" NOT NULL,
    objects  bigint NOT NULL,
    eligible bigint NOT NULL,
    PRIMARY KEY (draw_id, stratum)
);

CREATE TABLE draw.party (
    draw_id      bigint  NOT NULL REFERENCES draw.draw,
    slug         text COLLATE "C" NOT NULL CHECK (slug ~ '^[a-z0-9-]{1,32}$'),
    label        text    NOT NULL,
    account_id   bigint  NOT NULL,
    display_name text    NOT NULL,
    role         text    NOT NULL CHECK (role IN ('PLANNER', 'PARTY', 'WITNESS')),
    outside      boolean NOT NULL,
    PRIMARY KEY (draw_id, slug),
    UNIQUE (draw_id, account_id)
);

CREATE TABLE draw.commitment (
    draw_id   bigint NOT NULL,
    slug      text COLLATE "C" NOT NULL,
    first     text NOT NULL CHECK (first ~ '^[0-9a-f]{64}$'),
    second    text NOT NULL CHECK (second ~ '^[0-9a-f]{64}$'),
    committed_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, slug),
    FOREIGN KEY (draw_id, slug) REFERENCES draw.party
);

CREATE TABLE draw.reveal (
    draw_id   bigint NOT NULL,
    slug      text COLLATE "C" NOT NULL,
    round     int  NOT NULL CHECK (round IN (1, 2)),
    secret    text NOT NULL CHECK (secret ~ '^[0-9a-f]{64}$'),
    revealed_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, slug, round),
    FOREIGN KEY (draw_id, slug) REFERENCES draw.party
);

CREATE TABLE draw.pool (
    draw_id       bigint NOT NULL REFERENCES draw.draw,
    pool_id       text COLLATE "C" NOT NULL,
    department_id bigint NOT NULL,
    group_size    int    NOT NULL,
    on_date       date   NOT NULL,
    officers      text   NOT NULL,
    avoid         text   NOT NULL,
    PRIMARY KEY (draw_id, pool_id),
    UNIQUE (draw_id, department_id)
);

CREATE TABLE draw.drawn_row (
    draw_id     bigint NOT NULL REFERENCES draw.draw,
    region_code text   NOT NULL,
    object_id   text COLLATE "C" NOT NULL,
    stratum     text COLLATE "C" NOT NULL,
    rank        int    NOT NULL,
    ticket      text   NOT NULL,
    kind        text   NOT NULL CHECK (kind IN ('DRAWN', 'RESERVE')),
    PRIMARY KEY (draw_id, object_id)
);

-- The order in which reserve objects step in, known since the second reveal.
CREATE TABLE draw.reserve_order (
    draw_id   bigint NOT NULL,
    object_id text COLLATE "C" NOT NULL,
    stratum   text COLLATE "C" NOT NULL,
    position  int    NOT NULL,
    PRIMARY KEY (draw_id, object_id),
    FOREIGN KEY (draw_id, object_id) REFERENCES draw.drawn_row
);

CREATE TABLE draw.substitute (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draw_id     bigint NOT NULL,
    object_id   text COLLATE "C" NOT NULL,
    dropped_id  text COLLATE "C" NOT NULL,
    late        boolean NOT NULL,
    taken_at    timestamptz NOT NULL,
    UNIQUE (draw_id, object_id),
    UNIQUE (draw_id, dropped_id),
    FOREIGN KEY (draw_id, object_id) REFERENCES draw.drawn_row,
    FOREIGN KEY (draw_id, dropped_id) REFERENCES draw.drawn_row
);

CREATE TABLE draw.pool_match (
    draw_id    bigint NOT NULL,
    pool_id    text COLLATE "C" NOT NULL,
    tasks      text   NOT NULL,
    result     text   NOT NULL,
    matched_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, pool_id),
    FOREIGN KEY (draw_id, pool_id) REFERENCES draw.pool
);

CREATE TABLE draw.void_vote (
    draw_id    bigint NOT NULL REFERENCES draw.draw,
    account_id bigint NOT NULL,
    by_name    text   NOT NULL,
    reason     text   NOT NULL,
    voted_at   timestamptz NOT NULL,
    PRIMARY KEY (draw_id, account_id)
);

-- What this draw wrote into the public log, so that its page need not search the whole log.
CREATE TABLE draw.log_entry (
    draw_id bigint NOT NULL REFERENCES draw.draw,
    index   bigint NOT NULL,
    kind    text   NOT NULL,
    payload text   NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (draw_id, index)
);

REVOKE UPDATE, DELETE ON draw.frame_code, draw.frame_stratum, draw.party, draw.commitment, draw.reveal, draw.pool,
    draw.drawn_row, draw.reserve_order, draw.substitute, draw.pool_match, draw.void_vote, draw.log_entry FROM mingchou_app;
REVOKE DELETE ON draw.draw, draw.draw_number FROM mingchou_app;
