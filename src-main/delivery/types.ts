import type { EndpointConfig, SourceConfig } from '#domain/config.ts'
import type { Health, HealthChange } from '#domain/delivery/health.ts'
import type { AttemptToKeep, FinishedAttempt, Leased } from '#domain/delivery/leased.ts'
import type { DeliveryRow } from '#domain/delivery/row.ts'
import type { HeaderPair, RawHeaders } from '#domain/http/headers.ts'
import type { NextStep } from '#domain/retry/next-step.ts'
import type { Secret } from '#domain/secret.ts'

/** What this folder needs from outside, supplied by the app. Nothing here imports a store, a provider or a host. */

export interface Clock {
  /** Wall clock, ms since epoch. May jump. */
  now(): number
  /** ms; never goes back. */
  monotonic(): number
  timer(ms: number, run: () => void): () => void
}

export interface Log {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

export type { AttemptToKeep, FinishedAttempt, Leased }

/** The store as the engine uses it. Every call is one durable step; a rejection means that it did not happen. */
export interface DeliveryStore {
  leaseDue(input: { endpointId: number; now: number; limit: number; run: string; ordered: boolean }): Promise<Leased[]>
  finishAttempts(input: { attempts: readonly FinishedAttempt[] }): Promise<boolean[]>
  releaseLeases(input: { ids: readonly number[]; run: string; now: number }): Promise<void>
  recoverLeases(input: { run: string; now: number }): Promise<number>
  mendSchedule(input: { now: number }): Promise<number>
  cancelForEndpoint(input: { endpointId: number; now: number }): Promise<unknown>
  waitedFor(input: null): Promise<number[]>
  latestId(input: null): Promise<number>
  dueHeads(input: { endpointIds: readonly number[]; ordered?: boolean }): Promise<{ endpointId: number; at: number }[]>
  loadHealth(input: null): Promise<{ endpointId: number; health: Health }[]>
  saveHealth(input: { endpointId: number; health: Health }): Promise<void>
  readBody(input: { owner: number; size: number }): Promise<Uint8Array>
}

/** Configuration as it is at this moment; read at each attempt, never copied. */
export interface ConfigView {
  source(id: number): SourceConfig | null
  endpoint(id: number): EndpointConfig | null
  endpoints(): readonly EndpointConfig[]
  onChange(listener: () => void): void
}

export interface SignDraft {
  readonly method: string
  readonly url: string
  readonly headers: RawHeaders
  readonly body: Uint8Array
}

/** Signatures by public scheme name (`provider` or `provider/scheme`). */
export interface Signer {
  /**
   * `headers` are to be set; `url` and `body`, where they are there, hold the signature and are to be sent in place of the draft's.
   * `reason` is half a sentence for "could not be signed: ..".
   */
  sign(
    scheme: string,
    draft: SignDraft,
    secrets: readonly Secret[] | string,
    /** `ownKey: false`: a key pair of our own may not stand in for one that only the provider has. */
    at: { readonly now: number; readonly messageId: string; readonly ownKey?: false },
  ):
    | { readonly ok: true; readonly headers: readonly HeaderPair[]; readonly url?: string; readonly body?: Uint8Array }
    | { readonly ok: false; readonly reason: string }
  /** The name of the provider that a scheme is of, for a sentence. */
  nameOf(scheme: string): string
  /** Whether a key pair of our own may sign for the scheme. */
  signsAlone(scheme: string): boolean
  /** How old a signature of the scheme may get, ms; null = it does not age. */
  toleranceMs(scheme: string): number | null
  /** Opens a secret that a Message carries sealed. */
  openSecret(sealed: string): Promise<string>
}

/** Reported when an attempt is on disk. */
export interface DeliveryResult {
  readonly row: DeliveryRow
  /** Null when the Delivery ended without a try. */
  readonly step: NextStep | null
  readonly endpointId: number
  /** It was a dead letter before, and a person has asked for this one attempt. */
  readonly again: boolean
  /** The Endpoint's health after it; null for a bare URL, or when there was no try. */
  readonly health: HealthChange | null
}
