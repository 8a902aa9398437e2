import { headerValue, type RawHeaders } from './http/headers.ts'
import { queryOf } from './http/request-view.ts'

/**
 * Placeholders in the reply of a Source in custom mode, `{{like.this}}`, filled from the Request that is answered:
 *
 *   {{method}} {{path}}              as on its request line, the path without the query
 *   {{query.NAME}} {{header.NAME}}   first value; empty when there is none
 *   {{json.a.b}} {{json.a[].b}}      a value of its body (JSON or form), the first of several; text as it is, all else as JSON
 *   {{event.id}} {{event.type}}      as the provider's rules, or the Source's own key, tell them
 *   {{now}} {{now.s}} {{now.ms}}     time of arrival: ISO 8601, and seconds or milliseconds since 1970
 *   {{uuid}}                         a new one for each
 *
 * `{{` that begins no placeholder is refused rather than sent as it is: a typing error should be seen when it is saved.
 */
export interface TemplateValues {
  readonly method: string
  readonly target: string
  readonly headers: RawHeaders
  /** Body as a value; asked for only when a placeholder needs it. */
  body(path: string): unknown
  readonly eventId: string | null
  readonly eventType: string | null
  /** ms since epoch. */
  readonly receivedAt: number
  uuid(): string
}

type Part = { readonly text: string } | { readonly name: string; readonly argument: string }
export type ReplyTemplate = readonly Part[]
export type TemplateRead = { readonly ok: true; readonly template: ReplyTemplate } | { readonly ok: false; readonly reason: string }

const PLACEHOLDER = /\{\{([^{}]*)\}\}|\{\{/g
const plainNames = new Set(['method', 'path', 'event.id', 'event.type', 'now', 'now.s', 'now.ms', 'uuid'])
const argumentNames = new Set(['query', 'header', 'json'])
/** For sentences. */
const KNOWN =
  '{{method}}, {{path}}, {{query.NAME}}, {{header.NAME}}, {{json.PATH}}, {{event.id}}, {{event.type}}, {{now}}, {{now.s}}, {{now.ms}} and {{uuid}}'

/** Takes a text with placeholders apart. `reason`: a sentence that says what there is. */
export function readTemplate(text: string): TemplateRead {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match[1] === undefined) return { ok: false, reason: `A “{{” does not start a placeholder. Choose from ${KNOWN}.` }
    const part = placeholder(match[1].trim())
    if (!part) return { ok: false, reason: `There is no placeholder “${match[0].slice(0, 80)}”. Choose from ${KNOWN}.` }
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push(part)
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return { ok: true, template: parts }
}

function placeholder(inner: string): Part | null {
  if (plainNames.has(inner)) return { name: inner, argument: '' }
  const dot = inner.indexOf('.')
  const name = inner.slice(0, Math.max(0, dot))
  const argument = inner.slice(dot + 1)
  return argumentNames.has(name) && argument !== '' ? { name, argument } : null
}

/** How what is filled in is written: so that it stays one value in JSON, is no markup in HTML, and no second line in a header. */
export type Escaping = 'none' | 'json' | 'html' | 'header'

export function fillTemplate(template: ReplyTemplate, values: TemplateValues, escaping: Escaping): string {
  return template.map(part => ('text' in part ? part.text : escaped(filledValue(part, values), escaping))).join('')
}

function filledValue({ name, argument }: Extract<Part, { name: string }>, values: TemplateValues): unknown {
  switch (name) {
    case 'method':
      return values.method
    case 'path':
      return values.target.split('?', 1)[0]
    case 'query':
      return queryOf(values.target).find(([key]) => key === argument)?.[1]
    case 'header':
      return headerValue(values.headers, argument)
    case 'json':
      return values.body(argument)
    case 'event.id':
      return values.eventId
    case 'event.type':
      return values.eventType
    case 'now':
      return new Date(values.receivedAt).toISOString()
    case 'now.s':
      return Math.floor(values.receivedAt / 1000)
    case 'now.ms':
      return values.receivedAt
    default:
      return values.uuid()
  }
}

/** Empty where it is nested so deep that it cannot be written: a reply is made in the commit of its Request, which must not fail for it. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}

function escaped(value: unknown, escaping: Escaping): string {
  if (value === undefined || value === null) return ''
  // What is no text in the body goes into JSON as it is: `{"n": {{json.n}}}`.
  const text = typeof value === 'string' ? value : written(value)
  switch (escaping) {
    case 'json':
      return typeof value === 'string' ? JSON.stringify(text).slice(1, -1) : text
    case 'html':
      return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)
    case 'header':
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these would end the header field
      return text.replace(/[\u0000-\u001f\u007f]|[^\u0000-\u00ff]/g, '?').slice(0, 8192)
    case 'none':
      return text
  }
}
