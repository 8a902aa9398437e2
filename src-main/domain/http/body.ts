import { messageOf } from '../error-text.ts'
import { parseJsonNodes } from '../json/nodes.ts'
import { multipartFields } from './multipart.ts'

/**
 * What a body is, judged by the Request's *own* Content-Type and its bytes. Derived, never stored: the bytes are the truth.
 */
export type ParsedBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** Of either kind of form. `multipart`: files that came along, and what stands between the parts, are no fields. */
  | { readonly kind: 'form'; readonly fields: readonly (readonly [name: string, value: string])[]; readonly multipart?: true }
  | { readonly kind: 'other' }
  /** The Content-Type promised JSON or a form and the bytes are not: answered with 422. `at` = character offset where known. */
  | { readonly kind: 'invalid'; readonly as: 'json' | 'form'; readonly message: string; readonly at?: number }

/** Media type of a Content-Type value: lower case, without parameters. */
export function mediaType(contentType: string | undefined): string {
  if (contentType === undefined) return ''
  const end = contentType.indexOf(';')
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase()
}

export const isJsonType = (type: string): boolean => type === 'application/json' || type.endsWith('+json') || type === 'text/json'
const isMultipartForm = (type: string): boolean => type === 'multipart/form-data'
/** Of the kind whose body is one text of fields. */
export const isFormType = (type: string): boolean => type === 'application/x-www-form-urlencoded'

/** Values of a broken JSON text that are passed in search of the place. */
const LOOKED_THROUGH = 50_000

/** JSON of more values than this is not taken apart: `[{},{},..` of a few KiB, compressed, would keep a thread for many seconds. */
const MOST_VALUES = 2_000_000

/** How many values there are at most, by their commas and opening brackets; those in strings count too. */
function valuesIn(json: Uint8Array): number {
  let count = 0
  // `,` `[` `{`
  for (const byte of json) if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count += 1
  return count
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Parses decoded bytes by content type. Never throws.
 * JSON must be well-formed UTF-8 (RFC 8259): a lossy decode would accept bytes that the provider never meant.
 */
export function parseBody(contentType: string | undefined, bytes: Uint8Array): ParsedBody {
  const type = mediaType(contentType)
  const json = isJsonType(type)
  const form = isFormType(type)
  if (!json && !form) {
    if (bytes.length === 0) return { kind: 'empty' }
    const fields = isMultipartForm(type) ? multipartFields(bytes, contentType) : null
    return fields ? { kind: 'form', fields, multipart: true } : { kind: 'other' }
  }
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return { kind: 'invalid', as: json ? 'json' : 'form', message: 'The body is not valid UTF-8.' }
  }
  if (form) return parseForm(text)
  if (bytes.length === 0) return { kind: 'invalid', as: 'json', message: 'The Content-Type says JSON, but the body is empty.' }
  if (bytes.length > MOST_VALUES && valuesIn(bytes) > MOST_VALUES) return { kind: 'other' }
  return parseJson(text)
}

function parseJson(text: string): ParsedBody {
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch (error) {
    // V8 quotes the text around the place, and there may be a credential in it.
    const message = messageOf(error).replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, ' in JSON')
    const told = /position (\d+)/.exec(message)?.[1]
    const at = told === undefined ? placeIn(text) : Number(told)
    if (at === undefined) return { kind: 'invalid', as: 'json', message }
    return { kind: 'invalid', as: 'json', message: told === undefined ? `${message} at position ${at}` : message, at }
  }
}

/** Where a text stops being JSON, for those of V8's messages that only quote the place. Of very long ones it is not looked for. */
function placeIn(text: string): number | undefined {
  const found = parseJsonNodes(text, LOOKED_THROUGH)
  return found.ok || found.problem.code === 'too-many' ? undefined : found.problem.offset
}

function parseForm(text: string): ParsedBody {
  const broken = /%(?![0-9A-Fa-f]{2})/.exec(text)
  if (broken) return { kind: 'invalid', as: 'form', message: `Broken percent-encoding at position ${broken.index}.`, at: broken.index }
  return { kind: 'form', fields: [...new URLSearchParams(text)] }
}

/**
 * Looks a dotted path up in a parsed value: `data.object.id`, `events.0.id`, and `events[].id` which yields one value for each item.
 * Absent parts yield nothing; never throws.
 */
export function valuesAt(value: unknown, path: string): unknown[] {
  let found: unknown[] = [value]
  for (const part of path.split('.')) {
    const each = part.endsWith('[]')
    const key = each ? part.slice(0, -2) : part
    const next: unknown[] = []
    for (const item of found) {
      const child = key === '' ? item : ownValue(item, key)
      if (child === undefined) continue
      if (!each) next.push(child)
      // One by one: a spread of a very long array overflows the stack.
      else if (Array.isArray(child)) for (const each of child) next.push(each)
    }
    found = next
  }
  return found
}

function ownValue(container: unknown, key: string): unknown {
  if (typeof container !== 'object' || container === null) return undefined
  return Object.hasOwn(container, key) ? (container as Record<string, unknown>)[key] : undefined
}
