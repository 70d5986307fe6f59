import { randomUUID } from 'node:crypto';
import { refused } from '../lib/api.mjs';
import { inParallel } from '../lib/parallel.mjs';
import { photo } from './dispatch.mjs';

const TAKING = ['yj', 'sl', 'st'];

export async function reviewAndPublish(world) {
  await world.setClock('2026-06-03T09:00:00+08:00');
  let published = 0;
  let returned = false;
  for (const department of TAKING) {
    const reviewer = await world.as(`${department}-reviewer`);
    for (const section of await reviewer.all(`/api/sections?planId=${world.planId}&status=SUBMITTED`)) {
      if (!returned && section.visitId === world.roles.joint.id) {
        await reviewer.post(`/api/sections/${section.id}/return`, { reason: '问题描述请写明具体点位' });
        const full = await reviewer.get(`/api/sections/${section.id}`);
        const officer = await world.as(full.members.find((m) => m.username).username);
        await officer.put(`/api/sections/${section.id}/results`, {
          results: full.results.map((r) => ({
            itemVersionId: r.itemVersionId,
            outcome: r.outcome,
            finding: r.finding ? `${r.finding}（二号车间东侧）` : null,
            handling: r.handling,
            measure: r.measure,
            reason: r.reason,
          })),
          version: full.version,
          clientId: randomUUID(),
        });
        await officer.post(`/api/sections/${section.id}/submit`, { clientId: randomUUID() });
        await refused(403, 'role-required', () => officer.post(`/api/sections/${section.id}/publish`));
        returned = true;
        world.log(`${section.subjectName}：${section.departmentName}记录退回一次后重报`);
      }
    }
    const submitted = await reviewer.all(`/api/sections?planId=${world.planId}&status=SUBMITTED`);
    await inParallel(submitted, (section) => reviewer.post(`/api/sections/${section.id}/publish`));
    published += submitted.length;
  }
  if (!returned) throw new Error('the scenario needs a returned section');
  world.log(`公示 ${published} 份部门记录`);
}
reviewAndPublish.label = '审核与公示';

export async function exchangeRounds(world) {
  const planner = await world.as('yj-planner');
  for (let round = 0; round < 6; round++) {
    await world.setClock(`2026-06-04T${String(9 + round).padStart(2, '0')}:00:00+08:00`);
    await planner.post('/api/exchange/run');
    for (const message of await planner.all('/api/exchange/outbox?status=REFUSED')) {
      await planner.post(`/api/exchange/outbox/${message.id}/retry`);
    }
  }
  const reconciliation = await planner.get('/api/exchange/reconciliation');
  world.log(`公示系统对账：${JSON.stringify(reconciliation.counts ?? reconciliation)}`);
}
exchangeRounds.label = '推送公示系统与对账';

export async function closeFollowUps(world) {
  await world.setClock('2026-06-15T09:00:00+08:00');
  let closed = 0;
  for (const department of TAKING) {
    const handler = await world.as(`${department}-followup`);
    for (const followUp of await handler.all(`/api/follow-ups?planId=${world.planId}&status=OPEN`)) {
      if (followUp.kind === 'TRANSFER') {
        await handler.post(`/api/follow-ups/${followUp.id}/transfer`, { toDepartmentId: world.departments.SC.id, note: '线索属市场监管职责' });
        await (await world.as('sc-followup')).post(`/api/follow-ups/${followUp.id}/receive`);
        continue;
      }
      const evidence = await handler.upload('/api/blobs', 'closed.png', photo(`closed ${followUp.id}`));
      await handler.post(`/api/follow-ups/${followUp.id}/close`, { outcome: '已核查，材料齐全', evidence: evidence.sha256 });
      closed++;
    }
  }
  world.log(`后续处置办结 ${closed} 件`);
}
closeFollowUps.label = '后续处置';
