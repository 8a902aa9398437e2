import { describe, expect, test } from 'vitest'
import { hiddenText } from '../../../../src-renderer/features/shell/status-line.tsx'
import { bytes, count, exactTime, plural, relativeTime, span } from '../../../../src-renderer/ui/format.ts'

const now = Date.UTC(2026, 5, 15, 12)
const count10k = { count: 10_000, exact: false, text: '10,000+' }
const exactly = (n: number) => ({ count: n, exact: true, text: String(n) })

describe('format', () => {
  test.each([
    [0, 'now'],
    [12_000, '12 s'],
    [90_000, '1 min'],
    [7_200_000, '2 h'],
    [3 * 86_400_000, '3 d'],
    [10 * 86_400_000, '5 Jun'],
    [400 * 86_400_000, '11 May 2025'],
    [-300_000, 'in 5 min'],
  ])('%d ms ago', (ago, text) => {
    expect(relativeTime(now - ago, now)).toBe(text)
  })

  test('an age counts only what has passed', () => {
    expect(relativeTime(now - 1_990, now)).toBe('1 s')
    expect(relativeTime(now - 59_900, now)).toBe('59 s')
  })

  test.each([
    [0.4, '0 ms'],
    [999.4, '999 ms'],
    [999.7, '1 s'],
    [1_400, '1 s'],
    [1_990, '2 s'],
    [59_700, '1 min'],
    [60_000, '1 min'],
    [150_000, '3 min'],
    [59.6 * 60_000, '1 h'],
    [23.9 * 3_600_000, '1 d'],
    [7 * 86_400_000, '7 d'],
  ])('a length of %d ms', (ms, text) => {
    expect(span(ms)).toBe(text)
  })

  test.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [3482, '3.4 KiB'],
    [25 * 1024 ** 2, '25 MiB'],
    [5 * 1024 ** 3, '5 GiB'],
  ])('%d bytes', (size, text) => {
    expect(bytes(size)).toBe(text)
  })

  test('exact times have milliseconds', () => {
    expect(exactTime(now + 7)).toMatch(/\.007$/)
  })

  test('counts', () => {
    expect(count(10_482)).toBe('10,482')
    expect(plural(1, 'request')).toBe('1 request')
    expect(plural(2, 'request')).toBe('2 requests')
  })

  test('hidden rows are only told where they can be known', () => {
    expect(hiddenText(exactly(10), exactly(4))).toBe('6')
    expect(hiddenText(exactly(10), exactly(10))).toBeNull()
    expect(hiddenText(count10k, exactly(4))).toBe('9,996+')
    expect(hiddenText(count10k, count10k)).toBeNull()
    expect(hiddenText(null, exactly(1))).toBeNull()
  })
})
