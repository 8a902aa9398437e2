import { StoreError, type StoreErrorKind } from '../errors.ts'
import type { PackedBytes } from './bytes.ts'

/**
 * A set of operations that a thread offers: named functions of one input and, some, of bytes that go along with it. Plain data in, plain
 * data out (structured clone).
 */
// biome-ignore lint/suspicious/noExplicitAny: the variance of a table of functions; each use is typed by its own table
export type Operations = Record<string, (input: any, bytes: Uint8Array) => unknown>

/** The same table as the main thread sees it. Large `bytes` with a buffer of their own are moved: the caller has them no more. */
export type Remote<O extends Operations> = {
  readonly [K in keyof O]: (input: Parameters<O[K]>[0], bytes?: Uint8Array) => Promise<ReturnType<O[K]>>
}

/** Sends one call on its way. */
export type Submit = (op: string, input: unknown, bytes?: Uint8Array) => Promise<unknown>

/** The table over a way to send: each operation is made at its first use, for captures ask ten thousand times a second. */
export function remote<O extends Operations>(submit: Submit): Remote<O> {
  const known = new Map<string, unknown>()
  return new Proxy({} as Remote<O>, {
    get(_, op: string) {
      let call = known.get(op)
      if (!call) {
        call = (input: unknown, bytes?: Uint8Array) => submit(op, input, bytes)
        known.set(op, call)
      }
      return call
    },
  })
}

export interface Call {
  readonly op: string
  readonly input: unknown
  readonly bytes: Uint8Array
}
/** Main to thread: calls that are to be run together, by position, and about how large they are. */
export interface Batch {
  readonly ops: readonly string[]
  readonly inputs: readonly unknown[]
  readonly packed: PackedBytes | null
  readonly size: number
}
export interface Failure {
  readonly kind: StoreErrorKind
  readonly message: string
  readonly reason?: string
}
export type Outcome = { readonly value: unknown } | { readonly error: Failure }
/** Thread to main: answers the calls under way in their order, as many as were run. `failures`: by position in `values`. */
export interface BatchReply {
  readonly values: readonly unknown[]
  readonly failures: ReadonlyMap<number, Failure> | null
}
/** Thread to main, unasked: opened and migrated, or why not; and news (see `createThread`'s `onNews`). */
export type ThreadNotice = { readonly ready: true } | { readonly failed: Failure } | { readonly news: unknown }

/** Outcomes as they travel: bare values, for a clone writes the name of every property of every object. */
export function replyOf(outcomes: readonly Outcome[]): BatchReply {
  let failures: Map<number, Failure> | null = null
  const values = outcomes.map((outcome, at) => {
    if ('value' in outcome) return outcome.value
    failures ??= new Map()
    failures.set(at, outcome.error)
    return null
  })
  return { values, failures }
}

export function failure(error: StoreError): { readonly error: Failure } {
  return { error: { kind: error.kind, message: error.message, ...(error.reason === undefined ? {} : { reason: error.reason }) } }
}

export function revive(error: Failure): StoreError {
  return new StoreError(error.kind, error.message, error.reason)
}
