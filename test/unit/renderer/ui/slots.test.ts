import { expect, test } from 'vitest'
import { Slots } from '../../../../src-renderer/ui/slots.ts'

const ids = (from: number, length: number) => Array.from({ length }, (_, i) => `req_${from + i}`)

test('who stays keeps its elements, who comes takes those of who went', () => {
  const slots = new Slots()
  const before = slots.assign(ids(0, 40))
  const after = slots.assign(ids(14, 40))
  for (const id of ids(14, 26)) expect(after.get(id)).toBe(before.get(id))
  const freed = ids(0, 14).map(id => before.get(id))
  expect(new Set(ids(40, 14).map(id => after.get(id)))).toEqual(new Set(freed))
})

test('no two rows share elements, however one jumps about', () => {
  const slots = new Slots()
  for (const [from, length] of [
    [0, 30],
    [500, 30],
    [490, 45],
    [0, 3],
    [2, 30],
    [2, 30],
    [1, 31],
  ] as const) {
    const assigned = slots.assign(ids(from, length))
    expect(assigned.size).toBe(length)
    expect(new Set(assigned.values()).size).toBe(length)
  }
})

test('rows that come in above move nobody', () => {
  const slots = new Slots()
  const before = slots.assign(ids(1, 20))
  const after = slots.assign(ids(0, 21))
  for (const [id, slot] of before) expect(after.get(id)).toBe(slot)
})
