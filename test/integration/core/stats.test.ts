import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink } from '../../support/delivery/sink.ts'

let core: RunningCore
let sink: Sink
beforeAll(async () => {
  core = await openCore()
  sink = await openSink()
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

test('an attempt counts as failed unless it was answered with a 2xx', async () => {
  sink.answer = (hit, response) => void response.writeHead(hit.url === '/fine' ? 204 : 302).end()
  const send = async (url: string) => {
    const { id } = await core.rpc['endpoints.save']({ url, name: url, retry: { preset: 'none' } })
    await core.rpc['messages.send']({ endpointIds: [id], eventType: 'counted', body: '{}' })
    return id
  }
  // Nothing listens on the discard port of loopback.
  const ids = [await send(`${sink.url}/fine`), await send(`${sink.url}/moved`), await send('http://127.0.0.1:9/')]
  const attempts = async () => {
    const now = Date.now()
    return (await core.rpc['stats.get']({ from: now - 3_600_000, to: now + 60_000, bucketMs: 3_600_000 })).attempts
  }
  await eventually(async () => (await attempts()).length).toBe(3)
  const failed = new Map((await attempts()).map(stat => [stat.endpointId, stat.failed]))
  expect(ids.map(id => failed.get(id))).toEqual([0, 1, 1])
})
