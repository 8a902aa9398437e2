import { afterEach, describe, expect, test } from 'vitest'
import { eventually, exchange, openRaw } from '../../support/core.ts'
import { ok, openReceiver, type TestReceiver } from './support.ts'

let receiver: TestReceiver
afterEach(() => receiver.close())

const get = (path = '/', more = '') => `GET ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n${more}\r\n`

describe('the reply', () => {
  test('waits for the commit: nothing is sent before the Capture is on disk', async () => {
    let commit = (_: unknown) => {}
    const committed = new Promise(resolve => {
      commit = resolve
    })
    receiver = await openReceiver({}, async ({ target }) => {
      if (target === '/held') await committed
      return ok
    })
    const held = await openRaw(receiver.url)
    await held.send(get('/held'))
    await receiver.captured(1)
    // Others are served to their end meanwhile, so the receiver had every chance to answer the first.
    expect(await exchange(receiver.url, get('/other'))).toMatch(/^HTTP\/1.1 200/)
    expect(held.text()).toBe('')
    commit(null)
    expect(await held.closed).toMatch(/^HTTP\/1.1 200/)
  })

  test('when the store cannot commit: 503 with Retry-After, and the next one is served', async () => {
    let broken = true
    receiver = await openReceiver({}, async () => {
      if (broken) throw new Error('no room')
      return ok
    })
    expect(await exchange(receiver.url, get())).toMatch(/^HTTP\/1.1 503 Service Unavailable\r\nRetry-After: 10\r\n/)
    expect(await exchange(receiver.url, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 503/)
    expect(receiver.failures).toHaveLength(2)
    broken = false
    expect(await exchange(receiver.url, get())).toMatch(/^HTTP\/1.1 200/)
  })

  test('status, headers with repetitions, and length; no body where there is none', async () => {
    const headers = ['X-A', '1', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']
    receiver = await openReceiver({}, async ({ target }) => ({
      status: target === '/none' ? 204 : 202,
      headers,
      body: 'übrig',
      delayMs: 0,
    }))
    const answer = await exchange(receiver.url, get())
    expect(answer).toMatch(/^HTTP\/1.1 202 Accepted\r\nX-A: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 6\r\n/)
    expect(Buffer.from(answer.split('\r\n\r\n')[1] ?? '', 'latin1').toString()).toBe('übrig')
    expect(await exchange(receiver.url, get('/none'))).toMatch(/^HTTP\/1.1 204 No Content[\s\S]*\r\n\r\n$/)
    expect(await exchange(receiver.url, get('/head').replace('GET', 'HEAD'))).toMatch(/Content-Length: 6[\s\S]*\r\n\r\n$/)
  })

  test('a sender that left before it was answered is noted, delayed replies included', async () => {
    let commit = (_: unknown) => {}
    const committed = new Promise(resolve => {
      commit = resolve
    })
    receiver = await openReceiver({}, async ({ target }) => {
      await committed
      return target === '/late' ? { ...ok, delayMs: 5 } : ok
    })
    for (const path of ['/now', '/late']) {
      const raw = await openRaw(receiver.url)
      await raw.send(get(path))
      await receiver.captured(path === '/now' ? 1 : 2)
      raw.socket.resetAndDestroy()
    }
    // Served after the resets have arrived, on connections that were made after them.
    await eventually(async () => {
      const probe = await openRaw(receiver.url)
      await probe.send('x\r\n\r\n')
      const count = receiver.captures.length
      probe.socket.destroy()
      return count
    }).toBeGreaterThan(3)
    commit(null)
    const outcomes = await receiver.outcome(2)
    expect(outcomes.map(({ id }) => id).sort()).toEqual([1, 2])
    expect(outcomes[0]?.outcome).toMatch(/closed the connection/)
  })

  test('closing lets the request in hand finish, and it is taken and answered', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    await raw.send('POST /last HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na')
    // The second connection is answered after the first one's head was read.
    await exchange(receiver.url, get())
    const closed = receiver.close()
    await raw.send('bc')
    expect(await raw.until(text => text.endsWith('kept'))).toMatch(/^HTTP\/1.1 200/)
    raw.socket.end()
    await closed
    expect(receiver.captures[1]).toMatchObject({ target: '/last', problem: null })
  })
})

describe('provenance', () => {
  const forged =
    'X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: host=evil.example\r\n'

  test('forwarding headers count on the tunnel’s socket alone', async () => {
    receiver = await openReceiver()
    await exchange(receiver.url, get('/a?b', forged))
    await exchange(receiver.tunnelPort(), get('/a?b', forged))
    await exchange(receiver.tunnelPort(), get('/a?b', 'X-Forwarded-Proto: http, https\r\n'))
    await exchange(receiver.tunnelPort(), get('/a?b', 'X-Forwarded-Proto: javascript\r\n'))
    expect(receiver.captures.map(({ via, effectiveUrl }) => [via, effectiveUrl])).toEqual([
      ['direct', 'http://h/a?b'],
      ['tunnel', 'https://evil.example/a?b'],
      ['tunnel', 'http://h/a?b'],
      ['tunnel', 'https://h/a?b'],
    ])
    expect(receiver.captures[0]?.remoteAddress).toBe('127.0.0.1')
    // They are kept as they came all the same.
    expect(receiver.captures[0]?.headers).toContain('evil.example')
  })

  test('our own cookie is taken out and named, the others stay byte for byte', async () => {
    receiver = await openReceiver()
    const cookies = 'Cookie: a=1; hookbench_4401=secret;b = "2" ; hookbench_x=kept\r\ncookie: hookbench_9=s\r\n'
    await exchange(receiver.url, get('/', cookies))
    const [row] = receiver.captures
    expect(row?.headers).toEqual(['Host', 'h', 'Connection', 'close', 'Cookie', 'a=1;b = "2" ; hookbench_x=kept', 'cookie', ''])
    expect(row?.strippedCookies).toEqual(['hookbench_4401', 'hookbench_9'])
    expect(JSON.stringify(row)).not.toContain('secret')
    await exchange(receiver.url, `CONNECT a:1 HTTP/1.1\r\nHost: a\r\nCookie: hookbench_1=secret\r\n\r\n`)
    expect(JSON.stringify(receiver.captures[1])).not.toContain('secret')
  })
})
