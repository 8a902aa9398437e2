import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOnScreen } from '../../../src-main/electron/on-screen.ts'

const main = { x: 0, y: 25, width: 1440, height: 875 }
const second = { x: 1440, y: 0, width: 1920, height: 1080 }

test('a window whose head is in sight stays where it is, on any screen', () => {
  expect(backOnScreen({ x: 100, y: 100, width: 1200, height: 700 }, [main])).toBeNull()
  expect(backOnScreen({ x: 2000, y: 50, width: 1200, height: 700 }, [main, second])).toBeNull()
  expect(backOnScreen({ x: 1320, y: 800, width: 1200, height: 700 }, [main])).toBeNull()
})

test('one whose screen is gone, or whose head is above it, comes to the middle of the main one', () => {
  expect(backOnScreen({ x: 2000, y: 50, width: 1000, height: 675 }, [main])).toEqual({ x: 220, y: 125, width: 1000, height: 675 })
  expect(backOnScreen({ x: 100, y: -300, width: 1000, height: 675 }, [main])).not.toBeNull()
  expect(backOnScreen({ x: 5000, y: 0, width: 3000, height: 2000 }, [main])).toEqual(main)
})

test('wherever it was, it can be taken hold of afterwards', () => {
  const number = fc.integer({ min: -10_000, max: 10_000 })
  const size = fc.integer({ min: 480, max: 5000 })
  fc.assert(
    fc.property(number, number, size, size, (x, y, width, height) => {
      const place = backOnScreen({ x, y, width, height }, [main, second])
      if (place) expect(backOnScreen(place, [main, second])).toBeNull()
    }),
  )
})
