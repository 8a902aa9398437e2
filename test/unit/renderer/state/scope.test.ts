import { describe, expect, test } from 'vitest'
import { parseFilter } from '#domain/filter/parse.ts'
import { usualLook } from '../../../../src-renderer/state/look.ts'
import { wholeFilter } from '../../../../src-renderer/state/scope.ts'
import type { AppState } from '../../../../src-renderer/state/types.ts'

const sources = [{ id: 'src_1', slug: 'stripe-test' }] as unknown as AppState['sources']
const look = usualLook
const source = { kind: 'source', id: 'src_1' } as const

describe('filter of rail and text together', () => {
  test('either alone is itself', () => {
    expect(wholeFilter({ scope: { kind: 'all' }, filter: '', sources, look })).toBe('')
    expect(wholeFilter({ scope: { kind: 'all' }, filter: ' a or b ', sources, look })).toBe('a or b')
    expect(wholeFilter({ scope: { kind: 'inbox' }, filter: '', sources, look })).toBe('source:inbox')
    expect(wholeFilter({ scope: source, filter: '', sources, look })).toBe('source:stripe-test')
  })

  test('an "or" in the text does not reach over the scope', () => {
    const parsed = parseFilter(wholeFilter({ scope: source, filter: 'verdict:failed or is:duplicate', sources, look }))
    expect(parsed.ok && parsed.filter.kind).toBe('and')
  })

  test('by Event, what came again is left out, whatever the text says', () => {
    const byEvent = { ...look, grouping: 'event' } as const
    expect(wholeFilter({ scope: { kind: 'all' }, filter: '', sources, look: byEvent })).toBe('-is:duplicate')
    expect(wholeFilter({ scope: source, filter: 'a or b', sources, look: byEvent })).toBe('source:stripe-test -is:duplicate (a or b)')
  })

  test('a Source that is gone hides nothing', () => {
    expect(wholeFilter({ scope: { kind: 'source', id: 'src_gone' }, filter: 'x', sources, look })).toBe('x')
  })
})
