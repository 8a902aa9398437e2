import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from '../support/chromium.ts'

/** The window in a real Chromium, on the browser host, each test with a data folder and ports of its own. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../.cache/e2e',
  workers: 3,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    launchOptions: await chromiumLaunch(),
    viewport: { width: 1440, height: 900 },
    // A picture and the whole document for each step: it doubles what a test takes. `TRACE=1` to look into one that fails.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    actionTimeout: 15_000,
    // As for somebody who asked for less motion, and a third less to draw. Two specs look at the window as it moves.
    reducedMotion: 'reduce',
  },
})
