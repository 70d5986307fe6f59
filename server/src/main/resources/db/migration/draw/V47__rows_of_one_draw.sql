-- The rows of a draw are written at once. As a foreign key it was asked for each of them whether the draw exists, which
-- took twice as long as writing them; it is asked once. A draw cannot be deleted: its parties refer to it.
CREATE FUNCTION draw.drawn_row_has_draw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    absent bigint;
BEGIN
    SELECT min(a.draw_id) INTO absent FROM (SELECT DISTINCT draw_id FROM added) a
    WHERE NOT EXISTS (SELECT FROM draw.draw d WHERE d.id = a.draw_id);
    IF absent IS NOT NULL THEN
        RAISE EXCEPTION 'drawn rows of the draw %, which does not exist', absent USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER drawn_row_has_draw AFTER INSERT ON draw.drawn_row REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION draw.drawn_row_has_draw();
ALTER TABLE draw.drawn_row DROP CONSTRAINT drawn_row_draw_id_fkey;
