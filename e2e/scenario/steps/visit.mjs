import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inParallel } from '../lib/parallel.mjs';
import { refused } from '../lib/api.mjs';
import { signaturePng } from '../lib/signature.mjs';
import { photo } from './dispatch.mjs';

/** Strokes of a signature as the phone would send them: a PNG data URL. */
const SIGNATURE = `data:image/png;base64,${signaturePng().toString('base64')}`;

export async function approveAndNotify(world) {
  await world.setClock('2026-05-18T09:00:00+08:00');
  const admin = await world.as('yj-admin');
  const approver = await world.as('yj-approver');
  world.visits = await admin.all(`/api/visits?planId=${world.planId}`);
  await refused(409, 'visit-not-scheduled', () => admin.post(`/api/visits/${world.visits[0].id}/request-approval`, { basis: '抽查计划' }));
  for (const day of [0, 1, 2]) {
    const ids = world.visits.filter((_, n) => n % 3 === day).map((v) => v.id);
    await all(admin.post('/api/visits/schedule', { ids, on: `2026-05-${20 + day}` }));
  }
  await refused(409, 'act-not-allowed-in-state', () => admin.post(`/api/visits/${world.visits[0].id}/notify`));
  const ids = world.visits.map((v) => v.id);
  await all(admin.post('/api/visits/request-approval', { ids, basis: '2026年度第六次跨部门联合抽查计划' }));
  await all(approver.post('/api/visits/approve', { ids }));
  await all(admin.post('/api/visits/notify', { ids }));
  await writeFile(path.join(world.out, 'notice.pdf'), await admin.download(`/api/visits/${world.visits[0].id}/notice.pdf`));
  world.log(`${world.visits.length} 户检查已审批并发出通知`);
}
async function all(answer) {
  const { refused: left } = await answer;
  if (left.length) throw new Error(`not done for ${left.length} visits: ${left[0].detail}`);
}
approveAndNotify.label = '检查审批与通知';

/** Which visit shows what: the joint one with findings of two departments, a refusal to sign, one that cannot be found. */
function cast(visits) {
  const joint = visits.find((v) => v.sections.length >= 2);
  if (!joint) throw new Error('the scenario needs an enterprise with sections of two departments');
  const others = visits.filter((v) => v !== joint);
  return { joint, refusing: others[0], missing: others[1], clue: others[2], abnormal: others[3], transferred: others[4] };
}

const noProblem = (item) => ({ ...key(item), outcome: 'NO_PROBLEM' });
const problem = (item, finding, measure) => ({
  ...key(item),
  outcome: 'PROBLEM',
  finding,
  handling: '当场告知，依法处理',
  measure,
});
const key = (item) => ({ itemVersionId: item.itemVersionId });

function resultsFor(world, visit, section, roles) {
  const items = section.results;
  if (visit === roles.joint) {
    return items.map((item, n) => (n === 0 ? problem(item, `${section.departmentName}：现场管理台账不全`, 'ORDER_CORRECTION') : noProblem(item)));
  }
  const measure = { [roles.clue?.id]: 'CASE_CLUE', [roles.abnormal?.id]: 'ABNORMAL_LIST', [roles.transferred?.id]: 'TRANSFER' }[visit.id];
  if (measure && section.id === visit.sections[0].id) {
    return items.map((item, n) => (n === 0 ? problem(item, '发现不属于现场即可纠正的问题', measure) : noProblem(item)));
  }
  return items.map((item, n) =>
    n === 2 ? { ...key(item), outcome: 'NOT_CHECKED', reason: '设备检修停用，本次未检查' } : noProblem(item),
  );
}

export async function visitEveryone(world) {
  await world.setClock('2026-05-20T09:30:00+08:00');
  const admin = await world.as('yj-admin');
  const details = [];
  await inParallel(world.visits, async (visit, n) => {
    details[n] = await admin.get(`/api/visits/${visit.id}`);
  });
  const roles = cast(details);
  world.roles = roles;
  const consulting = new Set(details.filter((v) => v !== roles.missing).slice(0, 5));
  const visitOne = async (visit) => {
    const officer = await officerOf(world, visit.sections[0]);
    if (visit === roles.missing) {
      const attempts = [];
      for (const at of ['09:40', '15:10']) {
        const blob = await officer.upload('/api/blobs', 'door.png', photo(`door ${at}`));
        attempts.push({ at: `${visit.scheduledOn}T${at}:00+08:00`, note: '登记住所大门紧锁，电话无人接听', evidence: blob.sha256 });
      }
      await world.setClock(`${visit.scheduledOn}T15:30:00+08:00`);
      await officer.post(`/api/visits/${visit.id}/unreachable`, { attempts, clientId: randomUUID() });
    } else {
      if (visit === roles.joint) {
        await refused(409, 'wrong-sheet-code', () =>
          officer.post(`/api/visits/${visit.id}/check-in`, { sheetCode: 'WRONGCODE2', officers: ['X'], clientId: randomUUID() }),
        );
      }
      await officer.post(`/api/visits/${visit.id}/check-in`, {
        sheetCode: visit.sheetCode,
        latitude: 37.9,
        longitude: 114.65,
        officers: visit.sections.flatMap((s) => s.members.map((m) => m.officerNo)),
        clientId: randomUUID(),
      });
      for (const section of visit.sections) {
        const filler = await officerOf(world, section);
        const current = await filler.get(`/api/sections/${section.id}`);
        await filler.put(`/api/sections/${section.id}/results`, {
          results: resultsFor(world, visit, { ...section, results: current.results }, roles),
          version: current.version,
          clientId: randomUUID(),
        });
      }
      if (consulting.has(visit)) {
        await officer.post(`/api/visits/${visit.id}/consultations`, {
          question: '整改完成后如何报备？',
          answer: '在工作台上传整改照片，由后续处置人核查后办结。',
          clientId: randomUUID(),
        });
      }
      if (visit === roles.refusing) {
        await officer.post(`/api/visits/${visit.id}/refusal`, { reason: '负责人称需先请示总部，拒绝签字', witnessName: '社区网格员 李见证', clientId: randomUUID() });
      } else {
        await officer.post(`/api/visits/${visit.id}/signature`, { signerName: '王样例', signerRole: '法定代表人', image: SIGNATURE, clientId: randomUUID() });
      }
    }
    await officer.post(`/api/visits/${visit.id}/finish`, { clientId: randomUUID() });
    for (const section of visit.sections) {
      await (await officerOf(world, section)).post(`/api/sections/${section.id}/submit`, { clientId: randomUUID() });
    }
  };
  // Groups are on the road at the same time; the clock stands still while they are. Who moves it goes alone.
  for (const day of [...new Set(details.map((v) => v.scheduledOn))].sort()) {
    await world.setClock(`${day}T09:30:00+08:00`);
    const today = details.filter((v) => v.scheduledOn === day);
    await inParallel(today.filter((v) => v !== roles.missing), visitOne);
    if (today.includes(roles.missing)) await visitOne(roles.missing);
  }
  await mkdir(path.join(world.out, 'sheets'), { recursive: true });
  for (const visit of [roles.joint, roles.refusing, roles.missing]) {
    await writeFile(path.join(world.out, 'sheets', `${visit.sheetCode}.pdf`), await admin.download(`/api/visits/${visit.id}/sheet.pdf`));
  }
  world.log(`${details.length} 户检查完成；拒签 ${roles.refusing.subjectName}；无法联系 ${roles.missing.subjectName}`);
}
visitEveryone.label = '现场检查';

async function officerOf(world, section) {
  for (const member of section.members) {
    if (member.username) return world.as(member.username);
  }
  throw new Error(`no officer of section ${section.id} has an account`);
}
