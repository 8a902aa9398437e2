import { describe, expect, test } from 'vitest'
import {
  DEAD_AFTER,
  isDead,
  isQuiet,
  isSilent,
  LOOK_EVERY,
  type Signs,
  TEST_AFTER_QUIET,
  TESTS_A_DAY,
  testsToday,
  waitBefore,
  withTest,
} from '#tunnel/health.ts'

const signs = (more: Partial<Signs> = {}): Signs => ({ upAt: 0, heartbeatAt: null, trafficAt: null, testAt: null, ...more })

describe('a session', () => {
  test('is dead a minute after its last sign of life, whichever that was', () => {
    expect(isDead(signs(), DEAD_AFTER - 1)).toBe(false)
    expect(isDead(signs(), DEAD_AFTER)).toBe(true)
    expect(isDead(signs({ heartbeatAt: 1000 }), DEAD_AFTER)).toBe(false)
    expect(isDead(signs({ trafficAt: 1000 }), DEAD_AFTER)).toBe(false)
    expect(isDead(signs({ testAt: 1000 }), DEAD_AFTER)).toBe(true)
  })

  test('is shown as dead within 90 s, with the round in which that is seen', () => {
    expect(DEAD_AFTER + LOOK_EVERY).toBeLessThan(90_000)
  })

  test('a missed heartbeat is not believed while requests come in', () => {
    expect(isSilent(signs({ trafficAt: 10_000 }), 10_001)).toBe(false)
    expect(isSilent(signs({ trafficAt: 10_000 }), 10_000 + LOOK_EVERY)).toBe(true)
    expect(isSilent(signs(), 1)).toBe(true)
  })
})

describe('the self-test', () => {
  test('comes after half an hour without traffic, and only while somebody looks', () => {
    expect(isQuiet(signs(), TEST_AFTER_QUIET, false)).toBe(false)
    expect(isQuiet(signs(), TEST_AFTER_QUIET - 1, true)).toBe(false)
    expect(isQuiet(signs(), TEST_AFTER_QUIET, true)).toBe(true)
    expect(isQuiet(signs({ trafficAt: 1 }), TEST_AFTER_QUIET, true)).toBe(false)
    expect(isQuiet(signs({ testAt: 1 }), TEST_AFTER_QUIET, true)).toBe(false)
    expect(isQuiet(signs({ heartbeatAt: TEST_AFTER_QUIET }), TEST_AFTER_QUIET, true)).toBe(true)
  })

  test('is sent at most a hundred times a day, and a new day begins at nothing', () => {
    const evening = Date.UTC(2026, 10, 23, 23, 59)
    let count = withTest(null, evening)
    for (let n = 1; n < TESTS_A_DAY; n++) count = withTest(count, evening)
    expect(count).toEqual({ day: '2026-11-23', count: 100 })
    expect(withTest(count, evening)).toBe(null)
    expect(testsToday(count, evening + 60_000)).toEqual({ day: '2026-11-24', count: 0 })
    expect(withTest(count, evening + 60_000)).toEqual({ day: '2026-11-24', count: 1 })
  })
})

test('tries to connect come fast at first and never rarer than every half minute', () => {
  expect(Array.from({ length: 9 }, (_, n) => waitBefore(n + 1))).toEqual([300, 1000, 2000, 4000, 4000, 8000, 15_000, 30_000, 30_000])
})
