import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { refused } from '../scenario/lib/api.mjs';
import { partyKey } from '../scenario/lib/partyKey.mjs';
import { ROOT } from '../scenario/lib/platform.mjs';
import { expect, inspect, test } from './support/journey';
import type { World } from './support/world';

test.use({ doneUpTo: 'planAndApprove' });

const run = promisify(execFile);
const dice = Array.from({ length: 60 }, () => randomInt(1, 7)).join(' ');

/** Presses 保存为文件 and keeps what the browser is handed. */
async function saving(page: Page, world: World): Promise<string> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存为文件' }).click();
  const download = await saved;
  const file = path.join(world.out, `${randomInt(1e9)}-${download.suggestedFilename()}`);
  await download.saveAs(file);
  return file;
}

/** What the offline page shows: commitments and a signature over them, made here by node's own cryptography. */
async function pasteCommitments(page: Page, drawNo: string, code: string, secrets: string): Promise<void> {
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(secrets)![1]!;
  const commitments = { first: value('commit\\.witness'), second: value('second\\.witness') };
  const signature = partyKey(code).commit(drawNo, 'witness', commitments);
  await page.getByText('用离线页面产生和签名的').click();
  const field = page.getByLabel('承诺和签名');
  const lines = [`commit.witness=${commitments.first}`, `second.witness=${commitments.second}`, `signature=${signature}`];
  await field.fill([`secret=${value('secret')}`, ...lines].join('\n'));
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByText('其中有保密的秘密数')).toBeVisible();
  await field.fill(lines.join('\n'));
  await page.getByRole('button', { name: '提交', exact: true }).click();
}

/** Two may stand for a party of another department, so nobody is chosen for the planner. */
async function chooseAccount(page: Page, party: string, displayName: string): Promise<void> {
  await page.getByRole('group', { name: party }).getByLabel('账号').click();
  await page.getByRole('option', { name: displayName }).click();
  await expect(page.getByRole('option')).toHaveCount(0);
}

test('whoever keeps a directory cannot begin a draw', async ({ world, signedIn }) => {
  await refused(403, 'role-required', async () =>
    (await world.as('yj-registrar')).post(`/api/plans/${world.planId}/draws`, {}),
  );
  const page = await signedIn('yj-registrar', { at: `/desk/plans/${world.planId}/freeze` });
  await expect(page.getByRole('heading', { name: '本账号不能办理此事项' })).toBeVisible();
  await expect(page.getByRole('button', { name: '冻结名单' })).toHaveCount(0);
});

test('four parties draw in public', async ({ world, signedIn, stranger, faults }) => {
  test.setTimeout(240_000);
  await world.setClock('2026-05-13T09:00:00+08:00');
  const another = (await world.as('st-planner')).session;
  await (await world.as('secadmin')).put(`/api/accounts/${another.accountId}/roles`, { roles: ['PARTY'] });
  const planner = await signedIn('yj-planner', { at: `/desk/draws?planId=${world.planId}` });
  await planner.getByRole('button', { name: '冻结名单' }).click();
  await expect(planner.getByText('信标、时限与排除抽查')).toBeVisible();
  await inspect(planner, 'freeze', world);
  // Three sides there must be; whoever else takes part is added, and what is wrong stands beside its field.
  await expect(planner.getByRole('button', { name: '移除第 3 方' })).toBeDisabled();
  await planner.getByRole('button', { name: '添加当事方' }).click();
  await planner.getByRole('button', { name: '添加当事方' }).click();
  await planner.getByRole('button', { name: '移除第 5 方' }).click();
  const fourth = planner.getByRole('group', { name: '第 4 方' });
  await planner.getByRole('button', { name: '冻结名单' }).click();
  await expect(fourth.getByText('请填写名称')).toBeVisible();
  await expect(fourth.getByText('请选择代表这一方的账号')).toBeVisible();
  await fourth.getByLabel('身份').click();
  await planner.getByRole('option', { name: '外部门抽取当事方' }).click();
  await expect(planner.getByRole('option')).toHaveCount(0);
  await expect(fourth.getByLabel('代号')).toHaveValue('party-2');
  await fourth.getByLabel('代号').fill('witness');
  await fourth.getByLabel('名称').fill('见证人');
  await chooseAccount(planner, '第 4 方', another.displayName);
  await chooseAccount(planner, '第 2 方', another.displayName);
  faults.expectRefusal(400, '/draws');
  await planner.getByRole('button', { name: '冻结名单' }).click();
  await planner.getByRole('button', { name: '确认冻结' }).click();
  await expect(planner.getByRole('dialog')).toHaveCount(0);
  await expect(fourth.getByText('当事方代号须由小写字母、数字和连字符组成，且互不相同。')).toBeVisible();
  await expect(fourth.getByText('已有当事方名称为“见证人”')).toBeVisible();
  await expect(fourth.getByText('同一账号不能代表两个当事方，请更换。')).toBeVisible();
  await inspect(planner, 'freeze-refused', world);
  await fourth.getByLabel('代号').fill('environment');
  await fourth.getByLabel('名称').fill('市生态环境局分局');
  await chooseAccount(planner, '第 2 方', (await world.as('sc-party')).session.displayName);
  await planner.getByRole('button', { name: '冻结名单' }).click();
  await expect(planner.getByRole('dialog')).toContainText('公开方式：名单即时公开；');
  await inspect(planner, 'freeze-confirm', world);
  await planner.getByRole('button', { name: '确认冻结' }).click();
  await expect(planner.getByRole('heading', { name: /^抽取 130111-2026-/ })).toBeVisible();
  const drawNo = (await planner.getByRole('heading', { level: 1 }).innerText()).replace('抽取 ', '');
  const address = new URL(planner.url()).pathname;

  // A party's key and secrets never leave its own browser before they are revealed: one page each, all along.
  const pages: Page[] = [planner];
  const files: string[] = [];
  const codes: string[] = [];
  for (const username of ['sc-party', 'witness', 'st-planner']) pages.push(await signedIn(username, { at: address }));
  for (const [n, page] of pages.entries()) {
    await page.getByRole('link', { name: '我的密钥' }).last().click();
    await page.getByRole('button', { name: '产生密钥码' }).click();
    if (n === 0) await inspect(page, 'party-key', world);
    const register = page.getByRole('button', { name: '登记公钥' });
    await expect(register).toBeDisabled();
    const sheet = await saving(page, world);
    const code = /^code=(.*)$/m.exec(await readFile(sheet, 'utf8'))![1]!;
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    await page.getByLabel('照纸面或文件抄录').fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`);
    await expect(register).toBeDisabled();
    await page.getByLabel('照纸面或文件抄录').fill(code.toLowerCase());
    await register.click();
    await expect(page.getByRole('heading', { name: '已登记的密钥' })).toBeVisible();

    await page.goto(address);
    await page.getByRole('button', { name: '产生秘密数' }).click();
    if (n === 0) await inspect(page, 'secrets', world);
    const commit = page.getByRole('button', { name: '签名并提交承诺' });
    await expect(commit).toBeDisabled();
    const secrets = await saving(page, world);
    expect(secrets).toContain(drawNo);
    await expect(commit).toBeDisabled();
    if (n === 2) {
      // The witness makes everything offline: only commitments and signature are typed into the platform.
      await pasteCommitments(page, drawNo, code, await readFile(secrets, 'utf8'));
    } else {
      if (n === 1) {
        // What is opened from a file need not be saved once more.
        await page.evaluate(() => localStorage.clear());
        await page.reload();
        await page.getByLabel('打开已保存的文件').setInputFiles(secrets);
        await expect(page.getByText('先保存文件再提交')).toHaveCount(0);
      }
      await page.getByLabel('打开已保存的文件').setInputFiles(sheet);
      await commit.click();
    }
    await expect(page.getByText('您这一步已办好')).toBeVisible();
    files.push(sheet, secrets);
    codes.push(code);
  }

  await planner.getByRole('button', { name: '开启', exact: true }).click();
  await planner.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  for (const [n, page] of pages.entries()) {
    // The tab and what the browser kept are lost; the two files are enough.
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await expect(page.getByText('本机没有您的秘密数')).toBeVisible();
    await page.getByLabel('打开已保存的文件').setInputFiles(files[2 * n + 1]!);
    await page.getByLabel('打开已保存的文件').setInputFiles(files[2 * n]!);
    if (n === 0) await inspect(page, 'reveal', world);
    await page.getByRole('button', { name: '揭示第一个秘密数' }).click();
    await expect(page.getByText(/您这一步已办好|揭示已办好/)).toBeVisible();
  }
  const [, market, witness] = pages;
  await world.setClock('2026-05-13T09:30:00+08:00');
  await witness.getByRole('button', { name: '录入信标' }).click();
  await witness.getByLabel('所见结果').fill('1 2 3');
  faults.expectRefusal(422, '/beacon');
  faults.expectRefusal(400, '/beacon');
  await witness.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(witness.getByRole('dialog').getByRole('alert').first()).toContainText('50');
  const read = async (page: Page, text: string) => {
    await page.getByLabel('所见结果').fill(text);
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await read(witness, dice);
  await expect(witness.getByText('见证人已录入，等待第二人独立录入。')).toBeVisible();
  await inspect(witness, 'beacon-awaited', world);
  const screen = await stranger();
  await screen.goto(`/draws/${drawNo}/live`);
  await expect(screen.getByText('见证人已录入，等待第二人独立录入。')).toBeVisible();
  await expect(screen.locator('.die, .read')).toHaveCount(0);
  await inspect(screen, 'live-awaited', world);

  // The second mistypes one die: both are shown, nothing is decided.
  const digits = dice.replace(/ /g, '');
  await market.reload();
  await expect(market.locator('body')).not.toContainText(digits);
  await market.getByRole('button', { name: '录入信标' }).click();
  const mistyped = `${dice.slice(0, -1)}${dice.endsWith('6') ? 1 : 6}`;
  await read(market, mistyped);
  await expect(market.getByRole('alert').filter({ hasText: '与桌上的骰子逐颗核对' })).toBeVisible();
  await expect(market.locator('.off')).toHaveCount(2);
  await inspect(market, 'beacon-differs', world);
  await expect(screen.locator('.read.off')).toHaveCount(2);
  await inspect(screen, 'live-differs', world);

  // Beside a third who has not looked, the one die in which these two differ is still found.
  const last = [...'123456'].find((face) => face !== digits.at(-1) && face !== mistyped.at(-1));
  await planner.reload();
  await planner.getByRole('button', { name: '录入信标' }).click();
  await read(planner, digits.slice(0, -1).replace(/./g, (face) => String((Number(face) % 6) + 1)) + last);
  await market.getByRole('button', { name: '录入信标' }).click();
  await read(market, mistyped);
  for (const page of [market, screen]) {
    await expect(page.getByText('有 1 颗不同：第 60 颗')).toBeVisible();
    await expect(page.getByText('有 60 颗不同。')).toHaveCount(2);
    await expect(page.locator('.off')).toHaveCount(62);
  }
  await inspect(market, 'beacon-three-differ', world);
  await inspect(screen, 'live-three-differ', world);
  await market.getByRole('button', { name: '录入信标' }).click();
  await read(market, dice);
  await expect(market.getByText('彼此核对后一致')).toBeVisible();
  await expect(screen.getByText('彼此核对后一致')).toBeVisible();
  await inspect(screen, 'live-beacon', world);
  await planner.reload();

  await planner.getByRole('button', { name: '计算', exact: true }).click();
  await planner.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(planner.getByText('已抽取').first()).toBeVisible();
  await inspect(planner, 'drawn', world);
  world.drawAddress = address;
  world.drawNo = drawNo;
  world.codes = codes;
});

test('a second draw is refused and the list shows who was drawn', async ({ world, signedIn, faults }) => {
  faults.expectRefusal(409, '/draws');
  const planner = await signedIn('yj-planner', { at: `/desk/plans/${world.planId}/freeze` });
  await chooseAccount(planner, '第 2 方', (await world.as('sc-party')).session.displayName);
  await planner.getByRole('button', { name: '冻结名单' }).click();
  await planner.getByRole('button', { name: '确认冻结' }).click();
  await expect(planner.getByRole('alert')).toContainText('一个计划只抽取一次');
  const drawn = await (await world.as('yj-planner')).get(`/api/draws/${world.drawAddress.split('/').pop()}`);
  await planner.goto(`${world.drawAddress}/rows`);
  await expect(planner.getByText(`共 ${drawn.drawnCount} 条`)).toBeVisible();
  await expect(planner.getByRole('row')).toHaveCount(1 + Math.min(20, drawn.drawnCount));
  await inspect(planner, 'draw-rows', world);
});

test('the certificate that a party takes home is confirmed by three programs', async ({ world, signedIn }) => {
  const witness = await signedIn('witness', { at: world.drawAddress });
  const download = witness.waitForEvent('download');
  await witness.getByRole('link', { name: '抽取证书' }).click();
  const file = path.join(world.out, 'certificate.zip');
  await (await download).saveAs(file);
  const java = await run('java', ['-jar', path.join(ROOT, 'sampler/target/mingchou-sampler.jar'), 'verify', file]);
  expect(java.stdout).toContain('VERIFIED');
  const python = await run('python3', [path.join(ROOT, 'verifier/verify.py'), 'verify', file]);
  expect(python.stdout).toContain('VERIFIED');
  const page = await run(process.execPath, [path.join(ROOT, 'verifier/batch.mjs'), '--', 'verify', file]);
  expect(page.stdout.trim().split('\n').at(-1)).toBe('VERIFIED');
});

test('an outsider signs offline what he found, and the desk takes it', async ({ world, signedIn, stranger, faults }) => {
  faults.expectRefusal(422, '/check');
  faults.expectRefusal(422, '/verdicts');
  const file = path.join(world.out, 'certificate.zip');
  // Under which name he signs stands where the desk bids him re-run.
  const page = await signedIn('witness', { at: world.drawAddress });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const told = page.getByText('签名时要填的代号是');
  await told.getByRole('button', { name: '复制代号 witness' }).click();
  await expect(told.getByText('已复制')).toBeVisible();
  const who = await page.evaluate(() => navigator.clipboard.readText());
  await inspect(page, 'verifier-code', world);
  const offline = await stranger();
  await offline.goto(pathToFileURL(path.join(ROOT, 'verifier/verify.html')).href);
  await offline.setInputFiles('#zip', file);
  await expect(offline.locator('.verdict.yes')).toBeVisible();
  await offline.getByText('填写代号和密钥码，签名').click();
  await offline.getByRole('button', { name: '签名', exact: true }).click();
  await expect(offline.getByRole('alert')).toContainText('代号');
  await expect(offline.getByText('代号在哪里')).toBeVisible();
  await offline.getByLabel('重算人代号').fill(who);
  await inspect(offline, 'verify-sign', world);
  await offline.getByLabel('密钥码').fill(world.codes[2]);
  await offline.getByRole('button', { name: '签名', exact: true }).click();
  const text = await offline.locator('#signed-verdict').innerText();
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)![1]!;
  const python = await run('python3', [path.join(ROOT, 'verifier/verify.py'), 'verify', file]);
  expect(python.stdout).toContain(`signs result ${value('result')} and public ${value('public')}\n`);

  await page.getByText('提交重算结论', { exact: true }).click();
  const field = page.getByLabel('签好的重算结论');
  const send = page.getByRole('button', { name: '提交结论', exact: true });
  await field.fill(text.replace(world.drawNo, '130111-2026-009999'));
  await expect(page.getByText('不是本次抽取')).toBeVisible();
  await expect(send).toBeDisabled();
  // What is wrong with the signature is said beside the form, which keeps what was brought.
  const signature = value('signature');
  await field.fill(text.replace(signature, (signature.startsWith('0') ? '1' : '0') + signature.slice(1)));
  await send.click();
  const wrong = page.getByRole('alert').filter({ hasText: '签名与本账号登记的公钥' });
  await expect(wrong).toBeInViewport();
  await expect(wrong).toHaveCount(1);
  await expect(field).not.toHaveValue('');
  const [button, message] = [await send.boundingBox(), await wrong.boundingBox()];
  expect(message!.y - button!.y, 'just below the button').toBeLessThan(120);
  await inspect(page, 'verdict-refused', world);
  await field.fill(text);
  await send.click();
  await expect(page.getByRole('row', { name: /verify\.html\/1/ })).toContainText('一致');
  const handedIn = page.getByRole('status').filter({ hasText: '您已提交重算结论' });
  for (const part of ['verify.html/1', 'witness', value('result'), value('public'), '密钥指纹']) {
    await expect(handedIn).toContainText(part);
  }
  await expect(page.getByText('您可以作为重算人')).toHaveCount(0);
  await expect(field, 'folded again').toBeHidden();
  await inspect(page, 'verdict-handed-in', world);

  // A court that found the same result and other names or counts: logged and shown, and no obstacle.
  const court = partyKey();
  const draw = world.drawAddress.split('/').pop();
  const lead = await signedIn('yj-planner', { at: world.drawAddress });
  await lead.getByText('邀请没有账号的重算人').click();
  await lead.getByLabel('代号（小写字母').fill('court');
  await lead.getByLabel('名称', { exact: true }).fill('区人民法院');
  await lead.getByLabel('其本人给出的公钥').fill(court.publicKey);
  await inspect(lead, 'invite', world);
  await lead.getByRole('button', { name: '邀请', exact: true }).click();
  await expect(lead.getByText('公钥待核对').first()).toBeVisible();
  await inspect(lead, 'invited', world);
  const found = { result: value('result'), publicDigest: value('public'), implementation: 'own/1', time: value('time') };
  const other = { ...found, who: 'court', publicDigest: '0f'.repeat(32) };
  const brought = [
    ['spec', 'SSJ-VERDICT-2'],
    ['draw', world.drawNo],
    ['who', 'court'],
    ['result', other.result],
    ['public', other.publicDigest],
    ['implementation', other.implementation],
    ['time', other.time],
    ['key', court.publicKey],
    ['signature', court.verdict(world.drawNo, other)],
  ];
  await page.reload();
  await page.getByLabel('区人民法院的公钥').fill(partyKey().publicKey);
  await page.getByRole('button', { name: '公钥相符' }).click();
  await expect(page.getByText('输入的公钥与登记的不同').first()).toBeVisible();
  await inspect(page, 'invited-key-differs', world);
  await page.getByLabel('区人民法院的公钥').fill(court.publicKey);
  await page.getByRole('button', { name: '公钥相符' }).click();
  await expect(page.getByText('公钥由', { exact: false }).filter({ hasText: '核对' }).first()).toBeVisible();
  await page.getByText('提交重算结论', { exact: true }).click();
  await page.getByLabel('打开保存的文件').setInputFiles({
    name: 'court-verdict.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(brought.map((line) => `${line.join('=')}\n`).join('')),
  });
  await expect(page.getByText('区人民法院（court）').first()).toBeVisible();
  await send.click();
  await expect(page.getByRole('row', { name: /区人民法院/ })).toContainText('汇总或名单不一致');
  await expect(page.getByRole('alert').filter({ hasText: '有 1 人的 1 份重算结论与本次抽取不一致' })).toBeVisible();

  // Two more who agree, and the public certificate is there; its names and counts stand under their signatures.
  for (const [username, who, key] of [
    ['sc-party', 'market', partyKey(world.codes[1])],
    ['supervisor', '', partyKey()],
  ] as const) {
    const person = await world.as(username);
    const slug = who || `supervisor-${person.session.accountId}`;
    if (!who) await person.post('/api/party-keys', { publicKey: key.publicKey });
    const verdict = { ...found, who: slug, implementation: 'verify.py/1' };
    await person.post(`/api/draws/${draw}/verdicts`, { ...verdict, signature: key.verdict(world.drawNo, verdict) });
  }
  await page.reload();
  await page.getByText('提交重算结论', { exact: true }).click();
  await page.getByRole('radio', { name: '在本页签名' }).check({ force: true });
  await inspect(page, 'verdicts', world);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '公开版证书' }).click();
  const published = path.join(world.out, 'public-certificate.zip');
  await (await download).saveAs(published);
  const checked = await run('python3', [path.join(ROOT, 'verifier/verify.py'), 'verify', published]);
  expect(checked.stdout).toContain('all found this result, these counts and names');
  expect(checked.stdout.trim().split('\n').at(-1)).toBe('VERIFIED');
});

test('anybody sees how the draw went, and no tier', async ({ world, stranger }) => {
  const page = await stranger();
  await page.goto('/draws');
  await page.getByRole('link', { name: new RegExp(world.drawNo) }).first().click();
  await expect(page.locator('body')).toContainText('冻结名单');
  await expect(page.locator('body')).toContainText(world.drawNo);
  await expect(page.locator('body')).toContainText('彼此核对后一致');
  await inspect(page, 'portal-draw', world);
});

test('the supervisor examines some of those who were left out, and everybody sees what he found', async ({
  world,
  signedIn,
  stranger,
}) => {
  const page = await signedIn('supervisor');
  await expect(page.getByText('查核被排除的检查对象')).toBeVisible();
  await inspect(page, 'worklist-audit', world);
  await page.goto(world.drawAddress);
  await page.getByRole('link', { name: '查看逐户查核' }).click();
  await expect(page.getByRole('heading', { name: '排除抽查' })).toBeVisible();
  const waiting = page.getByRole('button', { name: '成立', exact: true });
  await expect(waiting.first()).toBeVisible();
  const sampled = await waiting.count();
  await page.getByRole('button', { name: '不成立', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(page.getByRole('dialog')).toContainText('请填写');
  await page.getByRole('dialog').getByLabel('查核了什么，依据是什么').fill('登记机关查询：并未注销');
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(waiting).toHaveCount(sampled - 1);
  await waiting.first().click();
  await page.getByRole('dialog').getByLabel('查核了什么，依据是什么').fill('注销通知书与登记一致');
  await inspect(page, 'exclusion-audit-dialog', world);
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(waiting).toHaveCount(sampled - 2);
  await expect(page.getByRole('row', { name: /登记机关查询/ })).toContainText('不成立');
  await inspect(page, 'exclusion-audit', world);

  const anybody = await stranger();
  await anybody.goto(`/draws/${world.drawNo}`);
  await expect(anybody.getByText(`共 ${sampled} 家`)).toContainText(
    `排除成立 1 家，排除不成立 1 家，待查核 ${sampled - 2} 家`,
  );
});
