import { describe, expect, test } from 'vitest'
import { flatHeaders, headerPairs, headerValue, headerValues, withHeaders, withoutHeaders } from '#domain/http/headers.ts'

const raw = ['X-A', '1', 'x-b', '2', 'x-a', '3', 'Empty', '']

describe('raw headers', () => {
  test('pairs and back', () => {
    expect(headerPairs(raw)).toEqual([
      ['X-A', '1'],
      ['x-b', '2'],
      ['x-a', '3'],
      ['Empty', ''],
    ])
    expect(flatHeaders(headerPairs(raw))).toEqual(raw)
  })

  test('are found in any case, the first or all', () => {
    expect(headerValue(raw, 'x-A')).toBe('1')
    expect(headerValues(raw, 'X-a')).toEqual(['1', '3'])
    expect(headerValue(raw, 'empty')).toBe('')
    expect(headerValue(raw, 'x')).toBeUndefined()
    expect(headerValues(raw, '1')).toEqual([])
  })

  test('are left out by name, never by value', () => {
    expect(withoutHeaders(raw, new Set(['x-a']))).toEqual(['x-b', '2', 'Empty', ''])
    expect(withoutHeaders(['a', 'x-a', 'b', '2'], new Set(['x-a']))).toEqual(['a', 'x-a', 'b', '2'])
  })

  test('are replaced in their place and case, repetitions folded, and appended when they are new', () => {
    const set = withHeaders(raw, [
      ['X-a', 'new'],
      ['X-C', '4'],
    ])
    expect(set).toEqual(['X-A', 'new', 'x-b', '2', 'Empty', '', 'X-C', '4'])
    expect(withHeaders(['a', '1', 'a', '2', 'a', '3'], [['A', 'x']])).toEqual(['a', 'x'])
    expect(raw).toHaveLength(8)
  })
})
