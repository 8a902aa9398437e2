import { expect, test } from 'vitest'
import { onAbort } from '#delivery/on-abort.ts'

test('who waits for a signal is told once, who has left is not, in whatever order they left', () => {
  const abort = new AbortController()
  const told: number[] = []
  const leave = Array.from({ length: 6 }, (_, i) => onAbort(abort.signal, () => told.push(i)))
  for (const i of [2, 0, 5]) leave[i]?.()
  // A second time is nothing: the place belongs to somebody else by now.
  leave[0]?.()
  leave.push(onAbort(abort.signal, () => told.push(6)))
  abort.abort()
  expect(told.toSorted()).toEqual([1, 3, 4, 6])
})

test('who leaves when told does not keep the others from hearing it', () => {
  const abort = new AbortController()
  const told: number[] = []
  const leave = Array.from({ length: 5 }, (_, i) =>
    onAbort(abort.signal, () => {
      told.push(i)
      leave[i]?.()
    }),
  )
  abort.abort()
  expect(told).toEqual([0, 1, 2, 3, 4])
})

test('each signal has its own', () => {
  const [one, other] = [new AbortController(), new AbortController()]
  const told: string[] = []
  onAbort(one.signal, () => told.push('one'))
  onAbort(other.signal, () => told.push('other'))
  other.abort()
  expect(told).toEqual(['other'])
})
