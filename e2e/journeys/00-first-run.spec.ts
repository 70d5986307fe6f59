import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inspect, test } from './support/journey';

test.use({ demo: false });

const THREE = [
  ['sys', '样例系统', 'north-2026-gate'],
  ['sec', '样例安全', 'south-2026-gate'],
  ['aud', '样例审计', 'east-2026-gate'],
] as const;

test('an empty installation asks for three administrators and for nothing else', async ({ stranger, world }) => {
  expect(await readFile(path.join(world.platform.home, 'server.log'), 'utf8')).toContain(`${world.base.replace('127.0.0.1', 'localhost')}/desk/setup`);
  const page = await stranger();
  await page.goto('/desk/');
  await expect(page).toHaveURL(/\/desk\/setup/);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText(/请填写.*行政区划代码/).first()).toBeVisible();
  await page.getByLabel('行政区划代码').fill('130111');
  await page.getByLabel('行政区划名称').fill('石家庄市栾城区');
  await inspect(page, 'setup-region', world);
  await page.getByRole('button', { name: '下一步' }).click();
  for (const [n, [username, name, password]] of THREE.entries()) {
    await page.getByLabel('姓名').fill(name);
    await page.getByLabel('登录名').fill(username);
    await page.getByLabel('密码').fill(password);
    if (n === 0) await inspect(page, 'setup-admin', world);
    await page.getByRole('button', { name: n < 2 ? '下一步' : '完成设置' }).click();
  }
  await expect(page.getByLabel('登录名')).toBeVisible();
  await expect(page).toHaveURL(/\/desk\/sign-in/);

  await page.goto('/desk/setup');
  await expect(page, 'the wizard is closed for good').toHaveURL(/\/desk\/sign-in/);
});

test('from three administrators to the first registrar', async ({ signedIn }) => {
  const system = await signedIn('sys', { at: '/desk/departments', password: 'north-2026-gate' });
  await system.getByRole('button', { name: '新增' }).click();
  await system.getByRole('dialog').getByLabel('代码').fill('YJ');
  await system.getByRole('dialog').getByLabel('全称').fill('石家庄市栾城区应急管理局');
  await system.getByRole('dialog').getByLabel('简称').fill('应急管理局');
  await system.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(system.getByRole('row', { name: /石家庄市栾城区应急管理局/ })).toBeVisible();
  await system.goto('/desk/accounts');
  await system.getByRole('button', { name: '新增账号' }).click();
  await system.getByRole('dialog').getByLabel('姓名').fill('样例名录');
  await system.getByRole('dialog').getByLabel('登录名').fill('registrar');
  await system.getByRole('dialog').getByLabel('初始密码').fill('first-2026-pass');
  await system.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(system.getByRole('dialog')).toHaveCount(0);

  const security = await signedIn('sec', { at: '/desk/accounts?q=registrar', password: 'south-2026-gate' });
  await security.getByRole('button', { name: '授权' }).click();
  await security.getByRole('dialog').getByText('名录管理员', { exact: true }).click();
  await security.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(security.getByRole('row', { name: /registrar/ })).toContainText('名录管理员');

  const audit = await signedIn('aud', { password: 'east-2026-gate' });
  await audit.goto('/desk/audit');
  await expect(audit.getByText('registrar').or(audit.getByText(/grant-roles|授予/)).first()).toBeVisible();
});
