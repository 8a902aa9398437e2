import { describe, expect, test } from 'vitest'
import { firstIdAt, formatId, idMint, parseId, timeOfId } from '#domain/ids.ts'

const noon = Date.UTC(2026, 5, 1, 12)

describe('ids', () => {
  test('have one shape', () => {
    expect(formatId('req', 0)).toBe('req_00000000000')
    expect(formatId('src', 31)).toBe('src_0000000000z')
    expect(formatId('ep', Number.MAX_SAFE_INTEGER)).toMatch(/^ep_7z{10}$/)
  })

  test.each([
    '',
    'req',
    'req_',
    'req_1',
    'src_00000000000',
    'req_0000000000i',
    'req_0000000000A',
    'req_000000000000',
    'req_zzzzzzzzzzz',
    'REQ_00000000000',
  ])('%j is no id of a Request', text => expect(parseId('req', text)).toBeNull())

  test('tell their time', () => {
    const mint = idMint(() => noon)
    expect(timeOfId(mint())).toBe(noon)
    expect(firstIdAt(noon)).toBe(idMint(() => noon)())
    expect(firstIdAt(0)).toBe(0)
  })

  test('grow within one millisecond, beyond its slots, and when the clock goes back', () => {
    let time = noon
    const mint = idMint(() => time)
    let last = mint()
    for (let i = 0; i < 10_000; i++) {
      if (i === 6000) time -= 3_600_000
      const next = mint()
      expect(next).toBeGreaterThan(last)
      last = next
    }
    time = noon + 86_400_000
    expect(timeOfId(mint())).toBe(time)
  })

  test('go on above the highest one of an earlier run, whose clock was ahead', () => {
    const ahead = firstIdAt(noon + 3_600_000)
    expect(idMint(() => noon, ahead)()).toBe(ahead + 1)
  })
})
