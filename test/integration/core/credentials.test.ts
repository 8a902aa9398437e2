import { createHmac } from 'node:crypto'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Log } from '#app/ports.ts'
import { MASK } from '#domain/redact.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink, status } from '../../support/delivery/sink.ts'

const TOKEN = 'xoxb-body-credential'
const body = JSON.stringify({ token: TOKEN, team_id: 'T1', event: { text: 'hello' } })

const lines: [event: string, fields: unknown][] = []
const log: Log = { debug() {}, info: (event, fields) => lines.push([event, fields]), warn() {}, error() {} }
let core: RunningCore
let sink: Sink
beforeAll(async () => {
  core = await openCore({ ports: { log } })
  sink = await openSink()
  await core.rpc['sources.save']({ name: 'Slack', slug: 'slack', provider: 'slack' })
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

async function capture(bytes: string | Uint8Array, headers: Record<string, string> = {}): Promise<string> {
  await fetch(`${core.receiverUrl}/slack?token=query-credential`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer header-credential', ...headers },
    body: bytes as BodyInit,
  })
  return (await core.rpc['requests.list']({ limit: 1 })).rows[0]?.id ?? ''
}

test('the detail says what of a body is to be masked; the bytes stay exact for whoever has the token', async () => {
  const id = await capture(body)
  const detail = await core.rpc['requests.get']({ id })
  expect(detail.bodyCredentials).toEqual({ names: ['token', 'response_url', 'trigger_id'], formPayload: 'payload' })
  expect(JSON.stringify(detail)).not.toMatch(/(body|query|header)-credential/)
  expect(await (await core.get(`/body/${id}`)).text()).toBe(body)
  expect(detail.headerMeanings['authorization']).toMatch(/identity/)
  expect(detail.headerMeanings['host']).toBeDefined()
})

test('revealing is logged, for a Request and for an Attempt', async () => {
  const id = await capture(body)
  const told = await core.rpc['requests.reveal']({ id })
  expect(told.headers).toContainEqual(['authorization', 'Bearer header-credential'])
  expect(lines).toContainEqual(['request.revealed', { id }])

  sink.answer = status(500, { 'content-type': 'application/json' }, body)
  const { deliveryIds } = await core.rpc['requests.resend']({ ids: [id], to: { url: sink.url }, sign: 'as-received' })
  const delivery = async () => core.rpc['deliveries.get']({ id: deliveryIds[0] ?? '' })
  await eventually(async () => (await delivery()).attempts.length).toBe(1)
  const { attempts, bodyCredentials } = await delivery()
  const [attempt] = attempts
  expect(bodyCredentials.names).toContain('token')
  expect(attempt?.responseBody).toBe(body.replace(TOKEN, MASK))
  expect(JSON.stringify(attempt)).not.toMatch(/(body|header)-credential/)
  const clear = await core.rpc['attempts.reveal']({ id: attempt?.id ?? '' })
  expect(clear.requestHeaders).toContainEqual(['authorization', 'Bearer header-credential'])
  expect(lines).toContainEqual(['attempt.revealed', { id: attempt?.id }])
  await expect(core.rpc['attempts.reveal']({ id: 'att_00000000001' })).rejects.toMatchObject({ code: 'not_found' })
})

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
] as const)('a body is to be had decoded, %s', async (encoding, compress) => {
  const id = await capture(compress(body), { 'content-encoding': encoding })
  expect(await (await core.get(`/body/${id}/decoded`)).text()).toBe(body)
  expect(Buffer.from(await (await core.get(`/body/${id}`)).arrayBuffer())).toEqual(compress(Buffer.from(body)))
})

test('what is not what its Content-Encoding says is refused with a sentence', async () => {
  const id = await capture(body, { 'content-encoding': 'br' })
  const response = await core.get(`/body/${id}/decoded`)
  expect([response.status, await response.json()]).toEqual([
    400,
    { ok: false, error: expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining('not valid br') }) },
  ])
})

test('the proof shows what was signed, and by which key, and neither the key nor a credential', async () => {
  const secret = '8f742231b10e8888abcd99yyyzzz85a5'
  await core.rpc['sources.save']({
    name: 'Signed',
    slug: 'signed',
    provider: 'slack',
    secrets: [{ role: 'signing', label: 'of the app', value: secret }],
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  await fetch(`${core.receiverUrl}/signed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
    body,
  })
  const id = (await core.rpc['requests.list']({ limit: 1 })).rows[0]?.id ?? ''
  const { proof, key } = await core.rpc['requests.proof']({ id })
  expect(proof?.parts.map(({ name, text }) => [name, text])).toEqual([
    ['', 'v0:'],
    ['timestamp', timestamp],
    ['', ':'],
    ['body', body.replace(TOKEN, MASK)],
  ])
  expect(proof).toMatchObject({
    algorithm: 'HMAC-SHA256',
    signature: { at: 'X-Slack-Signature', values: [signature] },
    timestamp: { at: 'X-Slack-Request-Timestamp', value: timestamp, time: Number(timestamp) * 1000, toleranceSeconds: 300 },
    missing: null,
  })
  expect(key).toMatchObject({ label: 'of the app', masked: '••••••••85a5' })
  const other = await capture(body)
  expect(await core.rpc['requests.proof']({ id: other })).toMatchObject({
    proof: { missing: expect.stringContaining('X-Slack-Signature') },
    key: null,
  })
})

test('an export masks inside compressed bodies, too', async () => {
  const id = await capture(gzipSync(body), { 'content-encoding': 'gzip' })
  const { text } = await core.rpc['requests.export']({ ids: [id], as: 'json' })
  const exported = JSON.parse(text) as { body: string; headers: [string, string][] }
  expect(exported.body).toBe(body.replace(TOKEN, MASK))
  expect(exported.headers.map(([name]) => name)).not.toContain('content-encoding')
  const clear = await core.rpc['requests.export']({ ids: [id], as: 'json', includeCredentials: true })
  expect(Buffer.from((JSON.parse(clear.text) as { bodyBase64: string }).bodyBase64, 'base64')).toEqual(gzipSync(body))
})

test('a comparison tells that a credential differs, and neither value', async () => {
  const first = await capture(body)
  const second = await capture(gzipSync(body.replace(TOKEN, 'xoxb-other-credential')), { 'content-encoding': 'gzip', 'x-new': '1' })
  const compared = await core.rpc['requests.compare']({ a: first, b: second })
  expect(JSON.stringify(compared)).not.toContain('-credential')
  expect(compared.request.body).toMatchObject({
    kind: 'json',
    changes: [{ path: 'token', change: 'changed', a: `"${MASK}"`, b: `"${MASK}"` }],
  })
  expect(compared.request.headers.filter(({ change }) => change !== 'same').map(({ name, change }) => [name, change])).toEqual(
    expect.arrayContaining([
      ['content-encoding', 'added'],
      ['x-new', 'added'],
    ]),
  )
  expect(compared.response?.body).toEqual({ kind: 'empty' })
})

test('Attempts compare with what was captured, with their answers', async () => {
  const id = await capture(body)
  sink.answer = status(200, {}, 'fine')
  const { deliveryIds } = await core.rpc['requests.resend']({
    ids: [id],
    to: { url: sink.url },
    sign: 'as-received',
    edit: { body: '{"team_id":"T2"}' },
  })
  const delivery = async () => core.rpc['deliveries.get']({ id: deliveryIds[0] ?? '' })
  await eventually(async () => (await delivery()).state).toBe('delivered')
  const attempt = (await delivery()).attempts[0]?.id ?? ''
  const compared = await core.rpc['requests.compare']({ a: id, b: attempt })
  expect(compared.b).toMatchObject({ kind: 'attempt', status: 200 })
  expect(compared.request.body).toMatchObject({
    kind: 'json',
    changes: expect.arrayContaining([{ path: 'team_id', change: 'changed', a: '"T1"', b: '"T2"' }]),
  })
  expect(compared.response?.body).toMatchObject({ kind: 'text' })
  await expect(core.rpc['requests.compare']({ a: id, b: 'req_00000000001' })).rejects.toMatchObject({ code: 'not_found' })
})

test('the previous Request is of the same Source and type, and of another Event', async () => {
  await core.rpc['sources.save']({ name: 'GitHub', slug: 'github', provider: 'github' })
  const push = async (delivery: string, event = 'push', path = 'github') => {
    await fetch(`${core.receiverUrl}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': delivery },
      body: '{}',
    })
    return (await core.rpc['requests.list']({ limit: 1 })).rows[0]?.id ?? ''
  }
  const first = await push('one')
  await push('other', 'issues')
  await push('elsewhere', 'push', 'inbox-path')
  const second = await push('two')
  const again = await push('two')
  const previous = async (id: string) => (await core.rpc['requests.previous']({ id })).id
  expect(await previous(first)).toBeNull()
  expect(await previous(second)).toBe(first)
  expect(await previous(again)).toBe(first)
})
