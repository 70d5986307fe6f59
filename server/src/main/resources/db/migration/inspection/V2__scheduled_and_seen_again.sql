-- A visit with a day is no longer 待安排.
ALTER TABLE inspection.visit DROP CONSTRAINT visit_state_check;
UPDATE inspection.visit SET state = 'SCHEDULED' WHERE state = 'PLANNED' AND scheduled_on IS NOT NULL;
ALTER TABLE inspection.visit ADD CONSTRAINT visit_state_check
    CHECK (state IN ('PLANNED', 'SCHEDULED', 'APPROVAL_REQUESTED', 'APPROVED', 'NOTIFIED', 'APPROVAL_OWED',
                     'IN_PROGRESS', 'FINISHED', 'CANCELLED'));
DROP INDEX inspection.visit_of_draw;
CREATE UNIQUE INDEX visit_of_draw ON inspection.visit (opening_draw_id, object_draw_id)
    WHERE state IN ('PLANNED', 'SCHEDULED', 'APPROVAL_REQUESTED', 'APPROVED', 'NOTIFIED');

-- The enterprise takes note again when a returned section turned worse; results_up_to is the last answer it saw.
ALTER TABLE inspection.acknowledgement DROP CONSTRAINT acknowledgement_visit_id_key;
CREATE INDEX acknowledgement_visit ON inspection.acknowledgement (visit_id);
ALTER TABLE inspection.acknowledgement ADD COLUMN results_up_to bigint;
UPDATE inspection.acknowledgement a SET results_up_to =
    (SELECT coalesce(max(r.id), 0) FROM inspection.item_result r JOIN inspection.section s ON s.id = r.section_id
     WHERE s.visit_id = a.visit_id AND r.recorded_at <= a.recorded_at);
ALTER TABLE inspection.acknowledgement ALTER COLUMN results_up_to SET NOT NULL;

-- Items held harder against the enterprise than what it last took note of. A published section is corrected by another
-- way, with a written notice.
CREATE VIEW inspection.worsened_item AS
SELECT s.visit_id, s.id AS section_id, now.item_version_id
FROM inspection.section s
JOIN LATERAL (SELECT max(a.results_up_to) AS up_to FROM inspection.acknowledgement a WHERE a.visit_id = s.visit_id) seen
  ON seen.up_to IS NOT NULL
JOIN inspection.latest_result now ON now.section_id = s.id AND now.id > seen.up_to AND now.outcome = 'PROBLEM'
LEFT JOIN LATERAL (
    SELECT r.outcome, r.measure FROM inspection.item_result r
    WHERE r.section_id = s.id AND r.item_version_id = now.item_version_id AND r.id <= seen.up_to
    ORDER BY r.revision DESC LIMIT 1) was ON true
WHERE s.state NOT IN ('PUBLISHED', 'CANCELLED')
  AND (was.outcome IS DISTINCT FROM 'PROBLEM'
       OR array_position(ARRAY['ORDER_CORRECTION', 'ABNORMAL_LIST', 'CASE_CLUE', 'TRANSFER'], now.measure)
          > array_position(ARRAY['ORDER_CORRECTION', 'ABNORMAL_LIST', 'CASE_CLUE', 'TRANSFER'], was.measure));
