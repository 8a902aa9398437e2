import { describe, expect, test } from 'vitest'
import { parseFilter } from '#domain/filter/parse.ts'
import { wholeFilter } from '../../../../src-renderer/state/scope.ts'
import type { AppState } from '../../../../src-renderer/state/types.ts'

const sources = [{ id: 'src_1', slug: 'stripe-test' }] as unknown as AppState['sources']
const source = { kind: 'source', id: 'src_1' } as const

describe('filter of rail and text together', () => {
  test('either alone is itself', () => {
    expect(wholeFilter({ scope: { kind: 'all' }, filter: '', sources })).toBe('')
    expect(wholeFilter({ scope: { kind: 'all' }, filter: ' a or b ', sources })).toBe('a or b')
    expect(wholeFilter({ scope: { kind: 'inbox' }, filter: '', sources })).toBe('source:inbox')
    expect(wholeFilter({ scope: source, filter: '', sources })).toBe('source:stripe-test')
  })

  test('an "or" in the text does not reach over the scope', () => {
    const parsed = parseFilter(wholeFilter({ scope: source, filter: 'verdict:failed or is:duplicate', sources }))
    expect(parsed.ok && parsed.filter.kind).toBe('and')
  })

  test('a Source that is gone hides nothing', () => {
    expect(wholeFilter({ scope: { kind: 'source', id: 'src_gone' }, filter: 'x', sources })).toBe('x')
  })
})
