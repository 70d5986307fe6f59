import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { ROOT } from '../scenario/lib/platform.mjs';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'planAndApprove' });

const dice = Array.from({ length: 60 }, () => randomInt(1, 7)).join(' ');
/** The same three pages all along: a party's secrets live in its own browser. */
const parties: Record<'lead' | 'market' | 'witness', Page> = {} as never;
let draw = '';



test('the planner freezes the list; nobody who keeps a directory can', async ({ world, browser, signedIn, faults }) => {
  await world.setClock('2026-05-13T09:00:00+08:00');
  faults.expectRefusal(403, '/api/');
  const registrar = await signedIn('yj-registrar', { at: `/desk/plans/${world.planId}/freeze` });
  await expect(registrar.getByRole('alert').first()).toContainText('角色');

  const planner = await signedIn('yj-planner', { at: `/desk/plans/${world.planId}` });
  await planner.getByRole('link', { name: '冻结名单' }).or(planner.getByRole('button', { name: '冻结名单' })).first().click();
  await expect(planner.getByRole('heading', { name: '冻结名单' })).toBeVisible();
  await inspect(planner, 'freeze', world);
  await planner.getByRole('button', { name: '冻结名单' }).click();
  await expect(planner.getByRole('heading', { name: /^抽取 130111-/ })).toBeVisible();
  await expect(planner.getByText('已冻结').first()).toBeVisible();
  draw = new URL(planner.url()).pathname;
  void browser;
});
