import { isFormType, mediaType } from './http/body.ts'
import { boundaryOf } from './http/multipart.ts'
import type { Provider } from './provider.ts'

/** Stands for a captured credential, the same for every length. */
export const MASK = '••••••••'

/** Which values of a body are credentials: names of JSON members, form fields or parts, and the form field that holds JSON itself. */
export interface BodyCredentials {
  readonly names: readonly string[]
  readonly formPayload: string | null
}

/** A credential in a text: offsets in UTF-16 units, end exclusive, and what to write in its place. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly instead: string
}

/** What the providers mark, joined: a Delivery may carry the credentials of one and be signed as another. */
export function bodyCredentials(...providers: readonly (Provider | null)[]): BodyCredentials {
  return {
    names: [...new Set(providers.flatMap(provider => provider?.credentials.body ?? []))],
    formPayload: providers.find(provider => provider?.formPayload !== undefined)?.formPayload ?? null,
  }
}

/** A body's text in which the provider's credentials are masked. */
export function maskText(provider: Provider | null, contentType: string | undefined, text: string): string {
  return provider === null ? text : maskBody(bodyCredentials(provider), contentType, text)
}

/** The same for whoever has the marks and not the providers. */
export function maskBody(marked: BodyCredentials, contentType: string | undefined, text: string): string {
  return hideSpans(text, credentialSpans(marked, contentType, text))
}

/** The text with each span replaced. Spans are in order and apart. */
export function hideSpans(text: string, spans: readonly Span[]): string {
  let hidden = ''
  let done = 0
  for (const { from, to, instead } of spans) {
    hidden += text.slice(done, from) + instead
    done = to
  }
  return hidden + text.slice(done)
}

/**
 * Where the credentials stand. Found by name at any depth and in any fragment, not by a parse: the text may be broken JSON or a slice
 * of a long body, and layout and order must stay as they were sent. Bytes read as latin-1 give offsets of bytes.
 */
export function credentialSpans(marked: BodyCredentials, contentType: string | undefined, text: string): Span[] {
  if (marked.names.length === 0) return []
  const type = mediaType(contentType)
  if (type.startsWith('multipart/')) {
    const boundary = boundaryOf(contentType)
    if (boundary !== undefined) return partSpans(marked, boundary, text)
  }
  // What a sender calls a form may be JSON, and a form may come under no type at all: both are looked into for what they are.
  if (isFormType(type) || FORM.test(text.slice(0, 2000))) {
    const spans = fieldSpans(marked, text)
    if (spans.length > 0) return spans
  }
  return memberSpans(marked.names, text)
}

const FORM = /^[^\s={}"[\]]+=[^\s"{}]*(&|$)/

function fieldSpans(marked: BodyCredentials, text: string): Span[] {
  const spans: Span[] = []
  let equals = -1
  for (let from = 0; from <= text.length; ) {
    const found = text.indexOf('&', from)
    const to = found < 0 ? text.length : found
    // Looked for once and then passed by: megabytes of `&` must not be searched again for each of them.
    if (equals < from) equals = indexOrEnd(text, '=', from)
    if (equals < to) {
      const name = decoded(text.slice(from, equals))
      if (marked.names.includes(name)) spans.push({ from: equals + 1, to, instead: MASK })
      else if (name === marked.formPayload) for (const span of payloadSpans(marked.names, text, equals + 1, to)) spans.push(span)
    }
    from = to + 1
  }
  return spans
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from)
  return found < 0 ? text.length + 1 : found
}

/** Credentials of JSON that stands percent-encoded in a form field: found in what it decodes to, byte for char, and mapped back. */
function payloadSpans(names: readonly string[], text: string, from: number, to: number): Span[] {
  let json = ''
  const at: number[] = []
  for (let i = from; i < to; ) {
    const hex = text[i] === '%' ? /^%([0-9a-f]{2})/i.exec(text.slice(i, i + 3))?.[1] : undefined
    json += hex === undefined ? (text[i] === '+' ? ' ' : text.charAt(i)) : String.fromCharCode(Number.parseInt(hex, 16))
    at.push(i)
    i += hex === undefined ? 1 : 3
  }
  const place = (offset: number): number => at[offset] ?? to
  return memberSpans(names, json).map(span => ({ from: place(span.from), to: place(span.to), instead: `%22${MASK}%22` }))
}

/** A part by the name in its Content-Disposition, and JSON members inside the others. */
function partSpans(marked: BodyCredentials, boundary: string, text: string): Span[] {
  const spans: Span[] = []
  const delimiter = `--${boundary}`
  for (let start = text.indexOf(delimiter); start >= 0; ) {
    const next = text.indexOf(`\n${delimiter}`, start)
    const end = next < 0 ? text.length : text[next - 1] === '\r' ? next - 1 : next
    const gap = /\r?\n\r?\n/.exec(text.slice(start, Math.min(end, start + 16_384)))
    if (gap) {
      const from = start + gap.index + gap[0].length
      const name = /[;\s]name\s*=\s*(?:"([^"\r\n]*)"|([^;\s]*))/i.exec(text.slice(start, start + gap.index))
      if (marked.names.includes(name?.[1] ?? name?.[2] ?? '')) spans.push({ from, to: Math.max(from, end), instead: MASK })
      else
        for (const span of memberSpans(marked.names, text.slice(from, end)))
          spans.push({ ...span, from: span.from + from, to: span.to + from })
    }
    start = next < 0 ? -1 : next + 1
  }
  return spans
}

/**
 * Values of JSON members by name. A scan and not a regular expression: one that steps over a string of megabytes runs out of stack,
 * and a sender could so make an export fail.
 */
function memberSpans(names: readonly string[], text: string): Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf('"'); at >= 0; ) {
    const end = stringEnd(text, at)
    const value = isNamed(names, text, at, end) ? memberValue(text, end) : null
    if (value === null) at = text.indexOf('"', end)
    else {
      spans.push({ ...value, instead: `"${MASK}"` })
      at = text.indexOf('"', value.to)
    }
  }
  return spans
}

/** Longest name looked at: none that is marked comes near, and a string of megabytes need not be copied. */
const LONGEST = 512

function isNamed(names: readonly string[], text: string, at: number, end: number): boolean {
  if (end - at > LONGEST) return false
  const name = text.slice(at + 1, end - 1)
  if (!name.includes('\\')) return names.includes(name)
  try {
    return names.includes(JSON.parse(`"${name}"`))
  } catch {
    return false
  }
}

/** Index after the closing quote of the string that opens at `at`; one beyond the end of the text where it is cut off. */
function stringEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 0x5c) i++
    else if (char === 0x22) return i + 1
  }
  return text.length + 1
}

/** Where the string or number after a member's name lies; null when the name is none, or its value is neither. */
function memberValue(text: string, nameEnd: number): { from: number; to: number } | null {
  const colon = skipSpace(text, nameEnd)
  if (text[colon] !== ':') return null
  const from = skipSpace(text, colon + 1)
  if (text[from] === '"') return { from, to: Math.min(stringEnd(text, from), text.length) }
  let to = from
  while (to < text.length && '+-.0123456789eE'.includes(text.charAt(to))) to++
  return to > from ? { from, to } : null
}

function skipSpace(text: string, at: number): number {
  let i = at
  while (i < text.length && ' \t\r\n'.includes(text.charAt(i))) i++
  return i
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
