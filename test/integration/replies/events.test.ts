import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink } from '../../support/delivery/sink.ts'
import { github } from './support.ts'

let core: RunningCore
let sink: Sink
let at: ReturnType<typeof github>
let endpointId: string
beforeAll(async () => {
  sink = await openSink()
  core = await openCore()
  at = github(core)
  endpointId = (await core.rpc['endpoints.save']({ url: sink.url, local: true })).id
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

const events = async (sourceId: string) => (await core.rpc['events.list']({ sourceId })).rows
const plain = (slug: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${core.receiverUrl}/${slug}`, { method: 'POST', body, headers })
const marks = async (slug: string) => (await at.requests(slug)).map(({ repetition, eventId }) => [repetition, eventId])

describe('one Event and all that carried it', () => {
  test('its Requests in order, how each differs from the one before, and its Deliveries', async () => {
    const { id: sourceId, slug } = await at.source({ forwardTo: [endpointId], reply: { mode: 'fault', fault: 'fail', firstN: 1 } })
    await at.post(slug, 'e1', '{"a":1}', { 'X-Try': '1' })
    await at.post(slug, 'e1', '{"a":1}', { 'X-Try': '2' })
    await at.post(slug, 'e1', '{"a":2}', { 'X-More': 'yes' })
    await at.post(slug, 'other')
    const { rows, event, timeline, deliveries } = await core.rpc['events.get']({ sourceId, eventId: 'e1' })
    expect(rows.map(({ replyStatus, repetition }) => [replyStatus, repetition])).toEqual([
      [500, null],
      [200, null],
      [200, 'duplicate'],
    ])
    // The second is the one that was accepted.
    expect(event).toMatchObject({ eventId: 'e1', firstId: rows[1]?.id, requestCount: 3, eventType: 'push', provider: 'github' })
    expect(timeline.map(step => step.requestId)).toEqual(rows.map(row => row.id))
    expect(timeline[0]).toMatchObject({ differences: null, sincePreviousMs: null, reply: { status: 500 } })
    expect(timeline[1]?.differences).toMatchObject({ body: 'same', headers: [{ name: 'X-Try', change: 'changed', a: ['1'], b: ['2'] }] })
    expect(timeline[2]?.differences?.body).toBe('changed')
    expect(timeline[2]?.differences?.headers.map(({ name, change }) => [name, change])).toEqual(
      expect.arrayContaining([
        ['X-Try', 'removed'],
        ['X-More', 'added'],
      ]),
    )
    expect(deliveries).toMatchObject([{ requestId: rows[1]?.id, endpointId }])
  })

  test('the list has each Event once, the newest first, page by page', async () => {
    const { id: sourceId, slug } = await at.source()
    for (const id of ['e1', 'e2', 'e1', 'e3']) await at.post(slug, id)
    expect((await events(sourceId)).map(({ eventId, requestCount }) => [eventId, requestCount])).toEqual([
      ['e3', 1],
      ['e2', 1],
      ['e1', 2],
    ])
    const first = await core.rpc['events.list']({ sourceId, limit: 2 })
    const second = await core.rpc['events.list']({ sourceId, limit: 2, before: first.next ?? '' })
    expect([...first.rows, ...second.rows].map(({ eventId }) => eventId)).toEqual(['e3', 'e2', 'e1'])
    const [one] = (await events(sourceId)).filter(({ eventId }) => eventId === 'e1')
    expect(one?.lastAt).toBeGreaterThanOrEqual(one?.firstAt ?? Number.NaN)
  })

  test('a batch is as many Events as it has keys; an unknown one is none', async () => {
    const { id: sourceId, slug } = await at.source({ provider: null, duplicateKey: { path: 'events[].id' } })
    const batch = (...ids: string[]) => JSON.stringify({ events: ids.map(id => ({ id })) })
    const json = { 'Content-Type': 'application/json' }
    await plain(slug, batch('a', 'b'), json)
    await plain(slug, batch('b', 'c'), json)
    await plain(slug, batch('c', 'a'), json)
    expect((await at.requests(slug)).map(({ repetition }) => repetition)).toEqual([null, 'partial', 'duplicate'])
    expect((await events(sourceId)).map(({ eventId }) => eventId).sort()).toEqual(['a', 'b', 'c'])
    expect((await core.rpc['events.get']({ sourceId, eventId: 'b' })).rows).toHaveLength(2)
    expect(await core.rpc['events.get']({ sourceId, eventId: 'nothing' })).toMatchObject({ rows: [], event: null, timeline: [] })
  })
})

describe('keys of one’s own', () => {
  test('a header', async () => {
    const { slug } = await at.source({ provider: null, duplicateKey: { header: 'X-Job' } })
    await plain(slug, 'a', { 'X-Job': '1' })
    await plain(slug, 'b', { 'x-job': '1' })
    await plain(slug, 'a', { 'x-job': '2' })
    await plain(slug, 'a')
    expect(await marks(slug)).toEqual([
      [null, '1'],
      ['duplicate', '1'],
      [null, '2'],
      [null, null],
    ])
  })

  test('a JSON path; the provider’s own id comes first', async () => {
    const { slug } = await at.source({ duplicateKey: { path: 'a' } })
    await at.post(slug, 'e1', '{"a":1}')
    await at.post(slug, 'e2', '{"a":1}')
    expect(await marks(slug)).toEqual([
      [null, 'e1'],
      [null, 'e2'],
    ])
    const { slug: other } = await at.source({ provider: null, duplicateKey: { path: 'data.id' } })
    const json = { 'Content-Type': 'application/json' }
    await plain(other, '{"data":{"id":7}}', json)
    await plain(other, '{"data":{"id":"7"},"n":2}', json)
    expect(await marks(other)).toEqual([
      [null, '7'],
      ['duplicate', '7'],
    ])
  })

  test.each([{ path: '' }, { path: 'a..b' }, { path: 'a[0]' }, { header: 'X Y' }, {}])('%o is refused', async duplicateKey => {
    await expect(at.source({ duplicateKey })).rejects.toThrow()
  })
})

describe('the same bytes without a key', () => {
  test('are marked and forwarded all the same', async () => {
    const { slug } = await at.source({ provider: null, forwardTo: [endpointId] })
    for (const body of ['same', 'same', 'other', 'same', '']) await plain(slug, body)
    const all = await at.requests(slug)
    expect(all.map(({ repetition }) => repetition)).toEqual([null, 'same-body', null, 'same-body', null])
    expect(all.map(({ delivery }) => delivery !== null)).toEqual([true, true, true, true, true])
    expect(all[3]?.duplicateOf).toBe(all[0]?.id)
    const { rows } = await core.rpc['requests.list']({ filter: 'is:same-body' })
    expect(rows.filter(row => row.path === `/${slug}`)).toHaveLength(2)
  })

  test('are duplicates where their owner says so, two at once too; the window ends it', async () => {
    const { id, slug } = await at.source({ provider: null, forwardTo: [endpointId], suppressByBody: true })
    await Promise.all([plain(slug, 'same'), plain(slug, 'same')])
    const all = await at.requests(slug)
    expect(all.map(({ repetition }) => repetition)).toEqual([null, 'duplicate'])
    expect(all.map(({ deliveryIds }) => deliveryIds.length)).toEqual([1, 0])
    await core.rpc['sources.save']({ id, duplicateWindowMs: 0 })
    await plain(slug, 'same')
    expect((await at.requests(slug)).at(-1)?.repetition).toBeNull()
  })

  test('of a forged Request claim nothing', async () => {
    const { slug } = await at.source({ provider: 'sanity', secrets: ['a secret'], suppressByBody: true })
    await plain(slug, '{"a":1}')
    await plain(slug, '{"a":1}')
    expect((await at.requests(slug)).map(({ repetition }) => repetition)).toEqual([null, null])
  })
})

describe('a provider that counts its retries', () => {
  test('says which one this is, in the row and with its reason', async () => {
    const key = '8f742231b10e8888abcd99yyyzzz85a5'
    const { slug } = await at.source({ provider: 'slack', secrets: [key] })
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: { type: 'x' } })
    const send = (headers: Record<string, string>) => {
      const now = String(Math.floor(Date.now() / 1000))
      const signature = createHmac('sha256', key).update(`v0:${now}:${body}`).digest('hex')
      return plain(slug, body, {
        'Content-Type': 'application/json',
        'X-Slack-Request-Timestamp': now,
        'X-Slack-Signature': `v0=${signature}`,
        ...headers,
      })
    }
    await send({})
    await send({ 'X-Slack-Retry-Num': '2', 'X-Slack-Retry-Reason': 'http_timeout' })
    await send({ 'X-Slack-Retry-Num': 'many' })
    const all = await at.requests(slug)
    expect(all.map(({ retry }) => retry)).toEqual([null, { count: 2, reason: 'http_timeout' }, null])
    const { rows } = await core.rpc['requests.list']({})
    expect(rows.filter(row => row.path === `/${slug}`).map(row => row.retryCount)).toEqual([undefined, 2, undefined])
    const { timeline } = await core.rpc['events.get']({ sourceId: all[0]?.sourceId ?? '', eventId: 'Ev1' })
    expect(timeline.map(({ retryCount }) => retryCount)).toEqual([null, 2, null])
  })
})
