import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { root } from './support/run-node.ts'

// A core has seven threads, each of which would strip the types of our sources anew: of the 2.9 s of CPU that its start takes, 1.1.
process.env['NODE_COMPILE_CACHE'] ??= join(root, '.cache/compile')

/**
 * One project a kind of test, so that each can be run alone: `npx vitest run --config test/vitest.config.ts --root . --project unit`.
 * Browser tests (test/e2e) run under Playwright and the bench under test/bench; neither is listed here.
 */
const project = (name: string, testTimeout: number, isolate = true) => ({
  test: {
    name,
    isolate,
    environment: 'node' as const,
    include: [`test/${name}/**/*.test.ts`],
    exclude: ['**/node_modules/**'],
    testTimeout,
    hookTimeout: 60_000,
  },
})

export default defineConfig({
  test: {
    // Two cores are common in CI, and integration tests start threads and processes of their own; but a fifth of the time they wait.
    maxWorkers: 3,
    projects: [
      // Pure functions for the most part: a hundred files that each load them anew take twice as long.
      project('unit', 10_000, false),
      project('property', 30_000, false),
      project('architecture', 20_000),
      project('conformance', 30_000),
      project('integration', 60_000),
      project('vendors', 30_000),
    ],
  },
})
