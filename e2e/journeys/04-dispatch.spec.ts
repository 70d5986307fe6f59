import { Buffer } from 'node:buffer';
import type { Locator, Page } from '@playwright/test';
import { photo } from '../scenario/steps/dispatch.mjs';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'drawInPublic' });

const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '确定' });
const row = (page: Page, name: string): Locator => page.getByRole('row', { name: new RegExp(name) });

async function attach(page: Page, name: string): Promise<void> {
  await page
    .getByRole('dialog')
    .locator('input[type=file]')
    .setInputFiles({ name: `${name}.png`, mimeType: 'image/png', buffer: Buffer.from(photo(name)) });
  await expect(page.getByRole('dialog').getByText(new RegExp(`${name}\\.png|已上传`)).first()).toBeVisible();
}

test('a department confirms what was drawn, from its work list', async ({ world, signedIn }) => {
  await world.setClock('2026-05-14T10:00:00+08:00');
  const page = await signedIn('yj-admin');
  await page.getByRole('link', { name: /确认/ }).first().click();
  await expect(page.getByRole('heading', { name: '派发确认' })).toBeVisible();
  await expect(page.getByText(/工作日/).first()).toBeVisible();
  await inspect(page, 'assignments', world);
  const mine = await (await world.as('yj-admin')).all(`/api/assignments?planId=${world.planId}&status=DISPATCHED`);
  const first = mine[1];
  await page.goto(`/desk/assignments/${first.id}`);
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await confirm(page).click();
  await expect(page.getByText('待认领').first()).toBeVisible();
  expect((await (await world.as('yj-admin')).get(`/api/assignments/${first.id}`)).status).toBe('CONFIRMED');
});

test('an enterprise leaves the list with evidence and two approvers', async ({ world, signedIn, faults }) => {
  const [dropped] = await (await world.as('yj-admin')).all(
    `/api/assignments?planId=${world.planId}&status=DISPATCHED`,
  );
  const admin = await signedIn('yj-admin', { at: `/desk/assignments/${dropped.id}` });
  await admin.getByRole('button', { name: '申请退出' }).click();
  await admin.getByRole('dialog').getByLabel('退出情形').click();
  await admin.getByRole('option', { name: /^S2/ }).click();
  await admin.getByRole('dialog').getByLabel('说明').fill('电话停机');
  await attach(admin, 'door');
  faults.expectRefusal(400, '/drop-outs');
  await confirm(admin).click();
  await expect(admin.getByRole('dialog').getByRole('alert').first()).toContainText('两次');
  await admin.getByRole('dialog').getByLabel('退出情形').click();
  await admin.getByRole('option', { name: /^S1/ }).click();
  await admin.getByRole('dialog').getByLabel('说明').fill('登记机关已于抽取次日核准注销');
  await confirm(admin).click();
  await expect(admin.getByRole('dialog')).toHaveCount(0);

  for (const username of ['yj-approver', 'sl-approver']) {
    const approver = await signedIn(username, { at: `/desk/drop-outs?drawId=${world.drawId}` });
    if (username === 'yj-approver') await inspect(approver, 'drop-outs', world);
    await row(approver, dropped.subjectName).getByRole('button', { name: '批准', exact: true }).click();
    await confirm(approver).click();
    await expect(approver.getByRole('dialog')).toHaveCount(0);
    await expect(row(approver, dropped.subjectName).getByRole('button', { name: '批准', exact: true })).toHaveCount(0);
  }
  const [kept] = await (await world.as('yj-admin')).get(`/api/draws/${world.drawId}/drop-outs`);
  expect(kept.status).toBe('APPROVED');
  expect(kept.approvals).toHaveLength(2);
});

test('无此业务 takes a section away, and the planner closes the list when all is decided', async ({
  world,
  signedIn,
  faults,
}) => {
  const water = await world.as('sl-admin');
  const [none] = await water.all(`/api/assignments?planId=${world.planId}&status=DISPATCHED`);
  const admin = await signedIn('sl-admin', { at: `/desk/assignments/${none.id}` });
  await admin.getByRole('button', { name: '无此业务' }).click();
  await admin.getByRole('dialog').getByLabel('核实情况').fill('企业已拆除取水设施');
  await attach(admin, 'none');
  await confirm(admin).click();
  await expect(admin.getByRole('dialog')).toHaveCount(0);
  await expect(admin.getByText('无此业务').first()).toBeVisible();

  faults.expectRefusal(409, '/close-confirmations');
  const planner = await signedIn('yj-planner', { at: `/desk/drop-outs?drawId=${world.drawId}` });
  await planner.getByRole('button', { name: '关闭名单确认' }).click();
  await confirm(planner).click();
  await expect(planner.getByRole('dialog').getByRole('alert')).toContainText('确认');
  for (const code of ['yj', 'sl', 'st']) {
    const person = await world.as(`${code}-admin`);
    const rows = await person.all(`/api/assignments?planId=${world.planId}&status=DISPATCHED`);
    if (rows.length) await person.post('/api/assignments/confirm', { ids: rows.map((r: { id: number }) => r.id) });
  }
  await confirm(planner).click();
  await expect(planner.getByRole('dialog')).toHaveCount(0);
  const draw = await (await world.as('yj-planner')).get(`/api/draws/${world.drawId}`);
  expect(draw.status).toBe('CONFIRMED');
});
