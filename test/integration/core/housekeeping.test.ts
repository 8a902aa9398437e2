import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Notice } from '#app/ports.ts'
import type { AppEvent } from '#contract/events.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink, status } from '../../support/delivery/sink.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { putOnClock } from '../../support/put-on-clock.ts'

type Event<T extends AppEvent['type']> = Extract<AppEvent, { type: T }>

let core: RunningCore
let sink: Sink
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  sink = await openSink()
})
afterAll(() => sink.close())
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => core.end())

const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
  const response = await fetch(`${core.receiverUrl}${path}`, { method: 'POST', body, headers })
  await response.arrayBuffer()
}
const newest = async () => (await core.rpc['requests.list']({ limit: 1 })).rows[0]?.id ?? ''

describe('the write-ahead log', () => {
  test('is brought into the database after Deliveries too, with no capture at all', async () => {
    core = await openCore({ folder })
    const { id } = await core.rpc['endpoints.save']({ url: sink.url, scheme: null })
    // What the start itself wrote is there first.
    const database = () => readFileSync(join(core.dataDir, 'hookbench.db')).toString('latin1')
    await eventually(() => database().includes(sink.url)).toBe(true)
    await core.rpc['messages.send']({ endpointIds: [id], eventType: 'only.sent', body: '{}' })
    await eventually(() => database().includes('only.sent')).toBe(true)
  })
})

describe('a row', () => {
  test('of an earlier run is told as changed when its Delivery moves, though nothing new has come in since', async () => {
    core = await openCore({ folder })
    sink.answer = status(500)
    await post('/inbox', 'old')
    const request = await newest()
    const { deliveryIds } = await core.rpc['requests.resend']({ ids: [request], to: { url: sink.url }, sign: 'as-received' })
    const id = deliveryIds[0] ?? ''
    await eventually(async () => (await core.rpc['deliveries.get']({ id })).state).toBe('failed')
    await core.halt()
    core = await openCore({ folder })
    sink.answer = status(200)
    await core.rpc['deliveries.retry']({ id })
    const { rows } = await core.event<Event<'request.changed'>>('request.changed', event => event.rows[0]?.delivery === 'delivered')
    expect(rows.map(row => row.id)).toEqual([request])
  })
})

describe('retention', () => {
  test('runs every minute by the settings: what goes is told, and is in no list, search or body any more', async () => {
    const { clock, putOn, minute } = putOnClock()
    core = await openCore({ folder, ports: { clock } })
    await core.rpc['settings.save']({ inboxMaxDays: 2 })
    await post('/inbox', 'findable-old-words')
    const old = await newest()
    putOn(3 * 86_400_000)
    await post('/inbox', 'findable-new-words')
    const young = await newest()
    const removed = core.event<Event<'request.removed'>>('request.removed')
    minute()
    expect((await removed).ids).toEqual([old])
    const found = async (filter: string) => (await core.rpc['requests.list']({ filter })).rows.map(row => row.id)
    expect([await found(''), await found('"findable"')]).toEqual([[young], [young]])
    expect((await core.get(`/body/${old}`)).status).toBe(404)
  })
})

describe('notifications', () => {
  test('are shown natively while the settings say so; the alert is there either way', async () => {
    const shown: Notice[] = []
    const notifier = {
      native: true,
      notify: async (notice: Notice) => {
        shown.push(notice)
        return 'shown' as const
      },
    }
    core = await openCore({ folder, ports: { notifier } })
    sink.answer = status(500)
    const fail = async (name: string) => {
      const { id } = await core.rpc['endpoints.save']({ name, url: sink.url, scheme: null, retry: { preset: 'none' } })
      await core.rpc['messages.send']({ endpointIds: [id], eventType: 'a' })
      await eventually(async () => (await core.rpc['alerts.list']({})).rows.map(row => row.title)).toContain(`Delivery to ${name} failed`)
    }
    await core.rpc['settings.save']({ notifications: false })
    await fail('Quiet')
    await core.rpc['settings.save']({ notifications: true })
    await fail('Loud')
    await eventually(() => shown.map(notice => notice.title)).toEqual(['Delivery to Loud failed'])
  })
})

describe('a Source whose signatures fail', () => {
  test('raises one alert after five in a row; a verified one between them begins the count anew', async () => {
    core = await openCore({ folder })
    const secret = 'a-secret-for-signatures'
    const { id } = await core.rpc['sources.save']({ name: 'Shop', slug: 'shop', provider: 'github', secrets: [secret] })
    const signature = (key: string) => `sha256=${createHmac('sha256', key).update('x').digest('hex')}`
    let number = 0
    const send = (key: string) => post('/shop', 'x', { 'X-Hub-Signature-256': signature(key), 'X-GitHub-Delivery': `${++number}` })
    const told: string[] = []
    core.hub.subscribe({ topics: ['alert'] }, event => {
      if (event.type === 'alert.raised' || event.type === 'alert.changed') told.push(event.alert.title)
    })
    for (const key of ['wrong', 'wrong', 'wrong', 'wrong', secret, 'wrong', 'wrong', 'wrong', 'wrong']) await send(key)
    // Told after them, so that they have been counted.
    await post('/mark', 'x')
    await core.event<Event<'request.added'>>('request.added', event => event.rows.some(row => row.path === '/mark'))
    expect(told).toEqual([])
    for (let i = 0; i < 4; i++) await send('wrong')
    await eventually(() => told).toEqual(['Shop: signatures failing'])
    const [alert] = (await core.rpc['alerts.list']({})).rows
    expect(alert).toMatchObject({ kind: 'signature_failures', count: 1, target: { type: 'source', id } })
    expect(JSON.stringify(alert)).not.toContain(secret)
  })
})

describe('bytes that an attempt sent', () => {
  test('are those of the first Request of the Event when the row shares them, and gone when that is gone', async () => {
    core = await openCore({ folder })
    sink.answer = status(200)
    await core.rpc['sources.save']({ slug: 'gh', provider: 'github' })
    const body = `{"text":"${'shared '.repeat(5000)}"}`
    for (let i = 0; i < 2; i++) await post('/gh', body, { 'Content-Type': 'application/json', 'X-GitHub-Delivery': 'same' })
    const second = await newest()
    expect((await core.rpc['requests.get']({ id: second })).repetition).toBe('duplicate')
    const { deliveryIds } = await core.rpc['requests.resend']({ ids: [second], to: { url: sink.url }, sign: 'as-received' })
    const delivery = () => core.rpc['deliveries.get']({ id: deliveryIds[0] ?? '' })
    await eventually(async () => (await delivery()).state).toBe('delivered')
    const path = `/body/attempt/${(await delivery()).attempts[0]?.id}/request`
    expect(await (await core.get(path)).text()).toBe(body)
    const { rows } = await core.rpc['requests.list']({})
    await core.rpc['requests.delete']({ ids: rows.map(row => row.id) })
    expect((await core.get(path)).status).toBe(404)
  })
})

describe('a forward whose Request is gone', () => {
  test('is not sent without the headers that it had, even when the body was empty', async () => {
    core = await openCore({ folder })
    sink.answer = status(500)
    const endpoint = await core.rpc['endpoints.save']({ url: sink.url, retry: { preset: 'none' } })
    await core.rpc['sources.save']({ slug: 'empty', forwardTo: [endpoint.id] })
    await post('/empty', '')
    const request = await newest()
    const [id = ''] = (await core.rpc['requests.get']({ id: request })).deliveryIds
    await eventually(async () => (await core.rpc['deliveries.get']({ id })).state).toBe('failed')
    await core.rpc['requests.delete']({ ids: [request] })
    const before = sink.hits.length
    await core.rpc['deliveries.retry']({ id })
    await eventually(async () => (await core.rpc['deliveries.get']({ id })).attempts.length).toBe(2)
    expect((await core.rpc['deliveries.get']({ id })).lastError).toMatch(/no longer stored/)
    expect(sink.hits).toHaveLength(before)
  })
})
