import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { refused } from '../lib/api.mjs';

/** 二、抽查事项 come from the directory; the scope and the ratios from the plan's chapter 三. */
export async function planAndApprove(world) {
  await world.setClock('2026-05-11T09:00:00+08:00');
  const planner = await world.as('yj-planner');
  const departments = await planner.get('/api/departments');
  const items = await planner.all('/api/items');
  world.departments = Object.fromEntries(departments.map((d) => [d.code, d]));
  const taking = ['YJ', 'SL', 'ST'];
  const input = {
    year: 2026,
    number: 6,
    from: '2026-05-15',
    to: '2026-06-30',
    basisDocuments: ['石家庄市栾城区2026年“双随机、一公开”监管工作实施方案', '石家庄市栾城区2026年度随机抽查工作计划'],
    scope: { label: 'EMERGENCY_MANAGEMENT' },
    tierScheme: 'HEBEI_CREDIT_RISK',
    tierAsOf: '2026-04-30',
    ratio: { byTier: { A: 100, B: 300, C: 1000, D: 3000 }, floorMode: 'OVERALL', floor: 300, reserve: 5000, base: 'ALL' },
    departments: taking.map((code) => ({
      departmentId: world.departments[code].id,
      groupSize: 2,
      itemIds: items.filter((i) => i.departmentId === world.departments[code].id).map((i) => i.id),
    })),
    ...world.plan,
  };
  const total = input.departments.reduce((sum, d) => sum + d.itemIds.length, 0);
  if (total !== 23) throw new Error(`the plan has 23 items, the directory gave ${total}`);
  const plan = await planner.post('/api/plans', input);
  world.planId = plan.id;
  world.log(`${plan.title}：${input.departments.length} 个部门，${total} 项`);

  const registrar = await world.as('yj-registrar');
  await refused(403, 'role-required', () => registrar.post('/api/plans', input));
  await planner.post(`/api/plans/${plan.id}/submit`, { version: plan.version });
  await refused(404, 'not-found', async () => (await world.as('gc-yj-planner')).get(`/api/plans/${plan.id}`));

  const preview = await planner.get(`/api/plans/${plan.id}/preview`);
  world.log(`抽样框 ${preview.total} 户，预计抽取 ${preview.quota} 户`);

  const admin = await world.as('sl-admin');
  const excluded = (await planner.all('/api/subjects?label=EMERGENCY_MANAGEMENT&status=ACTIVE')).slice(0, 2);
  for (const [n, subject] of excluded.entries()) {
    const exclusion = await admin.post(`/api/plans/${plan.id}/exclusions`, {
      objectId: subject.drawId,
      code: n === 0 ? 'X01' : 'X06',
      note: n === 0 ? '本年度已受检，达到频次上限' : '正在停产搬迁，已书面说明',
      evidence: null,
    });
    await (await world.as('yj-approver')).post(`/api/exclusions/${exclusion.id}/approve`);
  }

  const approver = await world.as('yj-approver');
  const submitted = await approver.get(`/api/plans/${plan.id}`);
  await approver.post(`/api/plans/${plan.id}/approve`, { version: submitted.version, note: '同意' });
  await writeFile(path.join(world.out, 'plan.docx'), await planner.download(`/api/plans/${plan.id}/document.docx`));
}
planAndApprove.label = '计划与审批';
