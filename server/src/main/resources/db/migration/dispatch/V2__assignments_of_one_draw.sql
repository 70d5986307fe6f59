-- As for draw.drawn_row: the assignments of a draw come by the ten thousand, and whether it was dispatched is asked once
-- for all of them. A dispatched draw is never deleted.
CREATE FUNCTION dispatch.assignment_has_draw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    absent bigint;
BEGIN
    SELECT min(a.draw_id) INTO absent FROM (SELECT DISTINCT draw_id FROM added) a
    WHERE NOT EXISTS (SELECT FROM dispatch.dispatched_draw d WHERE d.draw_id = a.draw_id);
    IF absent IS NOT NULL THEN
        RAISE EXCEPTION 'assignments of the draw %, which was not dispatched', absent
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER assignment_has_draw AFTER INSERT ON dispatch.assignment REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION dispatch.assignment_has_draw();
ALTER TABLE dispatch.assignment DROP CONSTRAINT assignment_draw_id_fkey;
