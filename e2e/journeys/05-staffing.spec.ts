import type { Locator, Page } from '@playwright/test';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'revealSecond' });

const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '确定' });
const row = (page: Page, name: string): Locator => page.getByRole('row', { name: new RegExp(name) });

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByLabel(label).click();
  await page.getByRole('option', { name: option }).first().click();
}

test('a department claims its enterprises and has officers drawn for them', async ({ world, signedIn }) => {
  const page = await signedIn('yj-admin', { at: `/desk/assignments?planId=${world.planId}&status=CONFIRMED` });
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /^认领所选 \d+ 户/ }).click();
  await expect(page.getByText(/^已办理 \d+ 户/)).toBeVisible();
  for (const code of ['yj', 'sl', 'st']) {
    const person = await world.as(`${code}-admin`);
    const rest = await person.all(`/api/assignments?planId=${world.planId}&status=CONFIRMED`);
    if (rest.length) await person.post('/api/assignments/claim', { ids: rest.map((r: { id: number }) => r.id) });
  }
  await page.goto(`/desk/pools?planId=${world.planId}`);
  await inspect(page, 'pools', world);
  await row(page, '应急管理局').getByRole('button', { name: '匹配编组' }).click();
  await expect(page.getByRole('dialog')).toContainText('只做一次');
  await confirm(page).click();
  await expect(row(page, '应急管理局').getByText('已匹配')).toBeVisible();
  for (const pool of ['SL', 'ST'])
    await (await world.as(`${pool.toLowerCase()}-admin`)).post(`/api/draws/${world.drawId}/pools/${pool}/match`);
});

test('a task that could not be staffed says why, and is staffed by hand, marked as such', async ({
  world,
  signedIn,
}) => {
  const api = await world.as('yj-admin');
  const [open] = await api.all(`/api/groups?planId=${world.planId}&status=UNSTAFFED`);
  const page = await signedIn('yj-admin', { at: `/desk/groups?planId=${world.planId}&status=UNSTAFFED` });
  await expect(row(page, open.subjectName)).toContainText(open.funnel.text);
  await inspect(page, 'groups', world);

  const registrar = await world.as('yj-registrar');
  const holders = await registrar.all(`/api/officers?qualification=${open.requiredQualification}`);
  for (const [n, officer] of holders.entries())
    await registrar.post(`/api/officers/${officer.id}/certificates`, {
      number: `冀130111${9000 + n}`,
      issuer: '河北省人民政府',
      validFrom: '2026-05-15',
      validTo: '2031-05-14',
    });
  await page.reload();
  await row(page, open.subjectName).getByRole('button', { name: '人工指派' }).click();
  await page.getByRole('dialog').getByLabel('执法人员（不少于两人）').click({ force: true });
  await page.getByRole('option', { name: new RegExp(holders[0].officerNo) }).click();
  await page.getByRole('option').filter({ hasNotText: holders[0].officerNo }).first().click();
  await page.getByRole('dialog').getByRole('heading').click();
  await page.getByRole('dialog').getByLabel('理由').fill('持证人员换发证件后指派');
  await confirm(page).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const approver = await signedIn('yj-approver', { at: `/desk/groups?planId=${world.planId}` });
  await approver.goto(`/desk/groups?planId=${world.planId}&status=MANUAL_PROPOSED`);
  await row(approver, open.subjectName).getByRole('button', { name: '批准人工指派' }).click();
  await expect(approver.getByRole('dialog')).toContainText('持证人员换发证件后指派');
  await confirm(approver).click();
  await expect(approver.getByRole('dialog')).toHaveCount(0);
  await page.goto(`/desk/groups?planId=${world.planId}&q=${encodeURIComponent(open.subjectName)}`);
  await expect(row(page, open.subjectName)).toContainText('非随机');
});

test('a specialist helps without counting as an officer, and a sick officer is replaced by the rule', async ({
  world,
  signedIn,
}) => {
  const api = await world.as('yj-admin');
  const staffed = (await api.all(`/api/groups?planId=${world.planId}&status=STAFFED`)).filter(
    (g: { manual: boolean; departmentName: string }) => !g.manual && g.departmentName.includes('应急'),
  );
  const group = staffed[0];
  const page = await signedIn('yj-admin', {
    at: `/desk/groups?planId=${world.planId}&q=${encodeURIComponent(group.subjectName)}`,
  });
  const line = row(page, group.subjectName).filter({ hasText: '应急管理局' });
  await line.getByRole('button', { name: '选派专业人员' }).click();
  await page.getByRole('dialog').getByLabel('姓名').fill('周样例');
  await page.getByRole('dialog').getByLabel('专业', { exact: true }).fill('粉尘防爆');
  await page.getByRole('dialog').getByLabel('理由').fill('涉爆粉尘设备');
  await confirm(page).click();
  await expect(line).toContainText('周样例（粉尘防爆）');

  const leaving = group.seats[1];
  await line.getByRole('button', { name: '更换人员' }).click();
  await choose(page, '更换谁', new RegExp(leaving.officerCode));
  await choose(page, '事由', /病/);
  await page.getByRole('dialog').getByLabel('理由').fill('因病请假');
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles({
    name: 'slip.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 样例病假条'),
  });
  await expect(page.getByRole('dialog').getByText('slip.pdf')).toBeVisible();
  await inspect(page, 'replace-officer', world);
  await confirm(page).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(line).toContainText('待批准更换');

  const approver = await signedIn('yj-approver', {
    at: `/desk/groups?planId=${world.planId}&q=${encodeURIComponent(group.subjectName)}`,
  });
  const theirs = row(approver, group.subjectName).filter({ hasText: '应急管理局' });
  await theirs.getByRole('button', { name: '批准更换', exact: true }).click();
  await expect(approver.getByRole('dialog')).toContainText('因病请假');
  await inspect(approver, 'replace-approve', world);
  await confirm(approver).click();
  await expect(approver.getByRole('dialog')).toHaveCount(0);
  const after = (await api.all(`/api/groups?planId=${world.planId}`)).find((g: { id: number }) => g.id === group.id);
  expect(after.seats).toHaveLength(2);
  expect(after.assistants).toHaveLength(1);
  expect(after.seats[1].officerId).not.toBe(leaving.officerId);
  expect(after.seats[1].replacedReason).toContain('因病请假');
});
