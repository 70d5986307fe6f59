import { defineConfig } from '@playwright/test';

/** A spec file walks one server in order: each test stands on what the one before it did. */
export default defineConfig({
  testDir: 'journeys',
  fullyParallel: false,
  workers: 1,
  // What follows a broken step says nothing of its own.
  maxFailures: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['html', { open: 'never', outputFolder: '../build/e2e/report' }]],
  outputDir: '../build/e2e/results',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
});
