-- A frame is read from two indexes side by side, in the order in which it is written. Without the draw id beside a tier
-- the tier of each of a million objects was looked up by itself, which took ten times as long.
ALTER TABLE subject.tier ADD COLUMN draw_id text COLLATE "C";
UPDATE subject.tier t SET draw_id = s.draw_id FROM subject.subject s WHERE s.id = t.subject_id;
ALTER TABLE subject.tier ALTER COLUMN draw_id SET NOT NULL;

CREATE FUNCTION subject.tier_takes_draw_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT s.draw_id, s.region_code INTO STRICT NEW.draw_id, NEW.region_code
    FROM subject.subject s WHERE s.id = NEW.subject_id;
    RETURN NEW;
END $$;
CREATE TRIGGER tier_takes_draw_id BEFORE INSERT ON subject.tier
    FOR EACH ROW EXECUTE FUNCTION subject.tier_takes_draw_id();

DROP INDEX subject.subject_region;
CREATE INDEX subject_region ON subject.subject (region_code, draw_id) INCLUDE (id, status, kind, industry);
DROP INDEX subject.tier_scheme_used;
CREATE INDEX tier_frame ON subject.tier (region_code, scheme, draw_id, as_of DESC, id DESC) INCLUDE (tier);
