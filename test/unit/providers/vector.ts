import type { HeaderPair } from '#domain/http/headers.ts'
import type { SecretRole } from '#domain/secret.ts'

/**
 * A Request with a signature that is known to be right: published by the vendor (docs, SDK tests), or our own, computed with plain
 * node:crypto from what the vendor documents and written out here. Never made by the engine that it tests.
 * A file `vectors/<provider id>.ts` exports `vectors: readonly Vector[]`.
 */
export interface Vector {
  readonly name: string
  readonly origin: 'published' | 'own'
  /** Scheme id that must verify it. */
  readonly scheme: string
  /** The secret in the scheme's role. */
  readonly secret: string
  /** Secrets of other roles that the Source has. */
  readonly others?: readonly { readonly role: SecretRole; readonly value: string }[]
  /** Where another secret signs than verifies. */
  readonly signingSecret?: string
  /** Default POST. */
  readonly method?: string
  /** Default `https://example.test/hook`. */
  readonly url?: string
  readonly headers: readonly HeaderPair[]
  readonly body: string
  /** Seconds since epoch at which it was signed and arrives. */
  readonly at: number
  readonly messageId?: string
  /** PEM of certificates by URL. */
  readonly certificates?: Readonly<Record<string, string>>
  /** Why signing it again does not give the same bytes, e.g. that ECDSA is random. Then the round trip is proven elsewhere. */
  readonly notRepeatable?: string
  /** What makes it fail: another body (default: a space more), URL or value of a header. */
  readonly altered?: { readonly body?: string; readonly url?: string; readonly headers?: readonly HeaderPair[] }
  /** Code that the altered one gets; default `signature_mismatch`. */
  readonly alteredCode?: string
}

/** What most own vectors share: reference body and secret, and the time at which they are signed. */
export const own = {
  origin: 'own',
  secret: 'shhh_test_secret',
  body: '{"id":"evt_1","type":"demo.created","note":"café"}',
  at: 1_614_265_330,
} as const
