import type { RawHeaders } from '../http/headers.ts'
import type { DeliveryState, VerdictName } from '../request.ts'
import type { Health } from './health.ts'
import type { Target } from './row.ts'
import type { SignPlan } from './sign-plan.ts'

/** A Delivery that the engine may attempt now, with all that it takes but the configuration: what the store hands out. */
export interface Leased {
  readonly id: number
  readonly messageId: number
  /** 0 = a bare URL. */
  readonly endpointId: number
  readonly kind: 'composed' | 'forward' | 'resend'
  readonly target: Target
  /** Attempts made before this one. */
  readonly attemptCount: number
  readonly once: boolean
  /** When the first attempt began, ms since epoch; null = there was none. */
  readonly firstAttemptAt: number | null
  /** When it was to be attempted, ms since epoch; null = at once. */
  readonly dueAt: number | null
  /** See still.ts; without what came before this attempt. */
  readonly stillMs: number
  readonly eventType: string | null
  readonly requestId: number | null
  readonly createdAt: number
  /** What came of the attempt before. */
  readonly last: { readonly status: number | null; readonly error: string | null; readonly reason: string | null }
  readonly method: string
  readonly path: string
  readonly headers: RawHeaders
  readonly sign: SignPlan
  readonly size: number
  readonly bodyOwner: number
  /** Null = to be read with `readBody`. */
  readonly body: Uint8Array | null
  /** The Request that it came from; null when it came from none, or that one is gone. */
  readonly request: { readonly receivedAt: number; readonly verdict: VerdictName; readonly sourceId: number | null } | null
}

/** How a lease ends: with an attempt and the state that it brought. */
export interface FinishedAttempt {
  readonly deliveryId: number
  readonly run: string
  /** Null when the Delivery ends without a try: its Endpoint is gone. */
  readonly attempt: AttemptToKeep | null
  readonly state: Exclude<DeliveryState, 'delivering'>
  readonly nextAttemptAt: number | null
  readonly waitMs: number
  readonly stillMs: number
  /** What the attempt says of its Endpoint; null = nothing new. */
  readonly health: { readonly endpointId: number; readonly health: Health } | null
  readonly now: number
}

/** An attempt as it is kept: what the store gets back. `responseBody` is cut already. */
export interface AttemptToKeep {
  readonly at: number
  readonly durationMs: number
  readonly status: number | null
  readonly outcome: string
  /** Group of dead letters; see reason.ts. Null for a success. */
  readonly reason: string | null
  readonly error: string | null
  readonly note: string | null
  /** Where it went; null = to the URL that the Delivery was made with, and what its Message appends. */
  readonly url: string | null
  readonly requestHeaders: RawHeaders
  /** What was sent; null = the Message's own body. */
  readonly requestBody: Uint8Array | null
  readonly responseHeaders: RawHeaders
  readonly responseSize: number
  readonly responseBody: Uint8Array
}
