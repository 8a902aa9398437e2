import { afterEach, describe, expect, test } from 'vitest'
import { createSigner } from '#app/services/signer.ts'
import { requestView } from '#domain/http/request-view.ts'
import type { Secret } from '#domain/secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById } from '#providers/index.ts'
import { endpointOf, openBench, sourceOf, storeRequest } from '../../support/delivery/bench.ts'
import { type Hit, openSink, type Sink, status } from '../../support/delivery/sink.ts'

const MIN = 60_000
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function setUp(answer = status(500)) {
  const sink: Sink = await openSink(answer)
  closing.push(sink.close)
  const bench = openBench()
  closing.push(bench.close)
  await bench.engine.start()
  return { sink, bench }
}

const signing = (value: string, id = 'sec_1'): Secret => ({ id, role: 'signing', label: null, value, validUntil: null })
const STRIPE = signing('whsec_0123456789abcdef0123456789abcdef')
const STANDARD = signing('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')

/** The verdict of the receiver's side, at a time. */
function verdictOf(hit: Hit | undefined, provider: string, secret: Secret, at: number): string {
  if (!hit) return 'nothing came'
  const { method, rawHeaders, url, body } = hit
  const view = requestView({ method, url: `http://${hit.headers.host}${url}`, target: url, headers: rawHeaders, body, receivedAt: at })
  return verifyRequest(providerById(provider), view, [secret], { at }).verdict
}

function header(hit: Hit | undefined, name: string): string | undefined {
  return hit?.headers[name.toLowerCase()]?.toString()
}

describe('composed messages', () => {
  test('are signed anew on every attempt, with a stable id', async () => {
    const { sink, bench } = await setUp()
    bench.config.put(endpointOf(1, sink.url, { scheme: 'standard-webhooks/v1', secrets: [STANDARD] }))
    const id = await bench.send(1)
    await bench.pass(40 * MIN)
    const { attempts, messageId, id: deliveryId } = await bench.get(id)
    expect(sink.hits).toHaveLength(4)
    sink.hits.forEach((hit, i) => {
      expect(verdictOf(hit, 'standard-webhooks', STANDARD, attempts[i]?.at ?? 0), `attempt ${i + 1}`).toBe('verified')
      expect(header(hit, 'webhook-id')).toBe(messageId)
      expect(header(hit, 'idempotency-key')).toBe(messageId)
      expect(header(hit, 'hookbench-delivery')).toBe(deliveryId)
    })
    expect(new Set(sink.hits.map(hit => header(hit, 'webhook-timestamp'))).size).toBe(4)
  })

  test('URL, secret and scheme are those of the attempt, the body is the message’s own', async () => {
    const { sink, bench } = await setUp()
    const other = await openSink(status(200))
    closing.push(other.close)
    bench.config.put(endpointOf(1, sink.url, { scheme: 'standard-webhooks/v1', secrets: [STANDARD] }))
    const id = await bench.send(1, { path: '/rest?a=1' })
    await bench.pass(10)
    bench.config.put(endpointOf(1, `${other.url}/moved`, { scheme: 'stripe', secrets: [STRIPE] }))
    await bench.pass(MIN)
    expect(other.hits).toHaveLength(1)
    expect(other.hits[0]?.url).toBe('/moved/rest?a=1')
    // Each attempt says where it went.
    expect((await bench.get(id)).attempts.map(({ url }) => url)).toEqual([`${sink.url}/rest?a=1`, `${other.url}/moved/rest?a=1`])
    expect(other.hits[0]?.body.equals(sink.hits[0]?.body ?? Buffer.alloc(0))).toBe(true)
    expect(verdictOf(other.hits[0], 'stripe', STRIPE, bench.clock.now())).toBe('verified')
  })

  test('what cannot be signed is not sent, and is a dead letter at once', async () => {
    const { sink, bench } = await setUp()
    bench.config.put(endpointOf(1, sink.url, { scheme: 'standard-webhooks/v1' }))
    const id = await bench.send(1)
    await bench.pass(10)
    const delivery = await bench.get(id)
    expect(delivery).toMatchObject({ state: 'failed', attemptCount: 1, lastStatus: null })
    expect(delivery.attempts[0]?.error).toMatch(/could not be signed: there is no valid secret/)
    expect(sink.hits).toHaveLength(0)
  })
})

describe('forwards', () => {
  const BODY = new TextEncoder().encode('{"id":"evt_1","object":"event"}')

  async function forward(options: { verdict?: 'verified' | 'failed'; secrets?: Secret[]; enabled?: boolean } = {}) {
    const { sink, bench } = await setUp()
    bench.config.put(endpointOf(1, `${sink.url}/app`, { enabled: options.enabled ?? true }))
    bench.config.putSource(sourceOf(2, { provider: 'stripe', secrets: options.secrets ?? [STRIPE] }))
    const draft = { method: 'POST', url: 'http://public.example/s', headers: [], body: BODY }
    const signed = createSigner({ open: async text => text }).sign('stripe', draft, [STRIPE], { now: bench.clock.now(), messageId: 'm' })
    if (!signed.ok) throw new Error(signed.reason)
    const received = ['Host', 'public.example', 'X-Zed', '1', 'Connection', 'keep-alive', 'x-Zed', '2', 'Content-Type', 'application/json']
    const requestId = storeRequest(bench.store, bench.clock, {
      body: BODY,
      sourceId: 2,
      provider: 'stripe',
      verdict: options.verdict ?? 'verified',
      headers: [...received, ...signed.headers.flat(), 'Content-Length', String(BODY.byteLength)],
    })
    const target = { name: 'App', url: `${sink.url}/app`, local: false }
    const id = await bench.store.write.createForward({
      requestId,
      endpointId: 1,
      target,
      path: '/rest?x=%20&y',
      method: 'POST',
      eventType: null,
      size: BODY.byteLength,
      now: bench.clock.now(),
    })
    bench.engine.wake([1])
    return { sink, bench, id, signature: String(signed.headers[0]?.[1]) }
  }

  test('carry method, path, headers, signature and body as they came, less what belongs to the connection', async () => {
    const { sink, bench, signature, id } = await forward()
    await bench.pass(10)
    const [hit] = sink.hits
    expect(hit?.url).toBe('/app/rest?x=%20&y')
    expect(hit?.body.equals(Buffer.from(BODY))).toBe(true)
    expect(header(hit, 'stripe-signature')).toBe(signature)
    expect(header(hit, 'host')).toBe(sink.url.slice(7))
    const raw = hit?.rawHeaders ?? []
    expect(raw.slice(raw.indexOf('X-Zed'), raw.indexOf('X-Zed') + 4)).toEqual(['X-Zed', '1', 'x-Zed', '2'])
    expect(header(hit, 'hookbench-delivery')).toBe((await bench.get(id)).id)
    expect(header(hit, 'idempotency-key')).toBeUndefined()
    expect((await bench.get(id)).attempts[0]?.note).toBeNull()
  })

  test('later attempts are signed in the source’s name, so that they are not too old', async () => {
    const { sink, bench, id, signature } = await forward()
    await bench.pass(40 * MIN)
    const { attempts } = await bench.get(id)
    expect(sink.hits).toHaveLength(4)
    sink.hits.forEach((hit, i) => {
      expect(verdictOf(hit, 'stripe', STRIPE, attempts[i]?.at ?? 0), `attempt ${i + 1}`).toBe('verified')
    })
    expect(header(sink.hits[1], 'stripe-signature')).not.toBe(signature)
    expect(attempts.map(attempt => attempt.note?.slice(0, 9) ?? null)).toEqual([null, 'Re-signed', 'Re-signed', 'Re-signed'])
  })

  test('a first attempt after the tolerance is signed anew as well', async () => {
    const { sink, bench } = await forward({ enabled: false })
    await bench.pass(20 * MIN)
    expect(sink.hits).toHaveLength(0)
    bench.config.put(endpointOf(1, `${sink.url}/app`))
    await bench.pass(10)
    expect(verdictOf(sink.hits[0], 'stripe', STRIPE, bench.clock.now())).toBe('verified')
  })

  test('what did not verify when it came never gets a good signature', async () => {
    const { sink, bench, id, signature } = await forward({ verdict: 'failed' })
    await bench.pass(2 * MIN)
    expect(header(sink.hits[1], 'stripe-signature')).toBe(signature)
    expect((await bench.get(id)).attempts[1]?.note).toMatch(/^Sent as received: only requests that were verified/)
  })

  test('without a secret they go as received, and the attempt says so', async () => {
    const { sink, bench, id, signature } = await forward({ secrets: [] })
    await bench.pass(2 * MIN)
    expect(header(sink.hits[1], 'stripe-signature')).toBe(signature)
    expect((await bench.get(id)).attempts[1]?.note).toMatch(
      /^Sent as received, because it could not be re-signed: there is no valid secret/,
    )
  })
})

describe('resends', () => {
  test('as received: nothing is signed; an edited one is flagged', async () => {
    const { sink, bench } = await setUp(status(200))
    const requestId = storeRequest(bench.store, bench.clock)
    const resend = { kind: 'resend' as const, requestId, headers: ['X-Signature', 'old', 'Host', 'elsewhere'], path: '?q=1' }
    const plain = await bench.send(
      0,
      { ...resend, sign: { mode: 'as-received', edited: false }, body: { requestId, size: 7 } },
      `${sink.url}/u`,
    )
    const edited = await bench.send(0, { ...resend, sign: { mode: 'as-received', edited: true } }, sink.url)
    await bench.pass(10)
    expect(sink.hits.map(hit => hit.url).sort()).toEqual(['/?q=1', '/u?q=1'])
    expect(sink.hits.every(hit => header(hit, 'x-signature') === 'old' && hit.body.toString() === '{"a":1}')).toBe(true)
    expect((await bench.get(plain)).attempts[0]?.note).toBeNull()
    expect((await bench.get(edited)).attempts[0]?.note).toMatch(/^Edited/)
  })

  test('fresh: with the secret of the call, which lies sealed in the store', async () => {
    const { sink, bench } = await setUp(status(200))
    const id = await bench.send(0, { kind: 'resend', sign: { mode: 'fresh', scheme: 'github', sealedSecret: 'sealed:key' } }, sink.url)
    await bench.pass(10)
    expect((await bench.get(id)).state).toBe('delivered')
    expect(verdictOf(sink.hits[0], 'github', signing('key'), bench.clock.now())).toBe('verified')
  })

  test('to a bare URL there is one attempt', async () => {
    const { sink, bench } = await setUp(status(500))
    const id = await bench.send(0, { kind: 'resend', sign: { mode: 'as-received', edited: false } }, sink.url)
    await bench.pass(60 * MIN)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', attemptCount: 1, endpointId: null })
  })
})
