import { type ParsedBody, valuesAt } from './http/body.ts'
import { headerValues } from './http/headers.ts'
import { queryOf, type RequestView } from './http/request-view.ts'

/**
 * Where a value sits in a Request. Signatures, timestamps, event keys and challenges are all found by the same four places.
 *
 * `names` are alternatives, the usual one first (`webhook-id`, `svix-id`): the first that is present is read, all its repetitions.
 * With `each`, every one of them is read, and a name that ends in `*` stands for all that begin so (`X-DocuSign-Signature-*`).
 */
export type Place =
  | { readonly in: 'header'; readonly names: readonly string[]; readonly each?: true }
  | { readonly in: 'query'; readonly name: string }
  /** Dotted path into the parsed JSON or form: `data.id`, `events[].id`. */
  | { readonly in: 'body'; readonly path: string }

/** What the places need of a Request: a view, or a draft that is about to be signed. */
export type Placed = Pick<RequestView, 'headers' | 'target' | 'parsed'>

/** Short for the most common place. */
export const header = (...names: readonly string[]): Place => ({ in: 'header', names })
/** Short for a path into the body. */
export const body = (path: string): Place => ({ in: 'body', path })

/**
 * Texts at a place, in order of appearance; empty when there is none. Never throws.
 * @param formPayload name of the form field that holds JSON, for providers that post `payload={..}`
 */
export function textsAt(request: Placed, place: Place, formPayload?: string): string[] {
  if (place.in === 'header') return headerTexts(request, place)
  if (place.in === 'query') {
    const found: string[] = []
    for (const [name, value] of queryOf(request.target)) if (name === place.name) found.push(value)
    return found
  }
  return scalars(valuesAt(bodyValue(request.parsed(), formPayload), place.path))
}

/** First text at a place. */
export function textAt(request: Placed, place: Place, formPayload?: string): string | undefined {
  return textsAt(request, place, formPayload)[0]
}

/** The body as one value: JSON as it is, a form as an object (first value of each name), or the JSON inside the form's payload field. */
export function bodyValue(parsed: ParsedBody, formPayload?: string): unknown {
  if (parsed.kind === 'json') return parsed.value
  if (parsed.kind !== 'form') return undefined
  // No prototype: a field named `__proto__` must stay a field.
  const fields: Record<string, string> = Object.create(null)
  for (const [name, value] of parsed.fields) fields[name] ??= value
  const payload = formPayload === undefined ? undefined : fields[formPayload]
  if (payload === undefined) return fields
  try {
    return JSON.parse(payload)
  } catch {
    return fields
  }
}

/**
 * Strings and numbers as text. Numbers beyond 2^53 are left out: JSON.parse has rounded them, so two different ids would read the
 * same and the second event would be dropped as a duplicate.
 */
export function scalars(values: readonly unknown[]): string[] {
  const texts: string[] = []
  for (const value of values) {
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'number' && (!Number.isInteger(value) || Number.isSafeInteger(value))) texts.push(String(value))
  }
  return texts
}

/** What to call a place in a sentence: its usual header name, `?token`, or `data.id in the body`. */
export function placeName(place: Place): string {
  if (place.in === 'header') return place.names[0] ?? 'header'
  return place.in === 'query' ? `?${place.name}` : `${place.path} in the body`
}

/** A place as the subject of a sentence: `The X-Signature header`, `The ?token query parameter`, `The data.id field of the body`. */
export function placeSubject(place: Place): string {
  if (place.in === 'header') return `The ${placeName(place)} header`
  return place.in === 'query' ? `The ${placeName(place)} query parameter` : `The ${place.path} field of the body`
}

function headerTexts(request: Placed, place: Extract<Place, { in: 'header' }>): string[] {
  if (place.each) return eachHeader(request, place.names)
  for (const name of place.names) {
    const values = headerValues(request.headers, name)
    if (values.length > 0) return values
  }
  return []
}

function eachHeader(request: Placed, names: readonly string[]): string[] {
  const found: string[] = []
  for (let i = 0; i + 1 < request.headers.length; i += 2) {
    const name = (request.headers[i] as string).toLowerCase()
    const wanted = names.some(n => (n.endsWith('*') ? name.startsWith(n.slice(0, -1).toLowerCase()) : name === n.toLowerCase()))
    if (wanted) found.push(request.headers[i + 1] as string)
  }
  return found
}
