// How the browser tests run: `cargo xtask test browser`, or by hand after `cargo xtask site` and `cargo build -p server`
//
//   npx playwright test -c tests/browser/playwright.config.ts
import { defineConfig } from '@playwright/test';

const BROWSER = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];
const DRAWN = ['--disable-gpu', '--disable-3d-apis'];
const WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];
const chromium = (more: string[]) => ({ executablePath: '/usr/bin/chromium', args: [...BROWSER, ...more] });

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  reporter: [['list']],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // How long a test waits for what it expects. Only one that fails waits so long; a slow machine needs it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'nl-NL',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 30_000,
    trace: 'off',
  },
  projects: [
    {
      name: 'without-javascript',
      testMatch: 'without-javascript.spec.ts',
      use: { javaScriptEnabled: false, launchOptions: chromium(DRAWN) },
    },
    {
      name: 'with-javascript',
      testIgnore: ['without-javascript.spec.ts', 'webgl.spec.ts', 'streets.spec.ts'],
      use: { launchOptions: chromium(DRAWN) },
    },
    {
      name: 'with-webgl',
      testMatch: ['webgl.spec.ts', 'streets.spec.ts', 'performance.spec.ts'],
      use: { launchOptions: chromium(WEBGL) },
    },
  ],
});
