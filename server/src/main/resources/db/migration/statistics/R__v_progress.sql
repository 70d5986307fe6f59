-- One row per duty of a plan: what it is, whose, whether done, by when. Overdue follows from due_on and the asked day.
DROP VIEW IF EXISTS statistics.v_progress;
CREATE VIEW statistics.v_progress AS
SELECT a.plan_id, a.region_code, 'CONFIRM' AS step, a.department_id, a.id AS unit, a.status AS state,
       a.status <> 'DISPATCHED' AS done, d.due_on, d.met_on
FROM dispatch.assignment a
LEFT JOIN calendar.deadline d ON d.kind = 'assignment' AND d.subject_id = a.id AND d.rule = 'CONFIRM_DISPATCH'
UNION ALL
SELECT plan_id, region_code, 'CLAIM', department_id, id, status, status <> 'CONFIRMED', NULL, NULL
FROM dispatch.assignment WHERE status IN ('CONFIRMED', 'CLAIMED', 'STAFFED')
UNION ALL
SELECT plan_id, region_code, 'STAFF', department_id, id, status, status = 'STAFFED', NULL, NULL
FROM dispatch.assignment WHERE status IN ('CLAIMED', 'STAFFED')
UNION ALL
SELECT s.plan_id, s.region_code, 'VISIT', s.department_id, v.id, v.state, v.state = 'FINISHED', NULL, NULL
FROM inspection.section s JOIN inspection.visit v ON v.id = s.visit_id
WHERE s.state <> 'CANCELLED' AND v.state <> 'CANCELLED'
UNION ALL
SELECT s.plan_id, s.region_code, 'PUBLISH', s.department_id, s.id, s.state, s.state = 'PUBLISHED', d.due_on, d.met_on
FROM inspection.section s
LEFT JOIN calendar.deadline d ON d.kind = 'section' AND d.subject_id = s.id AND d.rule = 'PUBLISH_RESULT'
WHERE s.state <> 'CANCELLED'
UNION ALL
SELECT f.plan_id, f.region_code, 'FOLLOW_UP', f.department_id, f.id, f.state, f.state IN ('CLOSED', 'RECEIVED'),
       d.due_on, d.met_on
FROM followup.follow_up f
LEFT JOIN calendar.deadline d ON d.kind = 'follow_up' AND d.subject_id = f.id AND d.rule = 'CLOSE_FOLLOW_UP'
WHERE f.state <> 'CANCELLED'
UNION ALL
SELECT m.plan_id, m.region_code, 'EXCHANGE', p.department_id, m.id, m.status, m.status = 'ACCEPTED', NULL, NULL
FROM exchange.outbox_message m JOIN publication.publication p ON p.id = m.publication_id;
COMMENT ON VIEW statistics.v_progress IS '计划各环节的办理进度：每件事一行';
