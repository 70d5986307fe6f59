-- Dice are read by two people too; everybody in the room saw them, so no source is asked for. The round of a reading of
-- the second beacon is 'second'.
ALTER TABLE draw.beacon_entry ALTER COLUMN source DROP NOT NULL;

-- Draws whose beacon, or second beacon, was decided before the log had entries for it. Nothing is ever added: the check
-- of the ledger demands an entry of every other draw, and of one that was opened after the first such entry even if it
-- stands here.
CREATE TABLE draw.beacon_unlogged (
    draw_id bigint NOT NULL REFERENCES draw.draw,
    kind    text   NOT NULL CHECK (kind IN ('BEACON', 'BEACON2')),
    PRIMARY KEY (draw_id, kind)
);
INSERT INTO draw.beacon_unlogged (draw_id, kind)
SELECT id, 'BEACON' FROM draw.draw WHERE beacon_text IS NOT NULL
UNION ALL
SELECT id, 'BEACON2' FROM draw.draw WHERE beacon2_text IS NOT NULL;

REVOKE INSERT, UPDATE, DELETE ON draw.beacon_unlogged FROM mingchou_app;
