import { execFileSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import jsQR from 'jsqr';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const VECTORS = path.join(ROOT, 'sampler/src/test/resources/vectors');
const FIXTURE = path.join(ROOT, 'build/e2e/fixture');
const SHOTS = path.join(ROOT, 'build/e2e/verifier-pages');
const CERTIFICATE = path.join(VECTORS, 'certificate/certificate.zip');

test.beforeAll(() => {
  execFileSync('python3', [path.join(ROOT, 'verifier/fixture.py'), FIXTURE]);
  mkdirSync(SHOTS, { recursive: true });
});

/** Opens a page from the disk; whatever it says on the console or asks of a network fails the test. */
async function open(page: Page, name: string, width = 1440) {
  const wrong: string[] = [];
  page.on('console', (m) => wrong.push(m.text()));
  page.on('pageerror', (e) => wrong.push(String(e)));
  page.on('request', (r) => !/^(file|blob|data):/.test(r.url()) && wrong.push(r.url()));
  await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
  await page.goto(pathToFileURL(path.join(ROOT, 'verifier', name)).href);
  return wrong;
}

/** No overflow, no serious finding of axe; a screenshot to look at. */
async function fit(page: Page, shot: string) {
  await page.screenshot({ path: path.join(SHOTS, shot + '.png'), fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')).toEqual([]);
}

/** The short form of a door proof as §3.7.1 spells it in an address. */
function fragment(text: string): string {
  const lines = text.trim().split('\n').map((line) => line.split('='));
  const one = (key: string) => lines.find(([k]) => k === key)![1];
  const spelled = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
  const [stratum, rank, id, ticket, kind] = one('line').split(' ');
  const nodes = lines.filter(([k]) => k === 'path').map(([, node]) => node);
  return ['SSJ-DOOR-1', one('hash'), one('draw'), stratum, rank, id, spelled(ticket), kind, spelled(one('salt')), one('index'), one('size'),
    spelled(nodes.join('')), spelled(one('root'))].join('/');
}

/** The neighbour in the alphabet of base64url: after the last digit of 32 bytes it says the same to a lenient reader. */
function other(digit: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(digit) ^ 1];
}

for (const width of [1440, 390]) {
  test(`a certificate is dropped in, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'verify.html', width);
    await fit(page, `verify-start-${width}`);
    const bytes = [...readFileSync(CERTIFICATE)];
    const data = await page.evaluateHandle((all) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(all)], 'certificate.zip'));
      return transfer;
    }, bytes);
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: data });
    await expect(page.locator('.verdict.yes strong')).toHaveText('已核实');
    await expect(page.locator('.verdict')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('ol.checks > li.bad')).toHaveCount(0);
    await expect(page.locator('#report')).toContainText('160 户');
    // One ticket, step by step, and its own claim reckoned by somebody else.
    const id = readFileSync(path.join(VECTORS, 'floor/frame.tsv'), 'utf8').split('\t')[0];
    await page.locator('#ticket-id').fill(id);
    await page.getByRole('button', { name: '算这一个票号' }).click();
    const command = await page.locator('.card pre').first().innerText();
    const ticket = execFileSync('bash', ['-c', command]).toString().slice(0, 64);
    await expect(page.locator('.steps').getByText(ticket, { exact: true })).toBeVisible();
    await fit(page, `verify-yes-${width}`);
    expect(wrong).toEqual([]);
  });

  test(`fraud is named, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'verify.html', width);
    const data = readFileSync(path.join(FIXTURE, 'full.zip'));
    data[200] ^= 1;
    await page.setInputFiles('#zip', { name: 'c.zip', mimeType: 'application/zip', buffer: data });
    await expect(page.locator('.verdict.no strong')).toHaveText('未通过');
    await expect(page.locator('ol.checks > li.bad')).toHaveCount(1);
    await fit(page, `verify-no-${width}`);
    await page.setInputFiles('#zip', { name: 'readme.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await expect(page.locator('.verdict.mind strong')).toHaveText('放进来的不是抽取证书');
    expect(wrong).toEqual([]);
  });

  test(`an outsider signs what the page found, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'verify.html', width);
    await page.setInputFiles('#zip', path.join(FIXTURE, 'full.zip'));
    await page.getByText('填写代号和密钥码，签名').click();
    await page.getByLabel('重算人代号').fill('court');
    await page.getByLabel('密钥码').fill('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXY');
    await page.getByRole('button', { name: '签名', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('32 个字符');
    await page.getByLabel('密钥码').fill('0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz');
    await page.getByRole('button', { name: '签名', exact: true }).click();
    const text = await page.locator('#signed-verdict').innerText();
    const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)![1]!;
    const found = execFileSync('python3', [path.join(ROOT, 'verifier/verify.py'), 'verify', path.join(FIXTURE, 'full.zip')]).toString();
    expect(found).toContain(`signs result ${value('result')} and public ${value('public')}\n`);
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(value('key'), 'hex')]);
    const said = ['SSJ-VERDICT-2', ...['draw', 'who', 'result', 'public', 'implementation', 'time'].map(value)].join('|');
    expect(verify(null, Buffer.from(said), createPublicKey({ key: der, format: 'der', type: 'spki' }), Buffer.from(value('signature'), 'hex'))).toBe(true);
    expect(text).not.toContain('0123');
    await fit(page, `verify-sign-${width}`);
    expect(wrong).toEqual([]);
  });

  test(`a door proof, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'verify.html', width);
    await page.getByRole('tab', { name: '门口核验' }).click();
    await page.getByLabel('扫出的网址或证明文字').fill(readFileSync(path.join(FIXTURE, 'door.txt'), 'utf8').replace(/\n/g, '\r\n'));
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await expect(page.locator('#door-report .verdict.yes strong')).toHaveText('已核实：确被抽中');
    await fit(page, `door-${width}`);
    await page.getByLabel('扫出的网址或证明文字').fill(readFileSync(path.join(FIXTURE, 'door-short.txt'), 'utf8').replace('DRAWN', 'RESERVE'));
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await expect(page.locator('#door-report .verdict.no')).toContainText('这一行不属于这次抽取的结果');
    expect(wrong).toEqual([]);
  });

  test(`the address that a phone scans, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'verify.html', width);
    const text = readFileSync(path.join(FIXTURE, 'door-short.txt'), 'utf8');
    const address = 'https://portal.example/check#' + fragment(text);
    await page.getByRole('tab', { name: '门口核验' }).click();
    const box = page.getByLabel('扫出的网址或证明文字');
    const go = page.getByRole('button', { name: '核验', exact: true });
    await box.fill(address);
    await go.click();
    // Who forges can reckon a tree of his own: without the log the root is for the reader to compare.
    await expect(page.locator('#door-report .verdict.mind strong')).toHaveText('还差一步：对照树根');
    await expect(page.locator('#door-report .verdict.yes')).toHaveCount(0);
    await expect(page.locator('#door-report')).toContainText(text.match(/root=(.*)/)![1]);
    await fit(page, `door-address-${width}`);
    expect(await page.evaluate(`SSJ.unfold(${JSON.stringify(address)})`)).toBe(text);
    // Digits that differ only in bits to spare: another spelling of the same bytes is a changed character.
    for (const at of [address.length - 1, address.length - 60, address.indexOf('/DRAWN') - 1]) {
      await box.fill(address.slice(0, at) + other(address[at]) + address.slice(at + 1));
      await go.click();
      await expect(page.locator('#door-report .verdict.no strong')).toHaveText('未通过');
    }
    expect(wrong).toEqual([]);
  });

  test(`draw and match as forms, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'verify.html', width);
    await page.getByRole('tab', { name: '自己重算' }).click();
    for (const name of ['params.txt', 'frame.tsv', 'reveal.txt']) {
      await page.setInputFiles(`[id="u-${name}"]`, path.join(VECTORS, 'small-sm3', name));
    }
    await page.getByRole('button', { name: '计算' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 result.tsv' }).click();
    const file = await (await saved).path();
    expect(readFileSync(file)).toEqual(readFileSync(path.join(VECTORS, 'small-sm3/result.tsv')));
    await fit(page, `draw-${width}`);
    const frame = page.locator('[id="f-frame.tsv"]');
    await frame.fill((await frame.inputValue()).replace('\tE\t', '\tY\t'));
    await page.getByRole('button', { name: '计算' }).click();
    await expect(page.locator('.error')).toHaveText('frame.tsv:1: status must be E or X and two digits');

    await page.getByLabel('匹配检查人员').check();
    const args = readFileSync(path.join(VECTORS, 'match/args.txt'), 'utf8').trim().split(' ');
    for (const [i, id] of ['a-seed', 'a-pool', 'a-date', 'a-group'].entries()) await page.fill('#' + id, args[i]);
    for (const name of ['tasks.tsv', 'officers.tsv', 'avoid.tsv']) {
      await page.fill(`[id="f-${name}"]`, readFileSync(path.join(VECTORS, 'match', name), 'utf8'));
    }
    await page.getByRole('button', { name: '计算' }).click();
    await expect(page.getByLabel('result.tsv')).toHaveText(readFileSync(path.join(VECTORS, 'match/result.tsv'), 'utf8'));
    await fit(page, `match-${width}`);
    expect(wrong).toEqual([]);
  });

  test(`secrets are made, saved and loaded, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'secret.html', width);
    await page.getByRole('button', { name: '生成' }).click();
    await expect(page.getByRole('alert')).toContainText('请填写抽取编号');
    await page.getByLabel('抽取编号').fill('T-2026-1');
    await page.getByLabel('当事方代号').fill('notary');
    await page.getByLabel('自己掷骰子').check();
    await page.locator('#dice1').fill('123456'.repeat(17));
    await expect(page.locator('#say1')).toContainText('已输入 102 次，至少 99 次。请注意：');
    await page.getByRole('button', { name: '生成' }).click();
    await expect(page.getByRole('alert')).toContainText('不像是掷出来的');
    await page.locator('#dice1').fill('6'.repeat(99));
    await page.getByRole('button', { name: '生成' }).click();
    await expect(page.getByRole('alert')).toContainText('同一个点数连续出现 8 次以上');
    await fit(page, `secret-dice-${width}`);
    await page.getByLabel('由浏览器的安全随机数产生').check();
    await page.getByRole('button', { name: '生成' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存为文件' }).click();
    const text = readFileSync((await (await saved).path())!, 'utf8');
    const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(text)![1];
    const sha256 = (of: string) => execFileSync('sha256sum', { input: of }).toString().slice(0, 64);
    const first = sha256(`SSJ-COMMIT-1|T-2026-1|notary|${value('first')}`);
    expect((await page.locator('.aloud').first().innerText()).replace(/\s/g, '')).toBe(first);
    await expect(page.locator('#secret-sheet')).not.toContainText(value('first').slice(0, 8));
    await fit(page, `secret-sheet-${width}`);

    page.on('dialog', (d) => d.accept());
    await page.reload();
    await page.getByText('我已经做过').click();
    await page.setInputFiles('#load', { name: 's.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: '显示第一个秘密数' }).click();
    expect((await page.locator('#secret-sheet .aloud').innerText()).replace(/\s/g, '')).toBe(value('first'));
    // What the codes say, read by another library from the pixels of the screen.
    const read = async (name: string) => {
      const code = page.getByRole('img', { name }).first();
      const shot = await code.screenshot({ scale: 'css' });
      const { dark, width } = await page.evaluate(async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const canvas = new OffscreenCanvas(bitmap.width * 2, bitmap.height * 2);
        const context = canvas.getContext('2d')!;
        context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let dark = '';
        for (let i = 0; i < data.length; i += 4) dark += data[i] < 128 ? '1' : '0';
        return { dark, width: canvas.width };
      }, [...shot]);
      const pixels = Uint8ClampedArray.from({ length: dark.length * 4 }, (_, i) => (i % 4 < 3 && dark[i >> 2] === '1' ? 0 : 255));
      return jsQR(pixels, width, dark.length / width)?.data;
    };
    expect(await read('秘密数与签名的二维码')).toMatch(new RegExp(`^SSJ-PARTY-REVEAL-1\\|T-2026-1\\|notary\\|1\\|${value('first')}\\|`));
    expect(await read('SHA-256（默认）承诺')).toMatch(new RegExp(`^SSJ-PARTY-COMMIT-1\\|T-2026-1\\|notary\\|${first}\\|`));
    await page.setInputFiles('#load', { name: 's.txt', mimeType: 'text/plain', buffer: Buffer.from(text.replace('first=', 'first=0')) });
    await expect(page.getByRole('alert')).toContainText('被改动过');
    const digit = value('first').startsWith('0') ? '1' : '0';
    await page.setInputFiles('#load', { name: 's.txt', mimeType: 'text/plain', buffer: Buffer.from(text.replace(/first=./, `first=${digit}`)) });
    await expect(page.getByRole('alert')).toContainText('被改动过');
    await expect(page.locator('#sheet')).toBeEmpty();
    expect(wrong).toEqual([]);
  });
}

for (const width of [1440, 390]) {
  test(`who saw the opening before the beacon is said in plain words, ${width} px`, async ({ page }) => {
    const wrong = await open(page, 'verify.html', width);
    const report = page.locator('#report');
    await page.setInputFiles('#zip', path.join(FIXTURE, 'witnessed.zip'));
    await expect(page.locator('.verdict.yes strong')).toHaveText('已核实');
    await expect(report).toContainText('见证人看到开启登记的时间');
    await expect(report).toContainText('w0.example，2026/5/29 04:26:40');
    await expect(report).toContainText('点名的 3 名见证人有 3 名看到了开启；到2026/5/29 04:27:10已经过半数。');
    await expect(report).toContainText('过半数的人至少隔了 20 分钟才看到结果（要求至少 10 分钟）');
    await expect(report).not.toContainText('无外部见证');
    await fit(page, `verify-witnessed-${width}`);
    await page.setInputFiles('#zip', path.join(FIXTURE, 'unwitnessed-late.zip'));
    await expect(page.locator('.verdict.no')).toContainText('从看到开启登记到看到结果，中间不足约定的时间');
    await expect(page.locator('ol.checks > li.bad')).toContainText('开启早于随机数');
    await fit(page, `verify-late-${width}`);
    await page.setInputFiles('#zip', path.join(FIXTURE, 'sixes.zip'));
    await expect(page.locator('.verdict.yes strong')).toHaveText('已核实');
    await expect(report.locator('.warn').filter({ hasText: '点数可疑' })).toContainText('55 个点数里有 55 个是 6');
    await expect(report.locator('.warn').filter({ hasText: '无外部见证' })).toBeVisible();
    await fit(page, `verify-sixes-${width}`);
    expect(wrong).toEqual([]);
  });
}

test('what is no certificate is named, and what belongs there', async ({ page }) => {
  const wrong = await open(page, 'verify.html');
  const verdict = page.locator('.verdict.mind');
  const drop = async (name: string, buffer: Buffer) => {
    await page.setInputFiles('#zip', { name, mimeType: 'application/octet-stream', buffer });
    await expect(verdict).toContainText(`“${name}”`);
    await expect(verdict).toContainText('这里要放的是公示页下载的“抽取证书”');
    await expect(page.locator('ol.checks')).toHaveCount(0);
  };
  const zip = (...names: string[]) =>
    execFileSync('python3', ['-c', 'import sys,zipfile\nwith zipfile.ZipFile(sys.stdout.buffer,"w") as z:\n for n in sys.argv[1:]: z.writestr(n,"x")', ...names]);
  await drop('通知.docx', zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml', 'docProps/app.xml'));
  await expect(verdict).toContainText('一份 Word 文档，里面是 [Content_Types].xml、_rels/.rels、word/document.xml 等 4 个文件');
  await fit(page, 'verify-docx-1440');
  await drop('名单.xlsx', zip('[Content_Types].xml', 'xl/workbook.xml'));
  await expect(verdict).toContainText('一份 Excel 表格');
  await drop('照片.zip', zip('a.jpg'));
  await expect(verdict).toContainText('一个普通的压缩包，里面是 a.jpg，');
  await drop('打包.zip', zip('certificate/params.txt', 'certificate/frame.tsv'));
  await expect(verdict).toContainText('重新打包');
  await drop('空.zip', Buffer.alloc(0));
  await expect(verdict).toContainText('文件是空的');
  await drop('公告.pdf', Buffer.from('%PDF-1.7\n'));
  await expect(verdict).toContainText('一份 PDF 文件');
  await drop('params.txt', readFileSync(path.join(VECTORS, 'small-sha256/params.txt')));
  await expect(verdict).toContainText('解压出来');
  // Whatever holds the files of a certificate is judged as one.
  await page.setInputFiles('#zip', { name: 'c.zip', mimeType: 'application/zip', buffer: zip('params.txt', 'word/document.xml') });
  await expect(page.locator('.verdict.no')).toContainText('未通过');
  expect(wrong).toEqual([]);
});

test('a certificate is pinned, is public, has no beacon, was sealed', async ({ page }) => {
  const wrong = await open(page, 'verify.html');
  const verdict = page.locator('.verdict');
  const key = readFileSync(path.join(FIXTURE, 'log.key'), 'utf8');
  await page.getByText('我有公告上刊登的日志公钥（可选，查得更严）').click();
  await page.locator('#pin').fill(key);
  await page.setInputFiles('#zip', path.join(FIXTURE, 'withheld.zip'));
  await expect(verdict).toContainText('日志公钥与您填入的一致');
  await expect(page.locator('#report')).toContainText('未交的一方：notary');
  await page.setInputFiles('#zip', CERTIFICATE);
  await expect(verdict).toContainText('出自另一本日志');
  await page.locator('#pin').fill('');
  await page.setInputFiles('#zip', path.join(FIXTURE, 'nobeacon.zip'));
  await expect(page.locator('#report .warn')).toContainText(['无信标', '无外部见证']);
  await page.setInputFiles('#zip', path.join(FIXTURE, 'public-sealed.zip'));
  await expect(verdict).toContainText('已核实（公开版）');
  await expect(page.locator('#report')).toContainText('3 人的 3 份');
  await fit(page, 'verify-public-1440');
  expect(wrong).toEqual([]);
});
