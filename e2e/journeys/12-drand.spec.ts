import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../scenario/lib/platform.mjs';
import { freezeAndReveal } from '../scenario/steps/draw.mjs';
import { expect, inspect, test } from './support/journey';

// As the journey before it, so that both walk one server.
test.use({ doneUpTo: 'planAndApprove', plan: { basis: 'drand 轮次作信标' } });

const run = promisify(execFile);
/** Of drand quicknet, round 1000. The platform keeps a signature and does not check it, so any of this length will do. */
const SIGNATURE = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';
const FIRST = Date.parse('2023-08-23T15:09:27Z');

const document = (round: number, signature: string) =>
  JSON.stringify({ round, randomness: createHash('sha256').update(signature, 'hex').digest('hex'), signature });

test('a drand round that follows from the deadline is read by two, and keeps its signature', async ({
  world,
  signedIn,
  stranger,
  faults,
}) => {
  await freezeAndReveal(world, 'drand:quicknet');
  const planner = await world.as('yj-planner');
  const { drawNo, beaconRound, beaconDueAt } = await planner.get(`/api/draws/${world.drawId}`);
  const round = Number(beaconRound.split(':')[2]);
  expect(FIRST + (round - 1) * 3_000, 'the time of the round').toBe(Date.parse(beaconDueAt));
  await world.setClock('2026-05-13T09:30:00+08:00');
  const at = `/desk/draws/${world.drawId}`;
  const [witness, market] = [await signedIn('witness', { at }), await signedIn('sc-party', { at })];
  await expect(witness.getByText(`第 ${round} 轮`).first()).toBeVisible();
  const bring = async (page: typeof witness, text: string) => {
    await page.reload();
    await page.getByRole('button', { name: '录入信标', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(`第 ${round} 轮`);
    await dialog.getByLabel('该轮内容').fill(text);
    await dialog.getByLabel('在哪里查得').fill('drand 公共服务器');
    if (page === witness) await inspect(page, 'drand-dialog', world);
    await dialog.getByRole('button', { name: '确定' }).click();
    return dialog;
  };
  const own = document(round, SIGNATURE);
  faults.expectRefusal(409, '/beacon');
  faults.expectRefusal(422, '/beacon');
  await expect((await bring(witness, own)).getByRole('alert').first()).toContainText('现在还没有');
  await world.setClock(new Date(Date.parse(beaconDueAt) + 1_000).toISOString());
  await expect((await bring(witness, document(round + 1, SIGNATURE))).getByRole('alert').first()).toContainText(
    `应取第 ${round} 轮，您提供的是第 ${round + 1} 轮`,
  );
  await expect(await bring(witness, own)).toHaveCount(0);
  await expect(witness.getByText('见证人已录入，等待第二人独立录入。')).toBeVisible();
  await market.reload();
  await expect(market.locator('body')).not.toContainText(SIGNATURE);
  const screen = await stranger();
  await screen.goto(`/draws/${drawNo}/live`);
  await expect(screen.getByText('见证人已录入，等待第二人独立录入。')).toBeVisible();
  await expect(screen.locator('body')).not.toContainText(SIGNATURE);
  await inspect(screen, 'drand-live-awaited', world);
  await expect(await bring(market, own)).toHaveCount(0);
  await expect(market.getByText('各自录入，一致')).toBeVisible();
  await expect(screen.getByText('各自录入，一致')).toBeVisible();
  await inspect(market, 'drand-set', world);
  await inspect(screen, 'drand-live-set', world);

  await planner.post(`/api/draws/${world.drawId}/compute`);
  const line = `round=${round} randomness=${JSON.parse(own).randomness} signature=${SIGNATURE}`;
  await screen.goto(`/draws/${drawNo}`);
  await expect(screen.locator('body')).toContainText(line);
  await inspect(screen, 'drand-portal', world);
  const certificate = path.join(world.out, 'drand.zip');
  await writeFile(certificate, await planner.download(`/api/draws/${world.drawId}/certificate.zip`));
  expect((await run('unzip', ['-p', certificate, 'beacon.txt'])).stdout).toBe(`${line}\n`);
  const { stdout } = await run('python3', [path.join(ROOT, 'verifier/verify.py'), 'verify', certificate]);
  expect(stdout).toContain('beacon signature: not checked');
  expect(stdout.trim().split('\n').at(-1)).toBe('VERIFIED');
});
