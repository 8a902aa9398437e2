import { afterEach, describe, expect, test } from 'vitest'
import { requestView } from '#domain/http/request-view.ts'
import { parseId } from '#domain/ids.ts'
import type { Secret } from '#domain/secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById } from '#providers/index.ts'
import { endpointOf, openBench, sourceOf, storeRequest } from '../../support/delivery/bench.ts'
import { type Hit, openSink, type Sink, status } from '../../support/delivery/sink.ts'

/** Signatures that lie inside the body or the URL: what is sent is then not what the Message holds. */
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function setUp(answer = status(200)) {
  const sink: Sink = await openSink(answer)
  closing.push(sink.close)
  const bench = openBench()
  closing.push(bench.close)
  await bench.engine.start()
  return { sink, bench }
}

const secretOf = (value: string): Secret => ({ id: 'sec_1', role: 'signing', label: null, value, validUntil: null })
const MAILGUN = secretOf('key-3ax6xnjp29jd6fds4gc373sgvjxteol0')
const ADYEN = secretOf('44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056')
const TWILIO = secretOf('0123456789abcdef0123456789abcdef')
const GRAPH = secretOf('a-client-state')
const JSON_TYPE = ['Content-Type', 'application/json']
const FORM_TYPE = ['Content-Type', 'application/x-www-form-urlencoded']
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const item = (pspReference: string) => ({
  NotificationRequestItem: {
    additionalData: { cardSummary: '1111' },
    amount: { currency: 'EUR', value: 1130 },
    eventCode: 'AUTHORISATION',
    merchantAccountCode: 'TestMerchant',
    merchantReference: 'order-1',
    pspReference,
    success: 'true',
  },
})

/** The receiver's side: the verdict, over what came. */
function judge(hit: Hit | undefined, provider: string, secret: Secret, at: number) {
  if (!hit) throw new Error('nothing came')
  const { method, rawHeaders, url, body } = hit
  const view = requestView({ method, url: `http://${hit.headers.host}${url}`, target: url, headers: rawHeaders, body, receivedAt: at })
  const { verdict, scheme } = verifyRequest(providerById(provider), view, [secret], { at })
  return `${verdict} ${scheme}`
}

const cases: [what: string, scheme: string, secret: Secret, headers: string[], body: Uint8Array, verdict: string, note: RegExp | null][] = [
  ['Mailgun’s JSON', 'mailgun/json', MAILGUN, JSON_TYPE, bytes({ 'event-data': { id: 'e1' } }), 'verified json', /into the body/],
  ['Mailgun’s form', 'mailgun/form', MAILGUN, FORM_TYPE, bytes('recipient=a%40example.com'), 'verified form', /into the body/],
  [
    'each item of Adyen’s',
    'adyen/payments',
    ADYEN,
    JSON_TYPE,
    bytes({ live: 'false', notificationItems: [item('7914073381342284'), item('7914073381342285')] }),
    'verified payments',
    /into the body/,
  ],
  ['Twilio’s JSON, in the query', 'twilio/json', TWILIO, JSON_TYPE, bytes({ a: 1 }), 'verified json', /into the URL/],
  ['Twilio’s JSON, by the content', 'twilio', TWILIO, JSON_TYPE, bytes({ a: 1 }), 'verified json', /into the URL/],
  ['Twilio’s form, by the content', 'twilio', TWILIO, FORM_TYPE, bytes('Body=Hi&From=%2B1'), 'verified form', null],
  [
    'each notification of Graph’s',
    'microsoft-graph',
    GRAPH,
    JSON_TYPE,
    bytes({ value: [{ subscriptionId: 'a' }, { subscriptionId: 'b' }] }),
    'verified client-state',
    /into the body/,
  ],
]

describe('composed messages', () => {
  test.each(cases)('%s', async (_, scheme, secret, headers, body, verdict, note) => {
    const { sink, bench } = await setUp()
    bench.config.put(endpointOf(1, `${sink.url}/app?x=%20&y`, { scheme, secrets: [secret] }))
    const id = await bench.send(1, { headers, body: { bytes: body }, path: '/a/../b?z=1' })
    await bench.pass(10)
    const delivery = await bench.get(id)
    expect(delivery.state).toBe('delivered')
    const [hit] = sink.hits
    expect(judge(hit, scheme.split('/')[0] ?? '', secret, delivery.attempts[0]?.at ?? 0)).toBe(verdict)
    expect(hit?.url.startsWith('/app/a/../b?x=%20&y&z=1')).toBe(true)
    expect(hit?.headers['content-length']).toBe(String(hit?.body.byteLength))
    // The attempt says what was sent.
    expect(delivery.attempts.map(({ url }) => url)).toEqual([sink.url + hit?.url])
    expect(await sentBodies(bench, delivery.attempts)).toEqual([hit?.body])
    if (note) expect(delivery.attempts[0]?.note).toMatch(note)
    else expect(delivery.attempts[0]?.note).toBeNull()
    // The Message stays what it was, so that the next attempt begins from it and not from what was signed before.
    const kept = await bench.store.read.readBody({ owner: Number(await owner(bench, id)), size: body.byteLength })
    expect(Buffer.from(kept).equals(Buffer.from(body))).toBe(true)
  })

  test('what lacks a place for the signature is a dead letter that says so', async () => {
    const { sink, bench } = await setUp()
    bench.config.put(endpointOf(1, sink.url, { scheme: 'mailgun', secrets: [MAILGUN] }))
    const id = await bench.send(1, { headers: ['Content-Type', 'text/plain'], body: { bytes: bytes('Hi') } })
    await bench.pass(10)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', attemptCount: 1 })
    expect(sink.hits).toHaveLength(0)
  })
})

/** The bodies that attempts show as sent. */
const sentBodies = (bench: ReturnType<typeof openBench>, attempts: readonly { id: string }[]) =>
  Promise.all(
    attempts.map(async ({ id }) => {
      const body = await bench.store.read.attemptBody({ id: parseId('att', id) ?? 0, part: 'request' })
      if (!body) throw new Error(`no body of ${id}`)
      return Buffer.from(body.kind === 'inline' ? body.bytes : await bench.store.read.readBody({ owner: body.owner, size: body.size }))
    }),
  )

const owner = async (bench: ReturnType<typeof openBench>, id: number) =>
  bench.store.db.prepare('SELECT body_owner FROM messages m JOIN deliveries d ON d.message_id = m.id WHERE d.id = ?').pluck().get(id)

test('a forward that would be too old gets a new signature in its body, and keeps its token', async () => {
  const { sink, bench } = await setUp(status(500))
  bench.config.put(endpointOf(1, sink.url))
  bench.config.putSource(sourceOf(2, { provider: 'mailgun', secrets: [MAILGUN] }))
  const body = bytes({ signature: { token: 'token-1', timestamp: '1', signature: 'as it came' }, 'event-data': { id: 'e1' } })
  const requestId = storeRequest(bench.store, bench.clock, { body, sourceId: 2, provider: 'mailgun', headers: JSON_TYPE })
  const target = { name: 'App', url: sink.url, local: false }
  const forward = { requestId, endpointId: 1, target, path: '', method: 'POST', eventType: null, size: body.byteLength }
  const id = await bench.store.write.createForward({ ...forward, now: bench.clock.now() })
  bench.engine.wake([1])
  await bench.pass(2 * 60_000)
  const { attempts } = await bench.get(id)
  expect(sink.hits[0]?.body.equals(Buffer.from(body))).toBe(true)
  expect(judge(sink.hits[1], 'mailgun', MAILGUN, attempts[1]?.at ?? 0)).toBe('verified json')
  expect(JSON.parse(sink.hits[1]?.body.toString() ?? '').signature.token).toBe('token-1')
  expect(attempts[1]?.note).toMatch(/^Re-signed.*into the body/)
  expect(sink.hits).toHaveLength(2)
  expect(await sentBodies(bench, attempts)).toEqual(sink.hits.map(hit => hit.body))
  expect(sink.hits[0]?.body).not.toEqual(sink.hits[1]?.body)
})
