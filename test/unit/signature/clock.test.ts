import { expect, test } from 'vitest'
import { clockExplanation } from '#domain/signature/clock.ts'

const off = (...minutes: number[]) => minutes.map(offMs => ({ sourceName: 'a', offMs: offMs * 60_000 }))

test('three that are off alike say so, and in which direction', () => {
  expect(clockExplanation(off(90, 90.2, 90.4))).toContain('This machine’s clock is most likely 90 minutes ahead')
  expect(clockExplanation(off(-180, -180, -180.5))).toContain('This machine’s clock is most likely 3 hours behind')
  expect(clockExplanation([...off(90, 90), { sourceName: 'b', offMs: 90 * 60_000 }])).toContain('of 2 Sources')
})

test.each([
  ['none', []],
  ['two', off(90, 90)],
  ['a queue that was held up', off(90, 60, 30)],
  ['both directions', off(90, -90, 90)],
])('%s: nothing is said', (_, recent) => {
  expect(clockExplanation(recent)).toBeNull()
})
