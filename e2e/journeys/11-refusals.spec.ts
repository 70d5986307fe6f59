import { partyKey } from '../scenario/lib/partyKey.mjs';
import { expect, inspect, test } from './support/journey';

// The next journey has the same, so that both walk one server, on which no other draws.
test.use({ doneUpTo: 'planAndApprove', plan: { basis: 'drand 轮次作信标' } });

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

test('a new key in place of a lost one counts after the system administrator has compared it', async ({
  world,
  signedIn,
}) => {
  const party = await signedIn('newcomer', { at: '/desk/party-key', password: 'own-2026-secret' });
  await party.getByText('密钥已用离线页面产生').click();
  const register = async () => {
    await party.getByLabel('公钥（64 位').fill(partyKey().publicKey);
    await party.getByRole('button', { name: '登记这个公钥' }).click();
  };
  await register();
  await expect(party.getByRole('heading', { name: '更换密钥' })).toBeVisible();
  await party.getByLabel('原因').fill('密钥码的打印件遗失，已报告单位');
  await register();
  await expect(party.getByText('等待系统管理员当面核对后确认')).toBeVisible();
  await inspect(party, 'party-key-waiting', world);

  const system = await signedIn('sysadmin', { at: '/desk/party-keys' });
  await expect(system.getByRole('row', { name: /样例新人/ })).toContainText('打印件遗失');
  await inspect(system, 'party-keys', world);
  await system.getByRole('button', { name: '确认', exact: true }).click();
  await system.getByRole('dialog').getByLabel('核对情况').fill('本人到场，出示工作证，纸面指纹与上列一致');
  await inspect(system, 'party-key-consent', world);
  await system.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(system.getByText('没有等待确认的密钥')).toBeVisible();
  await party.reload();
  await expect(party.getByRole('heading', { name: '已登记的密钥' })).toBeVisible();
  await expect(party.getByText('等待系统管理员当面核对后确认')).toHaveCount(0);
});
