// The ten figures counted a second time, straight from the tables and not through the views of the annex.
import pg from 'pg';

const FINISHED = `
  SELECT s.*, v.object_draw_id, v.outcome FROM inspection.section s
  JOIN inspection.visit v ON v.id = s.visit_id
  WHERE s.plan_id = $1 AND v.state = 'FINISHED' AND s.state <> 'CANCELLED'`;

/** The last word on each item: an answer is never changed, only followed by another. */
const LATEST = `SELECT DISTINCT ON (section_id, item_version_id) section_id, item_version_id, outcome
  FROM inspection.item_result ORDER BY section_id, item_version_id, revision DESC`;

const COUNTS = {
  enterprises: `SELECT count(DISTINCT object_draw_id) FROM (${FINISHED}) s`,
  officerVisits: `SELECT count(*) FROM (SELECT DISTINCT s.visit_id, m.officer_no
    FROM (${FINISHED}) s JOIN inspection.section_member m ON m.section_id = s.id) x`,
  departments: `SELECT count(DISTINCT department_id) FROM (${FINISHED}) s`,
  items: `SELECT count(DISTINCT i.item_id) FROM (${FINISHED}) s
    JOIN inspection.section_item i ON i.section_id = s.id
    JOIN (${LATEST}) r ON r.section_id = s.id AND r.item_version_id = i.item_version_id
    WHERE r.outcome IN ('NO_PROBLEM', 'PROBLEM')`,
  problemItems: `SELECT count(*) FROM (SELECT DISTINCT s.object_draw_id, r.item_version_id FROM (${FINISHED}) s
    JOIN (${LATEST}) r ON r.section_id = s.id WHERE r.outcome = 'PROBLEM') x`,
  problemEnterprises: `SELECT count(DISTINCT s.object_draw_id) FROM (${FINISHED}) s
    JOIN (${LATEST}) r ON r.section_id = s.id WHERE r.outcome = 'PROBLEM'`,
  orderedToCorrect: `SELECT count(DISTINCT object_draw_id) FROM followup.follow_up WHERE plan_id = $1 AND kind = 'ORDER_CORRECTION'`,
  abnormalListed: `SELECT count(DISTINCT object_draw_id) FROM followup.follow_up WHERE plan_id = $1 AND kind = 'ABNORMAL_LIST'`,
  casesFiled: `SELECT count(DISTINCT object_draw_id) FROM followup.follow_up WHERE plan_id = $1 AND kind = 'CASE_CLUE'`,
  consultations: `SELECT count(*) FROM inspection.consultation c WHERE c.visit_id IN (SELECT visit_id FROM (${FINISHED}) s)`,
};

export async function countFromTables(database, planId) {
  const client = new pg.Client(database);
  await client.connect();
  try {
    const counted = {};
    for (const [figure, sql] of Object.entries(COUNTS)) {
      counted[figure] = Number((await client.query(sql, [planId])).rows[0].count);
    }
    return counted;
  } finally {
    await client.end();
  }
}
