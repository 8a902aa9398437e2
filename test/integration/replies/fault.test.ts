import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestRow } from '#contract/requests.ts'
import { eventually, exchange, openCore, openRaw, type RunningCore } from '../../support/core.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { github, signed } from './support.ts'

let core: RunningCore
let at: ReturnType<typeof github>
const folder = temporaryFolder()

beforeAll(async () => {
  core = await openCore({ folder })
  at = github(core)
})
afterAll(() => core.end())

const bytesOf = (slug: string, eventId: string) =>
  [
    `POST /${slug} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\n`,
    ...Object.entries(signed(eventId, '{}')).map(([name, value]) => `${name}: ${value}\r\n`),
    '\r\n{}',
  ].join('')
const outcomeOf = async (slug: string) => (await at.requests(slug))[0]?.wireOutcome
/** Resolves when the windows hear that the first Request of a Source has changed. */
const changed = (slug: string) =>
  core.event<{ rows: RequestRow[] }>('request.changed', ({ rows }) => rows.some(({ path }) => path === `/${slug}`))

describe('a Source that fails on purpose', () => {
  test('fails the first of each Event, then takes it; failures claim nothing, are not forwarded, and are no duplicates', async () => {
    const { slug } = await at.source({ reply: { mode: 'fault', fault: 'fail', firstN: 2 } })
    const statuses = []
    for (const id of ['e1', 'e1', 'e2', 'e1', 'e1', 'e2', 'e2']) statuses.push((await at.post(slug, id)).status)
    expect(statuses).toEqual([500, 500, 500, 200, 200, 500, 200])
    const all = await at.requests(slug)
    expect(all.map(({ repetition }) => repetition)).toEqual([null, null, null, null, 'duplicate', null, null])
    expect(all[0]?.reply).toMatchObject({ status: 500, fault: 'fail' })
  })

  test('what has no event id is counted by its bytes', async () => {
    const { slug } = await at.source({ provider: null, reply: { mode: 'fault', fault: 'fail', firstN: 1 } })
    const send = async (body: string) => (await fetch(`${core.receiverUrl}/${slug}`, { method: 'POST', body })).status
    expect([await send('a'), await send('b'), await send('a'), await send('b')]).toEqual([500, 500, 200, 200])
  })

  test('without a number it fails always; a forged Request is refused as ever and not counted', async () => {
    const { slug } = await at.source({ reply: { mode: 'fault', fault: 'fail' } })
    expect((await at.post(slug, 'e1', '{}', { 'X-Hub-Signature-256': 'sha256=00' })).status).toBe(400)
    for (let i = 0; i < 3; i++) expect((await at.post(slug, 'e1')).status).toBe(500)
  })

  test('the connection is reset', async () => {
    const { slug } = await at.source({ reply: { mode: 'fault', fault: 'reset', firstN: 1 } })
    const raw = await openRaw(core.receiverUrl)
    const error = new Promise<NodeJS.ErrnoException>(resolve => raw.socket.once('error', resolve))
    await raw.send(bytesOf(slug, 'e1'))
    expect((await error).code).toBe('ECONNRESET')
    expect(await raw.closed).toBe('')
    await changed(slug)
    expect(await outcomeOf(slug)).toMatch(/reset on purpose/)
    expect((await at.post(slug, 'e1')).status).toBe(200)
  })

  test('the length is a lie', async () => {
    const { slug } = await at.source({ reply: { mode: 'fault', fault: 'bad-length' } })
    const answer = await exchange(core.receiverUrl, bytesOf(slug, 'e1'))
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n/)
    expect(Number(/Content-Length: (\d+)/.exec(head)?.[1])).toBeGreaterThan(body.length)
    expect(body.length).toBeGreaterThan(0)
    await changed(slug)
    expect(await outcomeOf(slug)).toMatch(/Content-Length said/)
    expect((await at.requests(slug))[0]).toMatchObject({ replyStatus: 200, reply: { fault: 'bad-length' } })
  })

  test.each(['bad-length', 'drip'] as const)('a reply to HEAD has nothing to get wrong with %s, and its row says so', async fault => {
    const { slug } = await at.source({ secrets: [], reply: { mode: 'fault', fault } })
    const answer = await fetch(`${core.receiverUrl}/${slug}`, { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0)
    await eventually(() => outcomeOf(slug)).toMatch(/HEAD has no body/)
  })

  test('the answer comes drop by drop, and it is told whether its sender stayed', async () => {
    const { slug } = await at.source({ reply: { mode: 'fault', fault: 'drip', delayMs: 100 } })
    const raw = await openRaw(core.receiverUrl)
    let packets = 0
    raw.socket.on('data', () => {
      packets += 1
    })
    await raw.send(bytesOf(slug, 'e1'))
    const [head = '', body = ''] = (await raw.closed).split('\r\n\r\n')
    expect(Number(/Content-Length: (\d+)/.exec(head)?.[1])).toBe(body.length)
    expect(packets).toBeGreaterThan(3)
    await eventually(() => outcomeOf(slug)).toMatch(/stayed to the end/)

    const { slug: slow } = await at.source({ reply: { mode: 'fault', fault: 'drip', delayMs: 100_000 } })
    const leaving = await openRaw(core.receiverUrl)
    await leaving.send(bytesOf(slow, 'e1'))
    await leaving.until(text => text.includes('\r\n\r\n'))
    leaving.socket.destroy()
    await eventually(() => outcomeOf(slow)).toMatch(/closed the connection after \d+ of \d+ bytes/)
    // Neither was accepted.
    expect((await at.post(slug, 'e1')).status).toBe(200)
    expect((await at.requests(slug)).map(({ repetition }) => repetition)).toEqual([null, null])
  })

  test('the answer takes longer than the provider waits', async () => {
    const { slug } = await at.source({ reply: { mode: 'fault', fault: 'timeout' } })
    const raw = await openRaw(core.receiverUrl)
    await raw.send(bytesOf(slug, 'e1'))
    await eventually(async () => (await at.requests(slug)).length).toBe(1)
    expect(raw.text()).toBe('')
    raw.socket.destroy()
    // GitHub waits for ten seconds.
    expect((await at.requests(slug))[0]).toMatchObject({ replyStatus: 504, reply: { fault: 'timeout' } })
    const { slug: brief } = await at.source({ reply: { mode: 'fault', fault: 'timeout', delayMs: 20 } })
    expect((await at.post(brief, 'e1')).status).toBe(504)
    const gone = await openRaw(core.receiverUrl)
    const { slug: soon } = await at.source({ reply: { mode: 'fault', fault: 'timeout', delayMs: 300 } })
    await gone.send(bytesOf(soon, 'e1'))
    await eventually(async () => (await at.requests(soon)).length).toBe(1)
    gone.socket.destroy()
    await eventually(() => outcomeOf(soon)).toMatch(/closed the connection before the reply/)
    await changed(soon)
  })

  test('counts survive a restart', async () => {
    const { slug } = await at.source({ reply: { mode: 'fault', fault: 'fail', firstN: 2 } })
    expect((await at.post(slug, 'e1')).status).toBe(500)
    await core.halt()
    core = await openCore({ folder })
    at = github(core)
    expect([(await at.post(slug, 'e1')).status, (await at.post(slug, 'e1')).status]).toEqual([500, 200])
  })
})
