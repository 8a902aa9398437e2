import type { RawHeaders } from '../http/headers.ts'
import type { VerdictName } from '../request.ts'
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
  readonly eventType: string | null
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

/** An attempt as it is kept: what the store gets back. `responseBody` is cut already. */
export interface AttemptToKeep {
  readonly at: number
  readonly durationMs: number
  readonly status: number | null
  readonly outcome: string
  readonly error: string | null
  readonly note: string | null
  readonly requestHeaders: RawHeaders
  readonly responseHeaders: RawHeaders
  readonly responseSize: number
  readonly responseBody: Uint8Array
}
