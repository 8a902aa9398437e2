import { describe, expect, test } from 'vitest'
import { type Condition, troubles } from '../../../src-renderer/features/overview/health.ts'
import { endpointLines, sourceLines } from '../../../src-renderer/features/overview/sums.ts'

const parts = { from: 0, to: 300, bucket: 100 }

describe('sums', () => {
  test('a line for each Source, the busiest first, with what came when', () => {
    const stat = (at: number, sourceId: string | null, requests: number, failed = 0) => ({
      at,
      sourceId,
      requests,
      failed,
      duplicates: 1,
      refused: 2,
      bytes: 9,
    })
    expect(sourceLines([stat(0, null, 1), stat(0, 'a', 2, 1), stat(200, 'a', 3), stat(900, 'a', 1)], parts)).toEqual([
      {
        id: 'a',
        requests: 6,
        failed: 1,
        duplicates: 3,
        refused: 6,
        points: [
          { all: 2, failed: 1 },
          { all: 0, failed: 0 },
          { all: 3, failed: 0 },
        ],
      },
      expect.objectContaining({ id: null, requests: 1 }),
    ])
  })

  test('an Endpoint is as fast as in its busiest time', () => {
    const stat = (at: number, attempts: number, p95: number) => ({ at, endpointId: 'e', attempts, failed: 0, p50: 5, p95 })
    expect(endpointLines([stat(0, 1, 9000), stat(100, 50, 25)], parts)).toMatchObject([{ attempts: 51, p95: 25 }])
  })
})

describe('what is wrong now', () => {
  const fine: Condition = { linked: true, tunnelDown: false, endpoints: [], deadLetters: 0, incoming: [], outgoing: [] }
  const endpoint = {
    id: 'ep',
    name: 'Shop',
    enabled: true,
    disabledReason: null,
    sending: { state: 'active', until: null, reason: null },
  } as unknown as Condition['endpoints'][number]
  const incoming = (failed: number, requests: number) => [
    { id: 's', name: 'Stripe', points: [], requests, failed, duplicates: 0, refused: 0 },
  ]

  test('nothing', () => {
    expect(troubles({ ...fine, endpoints: [endpoint], incoming: incoming(4, 10) })).toEqual([])
  })

  test('each in a sentence, the gravest first', () => {
    const found = troubles({
      ...fine,
      tunnelDown: true,
      deadLetters: 2,
      endpoints: [
        { ...endpoint, enabled: false, disabledReason: 'It answered 410.' },
        { ...endpoint, enabled: false },
      ],
      incoming: incoming(9, 10),
    })
    expect(found.map(({ text, grave }) => [text, grave])).toEqual([
      ['The tunnel is down: providers cannot reach this machine.', true],
      ['Shop is disabled: It answered 410.', true],
      ['9 of 10 webhooks for Stripe failed verification.', true],
      ['2 deliveries are dead letters.', false],
    ])
  })
})
