import { expect, test } from 'vitest'
import { percentile } from '#domain/percentile.ts'

test('the bound of the slot in which it falls', () => {
  expect(percentile([0, 0, 0], [10, 20], 0.5)).toBeNull()
  expect(percentile([5, 4, 1], [10, 20], 0.5)).toBe(10)
  expect(percentile([4, 5, 1], [10, 20], 0.5)).toBe(20)
  expect(percentile([4, 5, 1], [10, 20], 0.95)).toBe(20)
  expect(percentile([1, 0, 0], [10, 20], 0.95)).toBe(10)
})
