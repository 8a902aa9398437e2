import { describe, expect, test } from 'vitest'
import { parseFilter } from '#domain/filter/parse.ts'
import { usualLook } from '../../../../src-renderer/state/look.ts'
import { currentView, wholeFilter } from '../../../../src-renderer/state/scope.ts'
import type { AppState } from '../../../../src-renderer/state/types.ts'

const look = usualLook
const source = { kind: 'source', id: 'src_1' } as const

describe('filter of rail and text together', () => {
  test('either alone is itself', () => {
    expect(wholeFilter({ scope: { kind: 'all' }, filter: '', look })).toBe('')
    expect(wholeFilter({ scope: { kind: 'all' }, filter: ' a or b ', look })).toBe('a or b')
    expect(wholeFilter({ scope: { kind: 'inbox' }, filter: '', look })).toBe('source:inbox')
    expect(wholeFilter({ scope: source, filter: '', look })).toBe('source:src_1')
  })

  test('an "or" in the text does not reach over the scope', () => {
    const parsed = parseFilter(wholeFilter({ scope: source, filter: 'verdict:failed or is:duplicate', look }))
    expect(parsed.ok && parsed.filter.kind).toBe('and')
  })

  test('by Event, what came again is left out, whatever the text says', () => {
    const byEvent = { ...look, grouping: 'event' } as const
    expect(wholeFilter({ scope: { kind: 'all' }, filter: '', look: byEvent })).toBe('-is:duplicate')
    expect(wholeFilter({ scope: source, filter: 'a or b', look: byEvent })).toBe('source:src_1 -is:duplicate (a or b)')
  })
})

describe('a saved view', () => {
  const views = [
    { id: 'vw_1', name: 'All', filter: '' },
    { id: 'vw_2', name: 'Forged', filter: 'verdict:failed' },
    { id: 'vw_3', name: 'Forged too', filter: 'verdict:failed' },
  ] as unknown as AppState['views']

  test('is one at a time, of everything, and never the same as no filter', () => {
    expect(currentView({ scope: { kind: 'all' }, filter: 'verdict:failed', views })?.id).toBe('vw_2')
    expect(currentView({ scope: source, filter: 'verdict:failed', views })).toBeUndefined()
    expect(currentView({ scope: { kind: 'all' }, filter: '', views })).toBeUndefined()
  })
})
