import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type FakeCore, fakeCore, handClock, requestRow } from '../../support/transport/fake-core.ts'
import { startWeb, token, type Web } from '../../support/transport/web.ts'

let web: Web | undefined
afterEach(async () => {
  await web?.end()
})

async function open(core: FakeCore = fakeCore(), clock = handClock()) {
  web = await startWeb({ clock }, core)
  const socket = new WebSocket(`ws://${web.host}/rpc/ws`, { headers: { authorization: `Bearer ${token}` } })
  await once(socket, 'open')
  return { web, socket, clock, core }
}

const closing = async (socket: WebSocket) => (await once(socket, 'close'))[0] as number
const frames = (socket: WebSocket) => {
  const got: Record<string, unknown>[] = []
  socket.on('message', data => got.push(JSON.parse(data.toString())))
  return got
}
/** Resolves when the answer of a call is there: everything sent before it has come, too. */
const roundTrip = (socket: WebSocket, id: number) =>
  new Promise<void>(resolve => {
    const listener = (data: unknown) => {
      if (JSON.parse(String(data)).id !== id) return
      socket.off('message', listener)
      resolve()
    }
    socket.on('message', listener)
    socket.send(JSON.stringify({ id, method: 'app.info', input: {} }))
  })

test.each([
  ['text that is no JSON', '{', 1005],
  ['JSON that is no call', '{"id":1,"ok":true}', 1005],
  ['a call without a number', '{"id":"1","method":"app.info","input":{}}', 1005],
  ['bare null', 'null', 1005],
  ['bytes', Buffer.from('{}'), 1003],
  ['more than 1 MiB', 'x'.repeat(1_048_577), 1009],
])('%s ends the connection and nothing else', async (_what, sent, code) => {
  const { socket, web: server } = await open()
  socket.send(sent)
  expect(await closing(socket)).toBe(code)
  const next = new WebSocket(`ws://${server.host}/rpc/ws`, { headers: { authorization: `Bearer ${token}` } })
  await once(next, 'open')
  await roundTrip(next, 1)
  next.terminate()
})

test('a connection that does not answer pings is ended, one that does stays', async () => {
  const { socket, web: server, clock } = await open()
  const dead = new WebSocket(`ws://${server.host}/rpc/ws`, { headers: { authorization: `Bearer ${token}` }, autoPong: false })
  await once(dead, 'open')
  const gone = closing(dead)
  const pinged = once(socket, 'ping')
  const deadPinged = once(dead, 'ping')
  clock.advance(30_000)
  await Promise.all([pinged, deadPinged])
  // Our pong was sent before this call, so it is there before the next beat.
  await roundTrip(socket, 1)
  clock.advance(30_000)
  expect(await gone).toBe(1006)
  await roundTrip(socket, 2)
  socket.terminate()
})

test('a reader that falls behind gets no more events, then resync, then events again', async () => {
  const { socket, core } = await open()
  const got = frames(socket)
  socket.send(JSON.stringify({ id: 1, method: 'subscribe', input: { topics: ['*'] } }))
  await roundTrip(socket, 2)
  const note = 'n'.repeat(1024 * 1024)
  // All in one turn of the loop: nothing is read meanwhile.
  for (let at = 0; at < 64; at++) core.hub.publish('request.added', { rows: [requestRow({ note })] })
  const resynced = new Promise<void>(resolve => socket.on('message', data => data.toString().includes('"resync"') && resolve()))
  await resynced
  core.hub.publish('config.changed', { what: 'sources' })
  await roundTrip(socket, 3)

  const events = got.flatMap(frame => (frame['event'] ? [frame['event'] as { type: string; seq: number }] : []))
  const added = events.filter(event => event.type === 'request.added')
  expect(added.length).toBeGreaterThan(0)
  expect(added.length).toBeLessThan(64)
  expect(added.map(event => event.seq)).toEqual(added.map((_, at) => at + 1))
  expect(events.slice(added.length)).toEqual([
    { epoch: 'run-1', seq: 64, type: 'resync' },
    { epoch: 'run-1', seq: 65, type: 'config.changed', what: 'sources' },
  ])
  socket.terminate()
})

test('a connection that ends takes its subscription along', async () => {
  let delivered = 0
  const core = fakeCore()
  const count: FakeCore['hub']['subscribe'] = (interest, deliver) =>
    core.hub.subscribe(interest, event => {
      delivered += 1
      deliver(event)
    })
  const counting: FakeCore = { ...core, hub: { ...core.hub, subscribe: count } }
  const { socket, web: server } = await open(counting)
  socket.send(JSON.stringify({ id: 1, method: 'subscribe', input: { topics: ['*'] } }))
  await roundTrip(socket, 2)
  core.hub.publish('config.changed', { what: 'sources' })
  expect(delivered).toBe(1)
  socket.close()
  await closing(socket)
  // The server has seen the end by the time it has answered somebody who came later.
  const next = new WebSocket(`ws://${server.host}/rpc/ws`, { headers: { authorization: `Bearer ${token}` } })
  await once(next, 'open')
  await roundTrip(next, 1)
  core.hub.publish('config.changed', { what: 'sources' })
  expect(delivered).toBe(1)
  next.terminate()
})

test('shutting down says so to every page and lets go of the port', async () => {
  const { socket, web: server } = await open()
  const closed = closing(socket)
  await server.close()
  expect(await closed).toBe(1001)
  const again = await startWeb({ port: server.port })
  await again.end()
})
