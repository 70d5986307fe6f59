-- A corrected or withdrawn result takes its follow-up with it; the row and what was done stay on record.
ALTER TABLE followup.follow_up DROP CONSTRAINT follow_up_state_check;
ALTER TABLE followup.follow_up ADD CONSTRAINT follow_up_state_check
    CHECK (state IN ('OPEN', 'TRANSFERRED', 'RECEIVED', 'CLOSED', 'CANCELLED'));
DROP INDEX followup.follow_up_of_item;
DROP INDEX followup.follow_up_of_visit;
CREATE UNIQUE INDEX follow_up_of_item ON followup.follow_up (section_id, item_version_id)
    WHERE item_version_id IS NOT NULL AND state <> 'CANCELLED';
CREATE UNIQUE INDEX follow_up_of_visit ON followup.follow_up (visit_id)
    WHERE item_version_id IS NULL AND state <> 'CANCELLED';

-- Who sees it besides its own department and the one it was handed to.
ALTER TABLE followup.follow_up ADD COLUMN lead_department_id bigint;
UPDATE followup.follow_up SET lead_department_id = department_id;
ALTER TABLE followup.follow_up ALTER COLUMN lead_department_id SET NOT NULL;
