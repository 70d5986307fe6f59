-- The audit trail binds what each party read of a beacon, by the SHA-256 of salt, round, line and source. The salt stands here
-- alone: whoever reads the trail learns neither what was read nor whether two read alike. Empty for older readings.
ALTER TABLE draw.beacon_entry ADD COLUMN salt text CHECK (salt ~ '^[0-9a-f]{32}$');
