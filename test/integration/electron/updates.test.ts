import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UpdateStatus } from '#contract/updates.ts'
import { buildIfStale } from '../../../src-main/launcher/build.ts'
import { launchShell, type Shell } from '../../support/electron-stand-in/shell.ts'
import { temporaryFolder } from '../../support/launched.ts'

/**
 * The built Electron host with the real electron-updater, as an AppImage whose feed is on loopback. Network and package are the
 * stand-in's; that macOS and Windows take what they are given is not tested here.
 */
const folder = temporaryFolder()
const resources = join(folder.path, 'resources')
const appImage = join(folder.path, 'Hookbench.AppImage')
/** What the new version does when it is installed: as an AppImage does, it is run once. */
const newer = Buffer.from('#!/bin/sh\ntouch "$HOOKBENCH_INSTALLED"\n')
const sha512 = createHash('sha512').update(newer).digest('base64')
const notes = 'First line.\n\n<script>document.title = "owned"</script>- Mended: <b>everything</b> &amp; more.'
const patient = { timeout: 20_000 }
let feed: Server
let asked: string[] = []
let headers: string[] = []
let version = '0.2.0'
let broken = false
let shell: Shell
let count = 0

beforeAll(async () => {
  expect(buildIfStale()).toBe(true)
  feed = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://feed').pathname
    asked.push(path)
    headers.push(JSON.stringify(request.headers))
    if (broken) return response.writeHead(500).end()
    if (path.endsWith('.yml')) {
      const text = [
        `version: ${version}`,
        `files:\n  - url: Hookbench-${version}.AppImage\n    sha512: ${sha512}\n    size: ${newer.length}`,
        `path: Hookbench-${version}.AppImage`,
        `sha512: ${sha512}`,
        `releaseDate: '2026-01-01T00:00:00.000Z'`,
        `releaseNotes: ${JSON.stringify(notes)}`,
      ]
      return response.end(text.join('\n'))
    }
    return path.endsWith('.AppImage') ? response.end(newer) : response.writeHead(404).end()
  })
  await new Promise<void>(done => feed.listen(0, '127.0.0.1', done))
  mkdirSync(resources)
  const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/`
  writeFileSync(join(resources, 'app-update.yml'), `provider: generic\nurl: ${url}\nupdaterCacheDirName: hookbench-updater\n`)
}, 180_000)

afterAll(async () => {
  await new Promise(done => feed.close(done))
  folder.remove()
})

beforeEach(() => {
  asked = []
  headers = []
  version = '0.2.0'
  broken = false
  count++
  writeFileSync(appImage, '#!/bin/sh\n')
  chmodSync(appImage, 0o755)
})

afterEach(async () => {
  shell.child.kill('SIGTERM')
  await shell.ended
})

const dataDir = () => join(folder.path, `data-${count}`)
const installed = () => join(folder.path, `installed-${count}`)
const packaged = () => ({
  STAND_IN_RESOURCES: resources,
  APPIMAGE: appImage,
  XDG_CACHE_HOME: join(folder.path, `cache-${count}`),
  HOOKBENCH_INSTALLED: installed(),
})
const start = async (env: Readonly<Record<string, string>> = packaged()) => {
  shell = launchShell(dataDir(), { ...env, HOOKBENCH_LOG: 'fatal' })
  await shell.ready
}
const status = () => shell.rpc('updates.status', {})
const stateOf = async (): Promise<UpdateStatus['state']> => (await status()).state

// electron-updater chooses its installer by the system it runs on.
describe.runIf(process.platform === 'linux')('a package with a feed', () => {
  test('a newer version is fetched in silence, its notes can be read, and it is installed when the application quits', async () => {
    await start()
    await expect.poll(stateOf, patient).toBe('ready')
    expect(await status()).toMatchObject({ version: '0.2.0', message: null, percent: null })
    await shell.rpc('settings.get', {})
    await expect.poll(() => shell.ask('evaluate', 'typeof window.hookbench').catch(() => ''), { timeout: 30_000 }).toBe('object')
    await shell.ask('openUrl', 'hookbench://settings')
    const dialog = () => shell.ask('evaluate', 'document.querySelector("[role=dialog]")?.textContent ?? ""')
    await expect.poll(dialog, { timeout: 30_000 }).toContain('Version 0.2.0 is ready. It is installed when you quit.')
    expect(await dialog()).toContain('- Mended: everything & more.')
    expect(await shell.ask('evaluate', 'document.title')).not.toContain('owned')
    const unfold =
      'const all = [...document.querySelectorAll("[role=dialog] details")].find(each => each.innerText.startsWith("What’s new")); all.open = true; all.closest("section").scrollIntoView()'
    await shell.ask('evaluate', `{ ${unfold} }`)
    for (const theme of ['light', 'dark'] as const) {
      const path = `.cache/screens/${theme}-900-settings-updates.png`
      expect(await shell.ask('look', { theme, width: 900, height: 600, path })).toEqual([])
    }
    expect((await shell.state()).questions).toEqual([])
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\n')
    void shell.ask('quit').catch(() => undefined)
    expect(await shell.ended).toBe(0)
    expect(readFileSync(appImage)).toEqual(newer)
    expect(existsSync(installed())).toBe(true)
  })

  test('the same version is none', async () => {
    version = '0.1.0'
    await start()
    await expect.poll(async () => (await status()).checkedAt, patient).not.toBeNull()
    expect(await status()).toMatchObject({ state: 'idle', version: null })
    expect(asked).toHaveLength(1)
    // Nothing by which the place that is asked would know this installation again.
    expect(headers.join()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|cookie/i)
  })

  test('turned off, nobody is asked and nothing is installed, what has been fetched neither', async () => {
    await start()
    await expect.poll(stateOf, patient).toBe('ready')
    await shell.rpc('settings.save', { updates: false })
    await expect.poll(stateOf, patient).toBe('off')
    void shell.ask('quit').catch(() => undefined)
    expect(await shell.ended).toBe(0)
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\n')
    asked = []
    await start()
    await shell.rpc('updates.check', {})
    expect([await stateOf(), asked]).toEqual(['off', []])
    await shell.rpc('settings.save', { updates: true })
    await expect.poll(stateOf, patient).toBe('ready')
  })

  test('a feed that fails is a sentence, no question, and is asked again when a person says so', async () => {
    broken = true
    await start()
    await expect.poll(stateOf, patient).toBe('failed')
    expect((await status()).message).toMatch(/^The new version could not be downloaded \(.+\)\. Hookbench tries again in six hours/)
    expect((await shell.state()).questions).toEqual([])
    broken = false
    await shell.rpc('updates.check', {})
    await expect.poll(stateOf, patient).toBe('ready')
  })
})

test.each([
  ['a run from the sources', {}, 'running from source'],
  ['a build without a feed', { STAND_IN_RESOURCES: folder.path, APPIMAGE: appImage }, 'has no update source'],
])('%s says that there is nothing to update', async (_, env, said) => {
  await start(env)
  expect(await status()).toMatchObject({ state: 'unavailable', message: expect.stringContaining(said) })
  expect(await shell.rpc('updates.check', {})).toMatchObject({ state: 'unavailable' })
  expect(asked).toEqual([])
})
