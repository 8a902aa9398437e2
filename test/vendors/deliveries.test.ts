import { afterEach, describe, expect, test } from 'vitest'
import type { Secret } from '../../src-main/domain/secret.ts'
import { endpointOf, openBench, sourceOf, storeRequest } from '../support/delivery/bench.ts'
import { type Hit, openSink, status } from '../support/delivery/sink.ts'
import { bolt, octokit, StandardWebhook, SvixWebhook, stripe } from './sdk.ts'

const HOUR = 3_600_000
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const WHSEC = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const signing = (value: string): Secret => ({ id: 'sec_1', role: 'signing', label: null, value, validUntil: null })
const textOf = (hit: Hit): string => hit.body.toString('utf8')
const header = (hit: Hit, name: string): string => String(hit.headers[name])

/** The receiving side as its vendor wrote it, asked at the time of the attempt. @throws or answers false where it refuses */
type Accepts = (hit: Hit, at: number) => unknown
const standard =
  (Library: typeof StandardWebhook, prefix: string): Accepts =>
  (hit, at) => {
    const names = ['id', 'timestamp', 'signature'].map(part => `${prefix}-${part}`)
    // The libraries know one clock, the machine's: the test moves it to the attempt.
    const real = Date.now
    Date.now = () => at
    try {
      return new Library(WHSEC).verify(textOf(hit), Object.fromEntries(names.map(name => [name, header(hit, name)])))
    } finally {
      Date.now = real
    }
  }
const receivers: readonly (readonly [scheme: string, secret: string, fresh: boolean, accepts: Accepts])[] = [
  [
    'stripe',
    WHSEC,
    true,
    (hit, at) => stripe.webhooks.constructEvent(hit.body, header(hit, 'stripe-signature'), WHSEC, 300, undefined, at),
  ],
  ['github', 'shh', false, hit => octokit.verify('shh', textOf(hit), header(hit, 'x-hub-signature-256'))],
  [
    'slack',
    'shh',
    true,
    (hit, at) =>
      bolt.isValidSlackRequest({
        signingSecret: 'shh',
        body: textOf(hit),
        headers: {
          'x-slack-signature': header(hit, 'x-slack-signature'),
          'x-slack-request-timestamp': Number(header(hit, 'x-slack-request-timestamp')),
        },
        nowMilliseconds: at,
      }),
  ],
  ['standard-webhooks', WHSEC, true, standard(StandardWebhook, 'webhook')],
  ['resend', WHSEC, true, standard(SvixWebhook, 'svix')],
]

const accepted = async (accepts: Accepts, hit: Hit, at: number): Promise<boolean> => {
  try {
    return (await accepts(hit, at)) !== false
  } catch {
    return false
  }
}

async function setUp() {
  const sink = await openSink(status(500))
  closing.push(sink.close)
  const bench = openBench()
  closing.push(bench.close)
  await bench.engine.start()
  return { sink, bench }
}

describe.each(receivers)('deliveries signed as %s', (scheme, key, fresh, accepts) => {
  test('are accepted by the vendor’s SDK on the first attempt and on the 5th retry, hours later', async () => {
    const { sink, bench } = await setUp()
    bench.config.put(endpointOf(1, sink.url, { scheme, secrets: [signing(key)] }))
    const id = await bench.send(1, { body: { bytes: Buffer.from('{"id":"evt_1","note":"späti ✓"}') } })
    await bench.pass(9 * HOUR)
    const { attempts } = await bench.get(id)
    expect(sink.hits).toHaveLength(6)
    for (const [i, hit] of sink.hits.entries()) expect(await accepted(accepts, hit, attempts[i]?.at ?? 0), `attempt ${i + 1}`).toBe(true)
    const [first, last] = [sink.hits[0] as Hit, sink.hits[5] as Hit]
    // Where the scheme has a time in it, the first one’s signature would be refused by now.
    expect(await accepted(accepts, first, attempts[5]?.at ?? 0)).toBe(!fresh)
    expect(await accepted(accepts, { ...last, body: Buffer.concat([last.body, Buffer.from(' ')]) }, attempts[5]?.at ?? 0)).toBe(false)
  })

  test('so are a captured request that was edited, and a forward that is repeated', async () => {
    const { sink, bench } = await setUp()
    const [provider = '', own = null] = scheme.split('/')
    bench.config.putSource(sourceOf(2, { provider, scheme: own, secrets: [signing(key)] }))
    bench.config.put(endpointOf(1, sink.url))
    const requestId = storeRequest(bench.store, bench.clock, { sourceId: 2, provider, body: Buffer.from('{"id":"evt_1"}') })
    const edited = await bench.send(1, {
      kind: 'resend',
      requestId,
      sign: { mode: 'fresh', scheme: null, sealedSecret: null },
      body: { bytes: Buffer.from('{"id":"evt_1","amount":2}') },
    })
    await bench.pass(10)
    expect(await accepted(accepts, sink.hits[0] as Hit, (await bench.get(edited)).attempts[0]?.at ?? 0)).toBe(true)
    await bench.store.write.cancelDelivery({ id: edited, now: bench.clock.now() })

    const forward = {
      requestId,
      endpointId: 1,
      target: { name: 'a', url: sink.url, local: true },
      path: '/',
      method: 'POST',
      eventType: null,
    }
    const id = await bench.store.write.createForward({ ...forward, size: 14, now: bench.clock.now() })
    bench.engine.wake([1])
    await bench.pass(9 * HOUR)
    const { attempts } = await bench.get(id)
    const hits = sink.hits.slice(1)
    expect(hits).toHaveLength(6)
    expect(await accepted(accepts, hits[5] as Hit, attempts[5]?.at ?? 0)).toBe(true)
  })
})
