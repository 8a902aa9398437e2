import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requestView } from '#domain/http/request-view.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById } from '#providers/index.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink, status } from '../../support/delivery/sink.ts'

let core: RunningCore
let sink: Sink
beforeAll(async () => {
  core = await openCore()
  sink = await openSink(status(200))
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

const KEY = 'key-3ax6xnjp29jd6fds4gc373sgvjxteol0'
/** What Mailgun sends: nothing in its headers tells who it is, and the signature lies in the body. */
function mailgun(id: string) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const token = `token-of-${id}`
  const signature = createHmac('sha256', KEY)
    .update(timestamp + token)
    .digest('hex')
  return JSON.stringify({ signature: { token, timestamp, signature }, 'event-data': { id, event: 'delivered' } })
}

async function post(path: string, body: string, headers: Record<string, string> = { 'Content-Type': 'application/json' }) {
  const response = await fetch(`${core.receiverUrl}${path}`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  const [row] = (await core.rpc['requests.list']({ limit: 1 })).rows
  if (!row) throw new Error('no row')
  return row
}

describe('a guess', () => {
  test('looks at the body where the headers say nothing', async () => {
    const row = await post('/nobody', mailgun('guess'))
    expect(row).toMatchObject({ sourceId: null, provider: 'mailgun' })
    expect((await core.rpc['providers.guess']({ requestId: row.id })).rows[0]).toMatchObject({ provider: 'mailgun' })
  })

  test('of a large body is left to who asks; the Inbox goes by headers then', async () => {
    const large = JSON.stringify({ ...JSON.parse(mailgun('large')), filler: 'x'.repeat(70_000) })
    const row = await post('/nobody', large)
    expect(row.provider).toBeNull()
    expect((await core.rpc['providers.guess']({ requestId: row.id })).rows[0]).toMatchObject({ provider: 'mailgun' })
  })

  test('is none where nothing tells', async () => {
    const row = await post('/nobody', '{"hello":"world"}')
    expect(row.provider).toBeNull()
    expect((await core.rpc['providers.guess']({ requestId: row.id })).rows).toEqual([])
  })
})

test('a resend that is signed anew carries its signature in the body', async () => {
  await core.rpc['sources.save']({ slug: 'mailgun', provider: 'mailgun', secrets: [KEY] })
  const row = await post('/mailgun', mailgun('resent'))
  expect(row).toMatchObject({ verdict: 'verified', eventId: 'resent' })
  const edit = { body: JSON.stringify({ ...JSON.parse(mailgun('resent')), more: 'edited' }) }
  const { deliveryIds } = await core.rpc['requests.resend']({ ids: [row.id], to: { url: sink.url, local: true }, sign: 'fresh', edit })
  await sink.received(1)
  const [hit] = sink.hits
  const body = hit?.body ?? Buffer.alloc(0)
  expect(JSON.parse(body.toString())).toMatchObject({ more: 'edited', signature: { token: 'token-of-resent' } })
  const secret = { id: 'a', role: 'signing', label: null, value: KEY, validUntil: null } as const
  const view = requestView({ method: 'POST', url: sink.url, target: '/', headers: hit?.rawHeaders ?? [], body, receivedAt: Date.now() })
  expect(verifyRequest(providerById('mailgun'), view, [secret])).toMatchObject({ verdict: 'verified', scheme: 'json' })
  const attempt = async () => (await core.rpc['deliveries.get']({ id: deliveryIds[0] ?? '' })).attempts[0]
  await eventually(attempt).toMatchObject({
    status: 200,
    note: expect.stringMatching(/^Re-signed with the scheme of Mailgun\. .*into the body/),
  })
})

test('a genuine post with an attachment verifies: Mailgun sends it as a form in parts', async () => {
  await core.rpc['sources.save']({ slug: 'mailgun-files', provider: 'mailgun', secrets: [KEY] })
  const { signature } = JSON.parse(mailgun('attached')) as { signature: Record<string, string> }
  const formOf = (fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ recipient: 'ada@example.com', ...fields })) form.append(name, value)
    form.append('attachment-1', new Blob([Buffer.alloc(100_000, '--\n')]), 'a.pdf')
    return new Response(form)
  }
  const send = async (fields: Record<string, string>) => {
    const made = formOf(fields)
    const headers = { 'Content-Type': made.headers.get('content-type') ?? '' }
    const answer = await fetch(`${core.receiverUrl}/mailgun-files`, { method: 'POST', headers, body: await made.arrayBuffer() })
    const [row] = (await core.rpc['requests.list']({ limit: 1 })).rows
    return { status: answer.status, verdict: row?.verdict, eventId: row?.eventId }
  }
  expect(await send(signature)).toEqual({ status: 200, verdict: 'verified', eventId: 'token-of-attached' })
  expect(await send({ ...signature, token: 'token-of-another' })).toMatchObject({ status: 400, verdict: 'failed' })
})

test.each([
  ['GET', undefined, 200],
  ['HEAD', undefined, 200],
  ['DELETE', undefined, 200],
  ['OPTIONS', undefined, 200],
  ['DELETE', '{', 422],
  ['POST', undefined, 422],
  ['PUT', undefined, 422],
  ['PATCH', undefined, 422],
])('%s with Content-Type: application/json and the body %j is answered %i', async (method, body, status) => {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`${core.receiverUrl}/typed`, { method, headers, ...(body === undefined ? {} : { body }) })
  expect(answer.status).toBe(status)
  const [row] = (await core.rpc['requests.list']({ limit: 1 })).rows
  const { parseError } = await core.rpc['requests.get']({ id: row?.id ?? '' })
  if (status === 200) expect(parseError).toBeNull()
  else expect(parseError).toContain('The Content-Type says JSON')
})

describe('what the picker is told', () => {
  const info = async (id: string) => (await core.rpc['providers.list']({})).rows.find(provider => provider.id === id)
  const roles = async (id: string) => (await info(id))?.extraRoles?.map(({ role }) => role)

  test('why nobody but the provider can sign', async () => {
    expect((await info('paypal'))?.schemes[0]?.unsignable).toMatch(/^Only PayPal can sign/)
    expect((await info('stripe'))?.schemes[0]?.unsignable).toBeNull()
  })

  test('which handshakes are answered by themselves', async () => {
    expect((await info('discord'))?.handshakes).toEqual(['interaction ping', 'webhook event ping'])
    expect((await info('stripe'))?.handshakes).toEqual([])
  })

  test.each([
    ['whatsapp', ['verify-token']],
    ['ebay', ['verify-token', 'url', 'private-key']],
    ['square', ['url']],
    ['stripe', []],
    ['aws-sns', []],
  ])('which secrets %s takes besides', async (id, wanted) => {
    expect(await roles(id)).toEqual(wanted)
  })

  test('each with a sentence', async () => {
    const { rows } = await core.rpc['providers.list']({})
    const hints = rows.flatMap(provider => provider.extraRoles ?? []).map(({ hint }) => hint)
    expect(hints.length).toBeGreaterThan(5)
    for (const hint of hints) expect(hint).toMatch(/^[A-Z].*\.$/)
  })
})
