import type { FaultKind } from './config.ts'
import type { RawHeaders } from './http/headers.ts'
import type { FailureCode, Origin, Problem, VerdictName, Verification, Via } from './request.ts'
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
  /** Of a `backfilled` one: when it happened at the provider, ms since epoch. */
  readonly occurredAt?: number
  /** Set when the headers alone were beyond the limit, which has a status of its own. */
  readonly headersTooLarge?: true
  /** Names of cookies of ours that were taken out before storing. */
  readonly strippedCookies: readonly string[]
}

/** An answer to send. `body` is text: handshakes and our own sentences; only an app's answer may be binary. */
export interface ReplyPlan {
  /** 0 = none is sent. */
  readonly status: number
  /** Flat list, without framing headers. */
  readonly headers: RawHeaders
  readonly body: string
  readonly delayMs: number
  /** What the receiver does instead of answering properly, for a Source that misbehaves on purpose. Such a reply accepts nothing. */
  readonly fault?: FaultKind
  /** The answer of the app behind a pass-through. Not renamed: stored rows, archives and the contract have this name. */
  readonly relayed?: true
  /** The bytes of an app's answer that is no text; `body` is then empty. */
  readonly bodyBase64?: string
}

/** A provider's own word that it sends something again. */
export interface RetryMark {
  /** 1 = the first retry. */
  readonly count: number
  /** Why, in the provider's words; null where it does not say. */
  readonly reason: string | null
}

/** A Request whose reply is another's to give. */
export type PassThroughOrder =
  /** Its app is asked, within so many ms. The ids are those that its Delivery will have. */
  | {
      readonly kind: 'ask'
      readonly endpointId: number
      readonly deadlineMs: number
      readonly messageId: number
      readonly deliveryId: number
      /** Bytes of its body. */
      readonly size: number
    }
  /** The answer to an equal Request before it, which waits for its app. */
  | { readonly kind: 'same-as'; readonly requestId: number }

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
  /** Claim that the very bytes of a Request without event keys make; absent where there is none. */
  readonly fingerprint?: string
  readonly retry?: RetryMark
  /** The Delivery whose mark it carries: of this workspace it is a loop, of another it means nothing. */
  readonly carries?: number
}

/** What a commit's decisions look at of a Capture; the rest of it is in its row's texts already. */
export type Arrival = Pick<
  Capture,
  'receivedAt' | 'method' | 'target' | 'headers' | 'body' | 'via' | 'origin' | 'problem' | 'headersTooLarge'
>

/** What a commit's decisions look at of an Assessment: of the proof, how it ended. */
export type Judgement = Omit<Assessment, 'verification'> & {
  readonly verification: { readonly verdict: VerdictName; readonly code: FailureCode | null }
}

/** The columns of a Request that are text made of many things: worked out where it arrives, for the commit holds SQL alone. */
export interface RowTexts {
  /** JSON of the header list. */
  readonly headers: string
  /** See store/extras.ts. */
  readonly extras: string
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
  /** Who is to be asked for the reply; the one here is then not to be sent. */
  readonly passThrough?: PassThroughOrder
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
  readonly retry?: RetryMark
  readonly occurredAt?: number
  readonly wireOutcome?: string
}
