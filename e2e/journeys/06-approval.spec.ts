import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'claimAndMatch' });

const confirm = async (page: Page) => {
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

test('no visit without the word of the head and a notice to the enterprise', async ({ world, signedIn }) => {
  await world.setClock('2026-05-18T09:00:00+08:00');
  const [visit] = await (await world.as('yj-admin')).all(`/api/visits?planId=${world.planId}`);
  world.visit = visit;
  const page = await signedIn('yj-admin', { at: `/desk/visits?planId=${world.planId}` });
  await inspect(page, 'visits', world);
  await page.goto(`/desk/visits/${visit.id}`);
  await page.getByRole('button', { name: '排期' }).click();
  await page.getByRole('dialog').getByLabel('检查日期').fill('2026-05-20');
  await page.getByRole('dialog').getByLabel('检查日期').press('Enter');
  await confirm(page);
  await page.getByRole('button', { name: '报批检查' }).click();
  await confirm(page);
  await expect(page.getByRole('button', { name: '批准检查' })).toHaveCount(0);

  const head = await signedIn('yj-approver', { at: `/desk/visits/${visit.id}` });
  await head.getByRole('button', { name: '退回' }).click();
  await head.getByRole('dialog').getByLabel('理由').fill('请写明检查方式');
  await confirm(head);
  await page.reload();
  await expect(page.getByText('请写明检查方式').first()).toBeVisible();
  await page.getByRole('button', { name: '报批检查' }).click();
  await page.getByRole('dialog').getByLabel('检查依据与事由').fill('随机抽取结果，实地核查');
  await confirm(page);
  await head.reload();
  await head.getByRole('button', { name: '批准检查' }).click();
  await confirm(head);
  await page.reload();
  await page.getByRole('button', { name: '发送通知书' }).click();
  await confirm(page);
  await inspect(page, 'visit-notified', world);
});

test('the notice and the sheet say who comes, when, and for what', async ({ world }) => {
  const api = await world.as('yj-admin');
  const visit = await api.get(`/api/visits/${world.visit.id}`);
  const text = async (name: string) => {
    const file = path.join(world.out, name);
    writeFileSync(file, await api.download(`/api/visits/${visit.id}/${name}`));
    // In the order of writing: by layout a name that wraps in its cell is cut by the cell beside it.
    return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
  };
  const notice = await text('notice.pdf');
  expect(notice).toContain('行政检查通知书');
  expect(notice).toContain('2026年5月20日');
  const sheet = await text('sheet.pdf');
  for (const paper of [notice, sheet]) {
    expect(paper).toContain(visit.subjectName);
    for (const group of visit.groups) for (const seat of group.seats) expect(paper).toContain(seat.officerName);
  }
  for (const section of visit.sections) {
    expect(section.results).not.toHaveLength(0);
    for (const item of section.results) expect(sheet).toContain(item.name.replace(/\s+/g, ''));
  }
});
