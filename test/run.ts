import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from '../src-main/launcher/build.ts'
import { root, runNode } from './support/run-node.ts'
import { add, playwrightCounts, step, type Tally, tally, vitestCounts } from './support/tally.ts'
import { installVendors } from './support/vendors.ts'

/**
 * `npm test`: everything, then one last line that adds it all up. Each step runs whatever became of the one before, so that one
 * run tells all; only without a build there is nothing to run.
 */
const reports = join(root, '.cache/reports')
const vitestReport = join(reports, 'vitest.json')
const playwrightReport = join(reports, 'playwright.json')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

async function all(): Promise<Tally> {
  const total = tally()
  // It waits for the network most of the time: everything up to the first test that needs it goes on meanwhile.
  const vendors = installVendors()
  add(total, step('check', runNode(['test/check.ts'])))
  const built = buildIfStale()
  add(total, step('build', built))
  if (!built) return total
  add(total, step('install of the vendors’ SDKs', await vendors))

  const vitest = [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--root',
    '.',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ]
  const vitestPassed = runNode(['node_modules/vitest/vitest.mjs', ...vitest])
  add(total, vitestCounts(vitestReport, vitestPassed))

  const playwright = ['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json']
  const e2ePassed = runNode(['node_modules/@playwright/test/cli.js', ...playwright], { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport })
  add(total, playwrightCounts(playwrightReport, e2ePassed))
  return total
}

const { passed, failed, skipped } = await all()
for (const name of skipped) process.stdout.write(`skipped: ${name}\n`)
for (const name of failed) process.stdout.write(`failed: ${name}\n`)
process.stdout.write(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped\n`)
if (failed.length > 0 || passed === 0) process.exitCode = 1
