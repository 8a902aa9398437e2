import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { buildIfStale } from '../../../src-main/launcher/build.ts'
import { root } from '../../support/run-node.ts'

const page = join(root, 'out/renderer')

beforeAll(() => {
  expect(buildIfStale()).toBe(true)
}, 120_000)

test('what the first page loads of scripts is below 250 KB, gzipped; editors and dialogs come when they are opened', () => {
  const html = readFileSync(join(page, 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/<(?:script[^>]* src|link rel="modulepreload"[^>]* href)="\.\/([^"]+\.js)"/g)].map(
    ([, path]) => path as string,
  )
  expect(scripts.length).toBeGreaterThan(1)
  expect(scripts.filter(path => /code-editor|composer|check-dialog|settings/.test(path))).toEqual([])
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(page, path)), { level: 9 }).byteLength, 0)
  expect(bytes).toBeLessThan(250_000)
})
