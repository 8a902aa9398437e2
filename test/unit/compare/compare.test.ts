import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffJson, type JsonDocument } from '#domain/compare/json.ts'
import { diffLines } from '#domain/compare/lines.ts'
import { compareMessages, type Message } from '#domain/compare/messages.ts'
import { parseJsonNodes } from '#domain/json/nodes.ts'
import { MASK } from '#domain/redact-body.ts'

function documentOf(text: string): JsonDocument {
  const parsed = parseJsonNodes(text)
  if (!parsed.ok) throw new Error(parsed.problem.code)
  return { text, nodes: parsed.nodes }
}
const changes = (a: string, b: string) =>
  diffJson(documentOf(a), documentOf(b), 1000).changes.map(({ path, change, a, b }) =>
    [change, path, a, b].filter(part => part !== null).join(' '),
  )

describe('JSON by structure', () => {
  test.each([
    ['{"a":1,"b":2}', '{"b":2,"a":1}', []],
    ['{"a":1}', '{"a":2,"c":3}', ['changed a 1 2', 'added c 3']],
    ['{"a":{"b":[1]}}', '{"a":{}}', ['changed a {"b":[1]} {}']],
    // A number is what is written, beyond what JavaScript can hold.
    ['{"id":12345678901234567890}', '{"id":12345678901234567891}', ['changed id 12345678901234567890 12345678901234567891']],
    ['[1,2,3]', '[0,1,2,3]', ['added [0] 0']],
    ['[1,2,3]', '[1,3]', ['removed [1] 2']],
    ['{"a":1,"a":2}', '{"a":1,"a":3}', ['changed a 2 3']],
    ['{"a":[1]}', '{"a":{"0":1}}', ['changed a [1] {"0":1}']],
    ['1', '"1"', ['changed $ 1 "1"']],
  ])('%s and %s', (a, b, expected) => {
    expect(changes(a, b)).toEqual(expected)
  })

  test('things of a list are known by their id where it moved', () => {
    const found = changes('[{"sku":"A","q":1},{"sku":"B","q":1}]', '[{"sku":"N","q":9},{"sku":"B","q":2},{"sku":"A","q":1}]')
    expect(found).toContain('added [0] {"sku":"N","q":9}')
    expect(found.some(line => line.startsWith('changed [1].q 1 2') || line.includes('"B"'))).toBe(true)
  })

  test('there is a difference exactly when the values differ', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).map(json => JSON.stringify(json))
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(changes(a, a)).toEqual([])
        expect(changes(a, b).length === 0).toBe(sorted(a) === sorted(b))
      }),
    )
  })

  test('forty thousand levels, and a list of as many items', () => {
    const deep = (inside: string) => '['.repeat(40_000) + inside + ']'.repeat(40_000)
    const found = diffJson(documentOf(deep('1')), documentOf(deep('2')), 10)
    expect(found.changes.map(({ a, b }) => [a, b])).toEqual([['1', '2']])
    const long = (last: number) => `[${'0,'.repeat(40_000)}${last}]`
    expect(changes(long(1), long(2))).toEqual(['changed [40000] 1 2'])
  })

  test('a limit is kept, and the rest counted', () => {
    const a = JSON.stringify(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i])))
    expect(diffJson(documentOf(a), documentOf('{}'.replace('}', '"x":1}')), 10)).toMatchObject({ changes: { length: 10 }, more: 41 })
  })
})

test('lines: what differs, three equal lines around it, and the rest left out', () => {
  const text = (changed: string) => [...Array.from({ length: 20 }, (_, i) => `line ${i}`), changed, 'end'].join('\n')
  const { rows } = diffLines(text('old'), text('new'), 100)
  expect(rows.map(row => (row.kind === 'skip' ? `skip ${row.lines}` : `${row.kind} ${row.left}|${row.right}`))).toEqual([
    'skip 17',
    'same line 17|line 17',
    'same line 18|line 18',
    'same line 19|line 19',
    'changed old|new',
    'same end|end',
  ])
})

describe('messages', () => {
  const message = (body: string, over: Partial<Message> = {}): Message => ({
    target: '/a?x=1&token=t1',
    shownTarget: `/a?x=1&token=${MASK}`,
    headers: ['Content-Type', 'application/json', 'Authorization', 'Bearer one'],
    shownHeaders: ['Content-Type', 'application/json', 'Authorization', `Bearer ${MASK}`],
    body: new TextEncoder().encode(body),
    marked: { names: ['token'], formPayload: null },
    ...over,
  })

  test('what differs in a credential is told, and neither value', () => {
    const other = message('{"token":"two","n":{"token":"three"},"a":2}', {
      target: '/a?x=1&token=t2',
      headers: ['content-type', 'application/json', 'Authorization', 'Bearer two'],
    })
    const found = compareMessages(message('{"token":"one","a":1}'), other)
    expect(JSON.stringify(found)).not.toMatch(/one|two|three|t1|t2/)
    expect(found.headers.map(({ name, change }) => [name, change])).toEqual([
      ['Content-Type', 'same'],
      ['Authorization', 'changed'],
    ])
    expect(found.query.map(({ name, change }) => [name, change])).toEqual([
      ['x', 'same'],
      ['token', 'changed'],
    ])
    expect(found.body).toMatchObject({
      kind: 'json',
      changes: [
        { path: 'token', change: 'changed', a: `"${MASK}"`, b: `"${MASK}"` },
        { path: 'a', a: '1', b: '2' },
        { path: 'n', change: 'added', b: `{"token":"${MASK}"}` },
      ],
    })
  })

  test('forms by field, text by line, bytes by the first that differs, and nothing where nothing differs', () => {
    const form = ['Content-Type', 'application/x-www-form-urlencoded']
    const asForm = { headers: form, shownHeaders: form }
    expect(compareMessages(message('a=1&token=x', asForm), message('a=2&token=y', asForm)).body).toEqual({
      kind: 'form',
      fields: [
        { name: 'a', change: 'changed', a: ['1'], b: ['2'] },
        { name: 'token', change: 'changed', a: [MASK], b: [MASK] },
      ],
    })
    expect(compareMessages(message('one\ntwo'), message('one\n2')).body).toMatchObject({ kind: 'text' })
    expect(compareMessages(message('', { body: Uint8Array.of(1, 0xff, 3) }), message('', { body: Uint8Array.of(1, 0xfe) })).body).toEqual({
      kind: 'bytes',
      at: 1,
      sizeA: 3,
      sizeB: 2,
    })
    expect(compareMessages(message('{}'), message('{}')).body).toEqual({ kind: 'same' })
    expect(compareMessages(message(''), message('')).body).toEqual({ kind: 'empty' })
  })
})

/** JSON text with members in order of their names: equal exactly for equal values. */
function sorted(text: string): string {
  const order = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(order)
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, inside]) => [name, order(inside)])
            .concat([['{}']] as never)
        : value
  return JSON.stringify(order(JSON.parse(text)))
}
