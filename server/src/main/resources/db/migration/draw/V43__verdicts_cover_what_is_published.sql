-- A verdict signs, beside the result, the digest of the counts and names that may be published (SSJ-VERDICT-2).
-- Nobody signed that before: such verdicts stay in the log, and their authors give them anew.
DELETE FROM draw.verdict;

ALTER TABLE draw.verdict ADD COLUMN public_digest text NOT NULL CHECK (public_digest ~ '^[0-9a-f]{64}$');
