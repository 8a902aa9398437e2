import { expect, test } from 'vitest'
import { joined, movable, packBytes, unpackBytes } from '#store/threads/bytes.ts'

const filled = (length: number, value: number) => new Uint8Array(length).fill(value)

/** As it goes from one thread to another. */
function sent(list: readonly Uint8Array[]) {
  const { packed, moved } = packBytes(list)
  return packed && structuredClone(packed, { transfer: moved })
}

test('small bytes share a buffer, large ones are moved, and all come out at their call', () => {
  const large = filled(100_000, 7)
  const pooled = Buffer.from('from the pool')
  const packed = sent([pooled, filled(0, 0), large, filled(3, 9)])
  expect(large.byteLength).toBe(0)
  expect(pooled.toString()).toBe('from the pool')
  const back = packed && unpackBytes(packed)
  expect(back?.map(({ byteLength }) => byteLength)).toEqual([13, 0, 100_000, 3])
  expect(Buffer.from(back?.[0] ?? []).toString()).toBe('from the pool')
  expect(back?.[2]?.every(byte => byte === 7)).toBe(true)
  expect([...(back?.[3] ?? [])]).toEqual([9, 9, 9])
})

test('calls without bytes pack nothing', () => {
  expect(packBytes([filled(0, 0), filled(0, 0)])).toEqual({ packed: null, moved: [] })
})

test('a large slice of a buffer is copied: moving it would take its neighbours along', () => {
  const whole = filled(200_000, 1)
  const slice = whole.subarray(0, 100_000)
  expect(movable(slice)).toEqual([])
  const packed = sent([slice])
  expect(whole.byteLength).toBe(200_000)
  expect(packed && unpackBytes(packed)[0]?.byteLength).toBe(100_000)
})

test('joined bytes have a buffer of their own', () => {
  const all = joined([filled(2, 1), filled(1, 2)])
  expect([...all]).toEqual([1, 1, 2])
  expect(all.buffer.byteLength).toBe(3)
})
