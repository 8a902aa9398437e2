import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatFilter } from '#domain/filter/format.ts'
import { parseFilter } from '#domain/filter/parse.ts'
import { filter } from './arbitrary.ts'

test('a filter that is written and read again is the same filter', () => {
  fc.assert(
    fc.property(filter, original => {
      expect(parseFilter(formatFilter(original))).toEqual({ ok: true, filter: original })
    }),
    { numRuns: 2000 },
  )
})

test('reading never throws; what is refused is pointed at; what is read can be written', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    '-',
    '"',
    ' ',
    'or',
    'a',
    '\\',
    'type:',
    'json:$.a',
    'header:x',
    '=',
    '>',
    '[',
    ']',
    'status:',
    '5xx',
    ':',
    'é',
    '*',
    '~',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 14 }).map(parts => parts.join('')),
      ),
      text => {
        const parsed = parseFilter(text)
        if (parsed.ok) {
          expect(parseFilter(formatFilter(parsed.filter))).toEqual(parsed)
        } else {
          expect(parsed.message).toMatch(/^.+[.:*\w]$/s)
          expect(parsed.length).toBeGreaterThan(0)
          expect(parsed.at + parsed.length).toBeLessThanOrEqual(text.length)
        }
      },
    ),
    { numRuns: 5000 },
  )
})
