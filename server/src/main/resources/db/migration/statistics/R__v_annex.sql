-- 统计表: each figure is the number of rows of one view, so a figure and the rows behind it cannot disagree.
-- Definitions are those of docs/glossary.md. This module alone reads the tables of the others.
DROP VIEW IF EXISTS statistics.v_annex;
DROP VIEW IF EXISTS statistics.v_annex_enterprises, statistics.v_annex_officer_visits,
    statistics.v_annex_departments, statistics.v_annex_items, statistics.v_annex_problem_items,
    statistics.v_annex_problem_enterprises, statistics.v_annex_ordered_to_correct,
    statistics.v_annex_abnormal_listed, statistics.v_annex_cases_filed, statistics.v_annex_consultations;
DROP VIEW IF EXISTS statistics.v_measure, statistics.v_checked_item, statistics.v_finished_section;

CREATE VIEW statistics.v_finished_section AS
SELECT s.plan_id, s.region_code, s.id AS section_id, s.visit_id, s.department_id, s.department_name,
       v.object_draw_id, v.object_name, v.object_credit_code, v.outcome,
       (v.finished_at AT TIME ZONE 'Asia/Shanghai')::date AS finished_on
FROM inspection.section s
JOIN inspection.visit v ON v.id = s.visit_id
WHERE v.state = 'FINISHED' AND s.state <> 'CANCELLED';
COMMENT ON VIEW statistics.v_finished_section IS '现场已结束的检查中各部门的记录；一次检查可以服务于多个计划，所以按计划取';

CREATE VIEW statistics.v_checked_item AS
SELECT f.plan_id, f.region_code, f.section_id, f.visit_id, f.department_id, f.department_name, f.object_draw_id,
       f.object_name, f.object_credit_code, f.finished_on, i.item_id, i.item_code, i.item_name,
       r.outcome, r.finding, r.handling, r.measure
FROM statistics.v_finished_section f
JOIN inspection.latest_result r ON r.section_id = f.section_id
JOIN inspection.section_item i ON i.section_id = r.section_id AND i.item_version_id = r.item_version_id
WHERE r.outcome IN ('NO_PROBLEM', 'PROBLEM')
  AND NOT EXISTS (SELECT FROM publication.publication p WHERE p.section_id = f.section_id AND p.status = 'WITHDRAWN');
COMMENT ON VIEW statistics.v_checked_item IS '现场已结束的检查中实际查过的事项（未发现问题或发现问题）；未检查和合理缺项不算，公示结果已撤下的不算';

CREATE VIEW statistics.v_annex_enterprises AS
SELECT plan_id, region_code, object_draw_id, min(object_name) AS object_name,
       min(object_credit_code) AS object_credit_code, max(finished_on) AS finished_on,
       CASE WHEN bool_and(outcome = 'UNREACHABLE') THEN '无法联系' ELSE '已检查' END AS outcome
FROM statistics.v_finished_section
GROUP BY plan_id, region_code, object_draw_id;
COMMENT ON VIEW statistics.v_annex_enterprises IS '随机抽查企业（户）：现场已结束的检查涉及的不同企业';

CREATE VIEW statistics.v_annex_officer_visits AS
SELECT f.plan_id, f.region_code, f.visit_id, m.officer_no, min(m.officer_name) AS officer_name,
       min(f.department_name) AS department_name, min(f.object_name) AS object_name, max(f.finished_on) AS finished_on
FROM statistics.v_finished_section f
JOIN inspection.section_member m ON m.section_id = f.section_id
GROUP BY f.plan_id, f.region_code, f.visit_id, m.officer_no;
COMMENT ON VIEW statistics.v_annex_officer_visits IS '随机抽取执法检查人员（人次）：执法人员 × 现场已结束的检查；协助人员不计';

CREATE VIEW statistics.v_annex_departments AS
SELECT plan_id, region_code, department_id, min(department_name) AS department_name,
       count(DISTINCT object_draw_id) AS enterprises
FROM statistics.v_finished_section
GROUP BY plan_id, region_code, department_id;
COMMENT ON VIEW statistics.v_annex_departments IS '涉及检查部门（个）：在现场已结束的检查中有记录的不同部门';

CREATE VIEW statistics.v_annex_items AS
SELECT plan_id, region_code, item_id, min(item_code) AS item_code, min(item_name) AS item_name,
       min(department_name) AS department_name, count(DISTINCT object_draw_id) AS enterprises
FROM statistics.v_checked_item
GROUP BY plan_id, region_code, item_id;
COMMENT ON VIEW statistics.v_annex_items IS '检查项目（个）：实际查过的不同事项；同一事项的不同版本算一个';

CREATE VIEW statistics.v_annex_problem_items AS
SELECT plan_id, region_code, object_draw_id, item_id, min(object_name) AS object_name,
       min(department_name) AS department_name, min(item_name) AS item_name, min(finding) AS finding,
       max(finished_on) AS finished_on
FROM statistics.v_checked_item
WHERE outcome = 'PROBLEM'
GROUP BY plan_id, region_code, object_draw_id, item_id;
COMMENT ON VIEW statistics.v_annex_problem_items IS '发现问题事项（项）：发现问题的事项 × 企业';

CREATE VIEW statistics.v_annex_problem_enterprises AS
SELECT plan_id, region_code, object_draw_id, min(object_name) AS object_name, count(*) AS problems
FROM statistics.v_annex_problem_items
GROUP BY plan_id, region_code, object_draw_id;
COMMENT ON VIEW statistics.v_annex_problem_enterprises IS '发现问题企业（户）：至少有一项发现问题的不同企业';

CREATE VIEW statistics.v_measure AS
SELECT plan_id, region_code, kind, object_draw_id, min(object_name) AS object_name,
       string_agg(DISTINCT department_name, '、') AS department_name,
       string_agg(DISTINCT item_name, '、') AS reason,
       min((opened_at AT TIME ZONE 'Asia/Shanghai')::date) AS finished_on
FROM followup.follow_up
WHERE state <> 'CANCELLED'
GROUP BY plan_id, region_code, kind, object_draw_id;
COMMENT ON VIEW statistics.v_measure IS '企业 × 后续处置种类，随公示结果撤销的不算；登记住所无法联系的企业也在列入异常建议之内';

CREATE VIEW statistics.v_annex_ordered_to_correct AS
SELECT plan_id, region_code, object_draw_id, object_name, department_name, reason, finished_on
FROM statistics.v_measure WHERE kind = 'ORDER_CORRECTION';
COMMENT ON VIEW statistics.v_annex_ordered_to_correct IS '责令改正（户）：有责令改正后续处置的不同企业';

CREATE VIEW statistics.v_annex_abnormal_listed AS
SELECT plan_id, region_code, object_draw_id, object_name, department_name, reason, finished_on
FROM statistics.v_measure WHERE kind = 'ABNORMAL_LIST';
COMMENT ON VIEW statistics.v_annex_abnormal_listed IS '应列入异常（户）：有列入异常建议后续处置的不同企业';

CREATE VIEW statistics.v_annex_cases_filed AS
SELECT plan_id, region_code, object_draw_id, object_name, department_name, reason, finished_on
FROM statistics.v_measure WHERE kind = 'CASE_CLUE';
COMMENT ON VIEW statistics.v_annex_cases_filed IS '涉嫌违法立案调查（户）：有立案线索后续处置的不同企业';

CREATE VIEW statistics.v_annex_consultations AS
SELECT DISTINCT ON (f.plan_id, c.id) f.plan_id, f.region_code, c.id AS consultation_id, f.object_name,
       d.department_name, c.question, c.answer, f.finished_on
FROM inspection.consultation c
JOIN statistics.v_finished_section f ON f.visit_id = c.visit_id
LEFT JOIN statistics.v_finished_section d
       ON d.visit_id = c.visit_id AND d.plan_id = f.plan_id AND d.department_id = c.department_id
ORDER BY f.plan_id, c.id, d.section_id;
COMMENT ON VIEW statistics.v_annex_consultations IS '现场解答疑难问题（个）：现场已结束的检查中答复的问题';

CREATE VIEW statistics.v_annex AS
SELECT p.plan_id, p.region_code,
       (SELECT count(*) FROM statistics.v_annex_enterprises r WHERE r.plan_id = p.plan_id) AS enterprises,
       (SELECT count(*) FROM statistics.v_annex_officer_visits r WHERE r.plan_id = p.plan_id) AS officer_visits,
       (SELECT count(*) FROM statistics.v_annex_departments r WHERE r.plan_id = p.plan_id) AS departments,
       (SELECT count(*) FROM statistics.v_annex_items r WHERE r.plan_id = p.plan_id) AS items,
       (SELECT count(*) FROM statistics.v_annex_problem_items r WHERE r.plan_id = p.plan_id) AS problem_items,
       (SELECT count(*) FROM statistics.v_annex_problem_enterprises r WHERE r.plan_id = p.plan_id) AS problem_enterprises,
       (SELECT count(*) FROM statistics.v_annex_ordered_to_correct r WHERE r.plan_id = p.plan_id) AS ordered_to_correct,
       (SELECT count(*) FROM statistics.v_annex_abnormal_listed r WHERE r.plan_id = p.plan_id) AS abnormal_listed,
       (SELECT count(*) FROM statistics.v_annex_cases_filed r WHERE r.plan_id = p.plan_id) AS cases_filed,
       (SELECT count(*) FROM statistics.v_annex_consultations r WHERE r.plan_id = p.plan_id) AS consultations,
       (SELECT count(DISTINCT v.object_draw_id) FROM inspection.section s JOIN inspection.visit v ON v.id = s.visit_id
        WHERE s.plan_id = p.plan_id AND s.state <> 'CANCELLED' AND v.state NOT IN ('FINISHED', 'CANCELLED')) AS open_visits
FROM (SELECT DISTINCT plan_id, region_code FROM inspection.section) p;
COMMENT ON VIEW statistics.v_annex IS '实施方案附件：联合抽查情况统计表的十个数，和检查尚未结束的户数';
