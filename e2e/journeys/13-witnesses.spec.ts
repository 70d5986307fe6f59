import { freezeAndReveal } from '../scenario/steps/draw.mjs';
import { throwDice } from '../scenario/lib/secrets.mjs';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'planAndApprove', watchedBy: ['gongzheng.example/witness', 'daxue.example/witness'] });

test('no dice count before witnesses of other houses have cosigned the opening', async ({
  world,
  signedIn,
  stranger,
  faults,
}) => {
  await freezeAndReveal(world, 'live:dice');
  const planner = await world.as('yj-planner');
  const { drawNo } = await planner.get(`/api/draws/${world.drawId}`);
  const [notary, university] = world.witnesses;
  notary!.start();
  await world.setClock('2026-05-13T09:30:00+08:00');
  const desk = await signedIn('witness', { at: `/desk/draws/${world.drawId}` });
  const screen = await stranger();
  await screen.goto(`/draws/${drawNo}/live`);
  await expect(desk.getByText(`已副署：${notary!.name}`)).toBeVisible({ timeout: 20_000 });
  await expect(desk.getByText(`未副署：${university!.name}`)).toBeVisible();
  await expect(screen.getByText(university!.name)).toBeVisible();
  await inspect(desk, 'witnesses-awaited', world);
  await inspect(screen, 'live-witnesses-awaited', world);
  faults.expectRefusal(409, '/beacon');
  await desk.getByRole('button', { name: '录入信标', exact: true }).click();
  await desk.getByRole('dialog').getByLabel('所见结果').fill(throwDice());
  await desk.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(desk.getByRole('dialog').getByRole('alert').first()).toContainText(university!.name);
  await desk.getByRole('dialog').getByRole('button', { name: '取消' }).click();

  university!.start();
  await expect(desk.getByText('已副署开启登记')).toBeVisible({ timeout: 20_000 });
  await expect(screen.getByText('距最早可产生信标')).toBeVisible();
  await inspect(desk, 'witnesses-seen', world);
  await inspect(screen, 'live-witnesses-seen', world);
  // Their time is the machine's, whatever the business clock says.
  const { beaconEarliest } = await planner.get(`/api/draws/${world.drawId}`);
  await world.setClock(new Date(Date.parse(beaconEarliest) + 1_000).toISOString());
  const text = throwDice();
  for (const username of ['witness', 'sc-party'])
    await (await world.as(username)).post(`/api/draws/${world.drawId}/beacon`, { text });
  await planner.post(`/api/draws/${world.drawId}/compute`);
  await screen.goto(`/draws/${drawNo}`);
  await expect(screen.locator('body')).toContainText('平台以外的见证人副署开启登记');
  await expect(screen.locator('body')).not.toContainText('无外部见证');
  await inspect(screen, 'portal-witnessed', world);
});
