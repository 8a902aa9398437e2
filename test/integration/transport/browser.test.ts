import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumLaunch } from '../../support/chromium.ts'
import { startWeb, token, type Web } from '../../support/transport/web.ts'

let uiDir: string
let browser: Browser
let web: Web
let page: Page
/** What the browser complained about: a policy that is too strict shows here. */
let complaints: string[]

beforeAll(async () => {
  uiDir = await mkdtemp(join(tmpdir(), 'hookbench-page-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(uiDir, 'assets'),
      lib: {
        entry: fileURLToPath(new URL('../../support/transport/page.ts', import.meta.url)),
        formats: ['es'],
        fileName: () => 'page-abc123.js',
      },
    },
  })
  await writeFile(
    join(uiDir, 'index.html'),
    '<!doctype html><title>Hookbench</title><link rel="icon" href="data:,"><script type="module" src="/assets/page-abc123.js"></script>',
  )
  browser = await chromium.launch(await chromiumLaunch())
  web = await startWeb({ uiDir })
  web.core.bodies.set('req_ten', { bytes: Buffer.from('0123456789'), contentType: 'text/html' })
})
afterAll(async () => {
  await browser?.close()
  await web?.end()
  await rm(uiDir, { recursive: true, force: true })
})
beforeEach(async () => {
  const context = await browser.newContext()
  page = await context.newPage()
  complaints = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  return () => context.close()
})

const live = () => page.waitForFunction(() => window.link?.client.link.get() === 'live')

describe('our page in a real browser', () => {
  test('opens by the printed URL, sheds the token, and gets calls, events, bodies and uploads through', async () => {
    await page.goto(`${web.url}/?token=${token}`)
    expect(page.url()).toBe(`${web.url}/`)
    await live()
    expect(await page.evaluate(() => window.link.client.call('app.info', {}))).toMatchObject({ version: '0.0.0' })

    await page.evaluate(() => window.link.client.subscribe({ topics: ['*'] }))
    web.core.hub.publish('config.changed', { what: 'sources' })
    await page.waitForFunction(() => window.link.events.length === 1)

    const part = await page.evaluate(async () => {
      const { bytes, total } = await window.link.fetchBody({ requestId: 'req_ten' }, { from: 2, to: 5 })
      const beyond = await window.link.fetchBody({ requestId: 'req_ten' }, { from: 10, to: 20 })
      return { text: new TextDecoder().decode(bytes), total, beyond: [beyond.bytes.length, beyond.total] }
    })
    expect(part).toEqual({ text: '234', total: 10, beyond: [0, 10] })
    const missing = page.evaluate(() => window.link.fetchBody({ requestId: 'req_none' }).catch(error => error.code))
    expect(await missing).toBe('not_found')

    const { bodyRef, size } = await page.evaluate(() => window.link.uploadBody(new Blob(['x'.repeat(2_000_000)])))
    expect(web.core.uploads.get(bodyRef)?.size).toBe(size)
    expect(complaints.filter(text => !/status of (404|416)/.test(text))).toEqual([])

    await page.reload()
    await live()
    expect(await page.evaluate(() => document.cookie)).toBe('')
  })

  test('after a restart of the core the page is told to open the new URL', async () => {
    const first = await startWeb({ uiDir })
    await page.goto(`${first.url}/?token=${token}`)
    await live()
    await first.close()
    const second = await startWeb({ uiDir, port: first.port })
    try {
      await page.waitForFunction(() => window.link.client.lastError?.code === 'unauthorized')
      expect(await page.evaluate(() => window.link.client.link.get())).toBe('offline')
      expect((await page.goto(second.url))?.status()).toBe(401)
    } finally {
      await second.end()
    }
  })
})

describe('another port’s page in the same browser, which sends our cookie along', () => {
  let other: Server
  let otherUrl: string
  /** Cookies that the other port's server saw. */
  const seen: string[] = []

  beforeAll(async () => {
    other = createServer((request, response) => {
      seen.push(request.headers.cookie ?? '')
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><title>The app under development</title><link rel="icon" href="data:,">')
    })
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise(resolve => other.close(resolve)))

  test('reads nothing, changes nothing, connects to nothing and frames nothing', async () => {
    await page.goto(`${web.url}/?token=${token}`)
    await live()
    await page.goto(otherUrl)
    // It does see the cookie: it is worth nothing there, and is not the token.
    expect(seen.join()).toContain(`hookbench_${web.port}=`)
    expect(seen.join()).not.toContain(token)
    const uploads = web.core.uploads.size
    web.core.log.lines.length = 0

    const outcome = await page.evaluate(
      async ({ url, host }) => {
        const tried = (promise: Promise<unknown>) =>
          promise.then(
            () => 'reached',
            () => 'failed',
          )
        const element = (tag: 'img' | 'script' | 'iframe', src: string) =>
          new Promise<string>(resolve => {
            const made = document.createElement(tag)
            made.onload = () => resolve('loaded')
            made.onerror = () => resolve('failed')
            made.src = src
            document.body.append(made)
          })
        const include = { credentials: 'include' } as const
        const read = await tried(fetch(`${url}/body/req_ten`, include))
        const custom = await tried(fetch(`${url}/body/req_ten`, { ...include, headers: { 'hookbench-page': '1' } }))
        const call = await tried(
          fetch(`${url}/rpc/messages.send`, { ...include, method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
        )
        const blind = await tried(
          fetch(`${url}/rpc/messages.send`, { ...include, mode: 'no-cors', method: 'POST', body: '{"eventType":"evil"}' }),
        )
        const put = await tried(fetch(`${url}/uploads`, { ...include, method: 'PUT', body: 'evil' }))
        const socket = await new Promise<string>(resolve => {
          const opened = new WebSocket(`ws://${host}/rpc/ws`)
          opened.onopen = () => resolve('opened')
          opened.onclose = () => resolve('failed')
        })
        const image = await element('img', `${url}/body/req_ten`)
        const script = await element('script', `${url}/assets/page-abc123.js?uncached`)
        const frame = await element('iframe', `${url}/`)
        return { read, custom, call, blind, put, socket, image, script, frame, framed: window.frames.length, cookie: document.cookie }
      },
      { url: web.url, host: web.host },
    )

    expect(outcome).toMatchObject({
      read: 'failed',
      custom: 'failed',
      call: 'failed',
      blind: 'failed',
      put: 'failed',
      socket: 'failed',
      image: 'failed',
      script: 'failed',
      cookie: '',
    })
    expect(web.core.uploads.size).toBe(uploads)
    const refused = web.core.log.lines.filter(line => line.event === 'access.refused').map(line => (line.fields as { path: string }).path)
    expect(new Set(refused)).toEqual(new Set(['/body/req_ten', '/rpc/messages.send', '/uploads', '/rpc/ws', '/assets/page-abc123.js', '/']))
  })

  test('may link to us: a navigation shows the page, and never data', async () => {
    await page.goto(`${web.url}/?token=${token}`)
    await page.goto(otherUrl)
    const follow = async (path: string) => {
      const [response] = await Promise.all([
        page.waitForResponse(`${web.url}${path}`),
        page.waitForURL(`${web.url}${path}`),
        page.evaluate(url => {
          location.href = url
        }, `${web.url}${path}`),
      ])
      return response.status()
    }
    expect(await follow('/body/req_ten')).toBe(403)
    await page.goto(otherUrl)
    expect(await follow('/')).toBe(200)
    await live()
  })
})
