import { StoreError, type StoreErrorKind } from '../errors.ts'

/** A set of operations that a thread offers: named functions of one input. Plain data in, plain data out (structured clone). */
// biome-ignore lint/suspicious/noExplicitAny: the variance of a table of functions; each use is typed by its own table
export type Operations = Record<string, (input: any) => unknown>

/** The same table as the main thread sees it. `transfer`: ArrayBuffers that move to the thread instead of being copied. */
export type Remote<O extends Operations> = {
  readonly [K in keyof O]: (input: Parameters<O[K]>[0], transfer?: readonly ArrayBuffer[]) => Promise<ReturnType<O[K]>>
}

/** Sends one call on its way. */
export type Submit = (op: string, input: unknown, transfer?: readonly ArrayBuffer[]) => Promise<unknown>

/** The table over a way to send: each operation is made at its first use, for captures ask ten thousand times a second. */
export function remote<O extends Operations>(submit: Submit): Remote<O> {
  const known = new Map<string, unknown>()
  return new Proxy({} as Remote<O>, {
    get(_, op: string) {
      let call = known.get(op)
      if (!call) {
        call = (input: unknown, transfer?: readonly ArrayBuffer[]) => submit(op, input, transfer)
        known.set(op, call)
      }
      return call
    },
  })
}

export interface Call {
  readonly op: string
  readonly input: unknown
}
/** Main to thread: calls that are to be run together, as two lists, and about how many bytes they bring. */
export interface Batch {
  readonly ops: readonly string[]
  readonly inputs: readonly unknown[]
  readonly bytes: number
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

/**
 * Bytes below this are copied between threads, larger ones are moved. Only an ArrayBuffer of the body's own may be moved: a slice of
 * Node's pool would take its neighbours along, and throws.
 */
const MOVE_FROM = 64 * 1024

/** What to transfer for a body: its buffer when it is large and its own; else nothing. */
export function movable(body: Uint8Array): ArrayBuffer[] {
  const { buffer } = body
  return body.byteLength > MOVE_FROM && buffer instanceof ArrayBuffer && buffer.byteLength === body.byteLength ? [buffer] : []
}

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

/**
 * Bytes up to this many travel as a text of one char code each: a typed array is made anew on the other side, with a buffer of its own,
 * and for a webhook's body that costs more than all the rest of its call.
 */
const TEXT_UP_TO = 16 * 1024
export type PackedBytes = string | Uint8Array

export function packBytes(bytes: Uint8Array): PackedBytes {
  return bytes.byteLength > TEXT_UP_TO ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

export function unpackBytes(packed: PackedBytes): Uint8Array {
  return typeof packed === 'string' ? Buffer.from(packed, 'latin1') : packed
}

export function failure(error: StoreError): { readonly error: Failure } {
  return { error: { kind: error.kind, message: error.message, ...(error.reason === undefined ? {} : { reason: error.reason }) } }
}

export function revive(error: Failure): StoreError {
  return new StoreError(error.kind, error.message, error.reason)
}
