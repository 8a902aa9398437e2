/** Words that describe a Request. The contract's schemas `satisfies` these unions, so none is written twice. */

/** Where a Request comes from. */
export type Origin = 'received' | 'sample' | 'backfilled' | 'imported'
/** Which socket it came in by; decided by the socket alone, never by a header. */
export type Via = 'direct' | 'tunnel'
/** What was wrong with the HTTP message itself; `flooded`: nothing but that too many like it came. Such requests are rows too. */
export type Problem = 'malformed' | 'aborted' | 'oversized' | 'timeout' | 'flooded'
/**
 * `duplicate`: every event key was claimed before; `partial`: some were; `loop`: it carries a Delivery of ours; `same-body`: it has no
 * key, and its very bytes came before.
 */
export type Repetition = 'duplicate' | 'partial' | 'loop' | 'same-body'

export type VerdictName = 'verified' | 'failed' | 'unsigned' | 'unconfigured'

export type FailureCode =
  | 'missing_header'
  | 'malformed_header'
  | 'unknown_key'
  | 'timestamp_too_old'
  | 'timestamp_in_future'
  | 'signature_mismatch'
  | 'body_altered'
  | 'wrong_secret_format'
  | 'key_unavailable'

/** One step of a verification, in the order it was taken, for the proof that the window shows. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  /** A sentence for a person; never holds a secret or the expected signature. */
  readonly detail: string
}

/** Result of verification. `code` is set exactly when `verdict` is `failed` and never changes after capture. */
export interface Verification {
  readonly verdict: VerdictName
  readonly provider: string | null
  readonly scheme: string | null
  readonly code: FailureCode | null
  /** A sentence: why it failed (with the variant that matches, when one was found), or what was proven. */
  readonly explanation: string
  readonly checks: readonly Check[]
  /** Id of the Source's secret that matched; the secret itself never appears. */
  readonly secretId: string | null
  /** Set when the time alone is wrong: how long before its arrival it says that it was signed, ms; negative = after. */
  readonly offMs?: number | undefined
}

/** Colours that a person can mark a Request with; what they mean is the person's own. */
export type Label = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple'

/** A summary row of the list. Ids are strings, times are ms since epoch, sizes are bytes. */
export interface RequestRow {
  readonly id: string
  readonly receivedAt: number
  readonly method: string
  readonly path: string
  readonly sourceId: string | null
  /** The Source's provider, or for the Inbox the one guessed from the headers. */
  readonly provider: string | null
  readonly size: number
  readonly replyStatus: number
  readonly verdict: VerdictName
  readonly code: FailureCode | null
  readonly eventId: string | null
  readonly eventCount: number
  readonly eventType: string | null
  readonly repetition: Repetition | null
  readonly duplicateOf: string | null
  readonly handshake: string | null
  readonly problem: Problem | null
  readonly origin: Origin
  readonly via: Via
  readonly pinned: boolean
  readonly note: string | null
  readonly label: Label | null
  /** How many later Requests carried the Event that this one brought first. */
  readonly repeatCount: number
  /** Worst state among the Deliveries made from this Request; null when there are none. */
  readonly delivery: DeliveryState | null
  /** Which retry the provider says that this is, 1 = the first; absent where it is none, or says nothing. */
  readonly retryCount?: number | undefined
}

/** Life of a Delivery; `failed` is a dead letter. */
export type DeliveryState = 'pending' | 'delivering' | 'delivered' | 'failed' | 'cancelled'
