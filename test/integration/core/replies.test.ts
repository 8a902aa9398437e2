import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCore, type RunningCore } from '../../support/core.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

const secret = "It's a Secret to Everybody"
const signed = (body: string | Uint8Array, key = secret) => ({
  'X-Hub-Signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
})
let ids = 0
const event = () => {
  ids += 1
  return { 'X-GitHub-Delivery': `delivery-${ids}`, 'X-GitHub-Event': 'push' }
}

async function post(path: string, headers: Record<string, string>, body: string | Uint8Array) {
  const response = await fetch(`${core.receiverUrl}/${path}`, { method: 'POST', headers, body: body as BodyInit })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** The row of the newest Request on a path. */
async function newest(path: string) {
  const { rows } = await core.rpc['requests.list']({ limit: 50 })
  const row = rows.find(candidate => candidate.path === `/${path}`)
  if (!row) throw new Error(`no row of /${path}`)
  return row
}

const source = (slug: string, more: object = {}) =>
  core.rpc['sources.save']({ name: slug, slug, provider: 'github', secrets: [secret], ...more })

describe('strict replies', () => {
  beforeAll(() => source('strict'))
  const json = { 'Content-Type': 'application/json' }
  const cases: [what: string, headers: () => Record<string, string>, body: string, status: number, row: object][] = [
    ['the documented example', () => ({ ...event(), ...signed('Hello, World!') }), 'Hello, World!', 200, { verdict: 'verified' }],
    [
      'one byte changed',
      () => ({ ...event(), ...signed('Hello, World!') }),
      'Hello, World?',
      400,
      { verdict: 'failed', code: 'signature_mismatch' },
    ],
    ['no signature', event, 'Hello, World!', 400, { verdict: 'failed', code: 'missing_header' }],
    ['a good signature over what is not JSON', () => ({ ...json, ...event(), ...signed('{"a":') }), '{"a":', 422, { verdict: 'verified' }],
    [
      'JSON in invalid UTF-8',
      () => ({ ...json, ...event(), ...signed(Buffer.from('"é"', 'latin1')) }),
      '"\xe9"',
      422,
      { verdict: 'verified' },
    ],
    [
      'a form with broken encoding',
      () => ({ 'Content-Type': 'application/x-www-form-urlencoded', ...event(), ...signed('a=%zz') }),
      'a=%zz',
      422,
      { verdict: 'verified' },
    ],
    ['what is not JSON and does not say so', () => ({ ...event(), ...signed('{"a":') }), '{"a":', 200, { verdict: 'verified' }],
    ['a bad signature over what is not JSON', () => ({ ...json, ...event(), ...signed('x') }), '{"a":', 400, { verdict: 'failed' }],
  ]
  test.each(cases)('%s', async (what, headers, body, status, row) => {
    const bytes = what === 'JSON in invalid UTF-8' ? Buffer.from(body, 'latin1') : body
    const answer = await post('strict', headers(), bytes)
    expect(answer.status).toBe(status)
    expect(await newest('strict')).toMatchObject({ ...row, replyStatus: status })
  })

  test('a refusal tells a forger nothing, and its owner why', async () => {
    const answer = await post('strict', { ...event(), ...signed('x', 'wrong') }, 'x')
    expect(answer.text).not.toMatch(/sha256|secret|expected|hmac/i)
    const detail = await core.rpc['requests.get']({ id: (await newest('strict')).id })
    expect(detail.verification.explanation).toMatch(/\w+ \w+/)
    expect(detail.reply).toMatchObject({ status: 400, body: answer.text })
  })

  test('a Source without a secret takes everything', async () => {
    await source('open', { secrets: [] })
    expect((await post('open', event(), 'x')).status).toBe(200)
    expect(await newest('open')).toMatchObject({ verdict: 'unconfigured', replyStatus: 200 })
  })
})

describe('other modes', () => {
  test('accept answers 200 to whatever comes, and the verdict is told all the same', async () => {
    await source('accept', { reply: { mode: 'accept' } })
    const answer = await post('accept', { 'Content-Type': 'application/json', ...event() }, '{')
    expect(answer.status).toBe(200)
    expect(await newest('accept')).toMatchObject({ verdict: 'failed', replyStatus: 200 })
  })

  test('custom answers as told; a length that its owner has typed is not sent', async () => {
    const headers = [
      ['X-Mine', 'yes'],
      ['Content-Length', '9999'],
      ['Content-Type', 'application/json'],
    ]
    await source('custom', { reply: { mode: 'custom', status: 418, headers, body: '{"a":1}', delayMs: 1 } })
    const answer = await post('custom', event(), 'x')
    expect([answer.status, answer.text, answer.headers.get('x-mine')]).toEqual([418, '{"a":1}', 'yes'])
    expect(answer.headers.get('content-length')).toBe('7')
    expect(await newest('custom')).toMatchObject({ verdict: 'failed', replyStatus: 418 })
  })
})

describe('compressed bodies', () => {
  const body = JSON.stringify({ action: 'opened', filler: 'x'.repeat(500) })
  const head = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }

  test('are parsed, verified over the bytes as sent, and kept so', async () => {
    const bytes = gzipSync(body)
    expect((await post('strict', { ...head, ...event(), ...signed(bytes) }, bytes)).status).toBe(200)
    const row = await newest('strict')
    expect(row).toMatchObject({ verdict: 'verified', eventType: 'push.opened', size: bytes.byteLength })
    const kept = await core.get(`/body/${row.id}`)
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(bytes)
  })

  test('a bomb is not inflated: 422 with a sentence, and its bytes are kept', async () => {
    const bytes = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20))
    expect((await post('strict', { ...head, ...event(), ...signed(bytes) }, bytes)).status).toBe(422)
    const row = await newest('strict')
    expect(row).toMatchObject({ verdict: 'verified', size: bytes.byteLength })
    expect((await core.rpc['requests.get']({ id: row.id })).parseError).toBe(
      'The body decompresses to more than 64 MiB or 100 times its size, so it was not parsed.',
    )
  })

  test('what says gzip and is not: 422; in a type that needs no parsing: 200', async () => {
    expect((await post('strict', { ...head, ...event(), ...signed('{}') }, '{}')).status).toBe(422)
    const opaque = { ...head, 'Content-Type': 'application/octet-stream', ...event(), ...signed('{}') }
    expect((await post('strict', opaque, '{}')).status).toBe(200)
    const unknown = { ...head, 'Content-Encoding': 'rot13', ...event(), ...signed('{}') }
    expect((await post('strict', unknown, '{}')).status).toBe(422)
    expect((await core.rpc['requests.get']({ id: (await newest('strict')).id })).parseError).toContain('"rot13" is unknown')
  })
})

describe('the Inbox', () => {
  test('keeps what no Source claims, with a guess at the provider', async () => {
    expect((await post('nobody/here?x=1', { ...event(), 'User-Agent': 'GitHub-Hookshot/1' }, '{}')).status).toBe(200)
    const row = await newest('nobody/here')
    expect(row).toMatchObject({ sourceId: null, provider: 'github', verdict: 'unconfigured', eventType: 'push' })
    const { rows } = await core.rpc['providers.guess']({ requestId: row.id })
    expect(rows[0]?.provider).toBe('github')
  })

  test('guesses nothing for what looks like nobody’s', async () => {
    await post('plain', {}, 'x')
    expect(await newest('plain')).toMatchObject({ sourceId: null, provider: null, eventId: null })
  })
})

describe('Slack’s url_verification', () => {
  const challenge = JSON.stringify({
    token: 't',
    challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
    type: 'url_verification',
  })
  const stamp = () => String(Math.floor(Date.now() / 1000))
  const slack = (key: string, at = stamp()) => ({
    'Content-Type': 'application/json',
    'X-Slack-Request-Timestamp': at,
    'X-Slack-Signature': `v0=${createHmac('sha256', key).update(`v0:${at}:${challenge}`).digest('hex')}`,
  })

  test('is answered by a Source that verifies it, and is no Event', async () => {
    await core.rpc['sources.save']({ name: 'slack', slug: 'slack', provider: 'slack', secrets: ['8f742231b10e8888abcd99yyyzzz85a5'] })
    const answer = await post('slack', slack('8f742231b10e8888abcd99yyyzzz85a5'), challenge)
    expect([answer.status, answer.text]).toEqual([200, '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P'])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(await newest('slack')).toMatchObject({ handshake: 'url_verification', verdict: 'verified', eventId: null })
  })

  test('is refused when forged, and echoed by the Inbox', async () => {
    const forged = await post('slack', slack('wrong'), challenge)
    expect(forged.status).toBe(400)
    expect(forged.text).not.toContain('3eZbrw1aBm2')
    const refused = await core.rpc['requests.get']({ id: (await newest('slack')).id })
    expect(refused.handshake).toBe('url_verification')
    const inbox = await post('somewhere', slack('any'), challenge)
    expect([inbox.status, inbox.text]).toEqual([200, '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P'])
  })
})
