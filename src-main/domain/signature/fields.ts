import type { ParsedBody } from '../http/body.ts'
import { headerValue, type RawHeaders } from '../http/headers.ts'

/**
 * Fields of a form as Twilio signs them: sorted by name, each name with its value; of a repeated name each distinct value, sorted.
 * Undefined for a body that is no form, whose bytes would otherwise go unsigned; an empty body has no fields.
 */
export function sortedForm(parsed: ParsedBody): string | undefined {
  if (parsed.kind === 'empty') return ''
  // Of a multipart body the fields are not all: files, and bytes between the parts, would go unsigned.
  if (parsed.kind !== 'form' || parsed.multipart) return undefined
  const values = new Map<string, Set<string>>()
  for (const [name, value] of parsed.fields) {
    const known = values.get(name)
    if (known) known.add(value)
    else values.set(name, new Set([value]))
  }
  const names = [...values.keys()].sort()
  return names
    .map(name =>
      [...(values.get(name) ?? [])]
        .sort()
        .map(value => name + value)
        .join(''),
    )
    .join('')
}

/** Fields of a form but one, sorted by name, as PHP's `serialize` writes an array of strings. Undefined for a body that is no form. */
export function phpForm(parsed: ParsedBody, without: string): string | undefined {
  if (parsed.kind !== 'form') return undefined
  const fields = new Map(parsed.fields.filter(([name]) => name !== without))
  const items = [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(pair => pair.map(phpString).join(''))
  return `a:${items.length}:{${items.join('')}}`
}

function phpString(text: string): string {
  return `s:${Buffer.byteLength(text)}:"${text}";`
}

/**
 * The headers that another header lists, as `name:value` in lower case, sorted, joined by `;`. Undefined when one of `required` is not
 * in the list: a sender of a forgery may not choose to sign nothing of value.
 */
export function listedHeaders(headers: RawHeaders, list: string, required: readonly string[]): string | undefined {
  const names = (headerValue(headers, list) ?? '').split(',').map(name => name.trim().toLowerCase())
  if (!required.every(name => names.includes(name.toLowerCase()))) return undefined
  const lines: string[] = []
  for (const name of names.sort()) {
    const value = headerValue(headers, name)
    if (value === undefined) return undefined
    lines.push(`${name}:${value.trim()}`)
  }
  return lines.join(';')
}
