import { Buffer } from 'node:buffer';
import { photo } from '../scenario/steps/dispatch.mjs';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'visitEveryone' });

test('a section is returned, mended on the phone and published', async ({ world, signedIn, stranger }) => {
  test.setTimeout(180_000);
  await world.setClock('2026-06-03T09:00:00+08:00');
  const section = world.roles.joint.sections[0];
  const code = section.departmentName.includes('水利') ? 'sl' : section.departmentName.includes('生态') ? 'st' : 'yj';
  const reviewer = await signedIn(`${code}-reviewer`);
  await inspect(reviewer, 'worklist', world);
  await reviewer.goto(`/desk/sections/${section.id}`);
  await inspect(reviewer, 'section', world);
  await reviewer.getByRole('button', { name: '退回' }).click();
  await reviewer.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(reviewer.getByRole('dialog')).toContainText('请填写');
  await reviewer.getByRole('dialog').getByRole('textbox').fill('问题描述请写明具体点位');
  await reviewer.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(reviewer.getByRole('dialog')).toHaveCount(0);

  const username = section.members.find((m: { username: string | null }) => m.username).username;
  const phone = await signedIn(username, { phone: true, at: '/field/?tab=returned' });
  await phone.getByRole('link', { name: new RegExp(world.roles.joint.subjectName) }).click();
  await expect(phone.getByText('问题描述请写明具体点位').first()).toBeVisible();
  await phone.getByRole('link', { name: new RegExp(`^检查表·${section.departmentName}`) }).click();
  await phone.getByLabel('发现了什么').first().fill('二号车间东侧：现场管理台账不全');
  await phone.getByRole('button', { name: /^保存（1 项）/ }).click();
  await expect(phone.getByRole('status')).toContainText('已保存');
  await phone.goto(`/field/visits/${world.roles.joint.id}`);
  await phone.getByRole('button', { name: '提交审核' }).click();
  await phone.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
  await expect(phone.getByRole('status')).toContainText('已提交审核');

  await reviewer.reload();
  await expect(reviewer.getByText('二号车间东侧').first()).toBeVisible();
  await reviewer.getByRole('button', { name: '审核通过并公示' }).click();
  await reviewer.getByRole('dialog').getByRole('button', { name: '公示', exact: true }).click();
  await expect(reviewer.getByRole('dialog')).toHaveCount(0);
  const published = await (await world.as(`${code}-reviewer`)).get(`/api/sections/${section.id}`);
  expect(published.status).toBe('PUBLISHED');

  const citizen = await stranger();
  await citizen.goto('/results');
  await citizen.getByRole('link', { name: new RegExp(world.roles.joint.subjectName) }).first().click();
  await expect(citizen.locator('body')).toContainText(world.roles.joint.subjectName);
  await expect(citizen.locator('body')).toContainText('发现问题');
  const text = await citizen.locator('body').innerText();
  expect(text).not.toContain('二号车间');
  for (const member of section.members) {
    expect(text).not.toContain(member.officerName);
    expect(text).not.toContain(member.certificateNumber);
  }
  expect(text).not.toMatch(/风险等级[:：]?\s*[ABCD]/);
  await inspect(citizen, 'portal-result', world);

  const visit = await (await world.as('yj-admin')).get(`/api/visits/${world.roles.joint.id}`);
  const owner = await stranger({ phone: true });
  await owner.goto(`/e/${visit.enterpriseCode}`);
  await expect(owner.locator('body')).toContainText(world.roles.joint.subjectName);
  await expect(owner.locator('body')).toContainText('为什么');
  await inspect(owner, 'enterprise', world);
});

test('what was found is followed up and closed with evidence', async ({ world, signedIn }) => {
  for (const code of ['yj', 'sl', 'st']) {
    const reviewer = await world.as(`${code}-reviewer`);
    for (const s of await reviewer.all(`/api/sections?planId=${world.planId}&status=SUBMITTED`))
      await reviewer.post(`/api/sections/${s.id}/publish`);
  }
  const handlers: [string, { id: number; kind: string; subjectName: string }[]][] = [];
  for (const code of ['yj', 'sl', 'st'])
    handlers.push([
      `${code}-followup`,
      await (await world.as(`${code}-followup`)).all(`/api/follow-ups?planId=${world.planId}&status=OPEN`),
    ]);
  const [username, open] = handlers.find(([, rows]) => rows.some((r) => r.kind !== 'TRANSFER'))!;
  const target = open.find((r) => r.kind !== 'TRANSFER')!;
  const page = await signedIn(username, { at: `/desk/follow-ups/${target.id}` });
  await expect(page.getByText(/个工作日/).first()).toBeVisible();
  await inspect(page, 'follow-up', world);
  await page.getByRole('button', { name: '办结' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('已核查，材料齐全');
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(dialog).toContainText('请');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'closed.png', mimeType: 'image/png', buffer: Buffer.from(photo('closed')) });
  await expect(dialog.getByText(/closed\.png|已上传/).first()).toBeVisible();
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(dialog).toHaveCount(0);
  const closed = await (await world.as(username)).get(`/api/follow-ups/${target.id}`);
  expect(closed.status).toBe('CLOSED');
});

test('what the other side refused is seen and sent again', async ({ world, signedIn }) => {
  const page = await signedIn('yj-planner', { at: '/desk/exchange' });
  await world.setClock('2026-06-04T09:00:00+08:00');
  await (await world.as('yj-planner')).post('/api/exchange/run');
  await page.reload();
  await inspect(page, 'exchange', world);
  const rows = await (await world.as('yj-planner')).all('/api/exchange/outbox');
  expect(rows.length).toBeGreaterThan(0);
  await expect(page.getByText(`共 ${rows.length} 条`)).toBeVisible();
  await page.goto('/desk/exchange/reconciliation');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('对账');
  await inspect(page, 'reconciliation', world);
});
