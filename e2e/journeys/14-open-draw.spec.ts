import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../scenario/lib/platform.mjs';
import { confirmAndDropOut, revealSecond } from '../scenario/steps/dispatch.mjs';
import { drawInPublic } from '../scenario/steps/draw.mjs';
import { planAndApprove } from '../scenario/steps/plan.mjs';
import { expect, inspect, test } from './support/journey';

const run = promisify(execFile);

// Everything about this draw is for everybody.
test.use({ doneUpTo: null, plan: { audience: 'PUBLIC' } });

test('a void draw says why and who voted, and is counted in public', async ({ world, stranger, signedIn }) => {
  await planAndApprove(world);
  await world.setClock('2026-05-13T08:30:00+08:00');
  const parties = [];
  for (const [slug, label, username] of [
    ['lead', '区应急管理局', 'yj-planner'],
    ['market', '区市场监督管理局', 'sc-party'],
    ['witness', '人大代表（见证人）', 'witness'],
  ] as const) {
    parties.push({ slug, label, accountId: (await world.as(username)).session.accountId });
  }
  const planner = await world.as('yj-planner');
  const freeze = { parties, revealMinutes: 60, beacon: 'live:dice' };
  const draw = await planner.post(`/api/plans/${world.planId}/draws`, freeze);
  for (const username of ['sc-party', 'witness']) {
    await (await world.as(username)).post(`/api/draws/${draw.id}/void`, { reason: 'PROCEDURE_BROKEN' });
  }
  const page = await stranger();
  await page.goto(`/draws/${draw.drawNo}`);
  await expect(page.getByText('这次抽取已作废')).toBeVisible();
  await expect(page.getByRole('row', { name: /作废.*程序未按规定进行/ })).toContainText('人大代表（见证人）');
  await inspect(page, 'portal-void', world);
  world.voidNo = draw.drawNo;
  world.voidId = draw.id;

  // Once the window is over nothing is frozen any more; the planner is told what is left.
  await world.setClock('2026-07-01T09:00:00+08:00');
  const desk = await signedIn('yj-planner');
  await expect(desk.getByText('抽取已作废、抽查时间已过：请办结计划')).toBeVisible();
  await inspect(desk, 'worklist-window-over', world);
  await desk.goto(`/desk/plans/${world.planId}/freeze`);
  await expect(desk.getByRole('alert').filter({ hasText: '已于 2026-06-30 截止' })).toContainText('请办结这个计划');
  await expect(desk.getByRole('button', { name: '冻结名单' })).toBeDisabled();
  await inspect(desk, 'freeze-window-over', world);
  await world.setClock('2026-05-13T08:30:00+08:00');
});

test('a stranger re-runs a draw that is open to all, and compares the keys by eye', async ({ world, stranger, signedIn }) => {
  await drawInPublic(world);
  const desk = await signedIn('yj-planner', { at: `/desk/draws/${world.voidId}` });
  await desk.getByText('已重抽：').getByRole('link').click();
  await expect(desk).toHaveURL(new RegExp(`/desk/draws/${world.drawId}$`));
  await expect(desk.getByText('这是重抽：沿用作废的抽取')).toBeVisible();
  await inspect(desk, 'draw-repeats', world);
  await desk.getByRole('link', { name: world.voidNo }).click();
  await expect(desk).toHaveURL(new RegExp(`/desk/draws/${world.voidId}$`));
  await inspect(desk, 'draw-void-repeated', world);
  await confirmAndDropOut(world);
  await revealSecond(world);
  const { drawNo } = await (await world.as('yj-planner')).get(`/api/draws/${world.drawId}`);
  const page = await stranger();
  await page.goto(`/draws/${world.voidNo}`);
  await page.getByRole('link', { name: `抽取 ${drawNo}` }).first().click();
  await expect(page.getByText('抽取已全部完成')).toBeVisible();
  await inspect(page, 'portal-open-draw', world);
  const answered = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载完整证书（zip）' }).click();
  const download = await answered;
  expect(download.suggestedFilename()).toBe(`${drawNo}-certificate.zip`);
  const file = path.join(world.out, download.suggestedFilename());
  await download.saveAs(file);
  for (const [program, ...args] of [
    ['java', '-jar', path.join(ROOT, 'sampler/target/mingchou-sampler.jar'), 'verify', file],
    ['python3', path.join(ROOT, 'verifier/verify.py'), 'verify', file],
  ] as const) {
    expect((await run(program, args)).stdout.trim().split('\n').at(-1), program).toBe('VERIFIED');
  }

  const offline = await stranger();
  await offline.goto(pathToFileURL(path.join(ROOT, 'verifier/verify.html')).href);
  await offline.setInputFiles('#zip', file);
  await expect(offline.locator('.verdict.yes')).toBeVisible();
  const shown = await offline.locator('li', { hasText: '日志公钥' }).locator('.hash').first().innerText();
  expect(shown).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
  await expect(page.getByRole('row', { name: /^公开日志/ })).toContainText(shown);
  await inspect(offline, 'verify-keys', world);
  // The key as the portal gives it, pinned.
  await offline.getByText('我有公告上刊登的日志公钥').first().click();
  await offline.locator('#pin').fill(await page.locator('pre', { hasText: /\+[0-9a-f]{8}\+/ }).innerText());
  await offline.setInputFiles('#zip', file);
  await expect(offline.locator('.verdict.yes')).toContainText('日志公钥与您填入的一致');

  await page.goto(`/draws/${drawNo}/names`);
  await expect(page.getByText(/^已退出：/).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: '递补的企业' })).toBeVisible();
  await inspect(page, 'portal-open-names', world);
  for (const at of ['/draws', '/fairness']) {
    await page.goto(at);
    const row = page.getByRole('row', { name: /应急管理局.*程序未按规定进行：1 次/ });
    await expect(row).toContainText('1');
    await inspect(page, `portal${at.replace('/', '-')}`, world);
  }
});
