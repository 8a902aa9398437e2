import { isFormType, mediaType } from '../http/body.ts'
import { type HeaderPair, headerPairs, headerValue, type RawHeaders } from '../http/headers.ts'
import { queryOf } from '../http/request-view.ts'
import { parseJsonNodes } from '../json/nodes.ts'
import { prettyText } from '../json/text.ts'
import { type BodyCredentials, MASK, maskBody } from '../redact-body.ts'
import type { BodyDifference, Comparison } from './differences.ts'
import { diffFields } from './fields.ts'
import { diffJson, type JsonDocument } from './json.ts'
import { diffLines } from './lines.ts'

/** One side of a comparison: a request or an answer, in clear and as it may be shown. */
export interface Message {
  /** Request target with its query; null for an answer. */
  readonly target: string | null
  readonly shownTarget: string | null
  readonly headers: RawHeaders
  /** The same list with credentials masked. */
  readonly shownHeaders: RawHeaders
  /** After Content-Encoding was undone. */
  readonly body: Uint8Array
  readonly marked: BodyCredentials
}

const MAX_CHANGES = 1000
const MAX_ROWS = 2000
/** Larger bodies are compared byte for byte alone. */
const MAX_BYTES = 8 * 1024 * 1024

/** How two messages differ. What differs in a credential is told, and neither value is. */
export function compareMessages(a: Message, b: Message): Comparison {
  return {
    headers: diffFields(headersOf(a), headersOf(b), name => name.toLowerCase()),
    query: diffFields(queryFields(a), queryFields(b)),
    body: compareBodies(a, b),
  }
}

const headersOf = ({ headers, shownHeaders }: Message) => ({ clear: headerPairs(headers), shown: headerPairs(shownHeaders) })
const queryFields = ({ target, shownTarget }: Message) => ({ clear: queryOf(target ?? ''), shown: queryOf(shownTarget ?? '') })

function compareBodies(a: Message, b: Message): BodyDifference {
  if (a.body.length === 0 && b.body.length === 0) return { kind: 'empty' }
  const at = firstDifference(a.body, b.body)
  if (at < 0) return { kind: 'same' }
  const left = textOf(a.body)
  const right = textOf(b.body)
  if (left === null || right === null) return { kind: 'bytes', at, sizeA: a.body.length, sizeB: b.body.length }
  const typeA = headerValue(a.headers, 'content-type')
  const typeB = headerValue(b.headers, 'content-type')
  const one = documentOf(left)
  const other = documentOf(right)
  if (one && other) {
    const names = new Set([...a.marked.names, ...b.marked.names])
    const marked = { names: [...names], formPayload: null }
    const show = (value: string, name: string | null) =>
      name !== null && names.has(name) ? `"${MASK}"` : maskBody(marked, undefined, value)
    const { changes, more } = diffJson(one, other, MAX_CHANGES, show)
    const pretty = [prettyText(one.text, one.nodes), prettyText(other.text, other.nodes)] as const
    const lines = diffLines(...pretty, MAX_ROWS, [maskBody(marked, undefined, pretty[0]), maskBody(marked, undefined, pretty[1])])
    return { kind: 'json', changes, more, rows: lines.rows, moreRows: lines.more }
  }
  if (isFormType(mediaType(typeA)) && isFormType(mediaType(typeB))) {
    const fields = (text: string, shown: string) => ({ clear: formPairs(text), shown: formPairs(shown) })
    return {
      kind: 'form',
      fields: diffFields(fields(left, maskBody(a.marked, typeA, left)), fields(right, maskBody(b.marked, typeB, right))),
    }
  }
  const lines = diffLines(left, right, MAX_ROWS, [maskBody(a.marked, typeA, left), maskBody(b.marked, typeB, right)])
  return { kind: 'text', rows: lines.rows, moreRows: lines.more }
}

const formPairs = (text: string): HeaderPair[] => [...new URLSearchParams(text)]

function documentOf(text: string): JsonDocument | null {
  const parsed = parseJsonNodes(text)
  return parsed.ok ? { text, nodes: parsed.nodes } : null
}

/** A body as text; null when it is none, or too large. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > MAX_BYTES) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/** -1 when the bytes are equal. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i
  return a.length === b.length ? -1 : length
}
