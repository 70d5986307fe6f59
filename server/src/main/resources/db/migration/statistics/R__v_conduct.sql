-- What officials decided, case by case, and whether it ended in a drop-out or a replacement. A point of a control chart
-- is a count of these rows, so a point and the rows behind it cannot disagree.
DROP VIEW IF EXISTS statistics.v_conduct_point, statistics.v_conduct;

CREATE VIEW statistics.v_conduct AS
-- An object that a department answered for: by whom, and whether he proposed that it leaves the draw.
SELECT 'PROPOSE_DROP_OUT' AS duty, a.region_code, a.department_id,
       coalesce(d.proposed_by_name, a.confirmed_by) AS official, d.id IS NOT NULL AS happened,
       a.draw_id, a.object_name AS what, d.code AS code, d.reason AS reason,
       (coalesce(d.proposed_at, a.confirmed_at) AT TIME ZONE 'Asia/Shanghai')::date AS on_date
FROM dispatch.assignment a
LEFT JOIN dispatch.drop_out d
       ON d.draw_id = a.draw_id AND d.object_id = a.object_id AND d.department_id = a.department_id
      AND d.status <> 'REJECTED'
WHERE coalesce(d.proposed_by_name, a.confirmed_by) IS NOT NULL
UNION ALL
-- A proposal that somebody decided: approved or not. The approvers belong to the lead department or any other, and each
-- stands under his own; under the lead department where he belongs to none.
SELECT 'APPROVE_DROP_OUT', d.region_code, coalesce(a.department_id, d.lead_department_id), h.official, h.approved,
       d.draw_id, d.object_name, d.code, coalesce(h.reason, d.reason), (h.at AT TIME ZONE 'Asia/Shanghai')::date
FROM dispatch.drop_out d
CROSS JOIN LATERAL (VALUES (d.first_approver, d.first_approver_name, true, NULL, d.first_approved_at),
                           (d.second_approver, d.second_approver_name, true, NULL, d.second_approved_at),
                           (d.rejected_by, d.rejected_by_name, false, d.rejected_reason, d.rejected_at))
     AS h(account, official, approved, reason, at)
LEFT JOIN org.account a ON a.id = h.account
WHERE h.official IS NOT NULL
UNION ALL
-- A group of officers that stood: by whom it was matched, or who asked for a replacement in it. Both are of the group's
-- department; who approves may be of another, and matches nothing that he could be measured by. Before a replacement
-- took two, whoever replaced is who asked.
SELECT 'REPLACE_OFFICER', g.region_code, g.department_id, coalesce(r.proposed_by, r.replaced_by, p.matched_by),
       r.group_id IS NOT NULL, g.draw_id, g.object_name, r.code, r.reason,
       (coalesce(r.replaced_at, p.matched_at) AT TIME ZONE 'Asia/Shanghai')::date
FROM matching.staff_group g
JOIN matching.pool p ON p.id = g.pool_id
LEFT JOIN LATERAL (SELECT * FROM matching.replacement r WHERE r.group_id = g.id ORDER BY r.id DESC LIMIT 1) r ON true
WHERE coalesce(r.proposed_by, r.replaced_by, p.matched_by) IS NOT NULL AND g.status <> 'UNSTAFFED'
UNION ALL
-- An officer's seat: kept, or left.
SELECT 'LEAVE_SEAT', s.region_code, s.department_id, s.officer_no, s.code IS NOT NULL,
       s.draw_id, s.object_name, s.code, s.reason, s.on_date
FROM (
    SELECT g.region_code, g.department_id, seat -> 'officer' ->> 'officerNo' AS officer_no, g.draw_id, g.object_name,
           NULL AS code, NULL AS reason, NULL::date AS on_date
    FROM matching.staff_group g CROSS JOIN LATERAL jsonb_array_elements(g.seats) AS seat
    UNION ALL
    SELECT g.region_code, g.department_id, r.officer_out, g.draw_id, g.object_name, r.code, r.reason,
           (r.replaced_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM matching.replacement r JOIN matching.staff_group g ON g.id = r.group_id) s
UNION ALL
-- Of a recusal only what it touched is a row; what it is measured by is counted in v_conduct_point.
SELECT 'RECUSE', r.region_code, r.department_id, o.officer_no, true,
       a.draw_id, a.object_name, r.ground, r.note, (r.declared_at AT TIME ZONE 'Asia/Shanghai')::date
FROM officer.recusal r
JOIN officer.officer o ON o.id = r.officer_id
JOIN dispatch.assignment a ON a.department_id = r.department_id AND a.object_id = r.object_draw_id;
COMMENT ON VIEW statistics.v_conduct IS '退出、批准、更换、离席、回避：每个可能发生一次的机会一行';

CREATE VIEW statistics.v_conduct_point AS
SELECT duty, region_code, department_id, official, count(*) AS cases, count(*) FILTER (WHERE happened) AS events
FROM statistics.v_conduct WHERE duty <> 'RECUSE'
GROUP BY duty, region_code, department_id, official
UNION ALL
SELECT 'RECUSE', o.region_code, o.department_id, o.officer_no, sent.objects, coalesce(touched.objects, 0)
FROM officer.officer o
JOIN (SELECT department_id, count(*) AS objects FROM dispatch.assignment GROUP BY department_id) sent
  ON sent.department_id = o.department_id
LEFT JOIN (SELECT department_id, official, count(*) AS objects FROM statistics.v_conduct
           WHERE duty = 'RECUSE' GROUP BY department_id, official) touched
       ON touched.department_id = o.department_id AND touched.official = o.officer_no
WHERE o.status = 'ACTIVE' OR touched.objects IS NOT NULL;
COMMENT ON VIEW statistics.v_conduct_point IS '控制图的点：每人办过多少件，其中发生多少件';
