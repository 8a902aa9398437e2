import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorStatus } from '#contract/errors.ts'
import { methods } from '#contract/methods.ts'
import { ask, askWithToken, callRpc, rawExchange, signIn, startWeb, token, type Web } from '../../support/transport/web.ts'

let web: Web
beforeAll(async () => {
  web = await startWeb()
})
afterAll(() => web.end())

describe('POST /rpc/<method>', () => {
  test('answers in the envelope, as JSON that nobody caches or sniffs', async () => {
    const answer = await callRpc(web.port, 'app.info', {})
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ ok: true, value: { version: '0.0.0' } })
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
  })

  test('takes an empty body as an empty input, and needs no Content-Type', async () => {
    expect((await askWithToken(web.port, '/rpc/app.info', { method: 'POST' })).json().ok).toBe(true)
  })

  const refusals: [what: string, method: string, body: string, code: keyof typeof errorStatus][] = [
    ['a missing thing', 'requests.get', '{"id":"req_1"}', 'not_found'],
    ['input that does not fit', 'requests.get', '{"id":7}', 'invalid_input'],
    ['no JSON', 'requests.get', '{"id":', 'invalid_input'],
    ['JSON that is no object', 'requests.get', '[1]', 'invalid_input'],
    ['an unknown method', 'requests.burn', '{}', 'unknown_method'],
    ['a name every object has', '__proto__', '{}', 'unknown_method'],
    ['a method of connections', 'subscribe', '{"topics":["*"]}', 'unsupported'],
    ['a defect', 'requests.count', '{}', 'internal'],
  ]
  test.each(refusals)('%s has its code and status', async (_what, method, body, code) => {
    const answer = await askWithToken(web.port, `/rpc/${method}`, { method: 'POST', body })
    expect(answer.json()).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/[.!]$/) } })
    expect(answer.status).toBe(errorStatus[code])
  })

  test('1 MiB is the limit, announced or not', async () => {
    const input = (bytes: number) => JSON.stringify({ eventType: 't', body: '' }).replace('""}', `"${'b'.repeat(bytes - 27)}"}`)
    expect(input(1024).length).toBe(1024)
    const send = (bytes: number, headers = {}) =>
      askWithToken(web.port, '/rpc/messages.send', { method: 'POST', body: input(bytes), headers })
    expect((await send(1_048_576)).status).toBe(200)
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const over = await send(1_048_577, headers)
      expect(over.status).toBe(413)
      expect(over.json().error).toMatchObject({ code: 'too_large', message: expect.stringContaining('PUT /uploads') })
    }
  })

  test('other verbs are told which one is meant', async () => {
    const answer = await askWithToken(web.port, '/rpc/app.info')
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST'])
  })
})

describe('GET /rpc', () => {
  test('is OpenAPI 3.1 with every method, its input and its output', async () => {
    const answer = await askWithToken(web.port, '/rpc')
    const document = JSON.parse(answer.text)
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toMatchObject({ title: 'Hookbench', version: '1.2.3' })
    expect(document.servers).toEqual([{ url: web.url }])
    const operations = Object.entries<Record<string, unknown>>(document.paths).filter(([path]) => path.startsWith('/rpc/'))
    expect(operations.map(([path]) => path.slice(5)).sort()).toEqual(Object.keys(methods).sort())
    for (const [path, { post }] of operations) {
      expect(post, path).toMatchObject({
        operationId: path.slice(5),
        summary: expect.stringMatching(/\S/),
        requestBody: { content: { 'application/json': { schema: { type: 'object', additionalProperties: false } } } },
        responses: {
          200: { content: { 'application/json': { schema: { properties: { ok: { const: true }, value: {} } } } } },
          default: {},
        },
      })
    }
    expect(document.paths['/rpc/requests.list'].post.requestBody.content['application/json'].schema.properties.limit).toMatchObject({
      maximum: 500,
    })
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/body/{id}', '/body/attempt/{id}/{part}', '/uploads']))
    expect(answer.text).not.toContain('$schema')
  })

  test('every reference in it leads somewhere, and every path parameter is declared', async () => {
    const { text } = await askWithToken(web.port, '/rpc')
    const document = JSON.parse(text)
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(match => match[1] ?? '')
    expect(references.length).toBeGreaterThan(0)
    for (const name of references) expect(document.components.schemas).toHaveProperty([name])
    expect([...text.matchAll(/"\$ref":"#\/\$defs/g)]).toEqual([])
    for (const [path, item] of Object.entries<{ get?: { parameters: { name: string }[] } }>(document.paths)) {
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(item.get?.parameters.map(parameter => parameter.name)).toContain(name)
    }
  })
})

describe('bodies', () => {
  const bytes = randomBytes(700_001)
  beforeAll(() => {
    web.core.bodies.set('req_big', { bytes, contentType: 'application/json; charset=utf-8' })
    web.core.bodies.set('req_ten', { bytes: Buffer.from('0123456789'), contentType: 'text/html' })
    web.core.bodies.set('req_empty', { bytes: new Uint8Array(), contentType: null })
    web.core.bodies.set('att_1/response', { bytes: Buffer.from('<script>'), contentType: 'text/html"\r\nx-evil: 1' })
  })

  test('come byte for byte, as a download that no browser renders', async () => {
    const answer = await askWithToken(web.port, '/body/req_big')
    expect(answer.body.equals(bytes)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '700001',
      'content-disposition': 'attachment; filename="req_big.json"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox;/),
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
    })
    expect((await askWithToken(web.port, '/body/attempt/att_1/response')).text).toBe('<script>')
  })

  const ranges: [range: string, status: number, text: string, contentRange: string | undefined][] = [
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=9-9999999999999999999999', 206, '9', 'bytes 9-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=99999999999999999999-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=4-2', 200, '0123456789', undefined],
    ['bytes=-', 200, '0123456789', undefined],
    ['bytes=0-1,3-4', 200, '0123456789', undefined],
    ['bytes=a-b', 200, '0123456789', undefined],
    ['lines=0-1', 200, '0123456789', undefined],
  ]
  test.each(ranges)('range %s', async (range, status, text, contentRange) => {
    const answer = await askWithToken(web.port, '/body/req_ten', { headers: { range } })
    expect([answer.status, answer.text, answer.headers['content-range']]).toEqual([status, text, contentRange])
    const head = await askWithToken(web.port, '/body/req_ten', { method: 'HEAD', headers: { range } })
    expect([head.status, head.text, head.headers['content-length']]).toEqual([status, '', String(text.length)])
  })

  test('an empty body has no range, and a condition that we cannot judge gets the whole', async () => {
    expect((await askWithToken(web.port, '/body/req_empty')).status).toBe(200)
    expect((await askWithToken(web.port, '/body/req_empty', { headers: { range: 'bytes=0-' } })).status).toBe(416)
    expect((await askWithToken(web.port, '/body/req_ten', { headers: { range: 'bytes=0-1', 'if-range': '"x"' } })).text).toBe('0123456789')
  })

  test('what is not there is 404, in words', async () => {
    for (const path of ['/body/req_none', '/body/attempt/att_1/request', '/body/', '/body/a/b', '/body/attempt/att_1/else']) {
      const answer = await askWithToken(web.port, path)
      expect([answer.status, answer.json().error?.code], path).toEqual([404, 'not_found'])
    }
  })

  test('nothing that a sender or caller writes becomes a header', async () => {
    const named = await askWithToken(web.port, '/body/attempt/att_1/response')
    expect(named.headers['content-disposition']).toBe('attachment; filename="att_1-response.bin"')
    expect(named.headers['x-evil']).toBeUndefined()
    for (const path of ['/body/req_%0d%0ax-evil:1', '/body/req_ten%22;x=', '/rpc/%0d%0ax-evil:1', '/%0d%0ax-evil:1']) {
      const answer = await askWithToken(web.port, path, { method: path.startsWith('/rpc') ? 'POST' : 'GET' })
      expect([answer.status, answer.headers['x-evil']], path).toEqual([404, undefined])
    }
  })

  test('a slow reader does not make the core read ahead', async () => {
    const size = 64 * 1024 * 1024
    web.core.bodies.set('req_huge', { bytes: new Uint8Array(size), contentType: null })
    const before = web.core.streamed.bytes
    const response = await fetch(`${web.url}/body/req_huge`, { headers: { authorization: `Bearer ${token}` } })
    const reader = response.body?.getReader()
    await reader?.read()
    // Whatever buffers there are, they are full once other requests have gone round.
    for (let round = 0; round < 50; round++) await callRpc(web.port, 'app.info', {})
    expect(web.core.streamed.bytes - before).toBeLessThan(size / 2)
    await reader?.cancel()
  })
})

describe('PUT /uploads', () => {
  test('streams the bytes to the core and answers where they are', async () => {
    const body = randomBytes(3_000_000)
    const answer = await askWithToken(web.port, '/uploads', { method: 'PUT', body })
    const { bodyRef, size } = answer.json().value as { bodyRef: string; size: number }
    expect(size).toBe(3_000_000)
    expect(web.core.uploads.get(bodyRef)).toEqual({ size, sha256: createHash('sha256').update(body).digest('hex') })
  })

  test('64 MiB is the limit, announced or not', async () => {
    const announced = `PUT /uploads HTTP/1.1\r\nHost: ${web.host}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\nContent-Length: 67108865\r\n\r\n`
    expect(await rawExchange(web.port, announced)).toMatch(/^HTTP\/1\.1 413 [\s\S]*too_large/)
    const chunked = await askWithToken(web.port, '/uploads', {
      method: 'PUT',
      body: new Uint8Array(67_108_865),
      headers: { 'transfer-encoding': 'chunked' },
    })
    expect(chunked.status).toBe(413)
  })
})

describe('files of the window', () => {
  test('the page has a strict policy and is never cached; hashed files are cached for good', async () => {
    const page = await askWithToken(web.port, '/')
    expect(page.text).toContain('<title>Hookbench</title>')
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    const asset = await askWithToken(web.port, '/assets/index-abc123.js')
    expect(asset.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringContaining('immutable'),
    })
  })

  test('an address of the page gives the page to a navigation alone', async () => {
    const cookie = await signIn(web.port)
    const headers = { cookie, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect((await ask(web.port, '/requests/req_1', { headers })).text).toContain('<title>Hookbench</title>')
    expect((await ask(web.port, '/assets/gone.js', { headers })).status).toBe(404)
    expect((await askWithToken(web.port, '/requests/req_1')).status).toBe(404)
  })

  test('nothing outside of the folder is served', async () => {
    for (const path of [
      '/../package.json',
      '/assets/../../x',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/assets',
      '/.git/config',
      '//etc/passwd',
      '/a\\..\\b',
    ]) {
      const request = `GET ${path} HTTP/1.1\r\nHost: ${web.host}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`
      expect(await rawExchange(web.port, request), path).toMatch(/^HTTP\/1\.1 40[04] /)
    }
  })

  test('a window that was not built says how to build it', async () => {
    const bare = await startWeb({ uiDir: '/nonexistent' })
    try {
      const answer = await askWithToken(bare.port, '/')
      expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('npm run build')])
    } finally {
      await bare.end()
    }
  })
})

test('other paths can be added, behind the same access control', async () => {
  const extended = await startWeb({
    extraRoutes: async (request, response) => {
      if (request.url !== '/api/v1/others') return false
      response.end('mine')
      return true
    },
  })
  try {
    expect((await ask(extended.port, '/api/v1/others')).status).toBe(401)
    expect((await askWithToken(extended.port, '/api/v1/others')).text).toBe('mine')
    expect((await askWithToken(extended.port, '/api/v1/else')).status).toBe(404)
  } finally {
    await extended.end()
  }
})
