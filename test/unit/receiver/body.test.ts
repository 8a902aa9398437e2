import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { BodyTaking, createBudget, type TakenBody } from '#receiver/body.ts'
import { defaultLimits } from '#receiver/limits.ts'

/** What becomes of a body that comes in these parts; the memory that they lie in is used again at once. */
function take(parts: Iterable<Uint8Array>): TakenBody {
  let taken: TakenBody | 'overloaded' | null = null
  const taking = new BodyTaking(defaultLimits, createBudget(defaultLimits.maxInFlight), body => {
    taken = body
  })
  for (const part of parts) {
    const lent = Buffer.from(part)
    taking.data(lent)
    lent.fill(0xee)
  }
  taking.end()
  if (taken === null || taken === 'overloaded') throw new Error('it was not taken')
  return taken
}

test('small parts and large, in any order, are the body byte for byte', () => {
  const part = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.uint8Array({ minLength: 1000, maxLength: 1100 }),
    fc.uint8Array({ maxLength: 20_000 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), parts => {
      expect(Buffer.from(take(parts).body)).toEqual(Buffer.concat(parts))
    }),
  )
})

test('a body of one-byte chunks costs little more memory than its bytes', () => {
  const made = vi.spyOn(Buffer, 'from')
  let copies = 0
  function* bytes() {
    for (let i = 0; i < 100_000; i++) yield new Uint8Array([i % 251])
    copies = made.mock.calls.length
  }
  const { body } = take(bytes())
  made.mockRestore()
  expect(body.byteLength).toBe(100_000)
  expect(body.every((byte, i) => byte === i % 251)).toBe(true)
  // One for each part is this test's own.
  expect(copies - 100_000).toBeLessThan(20)
})
