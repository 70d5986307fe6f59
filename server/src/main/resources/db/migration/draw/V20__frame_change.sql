-- What changed in a frame since the frame of the last draw, in counts for the public: nothing by tier.
CREATE TABLE draw.frame_change (
    draw_id          bigint PRIMARY KEY REFERENCES draw.draw,
    previous_draw_no text COLLATE "C" NOT NULL,
    same_scope       boolean NOT NULL,
    added            bigint NOT NULL,
    removed          bigint NOT NULL,
    status_moved     bigint NOT NULL
);
REVOKE UPDATE, DELETE ON draw.frame_change FROM mingchou_app;
