import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RequestRow } from '#contract/requests.ts'
import { eventually, openCore, openRaw, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink, status } from '../../support/delivery/sink.ts'
import { github, signed } from './support.ts'

let core: RunningCore
let sink: Sink
let app: string
let other: string
let at: ReturnType<typeof github>

beforeAll(async () => {
  sink = await openSink()
  core = await openCore()
  at = github(core)
  app = (await core.rpc['endpoints.save']({ url: `${sink.url}/app`, name: 'the app' })).id
  other = (await core.rpc['endpoints.save']({ url: `${sink.url}/other`, name: 'another', local: true })).id
})
afterAll(async () => {
  await core.end()
  await sink.close()
})
beforeEach(() => {
  sink.answer = status(200)
  sink.hits.length = 0
})

const passing = (more: object = {}) => at.source({ reply: { mode: 'pass-through', endpointId: app }, ...more })
const asked = () => sink.hits.filter(hit => hit.url.startsWith('/app'))

describe('the app answers', () => {
  test('status, headers less those of its own connection, and body; the Request is on disk before the app hears of it', async () => {
    const { slug } = await passing()
    let seen: RequestRow | undefined
    sink.answer = async (_, response) => {
      seen = (await core.rpc['requests.list']({ limit: 1 })).rows[0]
      response.writeHead(202, ['X-App', '1', 'X-App', '2', 'Keep-Alive', 'timeout=9', 'Content-Type', 'text/plain'])
      response.end('héllo')
    }
    const response = await at.post(`${slug}/deep?q=1`, 'e1', '{"b":2}')
    expect(response.status).toBe(202)
    expect(await response.text()).toBe('héllo')
    expect(response.headers.get('x-app')).toBe('1, 2')
    expect(response.headers.get('keep-alive')).not.toBe('timeout=9')
    expect(seen).toMatchObject({ path: `/${slug}/deep`, replyStatus: 0 })
    const [hit] = asked()
    expect(hit).toMatchObject({ method: 'POST', url: '/app/deep?q=1' })
    expect(hit?.body.toString()).toBe('{"b":2}')
    expect(hit?.headers['x-hub-signature-256']).toBe(signed('e1', '{"b":2}')['X-Hub-Signature-256'])

    const [request] = await at.requests(slug)
    expect(request).toMatchObject({ replyStatus: 202, delivery: 'delivered', reply: { status: 202, body: 'héllo', relayed: true } })
    const delivery = await core.rpc['deliveries.get']({ id: request?.deliveryIds[0] ?? '' })
    expect(delivery).toMatchObject({ state: 'delivered', endpointName: 'the app', attemptCount: 1, lastStatus: 202 })
    expect(delivery.attempts).toMatchObject([{ status: 202, responseBody: 'héllo' }])
    expect(hit?.headers['hookbench-delivery']).toBe(delivery.id)
    await core.event<{ rows: RequestRow[] }>('request.changed', ({ rows }) =>
      rows.some(row => row.id === request?.id && row.replyStatus === 202),
    )
  })

  test('a Request is not deleted while its app is asked: its Delivery has the bytes to be sent again with', async () => {
    const { slug } = await passing()
    const reached = Promise.withResolvers<() => void>()
    sink.answer = (_, response) => reached.resolve(() => void response.writeHead(500).end())
    const sent = at.post(slug, 'e1', '{"kept":true}')
    const answer = await reached.promise
    const [waiting] = await at.requests(slug)
    const ids = [waiting?.id ?? '']
    expect(await core.rpc['requests.delete']({ ids })).toEqual({ deleted: 0, kept: 1 })
    answer()
    expect((await sent).status).toBe(500)
    const [request] = await at.requests(slug)
    sink.answer = status(200)
    await core.rpc['deliveries.retry']({ id: request?.deliveryIds[0] ?? '' })
    await sink.received(2)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['{"kept":true}', '{"kept":true}'])
    await eventually(() => core.rpc['requests.delete']({ ids })).toEqual({ deleted: 1, kept: 0 })
  })

  test('bytes that are no text go through as they are', async () => {
    const { slug } = await passing()
    const bytes = Buffer.from([0, 255, 128, 13, 10, 7])
    sink.answer = (_, response) => void response.writeHead(200).end(bytes)
    expect(Buffer.from(await (await at.post(slug, 'e1')).arrayBuffer())).toEqual(bytes)
    // And again, when an equal one is answered as before.
    await core.rpc['sources.save']({ id: (await at.requests(slug))[0]?.sourceId ?? '', onDuplicate: 'answer-as-before' })
    expect(Buffer.from(await (await at.post(slug, 'e1')).arrayBuffer())).toEqual(bytes)
    expect(asked()).toHaveLength(1)
  })

  test('a body that has gone through another thread reaches the app whole', async () => {
    const { slug } = await passing()
    const body = JSON.stringify({ long: 'x'.repeat(300_000) })
    expect((await at.post(slug, 'e1', body)).status).toBe(200)
    expect(asked()[0]?.body.toString()).toBe(body)
  })

  test('only a 2xx accepts: what the app refused is new when it comes again, and then goes on to the other Endpoints', async () => {
    const { slug } = await passing({ forwardTo: [app, other] })
    sink.answer = status(500, {}, 'broken')
    const refused = await at.post(slug, 'e1')
    expect([refused.status, await refused.text()]).toEqual([500, 'broken'])
    sink.answer = status(200)
    expect((await at.post(slug, 'e1')).status).toBe(200)
    expect((await at.post(slug, 'e1')).status).toBe(200)
    const all = await at.requests(slug)
    expect(all.map(({ repetition, replyStatus }) => [repetition, replyStatus])).toEqual([
      [null, 500],
      [null, 200],
      ['duplicate', 200],
    ])
    expect(asked()).toHaveLength(2)
    await eventually(() => sink.hits.filter(hit => hit.url === '/other').length).toBe(1)
    const states = await core.rpc['deliveries.list']({ requestId: all[0]?.id ?? '' })
    expect(states.rows.map(({ state, lastStatus }) => [state, lastStatus])).toEqual([['failed', 500]])
  })

  test('an app that is down is a 502, and so is one that is disabled; what fails verification never gets there', async () => {
    const { slug } = await at.source()
    const gone = await openSink()
    await gone.close()
    const down = (await core.rpc['endpoints.save']({ url: gone.url, local: true })).id
    const source = (await core.rpc['sources.list']({})).rows.find(row => row.slug === slug)
    await core.rpc['sources.save']({ id: source?.id ?? '', reply: { mode: 'pass-through', endpointId: down } })
    expect((await at.post(slug, 'e1')).status).toBe(502)
    await core.rpc['endpoints.save']({ id: down, enabled: false })
    expect((await at.post(slug, 'e1')).status).toBe(502)
    const { slug: strict } = await passing()
    expect((await at.post(strict, 'e1', '{}', { 'X-Hub-Signature-256': 'sha256=00' })).status).toBe(400)
    expect(asked()).toHaveLength(0)
    const [first] = await at.requests(slug)
    expect(first).toMatchObject({ replyStatus: 502, delivery: 'failed' })
  })

  test('an app that is slower than the provider is patient is a 502 before the provider gives up', async () => {
    // Slack waits for three seconds, so that its app has two.
    const { slug } = await at.source({ provider: 'slack', secrets: [], reply: { mode: 'pass-through', endpointId: app } })
    sink.answer = () => {}
    const response = await fetch(`${core.receiverUrl}/${slug}`, { method: 'POST', body: 'text=hi' })
    expect(response.status).toBe(502)
    const [request] = await at.requests(slug)
    const { attempts } = await core.rpc['deliveries.get']({ id: request?.deliveryIds[0] ?? '' })
    expect(attempts[0]?.error).toMatch(/2 s|2 seconds|2000/)
  })

  test('an app that sends it back to us is not asked in circles', async () => {
    const { slug } = await passing()
    sink.answer = async (hit, response) => {
      const headers = { 'Hookbench-Delivery': String(hit.headers['hookbench-delivery']), ...signed('e1', '{"a":1}') }
      const back = await fetch(`${core.receiverUrl}/${slug}`, { method: 'POST', body: '{"a":1}', headers })
      response.writeHead(back.status).end()
    }
    expect((await at.post(slug, 'e1')).status).toBe(200)
    expect(asked()).toHaveLength(1)
    expect((await at.requests(slug)).map(({ repetition }) => repetition)).toEqual([null, 'loop'])
  })
})

describe('the same Event while its app is still thinking', () => {
  test.each([2, 50])('%d at once: the app is asked once, and all get its answer', async count => {
    const { slug } = await passing()
    let answer = () => {}
    sink.answer = (_, response) => {
      answer = () => void response.writeHead(201, { 'X-Said': 'once' }).end('made')
    }
    const bytes = [
      `POST /${slug} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\n`,
      ...Object.entries(signed('same', '{}')).map(([name, value]) => `${name}: ${value}\r\n`),
      '\r\n{}',
    ].join('')
    const sockets = await Promise.all(Array.from({ length: count }, () => openRaw(core.receiverUrl)))
    await Promise.all(sockets.map(raw => raw.send(bytes)))
    await sink.received(1)
    await eventually(async () => (await at.requests(slug)).length).toBe(count)
    expect(sockets.map(raw => raw.text())).toEqual(Array(count).fill(''))
    answer()
    const texts = await Promise.all(sockets.map(raw => raw.closed))
    for (const text of texts) expect(text).toMatch(/^HTTP\/1.1 201 Created\r\n.*X-Said: once\r\n.*\r\n\r\nmade$/s)
    expect(asked()).toHaveLength(1)
    const all = await at.requests(slug)
    expect(all.map(({ repetition }) => repetition)).toEqual([null, ...Array(count - 1).fill('duplicate')])
    expect(all.map(({ replyStatus }) => replyStatus)).toEqual(Array(count).fill(201))
    expect(all.flatMap(({ deliveryIds }) => deliveryIds)).toHaveLength(1)
  })

  test('when the app refuses, all are refused, and none has claimed the Event', async () => {
    const { slug } = await passing()
    let answer = () => {}
    sink.answer = (_, response) => {
      answer = () => void response.writeHead(503).end()
    }
    const both = [at.post(slug, 'e1'), at.post(slug, 'e1')]
    await sink.received(1)
    await eventually(async () => (await at.requests(slug)).length).toBe(2)
    answer()
    expect((await Promise.all(both)).map(response => response.status)).toEqual([503, 503])
    sink.answer = status(200)
    expect((await at.post(slug, 'e1')).status).toBe(200)
    expect((await at.requests(slug)).map(({ repetition }) => repetition)).toEqual([null, 'duplicate', null])
  })
})
