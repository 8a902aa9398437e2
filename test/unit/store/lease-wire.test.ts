import { expect, test } from 'vitest'
import type { AttemptToKeep } from '#domain/delivery/leased.ts'
import { attemptRow, type LeasedRow, leasing } from '#store/lease-wire.ts'

/** One leased row, with its own target, headers and plan. */
const row = (id: number, target: string, headers: string, sign: string): LeasedRow => {
  const rest = [
    0,
    0,
    null,
    null,
    0,
    null,
    1,
    null,
    null,
    null,
    'composed',
    null,
    'POST',
    '',
    headers,
    sign,
    0,
    id,
    null,
    null,
    null,
  ] as const
  return [null, id, id, 7, target, ...rest]
}

test('what is leased together is read each by itself, equal or not to the one before', async () => {
  const url = (path: string) => JSON.stringify({ url: `http://app.test${path}`, local: true })
  const mode = (name: string) => JSON.stringify({ mode: name })
  const rows = [
    row(1, url('/a'), '["X","1"]', mode('endpoint')),
    row(2, url('/a'), '["X","2"]', mode('endpoint')),
    row(3, url('/b'), '["X","2"]', mode('forward')),
    row(4, url('/a'), '["X","1"]', mode('endpoint')),
  ]
  const { leaseDue } = leasing({
    leaseDue: async () => ({ rows, body: new Uint8Array() }),
    finishAttempts: async () => [],
  })
  const leased = await leaseDue({ endpointId: 7, now: 0, limit: 9, run: 'r', ordered: false })
  expect(leased.map(({ id, target, headers, sign }) => [id, target.url, headers, sign.mode])).toEqual([
    [1, 'http://app.test/a', ['X', '1'], 'endpoint'],
    [2, 'http://app.test/a', ['X', '2'], 'endpoint'],
    [3, 'http://app.test/b', ['X', '2'], 'forward'],
    [4, 'http://app.test/a', ['X', '1'], 'endpoint'],
  ])
})

test('so are the headers of responses, the same list or another', () => {
  const attempt = (responseHeaders: string[]): AttemptToKeep => ({
    at: 0,
    durationMs: 1,
    status: 200,
    outcome: 'response',
    reason: null,
    error: null,
    note: null,
    url: null,
    requestHeaders: ['A', 'b'],
    requestBody: null,
    responseHeaders,
    responseSize: 0,
    responseBody: new Uint8Array(),
  })
  const textOf = (headers: string[]) => attemptRow(attempt(headers))[10]
  const same = ['X', '1']
  expect([same, same, ['X', '1'], ['X', '2'], [], same].map(textOf)).toEqual([
    '["X","1"]',
    '["X","1"]',
    '["X","1"]',
    '["X","2"]',
    '[]',
    '["X","1"]',
  ])
})
