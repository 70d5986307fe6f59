import { refused } from '../lib/api.mjs';

const TAKING = ['yj', 'sl', 'st'];

/** A photo stands in for evidence: one white pixel as PNG, with a text chunk that makes it unlike any other. */
export function photo(label) {
  return Buffer.concat([
    Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8z8AARQAFAAH/gnrXAAAAAElFTkSuQmCC', 'base64'),
    Buffer.from(label),
  ]);
}

export async function confirmAndDropOut(world) {
  await world.setClock('2026-05-14T10:00:00+08:00');
  const first = await world.as('yj-admin');
  const mine = await first.all(`/api/assignments?planId=${world.planId}&status=DISPATCHED`);
  const dropped = mine[0];
  const evidence = await first.upload('/api/blobs', 'cancelled.png', photo('注销证明'));
  const dropOut = await first.post(`/api/draws/${world.drawId}/drop-outs`, {
    objectId: dropped.objectId,
    code: 'S1',
    reason: '登记机关已于抽取次日核准注销',
    evidence: evidence.sha256,
  });
  await (await world.as('yj-approver')).post(`/api/drop-outs/${dropOut.id}/approve`);
  await refused(403, 'same-approver', async () => (await world.as('yj-approver')).post(`/api/drop-outs/${dropOut.id}/approve`));
  await (await world.as('sl-approver')).post(`/api/drop-outs/${dropOut.id}/approve`);
  world.log(`${dropped.subjectName} 注销退出，两人批准`);

  await refused(409, 'confirmations-open', async () =>
    (await world.as('yj-planner')).post(`/api/draws/${world.drawId}/close-confirmations`),
  );
  let notApplicable = false;
  for (const department of TAKING) {
    const admin = await world.as(`${department}-admin`);
    const rows = await admin.all(`/api/assignments?planId=${world.planId}&status=DISPATCHED`);
    if (department === 'sl' && rows.length > 2) {
      const paper = await admin.upload('/api/blobs', 'no-business.png', photo('无此业务'));
      await admin.post(`/api/assignments/${rows[0].id}/not-applicable`, { reason: '企业已拆除取水设施，不再取用水', evidence: paper.sha256 });
      rows.shift();
      notApplicable = true;
    }
    await admin.post('/api/assignments/confirm', { ids: rows.map((r) => r.id) });
    world.log(`${department} 确认 ${rows.length} 户${department === 'sl' && notApplicable ? '，1 户无此业务' : ''}`);
  }
  await (await world.as('yj-planner')).post(`/api/draws/${world.drawId}/close-confirmations`);
}
confirmAndDropOut.label = '派发与比对确认';

export async function revealSecond(world) {
  await world.setClock('2026-05-15T09:00:00+08:00');
  for (const [username, { second, key, party, drawNo }] of world.secrets) {
    await (await world.as(username)).post(`/api/draws/${world.drawId}/reveal-second`, {
      secret: second,
      signature: key.reveal(drawNo, party, 2, second),
    });
  }
  for (const department of TAKING) {
    const admin = await world.as(`${department}-admin`);
    const rows = await admin.all(`/api/assignments?planId=${world.planId}&status=DISPATCHED`);
    if (rows.length) {
      await admin.post('/api/assignments/confirm', { ids: rows.map((r) => r.id) });
      world.log(`${department} 确认替补 ${rows.map((r) => r.subjectName).join('、')}`);
    }
  }
}
revealSecond.label = '二次揭示与替补';

export async function claimAndMatch(world) {
  for (const department of TAKING) {
    const admin = await world.as(`${department}-admin`);
    const rows = await admin.all(`/api/assignments?planId=${world.planId}&status=CONFIRMED`);
    await admin.post('/api/assignments/claim', { ids: rows.map((r) => r.id) });
    await admin.post(`/api/draws/${world.drawId}/pools/${department.toUpperCase()}/match`);
  }
  const admin = await world.as('yj-admin');
  const unstaffed = (await admin.all(`/api/groups?planId=${world.planId}&status=UNSTAFFED`));
  if (unstaffed.length === 0) throw new Error('the scenario needs a task that could not be staffed at first');
  world.log(`应急 ${unstaffed.length} 户无法配齐：${JSON.stringify(unstaffed[0].funnel)}`);
  await staffWithRenewedCertificates(world, unstaffed);
  const groups = await admin.all(`/api/groups?planId=${world.planId}`);
  const group = groups.find((g) => g.seats.length >= 2);
  await admin.post(`/api/groups/${group.id}/assistants`, { name: '周样例', specialty: '粉尘防爆', reason: '涉爆粉尘设备需专业人员协助' });
}
claimAndMatch.label = '认领与匹配编组';

/** The holders of the rare qualification renew their certificates; the department staffs by hand, flagged as not random. */
async function staffWithRenewedCertificates(world, unstaffed) {
  const registrar = await world.as('yj-registrar');
  const admin = await world.as('yj-admin');
  const wanted = unstaffed[0].requiredQualification;
  const holders = await registrar.all(`/api/officers?qualification=${wanted}`);
  for (const [n, officer] of holders.entries()) {
    await registrar.post(`/api/officers/${officer.id}/certificates`, {
      number: `冀130111${String(9000 + n)}`,
      issuer: '河北省人民政府',
      validFrom: '2026-05-15',
      validTo: '2031-05-14',
    });
  }
  const others = (await registrar.all(`/api/officers?departmentId=${world.departments.YJ.id}&certificate=VALID`))
    .filter((o) => !holders.some((h) => h.id === o.id));
  for (const group of unstaffed) {
    await admin.post(`/api/groups/${group.id}/staff-manually`, {
      officerIds: [holders[0].id, others[0].id],
      reason: '持危险化学品专业资格的人员换发证件后指派',
    });
    await (await world.as('yj-approver')).post(`/api/groups/${group.id}/approve-manual`);
  }
}
