import type { JitterChoice, RetryPreset } from './choice.ts'

export interface Preset {
  readonly delaysSeconds: readonly number[]
  readonly jitter: JitterChoice
}

const MIN = 60
const HOUR = 3600

/** first, x 2, x 4 .. up to the cap. */
const doubling = (first: number, count: number, cap = 24 * HOUR): number[] =>
  Array.from({ length: count }, (_, i) => Math.min(cap, first * 2 ** i))

/** Others' schedules as far as they are published, so that an app can be tested against the one that it will meet. */
export const presets: Readonly<Record<RetryPreset, Preset>> = {
  // Jitter, so that a receiver that comes back is not met by all its senders at once.
  default: { delaysSeconds: [MIN, 5 * MIN, 30 * MIN, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR], jitter: 0.1 },
  // An app on the developer's own machine is restarted in seconds, or waits for its developer: hours of retries would only annoy.
  local: { delaysSeconds: [1, 5], jitter: 0 },
  none: { delaysSeconds: [], jitter: 0 },
  // Recommended by the specification, which wants "some random" added and leaves open how much.
  'standard-webhooks': {
    delaysSeconds: [5, 5 * MIN, 30 * MIN, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
    jitter: { mode: 'add', share: 0.1 },
  },
  // The server's default configuration.
  svix: { delaysSeconds: [5, 5 * MIN, 30 * MIN, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR], jitter: 0.2 },
  // "Up to three days with an exponential back off"; the steps are not published, these are ours.
  stripe: { delaysSeconds: doubling(5 * MIN, 12, 12 * HOUR), jitter: 0.1 },
  // Eight retries within four hours, exponential; 56 s is the first wait that makes that come true by doubling.
  shopify: { delaysSeconds: doubling(56, 8), jitter: 0 },
  slack: { delaysSeconds: [0, MIN, 5 * MIN], jitter: 0 },
  // GitHub repeats nothing by itself.
  github: { delaysSeconds: [], jitter: 0 },
  'full-jitter': { delaysSeconds: doubling(MIN, 10), jitter: { mode: 'full' } },
}
