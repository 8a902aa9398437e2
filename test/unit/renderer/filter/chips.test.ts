import { describe, expect, test } from 'vitest'
import { parseFilter } from '#domain/filter/parse.ts'
import { filterError, joinParts, partsOf } from '../../../../src-renderer/features/filter/chips.ts'

const meaning = (text: string) => {
  const parsed = parseFilter(text)
  return parsed.ok ? parsed.filter : parsed.message
}

describe('chips', () => {
  test.each([
    ['', []],
    ['verdict:failed', ['verdict:failed']],
    ['verdict:failed invoice', ['verdict:failed', 'invoice']],
    ['a or b', ['(a or b)']],
    ['x (a or b)', ['x', '(a or b)']],
  ])('%s', (text, parts) => {
    expect(partsOf(text)).toEqual(parts)
  })

  test.each(['verdict:failed invoice', 'a or b', 'x (a or -b)', '-(a b)', 'type:invoice.* "two words"'])('keep the meaning of %s', text => {
    expect(meaning(joinParts(partsOf(text), ''))).toEqual(meaning(text))
  })

  test('what is being typed joins them with "and", alternatives included', () => {
    expect(meaning(joinParts(['verdict:failed'], 'a or b'))).toEqual(meaning('verdict:failed (a or b)'))
    expect(joinParts([], '  ')).toBe('')
  })

  test('an unreadable text is told as a sentence', () => {
    expect(filterError('verdict:failed')).toBeNull()
    expect(filterError('verdict:maybe')).toMatch(/verified/)
  })
})
