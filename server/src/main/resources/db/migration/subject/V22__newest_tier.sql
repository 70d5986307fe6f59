-- A frame mostly asks for the newest tier of each object. In an index of its own it is read without a look at what was
-- before; picked out of all the tiers it cost a quarter of the time that the database spends on a frame.
ALTER TABLE subject.tier ADD COLUMN newest boolean NOT NULL DEFAULT true;
UPDATE subject.tier t SET newest = false
WHERE EXISTS (SELECT FROM subject.tier x
              WHERE x.subject_id = t.subject_id AND x.scheme = t.scheme AND (x.as_of, x.id) > (t.as_of, t.id));
CREATE UNIQUE INDEX tier_in_force ON subject.tier (region_code, scheme, draw_id) INCLUDE (tier) WHERE newest;

-- The application may not update a tier: the owner's function marks the one that is replaced. A grade of an earlier day
-- that is recorded late replaces none. Asked is by the columns that two indexes begin with, and by no others: with a day
-- beside them the database, which knows nothing of a table that is just being filled, once chose to read all of it.
CREATE OR REPLACE FUNCTION subject.tier_takes_draw_id() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before subject.tier;
BEGIN
    SELECT s.draw_id, s.region_code INTO STRICT NEW.draw_id, NEW.region_code
    FROM subject.subject s WHERE s.id = NEW.subject_id;
    SELECT t.* INTO before FROM subject.tier t
    WHERE t.region_code = NEW.region_code AND t.scheme = NEW.scheme AND t.draw_id = NEW.draw_id AND t.newest;
    NEW.newest := before.id IS NULL OR before.as_of <= NEW.as_of;
    IF NEW.newest AND before.id IS NOT NULL THEN
        UPDATE subject.tier SET newest = false WHERE id = before.id;
    END IF;
    RETURN NEW;
END $$;

-- The days of which there are tiers: whether some are of a later day than a frame asks for.
CREATE TABLE subject.tier_day (
    region_code text NOT NULL,
    scheme      text NOT NULL REFERENCES subject.tier_scheme,
    as_of       date NOT NULL,
    PRIMARY KEY (region_code, scheme, as_of)
);
INSERT INTO subject.tier_day SELECT DISTINCT region_code, scheme, as_of FROM subject.tier;
REVOKE INSERT, UPDATE, DELETE ON subject.tier_day FROM mingchou_app;
CREATE FUNCTION subject.tier_has_day() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO subject.tier_day SELECT DISTINCT region_code, scheme, as_of FROM added ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER tier_has_day AFTER INSERT ON subject.tier REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION subject.tier_has_day();
