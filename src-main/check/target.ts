import type { RawHeaders } from '#domain/http/headers.ts'
import type { Provider } from '#domain/provider.ts'
import type { Sample } from '#domain/samples.ts'
import type { Secret } from '#domain/secret.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import type { Dial } from './dial.ts'

/** The event that the endpoint is to accept; every scenario derives one of its own from it. */
export type Genuine =
  | { readonly kind: 'sample'; readonly sample: Sample }
  /** Headers without those of one connection; `target` unused, for the URL is the endpoint's. */
  | { readonly kind: 'captured'; readonly method: string; readonly headers: RawHeaders; readonly body: Uint8Array }

/** What is checked, with secrets in clear. */
export interface Target {
  readonly url: string
  /** Null: an endpoint of no known provider, which signs nothing. */
  readonly provider: Provider | null
  /** Null: nothing is signed, because there is no scheme or no secret. */
  readonly signing: Signing | null
  /** All that the owner has: verify tokens and the like, for handshakes. */
  readonly secrets: readonly Secret[]
  readonly genuine: Genuine
  /** How long the provider waits, ms. */
  readonly timeoutMs: number
}

export interface Signing {
  readonly scheme: Scheme
  readonly secret: Secret
  /** A second one that is valid too, where the owner has one. */
  readonly other: Secret | null
}

/** What a run may use of the world, and how much of it. */
export interface World {
  /** Wall clock, ms since epoch. */
  now(): number
  random(count: number): Uint8Array
  readonly dial: Dial
  readonly signal: AbortSignal
}

export interface Limits {
  readonly maxRequests: number
  /** How long to wait for side effects that come after the answer, ms. */
  readonly settleMs: number
  /** Sizes of the two bursts. */
  readonly bursts: readonly [number, number]
}

/** Where a provider says nothing, as long as the least patient of the well known allow twice over. */
export const USUAL_TIMEOUT_MS = 10_000
export const usualLimits: Limits = { maxRequests: 1500, settleMs: 1000, bursts: [50, 500] }
