import { describe, expect, test } from 'vitest'
import { parseJsonNodes } from '#domain/json/nodes.ts'
import { prettyText } from '#domain/json/text.ts'
import { MASK } from '#domain/redact-body.ts'
import { findIn, MAX_MATCHES, matchesIn, patternOf } from '../../../../src-renderer/features/detail/body/find.ts'
import { hexText } from '../../../../src-renderer/features/detail/body/hex.ts'
import { hiddenRanges, hideText, isHidden, shownOffset, visibleText } from '../../../../src-renderer/features/detail/body/hidden.ts'
import { findNodes, repeatedNames, unfoldedTo } from '../../../../src-renderer/features/detail/body/json-tree.ts'
import { rowAt, textRows } from '../../../../src-renderer/features/detail/body/lines.ts'
import { prettyXml } from '../../../../src-renderer/features/detail/body/xml.ts'
import { requestHead, wireBytes } from '../../../../src-renderer/features/detail/wire.ts'
import { aRequest } from './builders.ts'

const hiding = { marked: { names: ['token'], formPayload: null }, contentType: 'application/json' }

describe('hidden credentials', () => {
  const body = '{"token":"s3cret", "a" 1}'

  test('in text, and a place of the true text in what is shown', () => {
    const shown = hideText(hiding, body)
    expect(shown.text).toBe(`{"token":"${MASK}", "a" 1}`)
    expect(shown.text[shownOffset(shown.spans, body.indexOf('1'))]).toBe('1')
    expect(shownOffset(shown.spans, body.indexOf('s3'))).toBe(body.indexOf('"s3'))
    expect(hideText(null, body)).toEqual({ text: body, spans: [] })
  })

  test('in bytes: no copy of a selection holds them', () => {
    const bytes = Buffer.from(body)
    const ranges = hiddenRanges(hiding, bytes)
    const all = { from: 0, to: bytes.length - 1 }
    expect(visibleText(bytes, ranges, all)).toBe(`{"token":${MASK}, "a" 1}`)
    expect(visibleText(bytes, ranges, { from: 12, to: 19 })).toBe(`${MASK}, "`)
    expect(hexText(bytes, { from: 8, to: 10 }, at => isHidden(ranges, at))).toBe('3a •• ••')
    expect([...bytes.keys()].filter(at => isHidden(ranges, at)).map(at => bytes.toString('latin1', at, at + 1))).toEqual([...'"s3cret"'])
  })

  test('on the wire: a masked header is hidden bytes, and the body starts after an empty line', () => {
    const request = aRequest()
    const { bytes, hidden } = wireBytes(requestHead(request, null), Buffer.from('xyz'), [{ from: 1, to: 1 }])
    const text = Buffer.from(bytes).toString('latin1')
    expect(text).toMatch(
      /^POST \/stripe\/a\?x=1 HTTP\/1\.1\r\nContent-Type: application\/json\r\nAuthorization: Bearer .{8}\r\nStripe-Signature: t=1,v1=00\r\n\r\nxyz$/,
    )
    expect(hidden).toEqual([
      { from: text.indexOf('Bearer ') + 7, to: text.indexOf('Bearer ') + 14 },
      { from: text.length - 2, to: text.length - 2 },
    ])
    const clear = requestHead(request, { headers: [['A', 'b']], target: '/?token=x' })
    expect(clear).toEqual(['POST /?token=x HTTP/1.1', 'A: b'])
  })
})

describe('finding', () => {
  test('as it is written, in any letter case, and no more than can be stepped through', () => {
    expect(findIn('a.B a.b axb', 'A.b').map(({ from }) => from)).toEqual([0, 4])
    expect(findIn('x', '')).toEqual([])
    expect(findIn('a'.repeat(20_000), 'a')).toHaveLength(MAX_MATCHES)
  })
  test('across the rows that a long line is cut into', () => {
    const rows = textRows('abcdef\ngh', 4)
    expect(rows.map(({ text, start }) => [text, start])).toEqual([
      ['abcd', 0],
      ['ef', 4],
      ['gh', 7],
    ])
    const found = findIn('abcdef\ngh', 'de')
    expect(rows.map(row => matchesIn(found, row.start, row.start + row.text.length).length)).toEqual([1, 1, 0])
    expect([0, 3, 4, 6, 8].map(offset => rowAt(rows, offset))).toEqual([0, 0, 1, 1, 2])
  })
  test('names and values of JSON, and the folds around them open', () => {
    const text = '{"a":{"Needle":1,"b":["needle"]},"c":"x"}'
    const parsed = parseJsonNodes(text)
    const nodes = parsed.ok ? parsed.nodes : []
    const found = findNodes(text, nodes, patternOf('needle'), 10)
    expect(found.map(index => nodes[index]?.depth)).toEqual([2, 3])
    expect([...unfoldedTo(nodes, new Set([0, 1, 3]), found[1] ?? 0)]).toEqual([])
    expect(findNodes(text, nodes, null, 10)).toEqual([])
  })
})

test('names that stand more than once in one object', () => {
  const parsed = parseJsonNodes('{"a":1,"b":{"a":2},"a":3,"c":[{"a":1},{"a":1}]}')
  expect(parsed.ok && [...repeatedNames(parsed.nodes)].map(index => parsed.nodes[index]?.start)).toEqual([5, 23])
})

test('a document of a hundred thousand levels is indented without filling the memory', () => {
  const text = '['.repeat(100_000) + ']'.repeat(100_000)
  const parsed = parseJsonNodes(text)
  expect(parsed.ok && prettyText(text, parsed.nodes).length).toBeLessThan(50_000_000)
  expect((prettyXml('<a>'.repeat(50_000) + '</a>'.repeat(50_000)) ?? '').length).toBeLessThan(50_000_000)
})

describe('XML', () => {
  test.each([
    ['<a><b>x</b><c/></a>', '<a>\n  <b>x</b>\n  <c/>\n</a>'],
    ['<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "y">]>\n<a/>', '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "y">]>\n<a/>'],
    ['<a x="1>2" y=\'<\'>&x;</a>', '<a x="1>2" y=\'<\'>&x;</a>'],
    ['<p>some <b>bold</b> text</p>', '<p>some <b>bold</b> text</p>'],
    ['<a><!-- <b> --><![CDATA[<c>]]></a>', '<a>\n  <!-- <b> -->\n  <![CDATA[<c>]]>\n</a>'],
    ['<a></a>', '<a></a>'],
  ])('%s', (text, pretty) => {
    expect(prettyXml(text)).toBe(pretty)
  })
  test.each(['<a><b></a></b>', '<a>', 'text', '', '<a', '<a></a>text', '{"a":1}'])('%s is not well-formed', text => {
    expect(prettyXml(text)).toBeNull()
  })
})
