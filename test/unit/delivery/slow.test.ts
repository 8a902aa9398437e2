import { expect, test } from 'vitest'
import { watchSlow } from '#delivery/slow.ts'
import { FakeClock } from '../../support/fake-clock.ts'

test('an attempt is told once, when it has been under way for a while; one that ended is not', () => {
  const clock = new FakeClock()
  const told: number[][] = []
  const slow = watchSlow(clock, ids => told.push([...ids]))
  slow.began(1)
  slow.began(2)
  clock.advance(300)
  slow.began(3)
  slow.ended(2)
  clock.advance(250)
  expect(told).toEqual([[1]])
  expect([1, 2, 3].map(slow.isSlow)).toEqual([true, false, false])
  clock.advance(5000)
  expect(told).toEqual([[1], [3]])
  slow.ended(1)
  expect([1, 3].map(slow.isSlow)).toEqual([false, true])
})

test('nothing is told after a stop', () => {
  const clock = new FakeClock()
  const told: number[][] = []
  const slow = watchSlow(clock, ids => told.push([...ids]))
  slow.began(1)
  slow.stop()
  clock.advance(5000)
  expect(told).toEqual([])
})
