-- Somebody outside the lead department compared the key of an invited outsider with the one its owner publishes.
-- Until then no verdict under that key is taken.
CREATE TABLE draw.outside_verifier_check (
    draw_id    bigint NOT NULL,
    who        text COLLATE "C" NOT NULL,
    checked_by text   NOT NULL,
    checked_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, who),
    FOREIGN KEY (draw_id, who) REFERENCES draw.outside_verifier
);

REVOKE UPDATE, DELETE ON draw.outside_verifier_check FROM mingchou_app;
