import { expect, test } from 'vitest'
import { watchCrowd } from '#app/crowd.ts'

test('a burst of captures is a crowd until a moment after it has gone, a few are none', () => {
  let load = 0
  let now = 1000
  const { joined, crowded } = watchCrowd(
    () => load,
    () => now,
  )
  load = 20
  joined()
  expect(crowded()).toBe(false)
  load = 60
  joined()
  // One commit answers them all, and the next burst is on its way.
  load = 0
  expect(crowded()).toBe(true)
  now += 49
  expect(crowded()).toBe(true)
  now += 1
  expect(crowded()).toBe(false)
})
