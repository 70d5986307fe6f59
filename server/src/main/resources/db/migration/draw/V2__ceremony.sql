-- The keys with which parties sign. A row is never changed: a later row replaces an earlier one, once a second person
-- has decided so where that is needed.
CREATE TABLE draw.party_key (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    bigint  NOT NULL,
    region_code   text    NOT NULL,
    display_name  text    NOT NULL,
    public_key    text    NOT NULL UNIQUE CHECK (public_key ~ '^[0-9a-f]{64}$'),
    needs_consent boolean NOT NULL,
    reason        text    NOT NULL,
    registered_at timestamptz NOT NULL
);
CREATE INDEX party_key_account ON draw.party_key (account_id, id);

CREATE TABLE draw.party_key_decision (
    key_id     bigint PRIMARY KEY REFERENCES draw.party_key,
    consented  boolean NOT NULL,
    account_id bigint  NOT NULL,
    by_name    text    NOT NULL,
    reason     text    NOT NULL,
    decided_at timestamptz NOT NULL
);

-- Accounts whose password somebody else has set since: from then on a key needs a second person.
CREATE TABLE draw.password_reset (
    account_id bigint NOT NULL,
    reset_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, reset_at)
);

-- Empty for what was committed and revealed before parties had keys.
ALTER TABLE draw.commitment ADD COLUMN public_key text CHECK (public_key ~ '^[0-9a-f]{64}$');
ALTER TABLE draw.commitment ADD COLUMN signature text CHECK (signature ~ '^[0-9a-f]{128}$');
ALTER TABLE draw.commitment ADD CHECK ((public_key IS NULL) = (signature IS NULL));
ALTER TABLE draw.reveal ADD COLUMN signature text CHECK (signature ~ '^[0-9a-f]{128}$');

-- Until the opening a lottery or a drand chain stands without its issue or round, which follows from the deadline.
ALTER TABLE draw.draw DROP CONSTRAINT draw_beacon_check;
ALTER TABLE draw.draw ADD CONSTRAINT draw_beacon_check CHECK (beacon ~
    '^(live:[a-z0-9-]{1,32}|lottery:[a-z0-9-]{1,32}(:[0-9]{8})?|drand:[a-z0-9-]{1,32}(:[1-9][0-9]{0,17})?|none)$');
ALTER TABLE draw.draw DROP CONSTRAINT draw_state_check;
ALTER TABLE draw.draw ADD CONSTRAINT draw_state_check CHECK (state IN
    ('FROZEN', 'OPENED', 'REVEALED', 'BEACON_SET', 'DRAWN', 'CONFIRMED', 'WITHHELD', 'SETTLED', 'VOID'));
ALTER TABLE draw.draw ADD COLUMN withheld_at timestamptz;
ALTER TABLE draw.draw ADD COLUMN beacon2_text text;
ALTER TABLE draw.draw ADD COLUMN beacon2_at timestamptz;

-- What each of two people has read of a public beacon. The last entry of a person counts.
CREATE TABLE draw.beacon_entry (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draw_id    bigint NOT NULL,
    slug       text COLLATE "C" NOT NULL,
    round      text NOT NULL,
    -- one line of beacon.txt; empty when the round failed
    line       text,
    source     text NOT NULL,
    entered_at timestamptz NOT NULL,
    FOREIGN KEY (draw_id, slug) REFERENCES draw.party
);

-- Rounds that both people found to have failed; the next one by formula took their place.
CREATE TABLE draw.failed_round (
    draw_id   bigint NOT NULL REFERENCES draw.draw,
    round     text   NOT NULL,
    next      text   NOT NULL,
    failed_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, round)
);

CREATE TABLE draw.withheld (
    draw_id bigint NOT NULL,
    slug    text COLLATE "C" NOT NULL,
    PRIMARY KEY (draw_id, slug),
    FOREIGN KEY (draw_id, slug) REFERENCES draw.party
);

REVOKE UPDATE, DELETE ON draw.party_key, draw.party_key_decision, draw.password_reset, draw.beacon_entry,
    draw.failed_round, draw.withheld FROM mingchou_app;
