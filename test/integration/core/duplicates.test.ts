import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestDetail } from '#contract/requests.ts'
import { parseId } from '#domain/ids.ts'
import { systemClock } from '#node/clock.ts'
import { eventually, exchange, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink } from '../../support/delivery/sink.ts'

let core: RunningCore
let sink: Sink
let endpointId: string
let skew = 0

beforeAll(async () => {
  sink = await openSink()
  core = await openCore({ ports: { clock: { ...systemClock, now: () => Date.now() + skew } } })
  endpointId = (await core.rpc['endpoints.save']({ url: sink.url })).id
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

const secret = 'a secret'
let made = 0
/** A Source of its own, so that no test sees another's Events. */
async function source(more: object = {}) {
  made += 1
  const slug = `s${made}`
  const { id } = await core.rpc['sources.save']({
    slug,
    name: slug,
    provider: 'github',
    secrets: [secret],
    forwardTo: [endpointId],
    ...more,
  })
  return { id, slug }
}

async function send(slug: string, eventId: string, body: string, more: { key?: string; headers?: Record<string, string> } = {}) {
  const signature = `sha256=${createHmac('sha256', more.key ?? secret)
    .update(body)
    .digest('hex')}`
  const headers = { 'X-GitHub-Delivery': eventId, 'X-GitHub-Event': 'push', 'X-Hub-Signature-256': signature, ...more.headers }
  const response = await fetch(`${core.receiverUrl}/${slug}`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  return response.status
}

/** Requests of a Source, oldest first. */
async function requests(slug: string): Promise<RequestDetail[]> {
  const { rows } = await core.rpc['requests.list']({ limit: 500 })
  const ours = rows.filter(row => row.path === `/${slug}`).reverse()
  return Promise.all(ours.map(row => core.rpc['requests.get']({ id: row.id })))
}

const repetitions = (all: readonly RequestDetail[]) => all.map(({ repetition }) => repetition)
/** What the database has of the bodies: whose bytes a row shares, and whether it holds some itself. */
function bodies(all: readonly RequestDetail[]) {
  const row = core
    .sqlite()
    .prepare<[number], { body_of: number | null; held: number }>('SELECT body_of, body IS NOT NULL AS held FROM requests WHERE id = ?')
  return all.map(({ id }) => row.get(parseId('req', id) ?? 0))
}
const hitsOf = (body: string) => sink.hits.filter(hit => hit.body.toString() === body).length

describe('duplicates', () => {
  test('the same event id again: 200, marked, not forwarded again, its bytes stored once', async () => {
    const { slug } = await source()
    for (let i = 0; i < 3; i++) expect(await send(slug, 'd1', 'once only')).toBe(200)
    await send(slug, 'd2', 'something else')
    await eventually(() => hitsOf('something else')).toBe(1)
    const all = await requests(slug)
    expect(repetitions(all)).toEqual([null, 'duplicate', 'duplicate', null])
    const [first, second, third] = all
    expect([second?.duplicateOf, third?.duplicateOf]).toEqual([first?.id, first?.id])
    expect(first?.repeats).toEqual([second?.id, third?.id])
    expect(all.map(({ deliveryIds }) => deliveryIds.length)).toEqual([1, 0, 0, 1])
    expect(hitsOf('once only')).toBe(1)
    const holder = parseId('req', first?.id ?? '')
    expect(bodies(all)).toEqual([
      { body_of: null, held: 1 },
      { body_of: holder, held: 0 },
      { body_of: holder, held: 0 },
      { body_of: null, held: 1 },
    ])
  })

  test('the shared bytes survive their first row, and the second, and so on to the last', async () => {
    const { slug } = await source()
    for (let i = 0; i < 4; i++) await send(slug, 'd1', 'to be inherited')
    await send(slug, 'd1', 'another body')
    await eventually(() => hitsOf('to be inherited')).toBe(1)
    const all = await requests(slug)
    await eventually(async () => (await core.rpc['requests.get']({ id: all[0]?.id ?? '' })).delivery).toBe('delivered')
    for (let gone = 0; gone < all.length; gone++) {
      for (const [i, { id }] of all.slice(gone).entries()) {
        const body = await (await core.get(`/body/${id}`)).text()
        expect(body).toBe(gone + i === 4 ? 'another body' : 'to be inherited')
      }
      expect(await core.rpc['requests.delete']({ ids: [all[gone]?.id ?? ''] })).toEqual({ deleted: 1, kept: 0 })
    }
  })

  test('a duplicate of an Event whose first Request was deleted is still one: claims outlive their Requests', async () => {
    const { slug } = await source({ forwardTo: [] })
    await send(slug, 'd1', 'a')
    const [first] = await requests(slug)
    await core.rpc['requests.delete']({ ids: [first?.id ?? ''] })
    await send(slug, 'd1', 'a')
    const [second] = await requests(slug)
    expect(second).toMatchObject({ repetition: 'duplicate', duplicateOf: first?.id })
    expect(await (await core.get(`/body/${second?.id}`)).text()).toBe('a')
  })

  test('64 copies at once: exactly one is no duplicate, and it alone is forwarded', async () => {
    const { slug } = await source()
    const statuses = await Promise.all(Array.from({ length: 64 }, () => send(slug, 'storm', 'a storm of copies')))
    expect(new Set(statuses)).toEqual(new Set([200]))
    const all = await requests(slug)
    expect(all).toHaveLength(64)
    expect(repetitions(all)).toEqual([null, ...Array(63).fill('duplicate')])
    await eventually(() => hitsOf('a storm of copies')).toBe(1)
    expect(all.flatMap(({ deliveryIds }) => deliveryIds)).toHaveLength(1)
  })

  test('are forwarded too when the Source says so', async () => {
    const { slug } = await source({ onDuplicate: 'forward' })
    await send(slug, 'd1', 'twice')
    await send(slug, 'd1', 'twice')
    await eventually(() => hitsOf('twice')).toBe(2)
    expect(repetitions(await requests(slug))).toEqual([null, 'duplicate'])
  })

  test('a forged Request claims nothing and is no duplicate', async () => {
    const { slug } = await source()
    expect(await send(slug, 'd1', 'real', { key: 'forged' })).toBe(400)
    expect(await send(slug, 'd1', 'real')).toBe(200)
    expect(await send(slug, 'd1', 'real', { key: 'forged' })).toBe(400)
    expect(repetitions(await requests(slug))).toEqual([null, null, null])
    await eventually(() => hitsOf('real')).toBe(1)
  })

  test('what was answered with an error claims nothing, so the provider’s retry is news', async () => {
    const { slug, id } = await source({ reply: { mode: 'custom', status: 500 } })
    expect(await send(slug, 'd1', 'at last')).toBe(500)
    await core.rpc['sources.save']({ id, reply: { mode: 'strict' } })
    expect(await send(slug, 'd1', 'at last')).toBe(200)
    expect(repetitions(await requests(slug))).toEqual([null, null])
    await eventually(() => hitsOf('at last')).toBe(1)
  })

  test('another Source’s Event of the same id is another Event; the Inbox has its own', async () => {
    const [one, two] = [await source({ forwardTo: [] }), await source({ forwardTo: [] })]
    for (const slug of [one.slug, two.slug, 'inbox-1', 'inbox-2']) await send(slug, 'shared-id', 'x')
    const all = await Promise.all([one.slug, two.slug, 'inbox-1', 'inbox-2'].map(requests))
    expect(all.flatMap(repetitions)).toEqual([null, null, null, 'duplicate'])
  })

  test('after the window the same id is a new Event', async () => {
    const { slug } = await source({ duplicateWindowMs: 60_000, forwardTo: [] })
    await send(slug, 'd1', 'a')
    skew = 59_000
    await send(slug, 'd1', 'a')
    skew = 61_000
    await send(slug, 'd1', 'a')
    await send(slug, 'd1', 'a')
    skew = 0
    const all = await requests(slug)
    expect(repetitions(all)).toEqual([null, 'duplicate', null, 'duplicate'])
    expect(all[3]?.duplicateOf).toBe(all[2]?.id)
  })

  test('a Request that carries a Delivery of ours is a loop: kept, never forwarded, and it claims nothing', async () => {
    const { slug } = await source()
    await send(slug, 'd1', 'first lap')
    await eventually(() => hitsOf('first lap')).toBe(1)
    const forwarded = sink.hits.find(hit => hit.body.toString() === 'first lap')
    const mark = String(forwarded?.headers['hookbench-delivery'])
    expect(mark).toMatch(/^dlv_/)
    await send(slug, 'd2', 'second lap', { headers: { 'Hookbench-Delivery': mark } })
    await send(slug, 'd3', 'not ours', { headers: { 'Hookbench-Delivery': 'dlv_00000000000' } })
    await send(slug, 'd2', 'third lap')
    await eventually(() => hitsOf('third lap')).toBe(1)
    expect(repetitions(await requests(slug))).toEqual([null, 'loop', null, null])
    expect(hitsOf('second lap')).toBe(0)
  })

  test('a batch that is cut differently is partial and goes on; nobody’s bytes hang on a row that may go', async () => {
    const { slug } = await source({ secrets: [] })
    const batch = async (...ids: string[]) => {
      const headers = ids.map(id => `X-GitHub-Delivery: ${id}\r\n`).join('')
      const head = `POST /${slug} HTTP/1.1\r\nHost: h\r\n${headers}X-GitHub-Event: push\r\nConnection: close\r\nContent-Length: 9\r\n\r\n`
      expect(await exchange(core.receiverUrl, `${head}the batch`)).toMatch(/^HTTP\/1.1 200/)
    }
    await batch('a')
    await batch('a', 'b')
    await batch('b')
    await batch('b', 'a')
    await eventually(() => hitsOf('the batch')).toBe(2)
    const all = await requests(slug)
    expect(repetitions(all)).toEqual([null, 'partial', 'duplicate', 'duplicate'])
    expect(all.map(({ eventCount }) => eventCount)).toEqual([1, 2, 1, 2])
    expect(all.map(({ duplicateOf }) => duplicateOf)).toEqual([null, all[0]?.id, all[1]?.id, all[1]?.id])
    for (const { id } of all.slice(0, 2)) {
      await eventually(async () => (await core.rpc['requests.get']({ id })).delivery).toBe('delivered')
    }
    for (const [gone, { id }] of all.entries()) {
      for (const left of all.slice(gone)) expect(await (await core.get(`/body/${left.id}`)).text()).toBe('the batch')
      expect(await core.rpc['requests.delete']({ ids: [id] })).toEqual({ deleted: 1, kept: 0 })
    }
  })

  test('Events of a provider that signs nothing are recognised, and forwarded once', async () => {
    const { slug } = await source({ provider: 'strava', secrets: [] })
    const event = JSON.stringify({
      aspect_type: 'create',
      event_time: 1,
      object_id: 7,
      object_type: 'activity',
      owner_id: 9,
      subscription_id: 3,
    })
    for (let i = 0; i < 2; i++) {
      const sent = await fetch(`${core.receiverUrl}/${slug}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: event,
      })
      expect(sent.status).toBe(200)
    }
    const all = await requests(slug)
    expect(all.map(({ verdict }) => verdict)).toEqual(['unsigned', 'unsigned'])
    expect(repetitions(all)).toEqual([null, 'duplicate'])
    await eventually(async () => (await core.rpc['requests.get']({ id: all[0]?.id ?? '' })).delivery).toBe('delivered')
    expect(all[1]?.delivery).toBeNull()
  })

  test('a signature of a URL alone is none of a body that cannot be decoded, or of what stands between parts', async () => {
    const { slug } = await source({ provider: 'twilio', secrets: ['a secret of Twilio'] })
    const url = `${core.receiverUrl}/${slug}`
    const signature = createHmac('sha1', 'a secret of Twilio').update(url).digest('base64')
    const post = (headers: Record<string, string>, body: string) =>
      fetch(url, { method: 'POST', headers: { 'X-Twilio-Signature': signature, ...headers }, body })
    await post({ 'Content-Type': 'text/plain', 'Content-Encoding': 'bogus' }, 'CallStatus=completed')
    await post({ 'Content-Type': 'multipart/form-data; boundary=x' }, 'evil=1\r\n--x--\r\nevil=2')
    await post({ 'Content-Type': 'application/x-www-form-urlencoded' }, '')
    expect((await requests(slug)).map(({ verdict }) => verdict)).toEqual(['failed', 'failed', 'verified'])
  })

  test('a Request that is still being delivered is not deleted from under it', async () => {
    const silent = await openSink(() => {})
    const { id } = await core.rpc['endpoints.save']({ url: silent.url })
    const { slug } = await source({ forwardTo: [id] })
    await send(slug, 'd1', 'under way')
    await silent.received(1)
    const [row] = await requests(slug)
    expect(await core.rpc['requests.delete']({ ids: [row?.id ?? ''] })).toEqual({ deleted: 0, kept: 1 })
    await silent.close()
    await core.rpc['endpoints.delete']({ id })
  })
})
