import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { PASSWORD } from '../../scenario/lib/platform.mjs';
import { openWorld, type Shape, type World } from './world';

export { expect };

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** What went wrong on any page of a test without the test looking for it. */
class Faults {
  readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** The test provokes this refusal, e.g. `409 /api/draws`. */
  expectRefusal(status: number, address: string | RegExp): void {
    const part = typeof address === 'string' ? address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : address.source;
    this.allowed.push(new RegExp(`^${status} .*${part}`));
  }

  watch(context: BrowserContext, origin: string): void {
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== origin) this.found.push(`asked ${url.origin}`);
    });
    context.on('response', (response) => {
      if (response.status() < 400) return;
      const { pathname, search } = new URL(response.url());
      // Before sign-in every app asks who is there.
      if (response.status() === 401 && pathname === '/api/session') return;
      const line = `${response.status()} ${response.request().method()} ${pathname}${search}`;
      if (!this.allowed.some((allowed) => allowed.test(line))) this.found.push(line);
    });
    context.on('weberror', (error) => this.found.push(`script: ${error.error().message}`));
    context.on('console', (message) => {
      // The browser's own line about a refused request; the response above has judged it.
      if (message.type() !== 'error' || /Failed to load resource/.test(message.text())) return;
      this.found.push(`console: ${message.text()}`);
    });
  }
}

interface Journey {
  faults: Faults;
  /** A page of the desk (or, with `phone`, of the phone app) on which this account has signed in. */
  signedIn(username: string, options?: { phone?: boolean; at?: string; password?: string }): Promise<Page>;
  /** A page of somebody without an account. */
  stranger(options?: { phone?: boolean }): Promise<Page>;
}

export const test = base.extend<Journey, Shape & { world: World }>({
  doneUpTo: [null, { option: true, scope: 'worker' }],
  demo: [true, { option: true, scope: 'worker' }],
  plan: [{}, { option: true, scope: 'worker' }],
  watchedBy: [[], { option: true, scope: 'worker' }],
  world: [
    async ({ doneUpTo, demo, plan, watchedBy }, use, info) => {
      const world = await openWorld(`world-${info.workerIndex}`, { doneUpTo, demo, plan, watchedBy });
      await use(world);
      await world.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  faults: async ({ world: _ }, use) => {
    const faults = new Faults();
    await use(faults);
    expect(faults.found, 'nothing went wrong unseen').toEqual([]);
  },
  stranger: async ({ browser, world, faults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ phone = false } = {}) => {
      const context = await browser.newContext({
        baseURL: world.base,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        ...(phone ? PHONE : { viewport: { width: 1440, height: 900 } }),
      });
      contexts.push(context);
      faults.watch(context, world.base);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  signedIn: async ({ stranger }, use) => {
    await use(async (username, { phone = false, at, password = PASSWORD } = {}) => {
      const page = await stranger({ phone });
      await page.goto(at ?? (phone ? '/field/' : '/desk/'));
      await page.getByLabel('登录名', { exact: true }).fill(username);
      await page.getByLabel('密码').fill(password);
      const answered = page.waitForResponse(
        (response) => response.url().endsWith('/api/session') && response.request().method() === 'POST',
      );
      await page.getByRole('button', { name: '登录', exact: true }).click();
      expect((await answered).status(), `${username} signs in`).toBe(200);
      await expect(page.getByLabel('登录名', { exact: true })).toHaveCount(0);
      return page;
    });
  },
});

/** A message that is still fading in has no contrast yet, and cannot be looked at. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.race([
      Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
      new Promise((resolve) => setTimeout(resolve, 1_000)),
    ]),
  );
}

/** Nothing sticks out at the width of a desk and of a phone, and nobody is shut out (axe: serious and critical). */
export async function inspect(page: Page, name: string, world: World): Promise<void> {
  const before = page.viewportSize()!;
  await page.evaluate(() => scrollTo(0, 0));
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await atRest(page);
    await page.screenshot({ path: path.join(world.out, 'shots', `${name}-${width}.png`), fullPage: true });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${name} at ${width} px sticks out by`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(before);
  await atRest(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} (${n.any.map((a) => a.message).join('; ')})`).join(' | ')}`);
  expect(serious, `${name} by axe`).toEqual([]);
}
