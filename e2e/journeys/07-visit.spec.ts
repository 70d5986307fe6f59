import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import { photo } from '../scenario/steps/dispatch.mjs';
import { expect, inspect, test } from './support/journey';
import type { World } from './support/world';

test.use({ doneUpTo: 'approveAndNotify', plan: { mode: 'SEALED' } });

interface Part {
  departmentName: string;
  members: { username: string | null; officerNo: string }[];
  results: { name: string }[];
}
interface Visit {
  id: number;
  objectId: string;
  subjectName: string;
  sheetCode: string;
  scheduledOn: string;
  sections: Part[];
}

/** Details of all visits as the lead department reads them, off the printed sheets. */
async function visits(world: World): Promise<Visit[]> {
  const admin = await world.as('yj-admin');
  world.details ??= await Promise.all(world.visits.map((v: { id: number }) => admin.get(`/api/visits/${v.id}`)));
  return world.details;
}

/** An officer of the group who has an account. */
function holder(section: Part): string {
  return section.members.find((member) => member.username)!.username!;
}

async function open(page: Page, visit: Visit): Promise<void> {
  await page.goto(`/field/visits/${visit.id}`);
  await expect(page.getByText(visit.subjectName).first()).toBeVisible();
}

/** By number: two departments may each send somebody of the same name. */
async function tick(page: Page, visit: Visit): Promise<void> {
  for (const { officerNo } of visit.sections.flatMap((s) => s.members)) await page.locator(`#present-${officerNo}`).check();
}

async function arrive(page: Page, visit: Visit): Promise<void> {
  await page.getByRole('link', { name: /^到场登记/ }).click();
  await page.getByLabel('检查码').fill(visit.sheetCode);
  await tick(page, visit);
  await page.getByRole('button', { name: '登记到场' }).click();
  await expect(page.getByRole('status')).toContainText('已登记到场');
}

async function fillRest(page: Page): Promise<void> {
  await page.getByRole('button', { name: '其余均未发现问题' }).click();
  await page.getByRole('button', { name: '都已检查' }).click();
  await page.getByRole('button', { name: /^保存（\d+ 项）/ }).click();
  await expect(page.getByRole('status')).toContainText('已保存');
}

async function finishAndSubmit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '结束现场检查' }).click();
  await page.getByRole('button', { name: '结束检查' }).click();
  await expect(page.getByRole('status')).toContainText('已结束现场检查');
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('已提交审核');
}

/** What the enterprise's phone reads off the officer's. */
async function scan(page: Page): Promise<string> {
  const { dark, side } = await page.getByRole('img', { name: '入企证明码' }).evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 900 });
    const paper = canvas.getContext('2d')!;
    paper.drawImage(image, 0, 0, 900, 900);
    const { data } = paper.getImageData(0, 0, 900, 900);
    return { dark: Array.from({ length: data.length / 4 }, (_, i) => (data[i * 4] < 128 ? 1 : 0)).join(''), side: 900 };
  });
  const pixels = Uint8ClampedArray.from({ length: dark.length * 4 }, (_, i) => (i % 4 < 3 && dark[i >> 2] === '1' ? 0 : 255));
  return jsQR(pixels, side, side)!.data;
}

test('two departments inspect one enterprise on two phones', async ({ world, signedIn, stranger, faults }) => {
  test.setTimeout(180_000);
  const visit = (await visits(world)).find((v) => v.sections.length === 2)!;
  await world.setClock(`${visit.scheduledOn}T09:30:00+08:00`);
  const phones: Page[] = [];
  for (const section of visit.sections) phones.push(await signedIn(holder(section), { phone: true }));
  const [phone, other] = phones;
  await expect(phone.getByRole('link', { name: new RegExp(visit.subjectName) })).toBeVisible();
  await inspect(phone, 'field-list', world);
  await open(phone, visit);
  await inspect(phone, 'field-visit', world);

  faults.expectRefusal(409, '/check-in');
  await phone.getByRole('link', { name: /^到场登记/ }).click();
  await phone.getByLabel('检查码').fill('WRONGCODE2');
  await tick(phone, visit);
  await phone.getByRole('button', { name: '登记到场' }).click();
  await expect(phone.getByRole('alert')).toContainText('检查码与这户企业的“一企一表”不符');
  await phone.getByLabel('检查码').fill(visit.sheetCode);
  await phone.getByRole('button', { name: '登记到场' }).click();
  await expect(phone.getByRole('status')).toContainText('已登记到场');

  await open(phone, visit);
  await phone.getByRole('link', { name: /^亮证/ }).click();
  const address = await scan(phone);
  await inspect(phone, 'field-card', world);
  const passer = await stranger({ phone: true });
  const asked: string[] = [];
  passer.on('request', (request) => asked.push(request.url().split('#')[0] + (request.postData() ?? '')));
  await passer.goto(address);
  await expect(passer.locator('#verdict strong')).toHaveText('真');
  await expect(passer.getByRole('status')).toContainText(`代码 ${visit.objectId} 确实被抽中`);
  await inspect(passer, 'portal-check-true', world);
  const at = address.length - 60;
  await passer.goto(address.slice(0, at) + (address[at] === 'A' ? 'B' : 'A') + address.slice(at + 1));
  await expect(passer.locator('#verdict strong')).toHaveText('假');
  await inspect(passer, 'portal-check-false', world);
  // The proof tells a tier: it stays in the browser.
  expect(asked.some((url) => url.endsWith('/roots.json'))).toBe(true);
  expect(asked.filter((url) => url.includes(visit.objectId))).toEqual([]);

  for (const [n, page] of phones.entries()) {
    const section = visit.sections[n];
    await open(page, visit);
    await page.getByRole('link', { name: new RegExp(`^检查表·${section.departmentName}`) }).click();
    const item = page.getByRole('article', { name: section.results[0].name });
    await item.getByRole('radio', { name: '发现问题', exact: true }).check({ force: true });
    await item.getByLabel('发现了什么').fill('现场管理台账不全');
    if (n === 0) {
      await page.reload();
      await expect(item.getByLabel('发现了什么')).toHaveValue('现场管理台账不全');
    }
    await item.getByLabel('现场如何处理').fill('当场告知，限期补齐');
    await item.getByRole('radio', { name: '责令改正' }).check({ force: true });
    if (n === 0) {
      await item
        .getByLabel('拍照或选取照片（可选）')
        .setInputFiles({ name: 'ledger.png', mimeType: 'image/png', buffer: Buffer.from(photo('台账')) });
      await expect(item.getByText('照片 1 已上传')).toBeVisible();
      await inspect(page, 'field-sheet', world);
    }
    if (section.results.length > 1) await fillRest(page);
    else {
      await page.getByRole('button', { name: /^保存（\d+ 项）/ }).click();
      await expect(page.getByRole('status')).toContainText('已保存');
    }
  }

  await open(phone, visit);
  await phone.getByRole('link', { name: /^现场解答/ }).click();
  await phone.getByLabel('企业的问题').fill('整改完成后如何报备？');
  await phone.getByLabel('解答', { exact: true }).fill('上传整改照片，由后续处置人核查。');
  await phone.getByRole('button', { name: '记录', exact: true }).click();
  await expect(phone.getByRole('status')).toContainText('已记录');

  await open(phone, visit);
  await phone.getByRole('link', { name: /^企业签字/ }).click();
  await phone.getByLabel('签字人姓名').fill('王样例');
  await phone.getByLabel('职务').fill('法定代表人');
  const pad = (await phone.locator('canvas').boundingBox())!;
  await phone.mouse.move(pad.x + 30, pad.y + pad.height / 2);
  await phone.mouse.down();
  for (let i = 1; i <= 20; i++)
    await phone.mouse.move(pad.x + 30 + i * 10, pad.y + pad.height / 2 + 20 * Math.sin(i), { steps: 2 });
  await phone.mouse.up();
  await inspect(phone, 'field-signature', world);
  await phone.getByRole('button', { name: '确认签字' }).click();
  await expect(phone.getByRole('status')).toContainText('已签字');
  await open(phone, visit);
  await finishAndSubmit(phone);
  await submit(phone);
  await open(other, visit);
  await submit(other);
  const done = await (await world.as('yj-admin')).get(`/api/visits/${visit.id}`);
  expect(done.status).toBe('FINISHED');
  expect(done.sections.map((s: { status: string }) => s.status)).toEqual(['SUBMITTED', 'SUBMITTED']);
  expect(done.sections.map((s: { problemCount: number }) => s.problemCount)).toEqual([1, 1]);
});

test('an enterprise that will not sign is on record with a witness', async ({ world, signedIn }) => {
  const visit = (await visits(world)).filter((v) => v.sections.length === 1)[0];
  await world.setClock(`${visit.scheduledOn}T09:30:00+08:00`);
  const phone = await signedIn(holder(visit.sections[0]), { phone: true });
  await open(phone, visit);
  await arrive(phone, visit);
  await open(phone, visit);
  await phone.getByRole('link', { name: /^检查表·/ }).click();
  await fillRest(phone);
  await open(phone, visit);
  await phone.getByRole('link', { name: /^企业签字/ }).click();
  await phone.getByRole('link', { name: /记录拒签/ }).click();
  await phone.getByLabel('拒签原因').fill('负责人称需先请示总部');
  await phone.getByLabel('见证人姓名').fill('李见证');
  await inspect(phone, 'field-refusal', world);
  await phone.getByRole('button', { name: '记录拒签' }).click();
  await expect(phone.getByRole('status')).toContainText('已记录拒签');
  await open(phone, visit);
  await finishAndSubmit(phone);
  const kept = await (await world.as('yj-admin')).get(`/api/visits/${visit.id}`);
  expect(kept.refusal.witnessName).toBe('李见证');
  expect(kept.signature).toBeNull();
});

test('an enterprise that cannot be found takes two attempts', async ({ world, signedIn }) => {
  const visit = (await visits(world)).filter((v) => v.sections.length === 1)[1];
  await world.setClock(`${visit.scheduledOn}T16:30:00+08:00`);
  const phone = await signedIn(holder(visit.sections[0]), { phone: true });
  await open(phone, visit);
  await phone.getByRole('link', { name: /联系不上企业/ }).click();
  for (const [n, time] of ['09:40', '15:10'].entries()) {
    const attempt = phone.getByRole('region', { name: `第 ${n + 1} 次联系` });
    await attempt.getByLabel('日期').fill(visit.scheduledOn);
    await attempt.getByLabel('时间').fill(time);
    await attempt.getByLabel('怎么联系的，情况如何').fill('登记住所大门紧锁，电话无人接听');
    await phone
      .locator(`#photo-${n}`)
      .setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: Buffer.from(photo(`door ${n}`)) });
    await expect(attempt.getByText(/已上传/)).toBeVisible();
  }
  await inspect(phone, 'field-unreachable', world);
  await phone.getByRole('button', { name: '记录无法联系' }).click();
  await expect(phone.getByRole('status')).toContainText('已记录无法联系');
  await open(phone, visit);
  await finishAndSubmit(phone);
  const kept = await (await world.as('yj-admin')).get(`/api/visits/${visit.id}`);
  expect(kept.outcome).toBe('UNREACHABLE');
});

test('the names of a sealed draw open when the visits are over', async ({ world, signedIn, stranger }) => {
  const planner = await world.as('yj-planner');
  const { drawNo } = await planner.get(`/api/draws/${world.drawId}`);
  const anybody = await stranger();
  await anybody.goto(`/draws/${drawNo}`);
  await expect(anybody.getByText('名单保密。')).toBeVisible();
  await inspect(anybody, 'portal-sealed', world);
  const early = await signedIn('yj-planner', { at: `/desk/draws/${world.drawId}` });
  await expect(early.getByText('名单保密中')).toBeVisible();
  await expect(early.getByRole('button', { name: '启封名单' })).toHaveCount(0);
  const { unsealFrom } = await planner.get(`/api/draws/${world.drawId}/publication`);
  await world.setClock(`${unsealFrom}T09:00:00+08:00`);
  const page = await signedIn('yj-planner', { at: `/desk/draws/${world.drawId}` });
  await page.getByRole('button', { name: '启封名单' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认启封' }).click();
  await expect(page.getByText('名单已启封（')).toBeVisible();
  await inspect(page, 'unsealed', world);
  await anybody.goto(`/draws/${drawNo}/names`);
  const [visit] = await visits(world);
  await expect(anybody.getByText(visit.subjectName)).toBeVisible();
});
