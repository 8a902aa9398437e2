import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../../src-main/launcher/build.ts'
import { launchShell, type Shell } from '../../support/electron-stand-in/shell.ts'
import { temporaryFolder } from '../../support/launched.ts'

/** The built Electron host, preload and page, in a real Chromium under a stand-in of Electron's API. One application for all tests. */
const folder = temporaryFolder()
const dataDir = join(folder.path, 'data')
let shell: Shell
let ready: Record<string, unknown>

const state = () => shell.state()
/** A call over the page's own bridge, as the page makes it. */
const call = (method: string, input: unknown, id: number): string => `new Promise(resolve => {
  const off = window.hookbench.onFrame(text => {
    const frame = JSON.parse(text)
    if (frame.id === ${id}) { off(); resolve(frame) }
  })
  window.hookbench.send(JSON.stringify(${JSON.stringify({ id, method, input })}))
})`

beforeAll(async () => {
  expect(buildIfStale()).toBe(true)
  shell = launchShell(dataDir)
  ready = await shell.ready
}, 180_000)

afterAll(async () => {
  shell?.child.kill('SIGTERM')
  await shell?.ended
  folder.remove()
})

describe('the window', () => {
  test('shows the page from app://, sandboxed, and the page is alive', async () => {
    await expect.poll(async () => (await state()).windows[0]?.shown, { timeout: 30_000 }).toBe(true)
    const [window] = (await state()).windows
    expect(window?.url).toMatch(/^app:\/\/hookbench\/index\.html/)
    // What is on unless it is turned off must not be turned off.
    for (const name of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'nodeIntegrationInWorker']) {
      expect(window?.preferences).not.toHaveProperty(name)
    }
    expect(window?.preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
    const text = (): Promise<unknown> => shell.ask('evaluate', 'document.querySelector("#root").innerText')
    await expect.poll(text, { timeout: 30_000 }).toContain(String(ready['receiver']))
  })

  test('the preload gives it two functions and nothing else', async () => {
    expect(await shell.ask('evaluate', 'Object.keys(window.hookbench)')).toEqual(['send', 'onFrame'])
    expect(await shell.ask('evaluate', '[typeof require, typeof process, typeof module]')).toEqual(['undefined', 'undefined', 'undefined'])
  })

  test('its files come with the policy of the browser host', async () => {
    const policy = await shell.ask('evaluate', 'fetch("/index.html").then(answer => answer.headers.get("content-security-policy"))')
    expect(policy).toContain("default-src 'none'")
    expect(await shell.ask('evaluate', 'fetch("/../../package.json").then(answer => answer.status)')).toBe(404)
    expect(await shell.ask('evaluate', 'fetch("/%2e%2e%2f%2e%2e%2fpackage.json").then(answer => answer.status)')).toBe(404)
  })
})

describe('frames', () => {
  test('a webhook that comes in is there for the page, its bytes too', async () => {
    const answer = await fetch(`${ready['receiver']}/from-the-test`, { method: 'POST', body: 'bytes of the webhook' })
    expect(answer.status).toBe(200)
    const reply = (await shell.ask('evaluate', call('requests.list', {}, 9001))) as { value: { rows: { id: string; path: string }[] } }
    expect(reply.value.rows.map(({ path }) => path)).toContain('/from-the-test')
    const id = reply.value.rows.find(({ path }) => path === '/from-the-test')?.id
    expect(await shell.ask('evaluate', `fetch("/body/${id}").then(answer => answer.text())`)).toBe('bytes of the webhook')
    const part = `fetch("/body/${id}", { headers: { range: "bytes=0-4" } }).then(async answer => [answer.status, await answer.text()])`
    expect(await shell.ask('evaluate', part)).toEqual([206, 'bytes'])
    await expect.poll(() => shell.ask('evaluate', 'document.body.innerText'), { timeout: 20_000 }).toContain('/from-the-test')
  })

  test('a frame within the page is not answered, the page itself is', async () => {
    // The inner frame calls the way to the main process directly, as one would that broke out of its preload.
    const code = `new Promise(resolve => {
      const inner = document.createElement('iframe')
      document.body.append(inner)
      const ids = []
      window.hookbench.onFrame(text => {
        const { id } = JSON.parse(text)
        if (id === 9101 || id === 9102) ids.push(id)
        if (id === 9102) resolve(ids)
      })
      inner.contentWindow.standInToMain('hookbench:frame', [JSON.stringify({ id: 9101, method: 'app.info', input: {} })])
        .then(() => window.hookbench.send(JSON.stringify({ id: 9102, method: 'app.info', input: {} })))
    })`
    expect(await shell.ask('evaluate', code)).toEqual([9102])
  })

  test('what is no frame is dropped, and the connection lives on', async () => {
    await shell.ask('evaluate', 'window.hookbench.send("{not json"), window.hookbench.send("null"), window.hookbench.send(7)')
    expect(await shell.ask('evaluate', call('app.info', {}, 9201))).toMatchObject({ ok: true, value: { dataDir } })
  })

  test('a frame that is no call ends the connection, and the next one begins another', async () => {
    await shell.ask('evaluate', `window.hookbench.send('{"nonsense":1}')`)
    expect(await shell.ask('evaluate', call('app.info', {}, 9251))).toMatchObject({ ok: true })
  })

  test('a menu that is none is dropped, and the connection lives on', async () => {
    const { menu } = await state()
    const wrong = [{ menu: 7 }, { menu: [{ id: 'x', label: 'x', items: [{ id: 'x' }] }] }]
    for (const text of wrong) await shell.ask('evaluate', `window.hookbench.send(${JSON.stringify(JSON.stringify(text))})`)
    expect(await shell.ask('evaluate', call('app.info', {}, 9252))).toMatchObject({ ok: true })
    expect((await state()).menu).toEqual(menu)
    expect(menu.length).toBeGreaterThan(40)
  })

  test('bytes that are refused say why', async () => {
    const get = 'fetch("/body/nonsense").then(async answer => [answer.status, (await answer.json()).error.message])'
    expect(await shell.ask('evaluate', get)).toEqual([404, expect.stringMatching(/^There is no Request "nonsense"/)])
  })

  test('secrets go to the keychain, and the page is told', async () => {
    const info = await shell.ask('evaluate', call('app.info', {}, 9301))
    expect(info).toMatchObject({ value: { capabilities: { nativeAlerts: true, secretStorage: 'the system keychain' } } })
    const source = { name: 'Kept', slug: 'kept', provider: 'github', secrets: ['a secret of some length'] }
    expect(await shell.ask('evaluate', call('sources.save', source, 9302))).toMatchObject({ ok: true })
  })

  test('a reload is a new connection that works', async () => {
    await shell.ask('reload')
    expect(await shell.ask('evaluate', call('app.info', {}, 9401))).toMatchObject({ ok: true })
  })
})

describe('a dead letter', () => {
  test('raises one alert of the system; a click on it opens the delivery, a button of it acts without the window', async () => {
    const sink = createServer((_request, response) => response.writeHead(500).end())
    await new Promise<void>(done => sink.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`
    const endpoint = { name: 'Always 500', url, local: true, scheme: null, retry: { preset: 'none' } }
    const saved = (await shell.ask('evaluate', call('endpoints.save', endpoint, 9501))) as { value: { id: string } }
    const message = { endpointIds: [saved.value.id], eventType: 'test.happened', body: '{}' }
    await shell.ask('evaluate', call('messages.send', message, 9502))
    await expect.poll(async () => (await state()).notifications.length, { timeout: 20_000 }).toBe(1)
    const [notification] = (await state()).notifications
    expect(`${notification?.title} ${notification?.body}`).toContain('Always 500')

    await shell.ask('clickNotification')
    const opened = 'document.querySelector("article[aria-label=Delivery]")?.textContent ?? ""'
    await expect.poll(async () => String(await shell.ask('evaluate', opened)), { timeout: 20_000 }).toContain('test.happened')

    expect(notification?.actions.map(({ text }) => text)).toEqual(['Retry', 'Mute for 1 h'])
    await shell.ask('pressButton', 1)
    const mutes = async () => shell.ask('evaluate', call('alerts.mutes', {}, 9503))
    await expect.poll(mutes, { timeout: 20_000 }).toMatchObject({ value: { rows: [{ target: { id: saved.value.id } }] } })
    await new Promise(done => sink.close(done))
  })
})

describe('the page cannot leave', () => {
  test('a navigation is denied; the web is offered to the browser only after asking', async () => {
    await shell.ask('reply', 1)
    await shell.ask('evaluate', 'void (location.href = "https://example.com/one")')
    await expect.poll(async () => (await state()).asked).toContain('https://example.com/one')
    expect((await state()).opened).toEqual([])
    await shell.ask('reply', 0)
    await shell.ask('evaluate', 'void (location.href = "https://example.com/two")')
    await expect.poll(async () => (await state()).opened).toEqual(['https://example.com/two'])
    expect((await state()).windows[0]?.url).toMatch(/^app:\/\/hookbench\//)
  })

  test('a new window is denied, and nothing but the web is even offered', async () => {
    const asked = (await state()).asked.length
    await shell.ask('evaluate', 'void window.open("https://example.com/three")')
    await expect.poll(async () => (await state()).asked.slice(asked)).toEqual(['https://example.com/three'])
    await shell.ask('evaluate', 'void (location.href = "data:text/html,out")')
    await shell.ask('evaluate', 'void (location.href = "/body/x")')
    expect((await state()).asked.slice(asked)).toEqual(['https://example.com/three'])
    expect((await state()).windows).toHaveLength(1)
    expect((await state()).windows[0]?.url).toMatch(/^app:\/\/hookbench\/index\.html/)
  })

  test('redirects, frames and embedded pages are denied', async () => {
    const prevented = (event: string, details = {}) => shell.ask('prevented', { event, details })
    expect(await prevented('will-redirect', { url: 'app://hookbench/index.html' })).toBe(true)
    expect(await prevented('will-frame-navigate', { url: 'https://example.com/', isMainFrame: false })).toBe(true)
    expect(await prevented('will-attach-webview')).toBe(true)
  })

  test('permissions: writing to the clipboard, nothing else', async () => {
    const names = ['clipboard-sanitized-write', 'clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'fullscreen']
    const granted = await Promise.all(names.map(name => shell.ask('permission', name)))
    expect(granted).toEqual([true, false, false, false, false, false, false])
    const check = (name: string, origin: string) => shell.ask('check', { name, origin })
    expect(await check('clipboard-sanitized-write', 'app://hookbench/')).toBe(true)
    expect(await check('clipboard-sanitized-write', 'https://example.com/')).toBe(false)
    expect(await check('media', 'app://hookbench/')).toBe(false)
    expect(await check('device', '')).toBe(false)
  })
})

describe('the application', () => {
  test('its API listens on loopback with the token of a private file, and serves no page', async () => {
    const file = join(dataDir, 'api-token')
    const token = readFileSync(file, 'utf8')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.stringify(ready)).not.toContain(token)
    const api = String(ready['api'])
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${api}/app.info`, { method: 'POST', headers, body: '{}' })
    expect(await answer.json()).toMatchObject({ ok: true })
    expect((await fetch(`${api}/app.info`, { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await fetch(new URL('/', api), { headers })).status).toBe(404)
  })

  test('a second one gives way and the first comes to the front', async () => {
    const before = (await state()).windows[0]?.focused ?? 0
    expect(await launchShell(dataDir).ended).toBe(0)
    await expect.poll(async () => (await state()).windows[0]?.focused).toBeGreaterThan(before)
    expect((await state()).windows).toHaveLength(1)
  })

  test('its menu has the standard roles and sends commands to the page', async () => {
    const standard = ['undo', 'copy', 'paste', 'selectAll', 'resetZoom', 'togglefullscreen', 'windowMenu', 'help', 'about', 'quit']
    expect((await state()).roles).toEqual(expect.arrayContaining(standard))
    await shell.ask('evaluate', 'window.heard = [], void window.hookbench.onFrame(text => window.heard.push(text))')
    await shell.ask('menu', 'go.newSource')
    await expect.poll(() => shell.ask('evaluate', 'window.heard')).toContain('{"command":"go.newSource"}')
  })

  test('on a signal it flushes, lets go of its folder and ends well', async () => {
    shell.child.kill('SIGTERM')
    expect([await shell.ended, shell.err()]).toEqual([0, ''])
    const again = launchShell(dataDir, { STAND_IN_KEYRING: 'basic_text' })
    await again.ready
    const code = call('app.info', {}, 1)
    await expect.poll(() => again.ask('evaluate', 'typeof window.hookbench').catch(() => ''), { timeout: 30_000 }).toBe('object')
    // Linux without a keyring offers a password that everybody knows; it is told plainly that a key file is used instead.
    if (process.platform === 'linux') {
      const told = { value: { capabilities: { secretStorage: 'a key file, as this desktop offers no keychain' } } }
      expect(await again.ask('evaluate', code)).toMatchObject(told)
    }
    again.child.kill('SIGTERM')
    expect([await again.ended, again.err()]).toEqual([0, ''])
  })
})
