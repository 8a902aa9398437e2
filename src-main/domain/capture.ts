import type { RawHeaders } from './http/headers.ts'
import type { Origin, Problem, Verification, Via } from './request.ts'
import type { SecretRole } from './secret.ts'

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
  readonly handshake: HandshakeStep | null
  /** A sentence when the body is not what its own Content-Type says. */
  readonly parseError: string | null
  readonly eventKeys: readonly string[]
  readonly eventType: string | null
}

/** A handshake as it was answered. */
export interface HandshakeStep {
  readonly name: string
  readonly reply: ReplyPlan
  /** A sentence for the Source's owner when the exchange was not answered as asked. */
  readonly refused: string | null
  /** As `HandshakeAnswer` has them. Never stored in clear: see `HandshakeAsk`. */
  readonly learned?: LearnedSecret
  readonly confirmUrl?: string
  readonly holds?: string
  readonly metered?: true
}

/** A secret that a provider handed over. `replaces`: the Source has another one already. */
export interface LearnedSecret {
  readonly role: SecretRole
  readonly value: string
  readonly replaces: boolean
}

/**
 * What a handshake asks its owner: to visit a link of the provider's, or to take a new secret for the one that is there. Neither the link
 * nor the secret is kept here; both are read again from the Request's own bytes when the answer is yes. `doneAt`: ms since epoch.
 */
export type HandshakeAsk =
  | { readonly kind: 'confirm'; readonly host: string; readonly doneAt?: number }
  | { readonly kind: 'replace'; readonly role: SecretRole; readonly doneAt?: number }

/** What the writer tells of a stored Capture. */
export interface Stored {
  readonly id: number
  readonly reply: ReplyPlan
  /** What is to be done about a handshake before (`learned`) and after its reply. */
  readonly followUp?: {
    readonly sourceId: number | null
    readonly provider: string | null
    readonly learned?: LearnedSecret
    readonly ask?: HandshakeAsk
  }
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
  readonly handshakeAsk?: HandshakeAsk
  readonly reply: ReplyPlan
  readonly wireOutcome?: string
}
