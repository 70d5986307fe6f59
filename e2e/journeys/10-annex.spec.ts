import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, inspect, test } from './support/journey';

test.use({ doneUpTo: 'closeFollowUps' });

const run = promisify(execFile);
const FIGURES = {
  enterprises: '随机抽查企业',
  officerVisits: '随机抽取执法检查人员',
  departments: '涉及检查部门',
  items: '检查项目',
  problemItems: '发现问题事项',
  problemEnterprises: '发现问题企业',
  orderedToCorrect: '责令改正',
  abnormalListed: '应列入异常',
  casesFiled: '涉嫌违法立案调查',
  consultations: '现场解答疑难问题',
};

test('each figure of the annex opens the rows that it counts', async ({ world, signedIn }) => {
  test.setTimeout(180_000);
  const annex = await (await world.as('yj-planner')).get(`/api/plans/${world.planId}/annex`);
  const page = await signedIn('yj-planner', { at: `/desk/plans/${world.planId}/annex` });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(annex.title).first()).toBeVisible();
  await inspect(page, 'annex', world);
  for (const [figure, label] of Object.entries(FIGURES)) {
    expect(annex[figure], label).toBeGreaterThan(0);
    await page.goto(`/desk/annex?planId=${world.planId}`);
    await page.getByRole('link', { name: new RegExp(label) }).first().click();
    await expect(page, label).toHaveURL(new RegExp(`/annex/${world.planId}/${figure}`));
    await expect(page.getByText(`共 ${annex[figure]} 条`), label).toBeVisible();
  }
});

test('the annex goes out as Word and Excel under the title of the plan', async ({ world, signedIn }) => {
  const annex = await (await world.as('yj-planner')).get(`/api/plans/${world.planId}/annex`);
  const page = await signedIn('supervisor', { at: `/desk/annex?planId=${world.planId}` });
  for (const [name, inside] of [
    ['Word', 'word/document.xml'],
    ['Excel', 'xl/*'],
  ]) {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: new RegExp(name) }).click();
    const file = path.join(world.out, (await download).suggestedFilename());
    await (await download).saveAs(file);
    const { stdout } = await run('unzip', ['-p', file, inside], { maxBuffer: 1 << 26 });
    const text = stdout
      .replace(/<[^>]+>/g, '')
      .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
    expect(text.includes(annex.title), `${name} carries the title`).toBe(true);
  }
});
