import { expect, test } from 'vitest'
import { handshakeQuota } from '#intake/quota.ts'

const at = 1_800_000_000_000
const drained = () => {
  const quota = handshakeQuota()
  for (let n = 0; n < 10; n++) expect(quota.take(1, at + n * 1000)).toBe(true)
  return quota
}

test('ten within a minute, and the eleventh once the first is a minute old', () => {
  const quota = drained()
  expect(quota.take(1, at + 10_000)).toBe(false)
  expect(quota.take(1, at + 59_999)).toBe(false)
  expect(quota.take(1, at + 60_000)).toBe(true)
  expect(quota.take(1, at + 60_001)).toBe(false)
})

test('every Source has its own', () => {
  const quota = drained()
  expect(quota.take(2, at + 10_000)).toBe(true)
})

test('a refusal uses nothing up', () => {
  const quota = drained()
  for (let n = 0; n < 50; n++) quota.take(1, at + 20_000 + n)
  expect(quota.take(1, at + 61_000)).toBe(true)
})

test('a clock that was set back does not refuse for ever', () => {
  const quota = drained()
  expect(quota.take(1, at - 3_600_000)).toBe(true)
})
