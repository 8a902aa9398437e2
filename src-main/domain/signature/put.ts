import { isFormType, mediaType } from '../http/body.ts'
import { headerValue, withHeaders } from '../http/headers.ts'
import type { Place } from '../place.ts'
import type { Draft } from './sign.ts'

/**
 * A draft with a text set at a place; null where that cannot be: a body path in what is neither JSON nor a form.
 * JSON is written anew, compactly: whoever signs inside a body signs values of it and not its bytes.
 * @param alternative which of a header's names to use
 */
export function put(draft: Draft, place: Place, text: string, alternative = 0): Draft | null {
  switch (place.in) {
    case 'header':
      return { ...draft, headers: withHeaders(draft.headers, [[headerName(place, alternative), text]]) }
    case 'query':
      return { ...draft, url: withParameter(draft.url, place.name, text) }
    case 'body': {
      const body = withMember(draft, place.path, text)
      return body && { ...draft, body }
    }
  }
}

/** `X-DocuSign-Signature-*` is written as its first, `-1`. */
export function headerName(place: Place, alternative: number): string {
  if (place.in !== 'header') return ''
  return (place.names[alternative] ?? place.names[0] ?? '').replace(/\*$/, '1')
}

/** By text, so that the rest of the query stays as it was written. */
function withParameter(url: string, name: string, text: string): string {
  const at = url.indexOf('?')
  const item = `${encodeURIComponent(name)}=${encodeURIComponent(text)}`
  if (at < 0) return `${url}?${item}`
  const others = url
    .slice(at + 1)
    .split('&')
    .filter(part => part !== '' && new URLSearchParams(part).get(name) === null)
  return `${url.slice(0, at)}?${[...others, item].join('&')}`
}

function withMember(draft: Draft, path: string, text: string): Buffer | null {
  const body = Buffer.from(draft.body.buffer, draft.body.byteOffset, draft.body.byteLength).toString('utf8')
  if (isFormType(mediaType(headerValue(draft.headers, 'content-type')))) {
    const fields = new URLSearchParams(body)
    fields.set(path, text)
    return Buffer.from(fields.toString(), 'utf8')
  }
  try {
    const root: unknown = JSON.parse(body)
    return setIn(root, path.split('.'), text) ? Buffer.from(JSON.stringify(root), 'utf8') : null
  } catch {
    return null
  }
}

/** Sets a member, making the objects on the way. A number stays a number: senders write timestamps in either way. */
function setIn(root: unknown, path: readonly string[], text: string): boolean {
  let at = root
  for (const [index, key] of path.entries()) {
    if (typeof at !== 'object' || at === null || (Array.isArray(at) && !/^\d+$/.test(key))) return false
    const members = at as Record<string, unknown>
    const old = Object.hasOwn(members, key) ? members[key] : undefined
    const last = index === path.length - 1
    const next = last ? (typeof old === 'number' && /^\d{1,15}$/.test(text) ? Number(text) : text) : (old ?? {})
    Object.defineProperty(members, key, { value: next, enumerable: true, configurable: true, writable: true })
    at = next
  }
  return true
}
