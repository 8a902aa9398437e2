import type { RawHeaders } from './http/headers.ts'
import type { Origin, Problem, Verification, Via } from './request.ts'

/** One HTTP request as the receiver took it off the socket, before anything is known about it. */
export interface Capture {
  /** ms since epoch, when its headers were complete. */
  readonly receivedAt: number
  readonly method: string
  /** Request target as on the request line: path and query. */
  readonly target: string
  readonly httpVersion: string
  readonly headers: RawHeaders
  /** Exact bytes; of an aborted or oversized body the first 64 KiB. */
  readonly body: Uint8Array
  readonly via: Via
  readonly origin: Origin
  readonly effectiveUrl: string
  readonly remoteAddress: string
  /** From the last header to the last byte of the body, ms. */
  readonly bodyMs: number
  readonly problem: Problem | null
  /** Names of cookies of ours that were taken out before storing. */
  readonly strippedCookies: readonly string[]
}

/** An answer to send. `body` is text: handshakes and our own sentences, never binary. */
export interface ReplyPlan {
  readonly status: number
  /** Flat list, without framing headers. */
  readonly headers: RawHeaders
  readonly body: string
  readonly delayMs: number
}

/** What is known of a Capture before its duplicates are looked up; the slow part, which may run on another thread. */
export interface Assessment {
  readonly sourceId: number | null
  /** The Source's provider; for the Inbox the guessed one. */
  readonly provider: string | null
  readonly verification: Verification
  /** `refused`: a sentence for the Source's owner when the exchange was not answered as asked. */
  readonly handshake: { readonly name: string; readonly reply: ReplyPlan; readonly refused: string | null } | null
  /** A sentence when the body is not what its own Content-Type says. */
  readonly parseError: string | null
  readonly eventKeys: readonly string[]
  readonly eventType: string | null
}

/** What the writer tells of a stored Capture. */
export interface Stored {
  readonly id: number
  readonly reply: ReplyPlan
}

/** What is kept beside a Request's columns, as JSON. */
export interface RequestExtras {
  readonly httpVersion: string
  readonly effectiveUrl: string
  readonly remoteAddress: string
  readonly bodyMs: number
  readonly verification: Verification
  readonly eventKeys: readonly string[]
  readonly strippedCookies: readonly string[]
  readonly parseError: string | null
  readonly handshakeRefused: string | null
  readonly reply: ReplyPlan
  readonly wireOutcome?: string
}
