import type { HeaderPair } from '../http/headers.ts'

/** A request that another tool has described, as the composer can hold it. */
export interface Imported {
  /** To tell several of one file apart: `POST https://..`. */
  readonly title: string
  readonly method: string
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: string
  /** What was left out or kept as it stands, each a sentence. */
  readonly notes: readonly string[]
}

/** `reason`: a sentence that says what to do. */
export type ImportResult = { readonly ok: true; readonly requests: readonly Imported[] } | { readonly ok: false; readonly reason: string }

export const refused = (reason: string): ImportResult => ({ ok: false, reason })

/** Fields that belong to one connection, or that the sender works out: they are not imported. */
const FRAMING = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'expect', 'upgrade', 'te', 'trailer'])

/** Without framing and without HTTP/2's pseudo fields. */
export function importable(headers: readonly HeaderPair[]): HeaderPair[] {
  return headers.filter(([name]) => name !== '' && !name.startsWith(':') && !FRAMING.has(name.toLowerCase()))
}

export const titleOf = (method: string, url: string): string => `${method} ${url}`
