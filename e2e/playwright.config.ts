import { defineConfig } from 'playwright/test';

/** Debian's and Ubuntu's names for the browser; scripts/test.ts finds or installs it and names it here. */
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  // One program serves a worker's specs; two cores carry one program and one browser.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  // They end what hangs, and judge no speed: a busy machine takes ten times as long as a quiet one.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'zh-CN',
    // The screens speak the park's zone; a browser elsewhere must show the same.
    timezoneId: 'America/St_Johns',
    screenshot: 'only-on-failure',
    // The page as it stood at each step is kept with a trace; a film of it beside would cost a core.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: CHROMIUM,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
