import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, status } from '../../support/delivery/sink.ts'

let core: RunningCore
const closing: (() => Promise<void>)[] = []
beforeEach(async () => {
  core = await openCore()
})
afterEach(async () => {
  await core.end()
  for (const close of closing.splice(0)) await close()
})

async function sinkOf(answer = status(200)) {
  const sink = await openSink(answer)
  closing.push(sink.close)
  return sink
}
const send = async (endpointId: string) => {
  const { deliveryIds } = await core.rpc['messages.send']({ endpointIds: [endpointId], eventType: 'a', body: '{}' })
  return deliveryIds[0] ?? ''
}
const endpoint = async (id: string) => (await core.rpc['endpoints.list']({})).rows.find(row => row.id === id)
const sending = async (id: string) => (await endpoint(id))?.sending.state
const state = async (id: string) => (await core.rpc['deliveries.get']({ id })).state

describe('an endpoint that gets another URL', () => {
  test('of another origin is not kept waiting for what the old receiver asked for', async () => {
    const [old, other] = [await sinkOf(status(429, { 'Retry-After': '86400' })), await sinkOf()]
    const { id } = await core.rpc['endpoints.save']({ url: old.url, retry: { preset: 'none' } })
    await send(id)
    await eventually(() => sending(id)).toBe('throttled')
    const waiting = await send(id)

    // The same receiver at another path is the same receiver.
    await core.rpc['endpoints.save']({ id, url: `${old.url}/hooks` })
    expect(await sending(id)).toBe('throttled')
    const moved = await core.rpc['endpoints.save']({ id, url: other.url })
    expect(moved.sending).toMatchObject({ failures: 0, failingSince: null, until: null })
    await eventually(() => state(waiting)).toBe('delivered')
    expect([old.hits.length, other.hits.length]).toEqual([1, 1])
  })

  test('of another origin is not left alone for the circuit that the old receiver opened', async () => {
    const [old, other] = [await sinkOf(status(500)), await sinkOf()]
    const circuit = { afterFailures: 1, openSeconds: 86_400 }
    const { id } = await core.rpc['endpoints.save']({ url: old.url, circuit, retry: { preset: 'none' } })
    await send(id)
    await eventually(() => sending(id)).toBe('circuit-open')
    const waiting = await send(id)
    await core.rpc['endpoints.save']({ id, url: other.url })
    await eventually(() => state(waiting)).toBe('delivered')
    expect(await endpoint(id)).toMatchObject({ circuit, sending: { state: 'active', failures: 0 } })
  })

  test('and becomes local by it loses what would leave it alone or switch it off, unless the call says otherwise', async () => {
    const care = { autoDisable: { afterFailures: 2, afterHours: null }, circuit: { afterFailures: 3, openSeconds: 60 } }
    const remote = { url: 'https://example.com/hooks', ...care }
    const first = await core.rpc['endpoints.save'](remote)
    expect(first).toMatchObject({ local: false, ...care })
    // Another setting alone changes nothing about it.
    expect(await core.rpc['endpoints.save']({ id: first.id, concurrency: 2 })).toMatchObject(care)
    const url = 'http://127.0.0.1:1/hooks'
    const local = await core.rpc['endpoints.save']({ id: first.id, url })
    expect(local).toMatchObject({ local: true, autoDisable: null, circuit: null, concurrency: 2 })

    const second = await core.rpc['endpoints.save'](remote)
    expect(await core.rpc['endpoints.save']({ id: second.id, url, local: true, ...care })).toMatchObject({ local: true, ...care })
    // One that is local already keeps what it was given.
    expect(await core.rpc['endpoints.save']({ id: second.id, name: 'Mine' })).toMatchObject(care)
  })
})

test('an endpoint whose circuit is switched off while it is open is tried at once', async () => {
  const sink = await sinkOf(status(500))
  const circuit = { afterFailures: 1, openSeconds: 86_400 }
  const { id } = await core.rpc['endpoints.save']({ url: sink.url, circuit, retry: { preset: 'none' } })
  await send(id)
  await eventually(() => sending(id)).toBe('circuit-open')
  const waiting = await send(id)
  sink.answer = status(200)
  await core.rpc['endpoints.save']({ id, concurrency: 2 })
  expect(await sending(id)).toBe('circuit-open')
  await core.rpc['endpoints.save']({ id, circuit: null })
  await eventually(() => state(waiting)).toBe('delivered')
})

test.each([{ paused: true }, { enabled: false }])(
  'what waits when it is %j and enabled again with waiting: cancel is never sent',
  async shut => {
    const open: (() => void)[] = []
    const sink = await sinkOf((_, response) => void open.push(() => response.end()))
    const { id } = await core.rpc['endpoints.save']({ url: sink.url, ordered: true, paused: true })
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push(await send(id))
    // They are leased together, and the first is under way.
    await core.rpc['endpoints.save']({ id, paused: false })
    await sink.received(1)
    await core.rpc['endpoints.save']({ id, ...shut })
    await core.rpc['endpoints.save']({ id, enabled: false })
    await core.rpc['endpoints.save']({ id, enabled: true, paused: false, waiting: 'cancel' })
    const states = () => Promise.all(ids.map(state))
    await eventually(states).toEqual(['delivering', ...new Array(4).fill('cancelled')])
    open[0]?.()
    const last = await send(id)
    await sink.received(2)
    open[1]?.()
    await eventually(() => state(last)).toBe('delivered')
    expect(await states()).toEqual(['delivered', ...new Array(4).fill('cancelled')])
    expect(sink.hits).toHaveLength(2)
  },
)

test.each([
  [429, { 'Retry-After': '86400' }],
  [410, {}],
] as const)('an answer of the old origin (%i) that comes after the URL was changed says nothing of the new one', async (code, headers) => {
  const held: (() => void)[] = []
  const old = await sinkOf((_, response) => void held.push(() => response.writeHead(code, headers).end()))
  const other = await sinkOf()
  const { id } = await core.rpc['endpoints.save']({ url: old.url, local: false, retry: { preset: 'none' } })
  const late = await send(id)
  await old.received(1)
  await core.rpc['endpoints.save']({ id, url: other.url, local: false })
  held[0]?.()
  await eventually(() => state(late)).toBe('failed')
  expect(await endpoint(id)).toMatchObject({ enabled: true, sending: { state: 'active', failures: 0 } })
  await send(id)
  await eventually(() => other.hits.length).toBe(1)
})
