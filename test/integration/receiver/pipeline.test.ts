import { afterEach, describe, expect, test } from 'vitest'
import { exchange, openRaw } from '../../support/core.ts'
import { ok, openReceiver, type TestReceiver } from './support.ts'

let receiver: TestReceiver
afterEach(() => receiver.close())

const text = (body: Uint8Array | undefined) => Buffer.from(body ?? []).toString('latin1')
const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(found => found[1])
const last = 'GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'

/** Replies that are held until `answer` is called with the target they answer. */
function held() {
  const waiting = new Map<string, () => void>()
  const capture = async ({ target }: { target: string }) => {
    await new Promise<void>(resolve => waiting.set(target, resolve))
    return { ...ok, body: target }
  }
  return { capture, answer: (target: string) => waiting.get(target)?.() }
}

describe('requests behind one another on a connection', () => {
  test('more than may wait are all taken, a few at a time, and answered in order', async () => {
    let open = 0
    let most = 0
    receiver = await openReceiver({}, async ({ target }) => {
      most = Math.max(most, ++open)
      await new Promise(resolve => setImmediate(resolve))
      open--
      return { ...ok, body: target }
    })
    const targets = Array.from({ length: 5000 }, (_, i) => `/${i}`)
    const answer = await exchange(receiver.url, `${targets.map(target => `GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`).join('')}${last}`)
    expect([...answer.matchAll(/\r\n\r\n(\/(?:\d+|last))/g)].map(found => found[1])).toEqual([...targets, '/last'])
    // What one read of the socket holds is taken at once; the rest waits in the system.
    expect(most).toBeLessThan(3000)
  })

  test('an answer that is ready early waits for those before it', async () => {
    const { capture, answer } = held()
    receiver = await openReceiver({}, capture)
    const raw = await openRaw(receiver.url)
    await raw.send(`GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n${last}`)
    await receiver.captured(3)
    answer('/last')
    answer('/2')
    // Served to its end meanwhile, so the receiver had every chance to answer the two.
    const other = openRaw(receiver.url)
    await (await other).send('GET /other HTTP/1.1\r\nHost: h\r\n\r\n')
    await receiver.captured(4)
    answer('/other')
    await (await other).until(answered => answered.endsWith('/other'))
    expect(raw.text()).toBe('')
    answer('/1')
    expect([...(await raw.closed).matchAll(/\r\n\r\n(\/(?:\d+|last))/g)].map(found => found[1])).toEqual(['/1', '/2', '/last'])
  })

  test('one that comes in the same packet behind an Upgrade is a request of its own', async () => {
    receiver = await openReceiver()
    const upgrade = 'GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'
    expect(statuses(await exchange(receiver.url, `${upgrade}${last}`))).toEqual(['200', '200'])
    expect(receiver.captures.map(({ target }) => target)).toEqual(['/ws', '/last'])
  })

  test('what comes behind Connection: close is not looked at', async () => {
    receiver = await openReceiver()
    expect(statuses(await exchange(receiver.url, `${last}GET /more HTTP/1.1\r\nHost: h\r\n\r\n`))).toEqual(['200'])
    expect(receiver.captures.map(({ target }) => target)).toEqual(['/last'])
  })

  test('what comes behind a CONNECT is not looked at', async () => {
    receiver = await openReceiver()
    const answer = await exchange(receiver.url, `CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n${last}`)
    expect(answer).toMatch(/^HTTP\/1.1 400[\s\S]*This is a webhook receiver, not a proxy\.\n$/)
    expect(receiver.captures.map(({ target }) => target)).toEqual(['a:1'])
  })

  test('a body is asked for only when the answers before it are out', async () => {
    const { capture, answer } = held()
    receiver = await openReceiver({}, capture)
    const raw = await openRaw(receiver.url)
    await raw.send('GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n')
    await receiver.captured(1)
    expect(raw.text()).toBe('')
    answer('/1')
    expect(statuses(await raw.until(answered => answered.includes('100 Continue')))).toEqual(['200', '100'])
    await raw.send('hi')
    await receiver.captured(2)
    answer('/2')
    await raw.until(answered => answered.endsWith('/2'))
    expect(text(receiver.captures[1]?.body)).toBe('hi')
    raw.socket.destroy()
  })
})

describe('what is no request', () => {
  test('is kept with all that came of it, in however many packets', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    const packets = ['POST /cut HTTP/1.1\r\nX-A: 1\r\n', 'X-B: 2\r\nBad Na', 'me: 3\r\n\r\nand a body']
    for (const [i, packet] of packets.entries()) {
      await raw.send(packet)
      // Another connection that is served to its end: the receiver has read this far.
      if (i < 2) await exchange(receiver.url, last)
    }
    expect(await raw.closed).toMatch(/^HTTP\/1.1 400[\s\S]*This is not valid HTTP: its header line 3 has no valid name before a colon\.\n$/)
    const row = receiver.captures.at(-1)
    expect(row).toMatchObject({ method: 'POST', target: '/cut', problem: 'malformed', headers: ['X-A', '1', 'X-B', '2', 'Bad Name', '3'] })
    expect(text(row?.body)).toBe('and a body')
  })

  test('a head that its sender breaks off with a reset', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    await raw.send('POST /half HTTP/1.1\r\nX-A: 1\r\n')
    await exchange(receiver.url, last)
    raw.socket.resetAndDestroy()
    const [, row] = await receiver.captured(2)
    expect(row).toMatchObject({ method: 'POST', target: '/half', problem: 'aborted', headers: ['X-A', '1'] })
  })

  test('a late head is kept from its first byte, and its sender told', async () => {
    receiver = await openReceiver({ headersTimeout: 200, requestTimeout: 400 })
    const raw = await openRaw(receiver.url)
    await raw.send('POST /slow HTTP/1.1\r\nX-A: 1\r\n')
    await exchange(receiver.url, last)
    await raw.send('X-B: 2\r\n')
    expect(await raw.closed).toMatch(/^HTTP\/1.1 408 Request Timeout[\s\S]*The headers did not arrive in time\.\n$/)
    expect(receiver.captures.at(-1)).toMatchObject({ target: '/slow', problem: 'timeout', headers: ['X-A', '1', 'X-B', '2'] })
  })

  test('another protocol is told so at once, though its sender waits for us', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    await raw.send(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01))
    expect(await raw.closed).toMatch(/^HTTP\/1.1 400[\s\S]*it begins with bytes that are no text\.\n$/)
    expect(receiver.captures).toMatchObject([{ method: '?', problem: 'malformed' }])
    expect(receiver.captures[0]?.body).toEqual(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01))
  })
})
