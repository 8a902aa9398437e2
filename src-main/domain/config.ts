import type { Secret } from './secret.ts'

/** How a Source answers; the contract's `replyMode` is the checked form of it. */
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
  readonly forwardDuplicates: boolean
  readonly duplicateWindowMs: number
  readonly createdAt: number
  readonly updatedAt: number
}

/** Which waits an Endpoint has between attempts: a preset of the product's, or the user's own list. */
export type RetryChoice =
  | { readonly preset: 'default' | 'local' | 'none' }
  | { readonly delaysSeconds: readonly number[]; readonly jitter: number }

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
  readonly createdAt: number
  readonly updatedAt: number
}

/** endpoint_id of Deliveries that go to a bare URL; source_id of the Inbox. */
export const NONE = 0
