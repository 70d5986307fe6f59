import { defineConfig } from '@playwright/test';

/**
 * A spec file walks one server in order: each test stands on what the one before it did. Two files run side by side, so
 * that two servers, two databases and two browsers share the cores: waits are long.
 */
export default defineConfig({
  testDir: 'journeys',
  fullyParallel: false,
  workers: 2,
  // What follows a broken step says nothing of its own.
  maxFailures: 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['html', { open: 'never', outputFolder: '../build/e2e/report' }]],
  outputDir: '../build/e2e/results',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
});
