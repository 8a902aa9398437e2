import type { AutoDisable, CircuitChoice } from './delivery/health.ts'
import type { RetryChoice } from './retry/choice.ts'
import type { Secret } from './secret.ts'

export type { RetryChoice }

/** How a Source misbehaves on purpose. */
export type FaultKind = 'fail' | 'timeout' | 'reset' | 'drip' | 'bad-length'

/** What becomes of a duplicate, beside being marked. */
export type DuplicatePolicy = 'suppress' | 'forward' | 'answer-as-before'

/** The longest window for duplicates that a Source can have, ms. The contract, which may take no code from here, says the same. */
export const LONGEST_WINDOW = 90 * 86_400_000

/** Where an Event's key is when its provider gives none: a header's name, or a body path as in `place.ts`. */
export type DuplicateKey = { readonly header: string } | { readonly path: string }

/** How a Source answers; the contract's `replyMode` is the checked form of it (and documents the members). */
export type ReplyMode =
  | { readonly mode: 'strict' }
  | { readonly mode: 'accept' }
  | {
      readonly mode: 'custom'
      readonly status: number
      readonly headers: readonly (readonly [string, string])[]
      readonly body: string
      readonly delayMs: number
    }
  | { readonly mode: 'fault'; readonly fault: FaultKind; readonly firstN?: number | undefined; readonly delayMs?: number | undefined }
  | { readonly mode: 'pass-through'; readonly endpointId: number }

/** A Source as the core's memory holds it: secrets in clear. Ids are numbers of ids.ts, times ms since epoch. */
export interface SourceConfig {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly provider: string | null
  readonly scheme: string | null
  readonly secrets: readonly Secret[]
  readonly reply: ReplyMode
  readonly forwardTo: readonly number[]
  readonly onDuplicate: DuplicatePolicy
  readonly duplicateKey: DuplicateKey | null
  readonly suppressByBody: boolean
  readonly duplicateWindowMs: number
  readonly asVendor: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

/** An Endpoint as the core's memory holds it. */
export interface EndpointConfig {
  readonly id: number
  readonly name: string
  readonly url: string
  /** `provider/scheme` that signs Messages; null = unsigned. */
  readonly scheme: string | null
  readonly secrets: readonly Secret[]
  readonly eventTypes: readonly string[]
  readonly retry: RetryChoice
  readonly timeoutMs: number
  readonly rateLimit: { readonly perSecond: number } | null
  readonly concurrency: number
  readonly enabled: boolean
  readonly disabledReason: string | null
  readonly local: boolean
  /** One at a time, in the order in which they were made; a failing head is repeated before the next one's turn. */
  readonly ordered: boolean
  /** How long the head of an ordered Endpoint may block the others, ms. */
  readonly headBlockMs: number
  /** Nothing is sent and no try is used, until a person says so. */
  readonly paused: boolean
  readonly circuit: CircuitChoice | null
  readonly autoDisable: AutoDisable | null
  /** Any certificate is taken; for local Endpoints alone. */
  readonly insecureTls: boolean
  /** A certificate authority of the receiver's own, PEM. */
  readonly ca: string | null
  /** How the receiver proved that it wants these webhooks; null when nobody asked it to. */
  readonly registration: { readonly handshake: string; readonly verifiedAt: number | null } | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** endpoint_id of Deliveries that go to a bare URL; source_id of the Inbox. */
export const NONE = 0
