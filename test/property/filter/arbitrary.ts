import fc from 'fast-check'
import { type Filter, join, not, type Term } from '#domain/filter/ast.ts'
import { closedWords } from '#domain/filter/words.ts'
import type { Draft } from '../../integration/search/fixture.ts'
import { START } from '../../integration/search/fixture.ts'

/** Few and short words, so that random filters meet random rows; with the characters that languages and indexes trip over. */
const words = ['paid', 'invoice', 'Grüße', 'ΟΔΟΣ', 'a"b', 'x(y)', '-1', 'or', 'id:7', '日本語', '%', '=', 'na\\me', "it's", '😀!']
export const word = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, fc.string({ minLength: 1, maxLength: 6 }))
const type = fc.constantFrom('invoice.paid', 'invoice.void', 'Invoice', 'orders/create', 'a:b.c', 'x y', 'ping')
const keys = fc.constantFrom('evt_1', 'evt_2', 'E 3', 'ü"4')
const providers = ['stripe', 'github', 'Odd Name']
const verdicts = ['verified', 'failed', 'unsigned', 'unconfigured'] as const
const statuses = [0, 200, 202, 400, 404, 503]

export const draft: fc.Arbitrary<Draft> = fc.record({
  method: fc.constantFrom('POST', 'GET', 'pUt'),
  target: fc.tuple(word, word).map(([a, b]) => `/${a}?q=${b}`),
  sourceId: fc.constantFrom(null, 1, 2, 3),
  provider: fc.constantFrom(null, ...providers),
  replyStatus: fc.constantFrom(...statuses),
  verdict: fc.constantFrom(...verdicts),
  code: fc.constantFrom(null, 'timestamp_too_old', 'signature_mismatch'),
  eventType: fc.oneof(fc.constant(null), type),
  eventKeys: fc.uniqueArray(keys, { maxLength: 3 }),
  repetition: fc.constantFrom(null, 'duplicate', 'partial', 'loop'),
  handshake: fc.constantFrom(null, 'challenge'),
  problem: fc.constantFrom(null, 'aborted'),
  via: fc.constantFrom('direct', 'tunnel'),
  pinned: fc.boolean(),
  label: fc.constantFrom(null, 'red', 'green'),
  headers: fc
    .array(fc.tuple(fc.constantFrom('X-Topic', 'x-topic', 'User-Agent'), fc.constantFrom('orders', 'Orders/Paid', 'a b')), { maxLength: 3 })
    .map(list => ['Content-Type', 'application/json', ...list.flat()]),
  body: fc.oneof(
    word,
    fc
      .record({ amount: fc.constantFrom(5, 1000, '1000', null), items: fc.array(fc.record({ id: word }), { maxLength: 2 }), note: word })
      .map(v => JSON.stringify(v)),
  ),
})

const text = word.map(w => w.toLowerCase().replaceAll('ς', 'σ'))
const numeric = fc.constantFrom('=', '!=', '>', '>=', '<', '<=')

export const term: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text }),
  fc
    .constantFrom('stripe-test', 'shop', 'inbox', 'nowhere', 'src_00000000003')
    .map(value => ({ kind: 'value', field: 'source', value }) as const),
  fc.constantFrom(...providers, 'none').map(value => ({ kind: 'value', field: 'provider', value: value.toLowerCase() }) as const),
  fc.constantFrom(...verdicts).map(value => ({ kind: 'value', field: 'verdict', value }) as const),
  fc.constantFrom('timestamp_too_old', 'unknown_key').map(value => ({ kind: 'value', field: 'code', value }) as const),
  fc.constantFrom('post', 'put', 'head').map(value => ({ kind: 'value', field: 'method', value }) as const),
  fc.constantFrom(...Object.keys(closedWords.is)).map(value => ({ kind: 'value', field: 'is', value }) as const),
  fc.constantFrom('red', 'blue').map(value => ({ kind: 'value', field: 'label', value }) as const),
  keys.map(key => ({ kind: 'value', field: 'event', value: key.toLowerCase() }) as const),
  fc.record({
    kind: fc.constant('type'),
    value: fc.constantFrom('invoice.', 'inv', 'orders/', 'a:b.c', 'x ', 'ping'),
    prefix: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('family'), family: fc.constantFrom(0, 2, 4, 5) }),
  fc.record({ kind: fc.constant('status'), op: numeric, value: fc.constantFrom(0, 199, 200, 404, 500, 999) }),
  fc.record({
    kind: fc.constant('time'),
    side: fc.constantFrom('after', 'before'),
    when: fc.oneof(
      fc.integer({ min: -2, max: 30 }).map(n => ({ at: START + n * 1000, text: new Date(START + n * 1000).toISOString() })),
      fc.integer({ min: 0, max: 30 }).map(n => ({ ago: n * 1000, text: `${n}s` })),
    ),
  }),
  fc
    .record({ kind: fc.constant('size'), op: numeric, bytes: fc.constantFrom(0, 4, 40) })
    .map(size => ({ ...size, text: String(size.bytes) })),
  fc
    .record({
      kind: fc.constant('header'),
      name: fc.constantFrom('x-topic', 'user-agent', 'x-none'),
      op: fc.constantFrom(null, '=', '!=', '~'),
      value: fc.constantFrom('orders', 'or', 'a b', ''),
    })
    .map(header => (header.op === null ? { ...header, value: '' } : header)),
  fc
    .record({
      kind: fc.constant('json'),
      path: fc.constantFrom(
        [{ key: 'amount' }],
        [{ key: 'items' }, { all: true } as const, { key: 'id' }],
        [{ key: 'items' }, { index: 0 }],
        [{ key: 'odd key' }],
        [],
      ),
      op: fc.constantFrom(null, '=', '!=', '>', '>=', '<', '<=', '~'),
      value: fc.constantFrom('1000', 'paid', 'null', 'x y'),
    })
    .map(json => (json.op === null ? { ...json, value: '' } : json)),
)

/** Filters in the shape that the parser makes: see `join` and `not`. */
export const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>(tie => ({
  filter: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'filter' },
    term,
    tie('filter').map(not),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('filter'), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]) => join(kind, parts)),
  ),
})).filter
