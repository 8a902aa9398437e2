import { describe, expect, test } from 'vitest'
import { everything, type Filter } from '#domain/filter/ast.ts'
import { formatFilter } from '#domain/filter/format.ts'
import { parseFilter } from '#domain/filter/parse.ts'

const text = (value: string): Filter => ({ kind: 'text', text: value })
const value = (field: 'source' | 'provider' | 'verdict' | 'code' | 'method' | 'is' | 'event', v: string): Filter => ({
  kind: 'value',
  field,
  value: v,
})
const and = (...parts: Filter[]): Filter => ({ kind: 'and', parts })
const or = (...parts: Filter[]): Filter => ({ kind: 'or', parts })
const not = (part: Filter): Filter => ({ kind: 'not', part })

describe('what is read', () => {
  test.each<[string, Filter]>([
    ['', everything],
    ['   ', everything],
    ['Paid', text('paid')],
    ['paid late', and(text('paid'), text('late'))],
    ['"paid  late"', text('paid  late')],
    ['"say \\"hi\\" \\\\ bye"', text('say "hi" \\ bye')],
    ['{"id":"evt_1"}', text('{"id":"evt_1"}')],
    ['"id":"evt_1"', and(text('id'), text(':"evt_1"'))],
    ['call(me) maybe', and(text('call(me)'), text('maybe'))],
    ['https://example.com/x', text('https://example.com/x')],
    ['12:30', text('12:30')],
    ['order', text('order')],
    ['source:Stripe-Test', value('source', 'stripe-test')],
    ['SOURCE:"a b"', value('source', 'a b')],
    ['provider:github', value('provider', 'github')],
    ['verdict:FAILED', value('verdict', 'failed')],
    ['code:timestamp_too_old', value('code', 'timestamp_too_old')],
    ['method:POST', value('method', 'post')],
    ['is:duplicate', value('is', 'duplicate')],
    ['event:Evt_1', value('event', 'evt_1')],
    ['type:Invoice.paid', { kind: 'type', value: 'invoice.paid', prefix: false }],
    ['type:invoice.*', { kind: 'type', value: 'invoice.', prefix: true }],
    ['type:*', { kind: 'type', value: '', prefix: true }],
    ['status:200', { kind: 'status', op: '=', value: 200 }],
    ['status:5xx', { kind: 'family', family: 5 }],
    ['status:>=400', { kind: 'status', op: '>=', value: 400 }],
    ['status:!=200', { kind: 'status', op: '!=', value: 200 }],
    ['after:2h', { kind: 'time', side: 'after', when: { ago: 7_200_000, text: '2h' } }],
    ['before:3D', { kind: 'time', side: 'before', when: { ago: 259_200_000, text: '3d' } }],
    ['after:2026-01-31T09:00Z', { kind: 'time', side: 'after', when: { at: Date.UTC(2026, 0, 31, 9), text: '2026-01-31T09:00Z' } }],
    // The day of whoever typed it, not of Greenwich.
    ['after:2026-01-31', { kind: 'time', side: 'after', when: { at: new Date(2026, 0, 31).getTime(), text: '2026-01-31' } }],
    ['size:>1MB', { kind: 'size', op: '>', bytes: 1_000_000, text: '1MB' }],
    ['size:<=1.5KiB', { kind: 'size', op: '<=', bytes: 1536, text: '1.5KiB' }],
    ['size:0', { kind: 'size', op: '=', bytes: 0, text: '0' }],
    ['header:X-Topic', { kind: 'header', name: 'x-topic', op: null, value: '' }],
    ['header:x-topic=Orders/Paid', { kind: 'header', name: 'x-topic', op: '=', value: 'orders/paid' }],
    ['header:x-topic!="a b"', { kind: 'header', name: 'x-topic', op: '!=', value: 'a b' }],
    ['header:user-agent~stripe', { kind: 'header', name: 'user-agent', op: '~', value: 'stripe' }],
    ['json:$.data.amount>1000', { kind: 'json', path: [{ key: 'data' }, { key: 'amount' }], op: '>', value: '1000' }],
    ['json:data.id=x', { kind: 'json', path: [{ key: 'data' }, { key: 'id' }], op: '=', value: 'x' }],
    [
      'json:$.items[0].tags[]["odd key"]="a b"',
      {
        kind: 'json',
        path: [{ key: 'items' }, { index: 0 }, { key: 'tags' }, { all: true }, { key: 'odd key' }],
        op: '=',
        value: 'a b',
      },
    ],
    ['json:$.livemode', { kind: 'json', path: [{ key: 'livemode' }], op: null, value: '' }],
    ['-paid', not(text('paid'))],
    ['--paid', text('paid')],
    ['-is:pinned', not(value('is', 'pinned'))],
    ['a or b', or(text('a'), text('b'))],
    ['a OR b c', or(text('a'), and(text('b'), text('c')))],
    ['a "or" b', and(text('a'), text('or'), text('b'))],
    ['(a or b) -(c d)', and(or(text('a'), text('b')), not(and(text('c'), text('d'))))],
    ['((a) or (b or c))', or(text('a'), text('b'), text('c'))],
    ['(a b) c', and(text('a'), text('b'), text('c'))],
  ])('%s', (input, filter) => {
    expect(parseFilter(input)).toEqual({ ok: true, filter })
    expect(parseFilter(formatFilter(filter))).toEqual({ ok: true, filter })
  })
})

describe('what is refused, and where', () => {
  test.each<[string, string, number, number]>([
    ['paid "late', 'This quote is never closed.', 5, 5],
    ['""', 'There is nothing between these quotes.', 0, 2],
    ['source:"x', 'A quote in here is never closed.', 0, 9],
    ['(a or b', 'This "(" is never closed.', 0, 1],
    ['a )', 'This ")" has no matching "("', 2, 1],
    ['a ()', 'There is nothing between these parentheses.', 2, 2],
    ['or a', '"or" needs something on both sides.', 0, 2],
    ['a or', '"or" needs something on both sides.', 2, 2],
    ['a or or b', '"or" needs something on both sides.', 5, 2],
    ['a - b', '"-" negates what directly follows it', 2, 1],
    ['a statsu:500', '"statsu:" is not a filter field; use one of source, provider,', 2, 10],
    ['verdict:', 'Say what to look for after "verdict:".', 0, 8],
    ['x verdict:wrong', '"verdict:" takes one of verified, failed, unsigned, unconfigured.', 2, 13],
    ['code:nope', '"code:" takes one of missing_header,', 0, 9],
    ['is:nope', '"is:" takes one of duplicate,', 0, 7],
    ['status:ok', '"status:" takes a status such as 200, 5xx or >=400.', 0, 9],
    ['status:2000', '"status:" takes a status', 0, 11],
    ['type:*.paid', 'stands at the end only', 0, 11],
    ['after:yesterday', '"after:" takes a time such as 2h', 0, 15],
    ['before:2026-02-30', '"before:" takes a time such as 2h', 0, 17],
    ['size:big', '"size:" takes a size', 0, 8],
    ['header:=x', '"header:" takes a name and a value', 0, 9],
    ['json:$.a[', '"json:" takes a path and a value', 0, 9],
    ['json:$.a>', 'Say what to compare with after ">".', 0, 9],
    [`${'('.repeat(50)}a${')'.repeat(50)}`, 'This filter is nested too deep.', 40, 1],
    [`${'a '.repeat(201)}`, 'A filter may have at most 200 terms.', 400, 2],
  ])('%s', (input, message, at, length) => {
    expect(parseFilter(input)).toEqual({ ok: false, message: expect.stringContaining(message), at, length })
  })
})
