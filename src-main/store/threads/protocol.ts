import { StoreError, type StoreErrorKind } from '../errors.ts'

/** A set of operations that a thread offers: named functions of one input. Plain data in, plain data out (structured clone). */
// biome-ignore lint/suspicious/noExplicitAny: the variance of a table of functions; each use is typed by its own table
export type Operations = Record<string, (input: any) => unknown>

/** The same table as the main thread sees it. `transfer`: ArrayBuffers that move to the thread instead of being copied. */
export type Remote<O extends Operations> = {
  readonly [K in keyof O]: (input: Parameters<O[K]>[0], transfer?: readonly ArrayBuffer[]) => Promise<ReturnType<O[K]>>
}

export interface Call {
  readonly op: string
  readonly input: unknown
}
/** Main to thread: calls that are to be run together, and about how many bytes they bring. */
export interface Batch {
  readonly calls: readonly Call[]
  readonly bytes: number
}
export type Outcome = { readonly value: unknown } | { readonly error: { kind: StoreErrorKind; message: string; reason?: string } }
/** Thread to main: answers the calls under way in their order, as many as were run. */
export interface BatchReply {
  readonly outcomes: readonly Outcome[]
}
/** Thread to main, unasked: opened and migrated, or why not; and news (see `createThread`'s `onNews`). */
export type ThreadNotice =
  | { readonly ready: true }
  | { readonly failed: { kind: StoreErrorKind; message: string } }
  | { readonly news: unknown }

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

export function failure(error: StoreError): Outcome {
  return { error: { kind: error.kind, message: error.message, ...(error.reason === undefined ? {} : { reason: error.reason }) } }
}

export function revive(error: { kind: StoreErrorKind; message: string; reason?: string }): StoreError {
  return new StoreError(error.kind, error.message, error.reason)
}
