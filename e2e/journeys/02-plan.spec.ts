import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: null });

test('a planner writes the plan, the head returns it, and approves what was mended', async ({ world, signedIn }) => {
  await world.setClock('2026-05-11T09:00:00+08:00');
  const page = await signedIn('yj-planner', { at: '/desk/plans/new' });
  await page.getByLabel('本年度第几次').fill('6');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('alert').first()).toContainText('请选择抽查开始日期');
  for (const [label, day] of [
    ['抽查开始日期', '2026-05-15'],
    ['抽查结束日期', '2026-06-30'],
  ] as const) {
    await page.getByLabel(label).fill(day);
    await page.getByLabel(label).press('Enter');
  }
  await page.getByLabel('编制依据').fill('石家庄市栾城区2026年度随机抽查工作计划');
  await inspect(page, 'plan-basics', world);
  await page.getByRole('button', { name: '下一步' }).click();
  for (const name of ['应急管理局', '水利局', '生态环境']) {
    const part = page.locator('section.department', { hasText: name });
    await part.getByText(new RegExp(name)).first().click();
    await part.getByRole('button', { name: /^全选 \d+ 项/ }).click();
  }
  await inspect(page, 'plan-departments', world);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('具有任一监管标签').click({ force: true });
  await page.getByRole('option', { name: '应急管理领域' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('status').filter({ hasText: '现有' })).toContainText('A 级');
  await expect(page.getByRole('radio', { name: /^名单即时公开/ })).toBeChecked();
  await page.getByText('完整证书向所有人公开', { exact: true }).click();
  await page.getByText('名单封存、检查后启封', { exact: true }).click();
  await expect(page.getByRole('radio', { name: /^完整证书只给当事方和监督机关/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: /^完整证书向所有人公开/ })).toBeDisabled();
  await expect(page.getByRole('status').filter({ hasText: '谁都能算出抽中了谁' })).toContainText('已改为');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await inspect(page, 'plan-ratios', world);
  await page.getByRole('button', { name: '保存计划' }).click();
  await expect(page).toHaveURL(/\/desk\/plans\/\d+$/);
  world.planId = Number(/\d+$/.exec(page.url())![0]);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('第六次');
  await expect(page.getByRole('button', { name: '批准', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(page.getByText('待审批').first()).toBeVisible();

  const head = await signedIn('yj-approver', { at: `/desk/plans/${world.planId}` });
  await head.getByRole('button', { name: '退回修改' }).click();
  await head.getByRole('dialog').getByLabel('理由').fill('候补名单请提高到一半');
  await head.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(head.getByRole('dialog')).toHaveCount(0);

  await page.reload();
  await expect(page.getByText('已退回修改：候补名单请提高到一半')).toBeVisible();
  await page.getByRole('button', { name: '修改', exact: true }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('替补名单').fill('50');
  await page.getByLabel('替补名单').press('Tab');
  await page.getByRole('button', { name: '保存计划' }).click();
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(page.getByText('待审批').first()).toBeVisible();
  const plan = await (await world.as('yj-planner')).get(`/api/plans/${world.planId}`);
  expect(plan.ratio.reserve).toBe(5000);
  expect([plan.mode, plan.audience], 'the second saving left them as chosen').toEqual(['SEALED', 'PARTIES']);
  expect(plan.departments.flatMap((d: { items: unknown[] }) => d.items)).toHaveLength(23);
});

test('an object is left out with a reason by one and the word of another', async ({ world, signedIn }) => {
  const [object] = await (await world.as('sl-admin')).all('/api/subjects?label=EMERGENCY_MANAGEMENT&status=ACTIVE');
  const page = await signedIn('sl-admin', { at: `/desk/plans/${world.planId}/exclusions` });
  await page.getByRole('button', { name: '申报排除' }).click();
  await page.getByRole('dialog').locator('input').first().pressSequentially(object.name);
  await page.getByRole('option', { name: new RegExp(object.name) }).click();
  await page.getByRole('dialog').getByRole('button', { name: '下一步' }).click();
  const dialog = page.getByRole('dialog').filter({ hasText: '排除情形' });
  await dialog.getByLabel('排除情形').click();
  await page.getByRole('option', { name: /^X06/ }).click();
  await dialog.getByLabel('说明').fill('停产搬迁，已书面说明');
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(page.getByRole('row', { name: new RegExp(object.name) })).toContainText('X06');

  const head = await signedIn('yj-approver', { at: `/desk/plans/${world.planId}/exclusions` });
  await head.getByRole('row', { name: new RegExp(object.name) }).getByRole('button', { name: /^批准/ }).click();
  await head.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(head.getByRole('row', { name: new RegExp(object.name) })).toContainText('已同意排除');
  await inspect(head, 'exclusions', world);
});

test('the head approves, and the 实施方案 carries the one title', async ({ world, signedIn }) => {
  const head = await signedIn('yj-approver', { at: `/desk/plans/${world.planId}` });
  await expect(head.getByText(/^名单封存、检查后启封：抽查时间结束以前/)).toBeVisible();
  await head.getByRole('button', { name: '批准', exact: true }).click();
  await expect(head.getByRole('dialog')).toContainText('公开方式：名单封存、检查后启封；完整证书只给当事方和监督机关');
  await inspect(head, 'plan-approve-confirm', world);
  await head.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await expect(head.getByText('已批准').first()).toBeVisible();
  await inspect(head, 'plan-approved', world);
  const answered = head.waitForEvent('download');
  await head.getByRole('link', { name: '实施方案（docx）' }).click();
  const file = await answered;
  expect(file.suggestedFilename()).toContain('第六次');
  expect(file.suggestedFilename()).not.toContain('未批准');
  const parts = unzipSync(new Uint8Array(await readFile(await file.path())));
  const text = strFromU8(parts['word/document.xml']!).replace(/<[^>]*>/g, '');
  expect(text.split('第六次跨部门').length - 1, 'in the heading, the text and the annex').toBeGreaterThanOrEqual(2);
  expect(text).toContain('国家企业信用信息公示系统（河北）');
});
