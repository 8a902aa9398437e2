import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonNode, parseJsonNodes } from '#domain/json/nodes.ts'
import { pathText, prettyText } from '#domain/json/text.ts'
import { allFolds, initialFolds, lossyNumber, valueText, visibleNodes } from '../../../../src-renderer/features/detail/body/json-tree.ts'

function nodesOf(text: string): readonly JsonNode[] {
  const result = parseJsonNodes(text)
  if (!result.ok) throw new Error(`${result.problem.code} at ${result.problem.offset}`)
  return result.nodes
}

function problemOf(text: string) {
  const result = parseJsonNodes(text)
  return result.ok ? null : result.problem
}

describe('parsing', () => {
  test('keeps numbers, order and repeated names as written', () => {
    const text = '{"2":12345678901234567890, "1":1.0, "1":1e2}'
    const nodes = nodesOf(text)
    expect(nodes.map(node => [node.key, node.kind, text.slice(node.start, node.end)])).toEqual([
      [null, 'object', text],
      ['2', 'number', '12345678901234567890'],
      ['1', 'number', '1.0'],
      ['1', 'number', '1e2'],
    ])
  })

  test('knows where each subtree ends', () => {
    const nodes = nodesOf('{"a":[1,{"b":[]}],"c":true}')
    // Nodes: root, a, a[0], a[1], a[1].b, c.
    expect(nodes.map(node => node.next)).toEqual([6, 5, 3, 5, 5, 6])
  })

  test('does not recurse: 200,000 levels of nesting', () => {
    const text = '['.repeat(200_000) + ']'.repeat(200_000)
    const nodes = nodesOf(text)
    expect(nodes).toHaveLength(200_000)
    expect(nodes[0]?.end).toBe(text.length)
  })

  test('stops at the bound', () => {
    expect(parseJsonNodes('[1,2,3]', 3)).toEqual({ ok: false, problem: { code: 'too-many', offset: 5 } })
  })

  test.each([
    ['', 'empty', 0],
    ['  ', 'empty', 2],
    ['{', 'ends-early', 1],
    ['[1', 'ends-early', 2],
    ['[1,', 'ends-early', 3],
    ['{"a"', 'ends-early', 4],
    ['{"a":', 'ends-early', 5],
    ['{"a":1', 'ends-early', 6],
    ['{a:1}', 'name', 1],
    ["{'a':1}", 'name', 1],
    ['{"a" 1}', 'colon', 5],
    ['{"a":1 "b":2}', 'comma-object', 7],
    ['[1 2]', 'comma-array', 3],
    ['[1,]', 'value', 3],
    ['{"a":1,}', 'name', 7],
    ['[01]', 'comma-array', 2],
    ['[+1]', 'value', 1],
    ['nul', 'value', 0],
    ['"abc', 'string-open', 0],
    ['"a\nb"', 'string-control', 2],
    ['"a\\x41"', 'string-escape', 2],
    ['"\\u12g4"', 'string-escape', 1],
    ['1 2', 'trailing', 2],
    ['{"a":1}}', 'trailing', 7],
    ['[1}', 'comma-array', 2],
  ])('%j is refused with %s at %i', (text, code, offset) => {
    expect(problemOf(text)).toEqual({ code, offset })
  })

  test('accepts exactly what JSON.parse accepts', () => {
    const pieces = ['{', '}', '[', ']', '"', ':', ',', '1', '0', '-', '.', 'e', ' ', '\\', 'u', 'true', 'null', 'a']
    const near = fc.string({ unit: fc.constantFrom(...pieces) })
    fc.assert(
      fc.property(fc.oneof(near, fc.json()), text => {
        let valid = true
        try {
          JSON.parse(text)
        } catch {
          valid = false
        }
        return parseJsonNodes(text).ok === valid
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the tree', () => {
  const text = '{"data":{"items":[{"id":1},{"odd name":"a\\nb"}]},"n":null}'
  const nodes = nodesOf(text)
  const at = (path: string) => nodes.findIndex((_, index) => pathText(nodes, index) === path)

  test('writes paths as JavaScript would', () => {
    expect(nodes.map((_, index) => pathText(nodes, index))).toEqual([
      '$',
      'data',
      'data.items',
      'data.items[0]',
      'data.items[0].id',
      'data.items[1]',
      'data.items[1]["odd name"]',
      'n',
    ])
  })

  test('folding hides a subtree and nothing else', () => {
    const visible = visibleNodes(nodes, new Set([at('data.items')]))
    expect(visible.map(index => pathText(nodes, index))).toEqual(['$', 'data', 'data.items', 'n'])
  })

  test('folds all but the root', () => {
    expect(visibleNodes(nodes, allFolds(nodes)).map(index => pathText(nodes, index))).toEqual(['$', 'data', 'n'])
  })

  test('opens small documents in full and large ones two levels deep', () => {
    expect(initialFolds(nodes).size).toBe(0)
    expect(visibleNodes(nodes, initialFolds(nodes, 3)).map(index => pathText(nodes, index))).toEqual(['$', 'data', 'data.items', 'n'])
  })

  test('copies the content of strings and the source of the rest', () => {
    const value = (path: string) => valueText(text, nodes[at(path)] as JsonNode)
    expect(value('data.items[1]["odd name"]')).toBe('a\nb')
    expect(value('data.items[0]')).toBe('{"id":1}')
  })

  test('pretty printing says the same document', () => {
    expect(prettyText('{"a":[],"b":[1.0,{"c":{}}]}', nodesOf('{"a":[],"b":[1.0,{"c":{}}]}'))).toBe(
      '{\n  "a": [],\n  "b": [\n    1.0,\n    {\n      "c": {}\n    }\n  ]\n}',
    )
    fc.assert(
      fc.property(fc.json(), json => {
        expect(JSON.parse(prettyText(json, nodesOf(json)))).toEqual(JSON.parse(json))
      }),
    )
  })
})

test.each([
  ['12345678901234567890', '12345678901234567000'],
  ['9007199254740993', '9007199254740992'],
  ['1e400', 'Infinity'],
  ['0.1000000000000000055', '0.1'],
  ['1.0', null],
  ['-0', null],
  ['0.10', null],
  ['1E3', null],
  ['1e-7', null],
  ['100000000000000000000000', null],
  ['-12.50', null],
])('reading %s as a double gives %s', (text, read) => {
  expect(lossyNumber(text)).toBe(read)
})
