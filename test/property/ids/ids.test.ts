import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatId, idMint, parseId } from '#domain/ids.ts'

const id = fc.maxSafeNat()

test('an id survives being written and read', () => {
  fc.assert(fc.property(id, value => parseId('dlv', formatId('dlv', value)) === value))
})

test('text order is number order', () => {
  fc.assert(fc.property(id, id, (a, b) => Math.sign(a - b) === (formatId('req', a) < formatId('req', b) ? -1 : a === b ? 0 : 1)))
})

test('reading never throws, and reads nothing that writing would not write', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^req_[0-9a-z]{11}$/))
  fc.assert(
    fc.property(text, given => {
      const read = parseId('req', given)
      return read === null || formatId('req', read) === given
    }),
  )
})

test('minted ids grow whatever the clock does', () => {
  const times = fc.array(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2090, 0, 1) }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(times, fc.nat(2 ** 40), (clock, last) => {
      let at = 0
      const mint = idMint(() => clock[at++ % clock.length] ?? 0, last)
      const minted = Array.from({ length: 300 }, mint)
      for (const [i, next] of minted.entries()) expect(next).toBeGreaterThan(minted[i - 1] ?? last)
      expect(minted.every(Number.isSafeInteger)).toBe(true)
    }),
    { numRuns: 50 },
  )
})
