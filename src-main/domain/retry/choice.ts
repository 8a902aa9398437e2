/** Retry schedules that have a name; `presets.ts` has what each stands for. */
export type RetryPreset =
  | 'default'
  | 'local'
  | 'none'
  | 'standard-webhooks'
  | 'svix'
  | 'stripe'
  | 'shopify'
  | 'slack'
  | 'github'
  | 'full-jitter'

export type JitterMode = 'none' | 'plus-minus' | 'full' | 'add'

/**
 * By how much a wait varies at random. A number is short for `plus-minus` by that share (0 = none). `full` is anything between nothing
 * and the wait; `add` only lengthens it, for receivers that must not be asked too early.
 */
export type JitterChoice = number | { readonly mode: JitterMode; readonly share?: number | undefined }

/** Where a schedule ends, and what it listens to, whichever way its waits are given. */
export interface RetryLimits {
  /** Attempts in all, the first included. */
  readonly maxTries?: number | undefined
  /** No attempt is begun later than this after the first one. */
  readonly maxHours?: number | undefined
  /** False: an answer of 4xx is the receiver's last word (but 408, 425 and 429, which ask to try again). Default true. */
  readonly retry4xx?: boolean | undefined
  /** No Retry-After holds longer than this. Default 24 h, which is also the most. */
  readonly retryAfterCapSeconds?: number | undefined
}

/** Which waits an Endpoint has between attempts: a preset, a list, or a rule that makes one. */
export type RetryChoice = RetryLimits &
  (
    | { readonly preset: RetryPreset; readonly jitter?: JitterChoice | undefined }
    | { readonly delaysSeconds: readonly number[]; readonly jitter: JitterChoice }
    /** firstSeconds, + stepSeconds each time; a step of 0 is a fixed interval. `maxTries` is 10 when left out. */
    | {
        readonly kind: 'linear'
        readonly firstSeconds: number
        readonly stepSeconds: number
        readonly capSeconds?: number | undefined
        readonly jitter: JitterChoice
      }
    /** firstSeconds, x factor each time. `maxTries` is 10 when left out. */
    | {
        readonly kind: 'exponential'
        readonly firstSeconds: number
        readonly factor: number
        readonly capSeconds?: number | undefined
        readonly jitter: JitterChoice
      }
  )
