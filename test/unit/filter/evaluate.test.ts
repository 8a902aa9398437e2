import { describe, expect, test } from 'vitest'
import { rowSuffices } from '#domain/filter/ast.ts'
import { type Candidate, evaluateFilter } from '#domain/filter/evaluate.ts'
import { parseFilter } from '#domain/filter/parse.ts'
import { fold } from '#domain/filter/words.ts'
import { firstIdAt, formatId } from '#domain/ids.ts'

const NOW = Date.UTC(2026, 0, 31, 12)
const sources = [
  { slug: 'shop', id: 'src_00000000001' },
  { slug: 'inbox', id: 'src_00000000002' },
]

const request: Candidate = {
  row: {
    id: formatId('req', firstIdAt(NOW - 3_600_000)),
    receivedAt: NOW - 3_600_000,
    method: 'POST',
    path: '/shop',
    sourceId: 'src_00000000001',
    provider: 'shopify',
    size: 1_500_000,
    replyStatus: 202,
    verdict: 'failed',
    code: 'signature_mismatch',
    eventId: 'e1',
    eventCount: 2,
    eventType: 'orders/Create',
    repetition: 'partial',
    duplicateOf: null,
    handshake: null,
    problem: null,
    origin: 'received',
    via: 'tunnel',
    pinned: true,
    note: 'look',
    label: null,
    repeatCount: 0,
    delivery: 'failed',
  },
  text: () => fold('/shop?a=1\nX-Topic: Orders\n\n{"who":"ΟΔΟΣ & Söhne"}'),
  headers: () => ['X-Topic', 'Orders', 'x-topic', 'Refunds', 'X-Empty', ''],
  json: () => ({
    amount: 1000,
    price: '19.90',
    big: '12345678901234567890',
    at: '2026-01-31T10:00:00Z',
    live: false,
    none: null,
    list: [{ id: 'A' }, { id: 'b' }],
    'odd key': 1,
    nested: { deep: 'Value' },
  }),
  eventIds: () => ['e1', 'E2'],
}

const holds = (text: string, candidate: Candidate = request): boolean => {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return evaluateFilter(parsed.filter, candidate, { now: NOW, sources })
}

describe('what a filter lets through', () => {
  test.each([
    ...['', 'x-topic', 'SÖHNE', 'οδος', 'οδοσ', '"δος & s"', 'source:shop', 'source:src_00000000001', 'provider:Shopify', 'verdict:failed'],
    ...['code:signature_mismatch', 'method:post', 'is:partial', 'is:tunnel', 'is:received', 'is:pinned', 'is:noted', 'is:batch', 'is:dead'],
    ...[
      'is:forwarded',
      'event:e1',
      'event:e2',
      'type:orders/create',
      'type:orders/*',
      'type:ord*',
      'type:*',
      'status:202',
      'status:2xx',
      'status:<300',
    ],
    ...['status:!=200', 'after:2h', 'before:30m', 'before:0s', 'after:2026-01-01', 'size:>1MB', 'size:1500kb', 'size:<1.5MiB'],
    ...[
      'header:x-topic',
      'header:x-topic=orders',
      'header:X-Topic=refunds',
      'header:x-topic!=orders',
      'header:x-topic~fund',
      'header:x-empty=',
    ],
    ...[
      'json:$.amount',
      'json:$.amount=1000',
      'json:$.amount=1e3',
      'json:$.amount>=1000',
      'json:$.price<20',
      'json:$.price>3',
      'json:$.live=false',
    ],
    ...[
      'json:$.none=null',
      'json:$.list[].id=B',
      'json:$.list[1].id=b',
      'json:$["odd key"]=1',
      'json:nested.deep~alu',
      'json:$.at>2026-01-30',
    ],
    ...[
      'json:$.at<2026-02',
      'json:$.big=12345678901234567890',
      'json:$.list!=1',
      'method:get or method:post',
      '-(method:get or method:put)',
    ],
  ])('%s: yes', text => expect(holds(text)).toBe(true))

  test.each([
    ...[
      'nowhere',
      'source:nowhere',
      'source:inbox',
      'provider:shop',
      'code:unknown_key',
      'is:duplicate',
      'is:direct',
      'is:handshake',
      'event:e3',
    ],
    ...[
      'type:orders',
      'type:create*',
      'status:200',
      'status:>202',
      'after:30m',
      'before:2h',
      'size:<1MB',
      'header:x-none',
      'header:x-none!=a',
    ],
    ...[
      'header:x-topic=order',
      'json:$.missing',
      'json:$.amount>1000',
      'json:$.amount~abc',
      'json:$.nested>1',
      'json:$.at>5',
      'json:$.list.id=a',
    ],
    ...['json:$.constructor', 'json:$.list.length=2x', 'method:post -is:pinned', '-method:post'],
  ])('%s: no', text => expect(holds(text)).toBe(false))

  test('a Request of no Source is in the Inbox, whatever a Source may be called', () => {
    const inbox = { ...request, row: { ...request.row, sourceId: null } }
    const named = { ...request, row: { ...request.row, sourceId: 'src_00000000002' } }
    expect([holds('source:inbox', inbox), holds('source:inbox', named), holds('source:src_00000000002', named)]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('an array of 300,000 items is walked without an overflow', () => {
    const long = { ...request, json: () => ({ list: Array.from({ length: 300_000 }, (_, id) => ({ id })) }) }
    expect(holds('json:$.list[].id=299999', long)).toBe(true)
  })
})

test.each([
  ['verdict:failed -is:pinned or status:5xx', true],
  ['verdict:failed paid', false],
  ['verdict:failed or header:x', false],
  ['-json:$.a', false],
  ['event:evt_1', false],
])('%s: rows suffice: %s', (text, suffices) => {
  const parsed = parseFilter(text)
  expect(parsed.ok && rowSuffices(parsed.filter)).toBe(suffices)
})
