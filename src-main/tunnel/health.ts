/** When a tunnel counts as dead and when it is tested: pure, so that all of it can be tested with a fake clock. */

/** A session without a sign of life for this long is dead, whatever it reports (monotonic ms). With the round that notices it: < 90 s. */
export const DEAD_AFTER = 60_000
/** How often that is checked. */
export const LOOK_EVERY = 5000
/** Down for this long: somebody should know. Shorter outages are over before a notification would be read. */
export const ALERT_AFTER = 10_000
/** Quiet for this long while somebody is looking at the window: time to test whether it is still there. */
export const TEST_AFTER_QUIET = 30 * 60_000
/** Wait between a failed test and the next, because the internet has hiccups. */
export const TEST_AGAIN_AFTER = 5000
/** Free plans count requests. */
export const TESTS_A_DAY = 100
/** Waits before the 1st, 2nd .. new try to connect; the last one repeats. */
const WAITS = [300, 1000, 2000, 4000, 4000, 8000, 15_000, 30_000]

/** What is known of a tunnel's life. Monotonic ms; null = never. */
export interface Signs {
  /** It came up. */
  readonly upAt: number
  readonly heartbeatAt: number | null
  readonly trafficAt: number | null
  readonly testAt: number | null
}

const latest = (...times: (number | null)[]) => Math.max(...times.map(time => time ?? Number.NEGATIVE_INFINITY))

/** A session without signs of life. A test does not count as one: it may be the very test that failed. */
export function isDead({ upAt, heartbeatAt, trafficAt }: Signs, now: number): boolean {
  return now - latest(upAt, heartbeatAt, trafficAt) >= DEAD_AFTER
}

/** Whether a missed heartbeat is to be believed: a burst of traffic can delay one, and is better proof than a heartbeat. */
export function isSilent({ trafficAt }: Signs, now: number): boolean {
  return now - latest(trafficAt) >= LOOK_EVERY
}

/** Whether a quiet tunnel is to be tested. Not while nobody looks: a machine that is left alone must not use up the plan. */
export function isQuiet({ upAt, trafficAt, testAt }: Signs, now: number, visible: boolean): boolean {
  return visible && now - latest(upAt, trafficAt, testAt) >= TEST_AFTER_QUIET
}

/** Wait before a new try, ms. @param tries how many have failed in a row */
export function waitBefore(tries: number): number {
  return WAITS[Math.min(tries, WAITS.length) - 1] ?? WAITS[0] ?? 0
}

/** Self-tests of a day. `day`: `2026-11-23`, UTC. */
export interface TestCount {
  readonly day: string
  readonly count: number
}

/** The count as of now: a new day starts at 0. @param now ms since epoch */
export function testsToday(count: TestCount | null, now: number): TestCount {
  const day = new Date(now).toISOString().slice(0, 10)
  return count?.day === day ? count : { day, count: 0 }
}

/** The count with one more, or null when the day's tests are used up. */
export function withTest(count: TestCount | null, now: number): TestCount | null {
  const today = testsToday(count, now)
  return today.count >= TESTS_A_DAY ? null : { ...today, count: today.count + 1 }
}
