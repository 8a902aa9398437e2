import { afterEach, describe, expect, test } from 'vitest'
import { createAlerting } from '#app/alerts/alerting.ts'
import type { Notice } from '#app/ports.ts'
import { alertServices } from '#app/services/alerts.ts'
import { deliveryServices } from '#app/services/deliveries.ts'
import { messageServices } from '#app/services/messages.ts'
import { resendServices } from '#app/services/resend.ts'
import { createSigner } from '#app/services/signer.ts'
import type { EventPayload, EventType } from '#contract/events.ts'
import { formatId, parseId } from '#domain/ids.ts'
import type { Secret } from '#domain/secret.ts'
import { endpointOf, openBench, sourceOf, storeRequest } from '../../support/delivery/bench.ts'
import { openSink, status } from '../../support/delivery/sink.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const ep = (id: number) => formatId('ep', id)
const signing = (value: string): Secret => ({ id: 'sec_1', role: 'signing', label: null, value, validUntil: null })

/** The services over the engine, as the app wires them, with a list of what was told. `before` is done before a write of that name. */
async function setUp(answer = status(200)) {
  const sink = await openSink(answer)
  closing.push(sink.close)
  const told: { type: string; payload: unknown }[] = []
  const notices: Notice[] = []
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const hub = {
    publish<T extends EventType>(type: T, payload: EventPayload<T>) {
      told.push({ type, payload })
      return {} as never
    },
  }
  const notifier = {
    native: true,
    notify: async (notice: Notice) => {
      notices.push(notice)
      return 'shown' as const
    },
  }
  const raised: Promise<void>[] = []
  const bench = openBench({ deps: { onOutcome: result => void raised.push(alerting.attempted(result)) } })
  closing.push(bench.close)
  const before: Partial<Record<string, () => Promise<void>>> = {}
  const write = new Proxy(bench.store.write, {
    get:
      (real, op) =>
      async (...given: unknown[]) => {
        await before[String(op)]?.()
        return Reflect.get(real, op)(...given)
      },
  })
  const store = { ...bench.store, write } as never
  const mutes = { active: () => [], muted: () => false, mute: async () => [] }
  const wants = (channel: string) => channel === 'native'
  const alerting = createAlerting({ store, hub, notifier, clock: bench.clock, log, mutes, wants, post: () => {} })
  const secrets = { seal: async (text: string) => `sealed:${text}`, open: async (text: string) => text.replace('sealed:', '') }
  const deps = {
    store,
    clock: bench.clock,
    config: bench.config as never,
    wake: bench.engine.wake,
    changed: (rows: readonly unknown[]) => void told.push({ type: 'delivery.changed', payload: rows }),
    signer: createSigner(secrets),
    secrets,
  }
  await bench.engine.start()
  const services = {
    ...deliveryServices(deps),
    ...messageServices(deps),
    ...resendServices(deps),
    ...alertServices({ store, hub, clock: bench.clock, mutes, retry: async () => {}, startJob: async () => ({ jobId: 'job_1' }) }),
  }
  const pass = async (ms: number) => {
    await bench.pass(ms)
    await Promise.all(raised)
  }
  return { sink, bench, services, before, told, notices, pass }
}

describe('messages.send', () => {
  test('the same event id and body: the first result, sent once; another body: conflict', async () => {
    const { sink, bench, services, pass } = await setUp()
    bench.config.put(endpointOf(1, sink.url))
    const send = (body: string) => services['messages.send']({ endpointIds: [ep(1)], eventType: 'a.b', body, eventId: 'evt-1' })
    const first = await send('{"n":1}')
    const second = await send('{"n":1}')
    expect(second).toEqual(first)
    await expect(send('{"n":2}')).rejects.toMatchObject({ reason: 'conflict' })
    await pass(10)
    expect(sink.hits).toHaveLength(1)
    expect(sink.hits[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': first.messageId })
  })

  test('two calls at the same time make one message', async () => {
    const { sink, bench, services, pass } = await setUp()
    bench.config.put(endpointOf(1, sink.url))
    const send = () => services['messages.send']({ eventType: 'a.b', body: 'x', eventId: 'evt-1' })
    const [a, b] = await Promise.all([send(), send()])
    expect(a).toEqual(b)
    await pass(10)
    expect(sink.hits).toHaveLength(1)
  })

  test('without endpoints it goes to all that subscribe and are enabled', async () => {
    const { sink, bench, services, pass } = await setUp()
    bench.config.put(endpointOf(1, `${sink.url}/all`))
    bench.config.put(endpointOf(2, `${sink.url}/invoices`, { eventTypes: ['invoice.*'] }))
    bench.config.put(endpointOf(3, `${sink.url}/orders`, { eventTypes: ['order.paid'] }))
    bench.config.put(endpointOf(4, `${sink.url}/off`, { enabled: false }))
    const { deliveryIds } = await services['messages.send']({
      eventType: 'invoice.paid',
      bodyBase64: Buffer.from([0, 255]).toString('base64'),
    })
    await pass(10)
    expect(deliveryIds).toHaveLength(2)
    expect(sink.hits.map(hit => hit.url).sort()).toEqual(['/all', '/invoices'])
    expect(sink.hits[0]?.body.equals(Buffer.from([0, 255]))).toBe(true)
    await expect(services['messages.send']({ endpointIds: [ep(9)], eventType: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('alerts', () => {
  test('after a night asleep a backlog that fails is one alert, in order and without a storm', async () => {
    const { sink, bench, services, notices, pass } = await setUp(status(500))
    const endpoint = endpointOf(1, sink.url, { retry: { preset: 'local' }, name: 'Shop', concurrency: 2 })
    bench.config.put({ ...endpoint, paused: true })
    for (let i = 0; i < 20; i++) {
      await services['messages.send']({ eventType: 'order.paid', body: String(i) })
      bench.clock.advance(1)
    }
    bench.clock.sleep(8 * 3_600_000)
    bench.config.put(endpoint)
    await pass(900)
    expect(sink.hits.length).toBeLessThanOrEqual(4)
    await pass(60_000)
    const first = [...new Set(sink.hits.map(hit => Number(hit.body.toString())))]
    expect(first.map(n => Math.floor(n / 2))).toEqual(Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)))
    expect(sink.hits).toHaveLength(60)
    const { rows } = await services['alerts.list']({})
    expect(rows).toMatchObject([{ kind: 'delivery_failed', title: '20 deliveries to Shop failed', count: 20 }])
    expect(notices).toHaveLength(1)
  })

  test('dead letters of one endpoint are one alert that counts, told natively once', async () => {
    const { sink, bench, services, told, notices, pass } = await setUp(status(500))
    bench.config.put(endpointOf(1, sink.url, { retry: { preset: 'local' }, local: true, name: 'Shop' }))
    await services['messages.send']({ eventType: 'order.paid', body: '1' })
    await pass(60_000)
    let { rows } = await services['alerts.list']({})
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ kind: 'delivery_failed', title: 'Delivery to Shop failed', count: 1, target: { type: 'delivery' } })

    await services['messages.send']({ eventType: 'order.paid', body: '2' })
    await pass(60_000)
    rows = (await services['alerts.list']({ unacknowledged: true })).rows
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ title: '2 deliveries to Shop failed', count: 2, target: { type: 'endpoint', id: ep(1) } })
    expect(notices).toHaveLength(1)
    expect(told.filter(({ type }) => type === 'alert.raised' || type === 'alert.changed').map(({ type }) => type)).toEqual([
      'alert.raised',
      'alert.changed',
    ])

    await services['alerts.acknowledge']({})
    expect((await services['alerts.list']({ unacknowledged: true })).rows).toHaveLength(0)
    await services['messages.send']({ eventType: 'order.paid', body: '3' })
    await pass(60_000)
    expect((await services['alerts.list']({})).rows.map(row => row.count)).toEqual([1, 2])
    expect(notices).toHaveLength(2)
  })

  test('410 raises one alert about the endpoint and none about the delivery', async () => {
    const { sink, bench, services, pass } = await setUp(status(410))
    bench.config.put(endpointOf(1, sink.url))
    await services['messages.send']({ eventType: 'a', body: '1' })
    await pass(60_000)
    expect((await services['alerts.list']({})).rows.map(row => row.kind)).toEqual(['endpoint_disabled'])
  })
})

describe('requests.resend', () => {
  test('to an endpoint, edited and freshly signed', async () => {
    const { sink, bench, services, pass } = await setUp()
    bench.config.put(endpointOf(1, `${sink.url}/hook`, { scheme: 'github/sha256', secrets: [signing('k')] }))
    const id = formatId('req', storeRequest(bench.store, bench.clock))
    const { deliveryIds } = await services['requests.resend']({
      ids: [id, id],
      to: { endpointId: ep(1) },
      sign: 'fresh',
      edit: { method: 'PUT', path: '/x?y=1', body: 'new', headers: [['X-A', '1']] },
    })
    await pass(10)
    expect(deliveryIds).toHaveLength(2)
    expect(sink.hits[0]).toMatchObject({ method: 'PUT', url: '/hook/x?y=1' })
    expect(sink.hits[0]?.body.toString()).toBe('new')
    expect(sink.hits[0]?.headers['x-hub-signature-256']).toMatch(/^sha256=[0-9a-f]{64}$/)
    const delivery = await services['deliveries.get']({ id: deliveryIds[0] ?? '' })
    expect(delivery).toMatchObject({ state: 'delivered', requestId: id, method: 'PUT' })
    expect((await services['deliveries.list']({ requestId: id })).rows).toHaveLength(2)
  })

  test('to a bare URL on this machine; other private addresses are refused', async () => {
    const { sink, bench, services, pass } = await setUp()
    const id = formatId(
      'req',
      storeRequest(bench.store, bench.clock, { target: '/inbox/path?q=1', headers: ['Authorization', 'Bearer abc'] }),
    )
    const resend = (url: string, local?: boolean) =>
      services['requests.resend']({ ids: [id], to: { url, ...(local === undefined ? {} : { local }) }, sign: 'as-received' })
    const { deliveryIds } = await resend(`${sink.url}/there`)
    await pass(10)
    // A Request of the Inbox has no slug to take off: its path is not appended.
    expect(sink.hits[0]?.url).toBe('/there?q=1')
    expect(sink.hits[0]?.headers.authorization).toBe('Bearer abc')
    const delivery = await services['deliveries.get']({ id: deliveryIds[0] ?? '' })
    expect(delivery.attempts[0]?.requestHeaders.find(([name]) => name === 'Authorization')?.[1]).not.toContain('abc')
    expect(delivery.attempts[0]?.sent).toBe(true)
    const nobody = await resend('http://127.0.0.1:1/')
    await pass(10)
    const unsent = (await services['deliveries.get']({ id: nobody.deliveryIds[0] ?? '' })).attempts[0]
    expect(unsent).toMatchObject({ sent: false, error: expect.stringContaining('Could not connect') })
    expect(unsent?.requestHeaders.map(([name]) => name)).toContain('Authorization')
    await expect(resend('http://10.0.0.1/')).rejects.toMatchObject({
      code: 'address_refused',
      message: expect.stringMatching(/Turn on “This is a local address” to allow it \(in the API: local:true\)\.$/),
    })
    await expect(resend('http://169.254.169.254/')).rejects.toMatchObject({ code: 'address_refused' })
    await expect(resend('file:///etc/passwd', true)).rejects.toMatchObject({ code: 'address_refused' })
  })

  test('what cannot be signed is refused while the caller is there', async () => {
    const { sink, bench, services } = await setUp()
    bench.config.put(endpointOf(1, sink.url))
    const id = formatId('req', storeRequest(bench.store, bench.clock))
    const resend = (more: object) => services['requests.resend']({ ids: [id], to: { endpointId: ep(1) }, sign: 'fresh', ...more })
    await expect(resend({})).rejects.toMatchObject({ code: 'cannot_sign' })
    await expect(resend({ scheme: 'github' })).rejects.toMatchObject({ code: 'cannot_sign' })
    await expect(resend({ scheme: 'nobody/v9', secret: 'k' })).rejects.toMatchObject({ code: 'invalid_input' })
    expect(bench.store.db.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(0)
  })

  test('a secret of the call is not in the store in clear', async () => {
    const { sink, bench, services, pass } = await setUp()
    const id = formatId('req', storeRequest(bench.store, bench.clock))
    await services['requests.resend']({ ids: [id], to: { url: sink.url }, sign: 'fresh', scheme: 'github', secret: 'top-secret' })
    await pass(10)
    expect(sink.hits[0]?.headers['x-hub-signature-256']).toBeDefined()
    expect(bench.store.db.prepare('SELECT sign_json FROM messages').pluck().get()).toContain('sealed:top-secret')
  })
})

describe('requests.forward', () => {
  test('sends to the source’s endpoints; a loop or an Inbox request is refused', async () => {
    const { sink, bench, services, pass } = await setUp()
    bench.config.put(endpointOf(1, `${sink.url}/a`))
    bench.config.put(endpointOf(3, `${sink.url}/b`))
    bench.config.putSource(sourceOf(2, { forwardTo: [1, 3, 99] }))
    const request = storeRequest(bench.store, bench.clock, { sourceId: 2, target: '/source-2/x' })
    const { deliveryIds } = await services['requests.forward']({ id: formatId('req', request) })
    await pass(10)
    expect(deliveryIds.every(id => parseId('dlv', id) !== null)).toBe(true)
    expect(sink.hits.map(hit => hit.url).sort()).toEqual(['/a/x', '/b/x'])
    bench.store.db.prepare("UPDATE requests SET repetition = 'loop' WHERE id = ?").run(request)
    await expect(services['requests.forward']({ id: formatId('req', request) })).rejects.toMatchObject({ code: 'conflict' })
    const inbox = storeRequest(bench.store, bench.clock)
    await expect(services['requests.forward']({ id: formatId('req', inbox) })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an endpoint that is deleted while something is made for it', () => {
  test.each(['requests.resend', 'requests.forward', 'messages.send'] as const)('%s leaves nothing pending', async method => {
    const { sink, bench, services, before, pass } = await setUp()
    bench.config.put(endpointOf(1, sink.url))
    bench.config.putSource(sourceOf(2, { forwardTo: [1] }))
    const id = formatId('req', storeRequest(bench.store, bench.clock, { sourceId: 2 }))
    const calls = {
      'requests.resend': () => services['requests.resend']({ ids: [id, id], to: { endpointId: ep(1) }, sign: 'as-received' }),
      'requests.forward': () => services['requests.forward']({ id }),
      'messages.send': () => services['messages.send']({ endpointIds: [ep(1)], eventType: 'e', body: '{}' }),
    }
    // As the deletion does: the configuration first, then what is pending, all before the new ones are on disk.
    const deletedBefore = async () => {
      bench.config.drop(1)
      await bench.store.write.cancelForEndpoint({ endpointId: 1, now: bench.clock.now() })
    }
    before['createMessage'] = deletedBefore
    before['createForward'] = deletedBefore
    const { deliveryIds } = await calls[method]()
    await pass(60_000)
    const { rows } = await services['deliveries.list']({})
    expect(rows.map(row => row.state)).toEqual(deliveryIds.map(() => 'cancelled'))
    expect(rows.length).toBeGreaterThan(0)
    expect(sink.hits).toHaveLength(0)
  })
})

describe('deliveries', () => {
  test('the head of an ordered queue is cancelled while it waits: the next goes at once', async () => {
    const { sink, bench, services, pass } = await setUp()
    sink.answer = (_, response, count) => void response.writeHead(count === 1 ? 500 : 200).end()
    bench.config.put(endpointOf(1, sink.url, { ordered: true, retry: { delaysSeconds: [1800], jitter: 0 } }))
    const send = async (body: string) => (await services['messages.send']({ endpointIds: [ep(1)], eventType: 'e', body })).deliveryIds[0]
    const head = await send('head')
    await pass(10)
    const next = await send('next')
    await pass(60_000)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['head'])
    await services['deliveries.cancel']({ id: head ?? '' })
    await pass(10)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['head', 'next'])
    expect((await services['deliveries.get']({ id: next ?? '' })).state).toBe('delivered')
  })

  test('are listed newest first, by state, in pages', async () => {
    const { sink, bench, services, pass } = await setUp(status(500))
    bench.config.put(endpointOf(1, sink.url, { retry: { preset: 'none' } }))
    bench.config.put(endpointOf(2, sink.url, { enabled: false }))
    for (let i = 0; i < 5; i++) await services['messages.send']({ endpointIds: [ep(1), ep(2)], eventType: 'e', body: `${i}` })
    await pass(10)
    const failed = await services['deliveries.list']({ state: 'failed', limit: 3 })
    expect(failed.rows).toHaveLength(3)
    const rest = await services['deliveries.list']({ state: 'failed', limit: 3, ...(failed.next ? { before: failed.next } : {}) })
    expect(rest.rows).toHaveLength(2)
    expect(rest.next).toBeUndefined()
    const ids = [...failed.rows, ...rest.rows].map(row => row.id)
    expect(ids).toEqual([...ids].sort().reverse())
    expect((await services['deliveries.list']({ endpointId: ep(2) })).rows.every(row => row.state === 'pending')).toBe(true)
    await expect(services['deliveries.list']({ before: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })
    const cancelled = await services['deliveries.cancel']({
      id: (await services['deliveries.list']({ endpointId: ep(2) })).rows[0]?.id ?? '',
    })
    expect(cancelled).toMatchObject({ state: 'cancelled', nextAttemptAt: null })
    const retried = await services['deliveries.retry']({ id: ids[0] ?? '' })
    expect(retried.state).toBe('pending')
    await pass(10)
    expect(await services['deliveries.get']({ id: ids[0] ?? '' })).toMatchObject({ state: 'failed', attemptCount: 2 })
  })

  test('a dead letter of a deleted endpoint is not retried into nowhere', async () => {
    const { sink, bench, services, pass } = await setUp(status(500))
    bench.config.put(endpointOf(1, sink.url, { retry: { preset: 'none' } }))
    const { deliveryIds } = await services['messages.send']({ endpointIds: [ep(1)], eventType: 'e', body: '{}' })
    await pass(10)
    bench.config.drop(1)
    const id = deliveryIds[0] ?? ''
    await expect(services['deliveries.retry']({ id })).rejects.toMatchObject({ code: 'conflict' })
    expect((await services['deliveries.get']({ id })).state).toBe('failed')
  })
})
