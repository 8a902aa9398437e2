import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppEvent } from '#contract/events.ts'
import { exchange, openCore, openRaw, type RunningCore } from '../../support/core.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

type Added = Extract<AppEvent, { type: 'request.added' }>
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Sends bytes and gives the row that came of them. */
async function capture(path: string, body: Uint8Array) {
  const response = await fetch(`${core.receiverUrl}${path}`, { method: 'POST', body: body as BodyInit })
  expect(response.status).toBe(200)
  const { rows } = await core.rpc['requests.list']({ limit: 1 })
  const [row] = rows
  if (!row) throw new Error('no row')
  expect(row.path).toBe(path)
  return row
}

describe('bodies, there and back', () => {
  test('25 MB of random bytes come back with the same SHA-256, whole and in ranges', async () => {
    const bytes = randomBytes(25 * 1024 * 1024 + 13)
    const { id, size } = await capture('/large', bytes)
    expect(size).toBe(bytes.byteLength)
    const whole = await core.get(`/body/${id}`)
    expect(whole.headers.get('content-length')).toBe(String(bytes.byteLength))
    expect(sha256(new Uint8Array(await whole.arrayBuffer()))).toBe(sha256(bytes))

    const chunk = 256 * 1024
    const spans = [
      [0, 1],
      [chunk - 1, chunk + 1],
      [chunk * 3 + 17, chunk * 7 - 5],
      [bytes.byteLength - 14, bytes.byteLength],
    ] as const
    for (const [from, to] of spans) {
      const part = await core.get(`/body/${id}`, { range: `bytes=${from}-${to - 1}` })
      expect(part.status).toBe(206)
      expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${bytes.byteLength}`)
      expect(sha256(new Uint8Array(await part.arrayBuffer()))).toBe(sha256(bytes.subarray(from, to)))
    }
    const tail = await core.get(`/body/${id}`, { range: 'bytes=-5' })
    expect(Buffer.from(await tail.arrayBuffer())).toEqual(bytes.subarray(-5))
    expect((await core.get(`/body/${id}`, { range: `bytes=${bytes.byteLength}-` })).status).toBe(416)
  })

  // Around the sizes at which another way is taken: prepare thread, moved instead of copied, chunk rows.
  const sizes = [0, 1, 65_535, 65_536, 65_537, 262_143, 262_144, 262_145, 524_288, 600_001]
  test.each(sizes)('%i bytes', async size => {
    const bytes = randomBytes(size)
    const row = await capture(`/size-${size}`, bytes)
    expect(row.size).toBe(size)
    expect(sha256(new Uint8Array(await (await core.get(`/body/${row.id}`)).arrayBuffer()))).toBe(sha256(bytes))
    const middle = Math.floor(size / 2)
    if (size < 2) return
    const part = await core.get(`/body/${row.id}`, { range: `bytes=${middle}-` })
    expect(sha256(new Uint8Array(await part.arrayBuffer()))).toBe(sha256(bytes.subarray(middle)))
  })

  test('more than 32 MiB: 413, and a row with the first 64 KiB', async () => {
    const bytes = randomBytes(32 * 1024 * 1024 + 1)
    const response = await fetch(`${core.receiverUrl}/too-large`, { method: 'POST', body: bytes })
    expect([response.status, await response.text()]).toEqual([413, 'The body is larger than this receiver accepts.\n'])
    const [row] = (await core.rpc['requests.list']({ limit: 1 })).rows
    expect(row).toMatchObject({ path: '/too-large', problem: 'oversized', replyStatus: 413, size: 65_536 })
    expect(Buffer.from(await (await core.get(`/body/${row?.id}`)).arrayBuffer())).toEqual(bytes.subarray(0, 65_536))
  })

  test('headers come back in order, case and number, with every byte of them', async () => {
    const raw = 'PoSt /raw?q=%41&b HTTP/1.1\r\nX-z: caf\xe9\r\nX-A: 1\r\nx-a: 2\r\nHOST: h\r\nConnection: close\r\n\r\n'
    expect(await exchange(core.receiverUrl, raw.replace('PoSt', 'POST'))).toMatch(/^HTTP\/1.1 200/)
    const { rows } = await core.rpc['requests.list']({ limit: 1 })
    const detail = await core.rpc['requests.get']({ id: rows[0]?.id ?? '' })
    expect(detail.headers).toEqual([
      ['X-z', 'caf\xe9'],
      ['X-A', '1'],
      ['x-a', '2'],
      ['HOST', 'h'],
      ['Connection', 'close'],
    ])
    expect(detail).toMatchObject({ target: '/raw?q=%41&b', path: '/raw', httpVersion: '1.1', effectiveUrl: 'http://h/raw?q=%41&b' })
    expect(detail.query).toEqual([
      ['q', 'A'],
      ['b', ''],
    ])
  })

  test('what is broken is listed too, and its bytes can be looked at', async () => {
    expect(await exchange(core.receiverUrl, 'BROKEN /x HTTP/1.1\r\nno colon\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
    const aborted = await openRaw(core.receiverUrl)
    const added = core.event<Added>('request.added', event => event.rows.some(row => row.path === '/gone'))
    await aborted.send('POST /gone HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nwhat came')
    aborted.socket.end()
    const { rows } = await added
    const gone = rows.find(row => row.path === '/gone')
    expect(gone).toMatchObject({ problem: 'aborted', size: 9, replyStatus: 0 })
    expect(await (await core.get(`/body/${gone?.id}`)).text()).toBe('what came')
    const list = await core.rpc['requests.list']({ limit: 2 })
    expect(list.rows[1]).toMatchObject({ problem: 'malformed', method: 'BROKEN', path: '/x', replyStatus: 400 })
  })

  test('a test webhook goes through the real receiver and is marked as a sample; nobody else can say so', async () => {
    expect(await core.rpc['requests.sendTest']({})).toMatchObject({ status: 200 })
    const { rows } = await core.rpc['requests.list']({ limit: 1 })
    expect(rows[0]).toMatchObject({ origin: 'sample', path: '/test' })
    const detail = await core.rpc['requests.get']({ id: rows[0]?.id ?? '' })
    const nonce = detail.headers.find(([name]) => name.toLowerCase() === 'hookbench-test')?.[1] ?? ''
    await fetch(`${core.receiverUrl}/again`, { headers: { 'Hookbench-Test': nonce } })
    expect((await core.rpc['requests.list']({ limit: 1 })).rows[0]).toMatchObject({ origin: 'received', path: '/again' })
  })
})
