import { expect, test } from 'vitest'
import { layOut, type Stretch } from '../../../../src-renderer/features/detail/timing.ts'

const stretch = (from: number, ms: number): Stretch => ({ label: '', from, ms, tone: 'ok', note: '' })

test('stretches lie in the order of their beginning, and a night between them is cut short', () => {
  const bars = layOut([stretch(36_000_000, 50), stretch(0, 30), stretch(30, 20)])
  expect(bars.map(({ from, after }) => [from, after])).toEqual([
    [0, 0],
    [30, 30],
    [36_000_000, 36_000_000],
  ])
  expect(bars.every(({ left, width }) => left >= 0 && left + width <= 1.000_001)).toBe(true)
  expect(bars[2]?.width).toBeGreaterThan(0.4)
  expect((bars[2]?.left ?? 0) - (bars[1]?.left ?? 0) - (bars[1]?.width ?? 0)).toBeLessThan(0.14)
  expect(layOut([])).toEqual([])
  expect(layOut([stretch(5, 0)])[0]).toMatchObject({ left: 0, width: 0 })
})
