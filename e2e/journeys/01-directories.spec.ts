import { expect, inspect, test } from './support/journey';
import { filled } from './support/workbook';

test.use({ doneUpTo: null });

test('what the list was narrowed to stands in the address', async ({ world, signedIn }) => {
  const [object] = await (await world.as('yj-registrar')).all('/api/subjects?label=EMERGENCY_MANAGEMENT');
  const page = await signedIn('yj-registrar', { at: '/desk/subjects' });
  await page.getByLabel('名称或统一社会信用代码').fill(object.name);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\?q=/);
  await page.reload();
  await expect(page.getByLabel('名称或统一社会信用代码')).toHaveValue(object.name);
  await expect(page.getByRole('row', { name: new RegExp(object.name) })).toBeVisible();
  await inspect(page, 'subjects', world);
});

test('an edit needs its reason, keeps the history, and does not run over another', async ({
  world,
  signedIn,
  faults,
}) => {
  faults.expectRefusal(409, 'PUT /api/subjects/');
  const api = await world.as('yj-registrar');
  const [object] = await api.all('/api/subjects?status=ACTIVE&label=EMERGENCY_MANAGEMENT');
  const page = await signedIn('yj-registrar', { at: `/desk/subjects/${object.id}/edit` });
  await page.getByLabel('住所').fill('样例新路 8 号');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/请填写.*修改理由|修改理由.*请填写/).first()).toBeVisible();
  await page.getByLabel('修改理由').fill('住所变更登记');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page).toHaveURL(new RegExp(`/desk/subjects/${object.id}$`));
  const history = page.locator('section', { has: page.getByRole('heading', { name: '变更历史' }) });
  await expect(history).toContainText('样例新路 8 号');
  await expect(history).toContainText(object.address);
  await expect(history).toContainText('住所变更登记');
  await inspect(page, 'subject', world);

  await page.goto(`/desk/subjects/${object.id}/edit`);
  await page.getByLabel('住所').fill('样例新路 9 号');
  const now = await api.get(`/api/subjects/${object.id}`);
  await api.put(`/api/subjects/${object.id}`, {
    ...now,
    labels: null,
    legalRepresentative: '样例代表',
    reason: '同时的另一处修改',
  });
  await page.getByLabel('修改理由').fill('后到的修改');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert').first()).toContainText('其他人刚刚修改了这条记录');
  expect((await api.get(`/api/subjects/${object.id}`)).address).toBe('样例新路 8 号');
});

test('a workbook is checked row by row before anything is written', async ({ world, signedIn, faults }) => {
  const api = await world.as('yj-registrar');
  const before = (await api.get('/api/subjects?size=1')).total;
  const page = await signedIn('yj-registrar', { at: '/desk/subjects' });
  await page.goto('/desk/subjects/import');
  await page.locator('input[type=file]').setInputFiles(
    filled(await api.download('/api/subjects/import-template'), '企业.xlsx', [
      ['名称', '统一社会信用代码', '监管标签'],
      ['石家庄样例甲新有限公司', '', '工贸'],
      ['石家庄样例乙新有限公司', '9113011', '工贸'],
      ['', '', '工贸'],
      ['石家庄样例丁新有限公司', '', '没有的标签'],
    ]),
  );
  await expect(page.getByRole('heading', { name: '企业.xlsx：核对报告' })).toBeVisible();
  const faultRow = (row: string) => page.getByRole('row', { name: new RegExp(`^\\S+ ${row} `) });
  await expect(faultRow('3')).toContainText('统一社会信用代码');
  await expect(faultRow('4')).toContainText('名称');
  await expect(faultRow('5')).toContainText('监管标签');
  expect((await api.get('/api/subjects?size=1')).total).toBe(before);
  await inspect(page, 'import-report', world);
  await page.getByRole('button', { name: '只取合格的 1 行' }).click();
  await expect(page.getByText('已写入名录。', { exact: true })).toBeVisible();
  expect((await api.get('/api/subjects?size=1')).total).toBe(before + 1);

  faults.expectRefusal(422, 'POST /api/subjects/imports');
  await page.getByRole('button', { name: '再导入一份' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('名称,代码\n甲,1\n') });
  await expect(page.getByRole('alert').first()).toContainText('xlsx');
});

test('who does not keep the directories is told so before he fills anything in', async ({ world, signedIn }) => {
  const page = await signedIn('yj-planner', { at: '/desk/subjects/new' });
  await expect(page.getByRole('heading', { name: '本账号不能办理此事项' })).toBeVisible();
  await expect(page.locator('body')).toContainText('名录管理员');
  await expect(page.getByLabel('名称', { exact: true })).toHaveCount(0);
  await inspect(page, 'not-allowed', world);
});
