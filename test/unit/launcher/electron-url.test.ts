import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { electronUrl, isCached } from '../../../src-main/launcher/electron-url.ts'
import { temporaryFolder } from '../../support/launched.ts'

/** The rules are those of @electron/get 5 (artifact-utils.js, Cache.js). */
describe('where Electron is fetched from', () => {
  const file = `electron-v45.4.1-${process.platform}-${process.arch}.zip`
  test.each([
    [{}, `https://github.com/electron/electron/releases/download/v45.4.1/${file}`],
    [{ ELECTRON_MIRROR: 'http://m/' }, `http://m/v45.4.1/${file}`],
    [{ ELECTRON_MIRROR: 'http://m/', npm_config_electron_mirror: 'http://n/' }, `http://n/v45.4.1/${file}`],
    [{ ELECTRON_MIRROR: 'http://m/', ELECTRON_CUSTOM_DIR: '{{ version }}' }, `http://m/45.4.1/${file}`],
    [{ npm_config_electron_mirror: 'http://m/', ELECTRON_CUSTOM_FILENAME: 'e.zip' }, 'http://m/v45.4.1/e.zip'],
  ])('with %j', (env, url) => {
    expect(electronUrl('45.4.1', env)).toBe(url)
  })

  test('an archive in the cache needs no network', () => {
    const cache = temporaryFolder()
    const url = electronUrl('45.4.1', { ELECTRON_MIRROR: 'http://m/' })
    const env = { electron_config_cache: cache.path }
    expect(isCached(url, env)).toBe(false)
    const folder = join(cache.path, createHash('sha256').update('http://m/v45.4.1').digest('hex'))
    mkdirSync(folder)
    writeFileSync(join(folder, file), '')
    expect(isCached(url, env)).toBe(true)
    cache.remove()
  })
})
