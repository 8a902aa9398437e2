import type { HeaderPair } from '../http/headers.ts'
import type { DeliveryState } from '../request.ts'

/** A Delivery in a list. Ids are strings, times are ms since epoch; the same shape as the contract's `deliveryRow`. */
export interface DeliveryRow {
  id: string
  state: DeliveryState
  messageId: string
  endpointId: string | null
  /** Name and URL as they were when the Delivery was made. */
  endpointName: string
  url: string
  requestId: string | null
  eventType: string | null
  method: string
  attemptCount: number
  lastStatus: number | null
  lastError: string | null
  /** Group of the last failed attempt; see reason.ts. */
  reason: string | null
  nextAttemptAt: number | null
  createdAt: number
  updatedAt: number
}

/** One try. `error` is a sentence, null when an HTTP answer came in full. */
export interface AttemptRow {
  id: string
  at: number
  durationMs: number
  status: number | null
  error: string | null
  /** false: there was no connection, so that nothing of the request has left. */
  sent: boolean
  /** Where it went, with what the Message appends and what signing added. */
  url: string
  requestHeaders: HeaderPair[]
  responseHeaders: HeaderPair[]
  /** First 64 KiB, decoded as UTF-8 for a look. */
  responseBody: string
  note: string | null
}

/** Where a Delivery goes, as it was when it was made: history keeps it when the Endpoint is gone. */
export interface Target {
  readonly name: string
  readonly url: string
  readonly local: boolean
}

/** How much of a response is kept, bytes. */
export const RESPONSE_KEPT = 64 * 1024
