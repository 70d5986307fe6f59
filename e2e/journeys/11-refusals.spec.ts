import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'planAndApprove' });

test('who is not signed in returns to where he wanted to go', async ({ world, signedIn }) => {
  const page = await signedIn('yj-planner', { at: `/desk/plans/${world.planId}?x=1` });
  await expect(page).toHaveURL(new RegExp(`/desk/plans/${world.planId}\\?x=1$`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('第六次');
  await inspect(page, 'plan', world);
});

test('a wrong password is refused with what to do', async ({ stranger, faults, world }) => {
  faults.expectRefusal(401, '/api/session');
  const page = await stranger();
  await page.goto('/desk/');
  await page.getByLabel('登录名').fill('yj-planner');
  await page.getByLabel('密码').fill('not-the-password-1');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('登录名或密码不对');
  await inspect(page, 'sign-in', world);
});

test("the neighbour's plan does not exist here", async ({ world, signedIn, faults }) => {
  faults.expectRefusal(404, '/api/plans/');
  const page = await signedIn('gc-yj-planner', { at: `/desk/plans/${world.planId}` });
  await expect(page.getByRole('alert').first()).toContainText('没有找到');
  expect(await page.locator('body').innerText()).not.toContain('第六次');
});

test('a newcomer gets an account, a role and his own password from three hands', async ({
  world,
  signedIn,
  stranger,
}) => {
  const system = await signedIn('sysadmin', { at: '/desk/accounts' });
  await expect(system.getByRole('button', { name: '重置密码' })).toHaveCount(0);
  await system.getByRole('button', { name: '新增账号' }).click();
  const dialog = system.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('样例新人');
  await dialog.getByLabel('登录名').fill('newcomer');
  await dialog.getByLabel('初始密码').fill('first-2026-pass');
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(dialog).toHaveCount(0);

  const security = await signedIn('secadmin', { at: '/desk/accounts?q=newcomer' });
  await security.getByRole('button', { name: '授权' }).click();
  await security.getByRole('dialog').getByText('见证人', { exact: true }).click();
  await security.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(security.getByRole('dialog')).toHaveCount(0);
  await expect(security.getByRole('row', { name: /newcomer/ })).toContainText('见证人');
  await inspect(security, 'accounts', world);

  const page = await stranger();
  await page.goto('/desk/');
  await page.getByLabel('登录名').fill('newcomer');
  await page.getByLabel('密码').fill('first-2026-pass');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '请先修改密码' })).toBeVisible();
  await inspect(page, 'password', world);
  await page.getByLabel('管理员给的密码').fill('first-2026-pass');
  await page.getByLabel('新密码（至少').fill('own-2026-secret');
  await page.getByLabel('再输一次').fill('own-2026-secret');
  await page.getByRole('button', { name: '保存并继续' }).click();
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();
});
