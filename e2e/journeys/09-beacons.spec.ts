import type { Page } from '@playwright/test';
import { confirmAndDropOut } from '../scenario/steps/dispatch.mjs';
import { freezeAndReveal } from '../scenario/steps/draw.mjs';
import { throwDice } from '../scenario/lib/secrets.mjs';
import { expect, inspect, test } from './support/journey';

// A plan of its own, so that no other draw stands on this server.
test.use({ doneUpTo: 'planAndApprove', plan: { basis: '彩票号码作信标' } });

/** One who reads, at his own desk. */
async function enter(page: Page, button: string, fields: Record<string, string>): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: button, exact: true }).click();
  for (const [label, text] of Object.entries(fields)) await page.getByRole('dialog').getByLabel(label).fill(text);
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
}

test('a lottery that did not draw gives way to its next issue, read by two', async ({
  world,
  signedIn,
  stranger,
  faults,
}) => {
  await freezeAndReveal(world, 'lottery:ssq');
  await world.setClock('2026-05-13T09:30:00+08:00');
  const at = `/desk/draws/${world.drawId}`;
  const [witness, market] = [await signedIn('witness', { at }), await signedIn('sc-party', { at })];
  // The deadline of the reveals was Wednesday at ten: the first issue after it is Thursday's.
  await expect(witness.getByText(/2026-?05-?14|2026年5月14日/).first()).toBeVisible();
  faults.expectRefusal(409, '/beacon');
  const numbers = { 开奖号码: '3 8 11 19 24 30 7', 在哪里查得: '中国福彩网' };
  await enter(witness, '录入信标', numbers);
  await expect(witness.getByRole('dialog').getByRole('alert').first()).toContainText('现在还没有');
  await world.setClock('2026-05-14T23:30:00+08:00');
  for (const page of [witness, market]) {
    await enter(page, '该期未开出', { 在哪里查得: '中国福彩网公告：当日暂停开奖' });
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await world.setClock('2026-05-17T21:30:00+08:00');
  await enter(witness, '录入信标', numbers);
  await expect(witness.getByText('见证人已录入，等待第二人独立录入。')).toBeVisible();
  await market.reload();
  await expect(market.locator('body')).not.toContainText('03,08,11');
  await inspect(market, 'lottery-awaited', world);
  await market.goto('/desk/');
  await expect(market.getByText('录入信标（两人各自独立录入）')).toBeVisible();
  await inspect(market, 'worklist-beacon', world);
  await market.goto('/desk/inbox');
  await expect(market.getByText(/后录入信标（福彩双色球/).first()).toBeVisible();
  await inspect(market, 'inbox-beacon', world);
  await market.goto(at);
  await enter(market, '录入信标', numbers);
  await expect(market.getByText('各自录入，一致')).toBeVisible();
  await expect(market.locator('body')).toContainText('20260517');

  const planner = await signedIn('yj-planner', { at });
  await planner.getByRole('button', { name: '计算', exact: true }).click();
  await planner.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(planner.getByText('已抽取').first()).toBeVisible();
  await inspect(planner, 'lottery-drawn', world);
  const anybody = await stranger();
  await anybody.goto(`/draws/${(await (await world.as('yj-planner')).get(`/api/draws/${world.drawId}`)).drawNo}`);
  await expect(anybody.locator('body')).toContainText('改用下一期的');
  await expect(anybody.locator('body')).toContainText('lottery=ssq issue=20260517 numbers=03,08,11,19,24,30+07');
});

test('who withholds the second secret is named, and dice read by two take its place', async ({
  world,
  signedIn,
  stranger,
  faults,
}) => {
  await confirmAndDropOut({ ...world, setClock: async () => {} });
  for (const username of ['sc-party', 'witness']) {
    const { second, key, party, drawNo } = world.secrets.get(username);
    const signature = key.reveal(drawNo, party, 2, second);
    await (await world.as(username)).post(`/api/draws/${world.drawId}/reveal-second`, { secret: second, signature });
  }
  // The next working day after the list was closed has passed.
  await world.setClock('2026-05-20T09:00:00+08:00');
  const at = `/desk/draws/${world.drawId}`;
  const [witness, market] = [await signedIn('witness', { at }), await signedIn('sc-party', { at })];
  await expect(witness.getByText(/逾期/).first()).toBeVisible();
  await inspect(witness, 'second-withheld', world);
  await inspect(market, 'second-withheld-other', world);
  // All sixes are asked about once; the same again is taken, and the reader may still correct himself.
  faults.expectRefusal(409, '/second-beacon');
  await enter(witness, '录入补掷的信标', { 所见结果: '6'.repeat(55) });
  const doubt = witness.getByRole('dialog').getByRole('alert').first();
  await expect(doubt).toContainText('55 个点数里有 55 个是 6');
  await expect(doubt).toContainText('再提交一次以确认');
  await inspect(witness, 'second-beacon-doubtful', world);
  await witness.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(witness.getByRole('dialog')).toHaveCount(0);
  const dice = throwDice();
  await enter(witness, '录入补掷的信标', { 所见结果: dice });
  await expect(witness.getByRole('dialog')).toHaveCount(0);
  await inspect(witness, 'second-beacon-awaited', world);
  const anybody = await stranger();
  await anybody.goto(`/draws/${world.secrets.get('witness').drawNo}/live`);
  await inspect(anybody, 'live-second-awaited', world);
  await enter(market, '录入补掷的信标', { 所见结果: dice });
  await expect(market.getByText('替补与人员可定').first()).toBeVisible();
  await inspect(market, 'second-beacon-set', world);
  await expect(anybody.getByText(/各自录入，一致/).last()).toBeVisible();
  await inspect(anybody, 'live-second-set', world);
  // What the draw lacks stands in short form wherever it is listed.
  await market.goto('/desk/draws');
  await expect(market.getByText('无外部见证').first()).toBeVisible();
  await inspect(market, 'draw-list', world);
  await anybody.goto('/draws');
  await expect(anybody.getByText('无外部见证').first()).toBeVisible();
  await inspect(anybody, 'portal-draws', world);
  await anybody.goto(`/draws/${world.secrets.get('witness').drawNo}`);
  await expect(anybody.locator('body')).toContainText('逾期未揭示');
  await expect(anybody.locator('body')).toContainText(dice);
  await inspect(anybody, 'portal-withheld', world);
});
