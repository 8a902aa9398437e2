import fc from 'fast-check'
import { expect, test } from 'vitest'
import { align } from '#domain/compare/align.ts'

const list = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 })

/** Length of a longest common subsequence, by the book. */
function longest(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const item of a) {
    const next = [0]
    for (const [j, other] of b.entries()) next.push(item === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0))
    row = next
  }
  return row[b.length] ?? 0
}

test('pairs are equal items in order, and as many as there can be', () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      const pairs = align(a, b)
      for (const [i, j] of pairs) expect(a[i]).toBe(b[j])
      for (let n = 1; n < pairs.length; n++) {
        expect(pairs[n]?.[0]).toBeGreaterThan(pairs[n - 1]?.[0] ?? -1)
        expect(pairs[n]?.[1]).toBeGreaterThan(pairs[n - 1]?.[1] ?? -1)
      }
      expect(pairs).toHaveLength(longest(a, b))
    }),
    { numRuns: 500 },
  )
})

test('lists with nothing in common are given up on before they fill the memory', () => {
  const a = Array.from({ length: 20_000 }, (_, i) => i)
  const b = a.map(i => i + 100_000)
  expect(align(a, b)).toEqual([])
  expect(align([...a, 7, ...a], [...a, 8, ...a])).toHaveLength(40_000)
})
