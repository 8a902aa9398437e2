import type { HeaderPair } from '#domain/http/headers.ts'
import type { Place } from '#domain/place.ts'
import type { Scheme } from '#domain/signature/scheme.ts'

/** What a request must hold so that a scheme can sign it: the values that its conditions ask for and its template names. */
export interface MadeDraft {
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
}

/** Whether a scheme signs any bytes whatever as its body. */
export function takesAnyBody(scheme: Scheme): boolean {
  return !/\{(form|php|lines|body:)/.test(scheme.content) && bodyPaths(scheme).length === 0
}

/**
 * A draft that the scheme can sign, whose body holds `note` wherever the scheme leaves it room.
 * @param bytes the body of schemes that sign any
 */
export function draftFor(scheme: Scheme, bytes: Uint8Array, note = 'x'): MadeDraft {
  const headers: HeaderPair[] = []
  for (const { place, equals } of scheme.when ?? []) if (place.in === 'header') headers.push([place.names[0] ?? '', equals ?? 'x'])
  for (const name of scheme.content.matchAll(/\{header:([^}?]+)\}/g)) {
    if (!isStamp(scheme, name[1] ?? '')) headers.push([name[1] ?? '', 'x'])
  }
  if (takesAnyBody(scheme)) return { headers, body: bytes }
  if (/\{(form|php)/.test(scheme.content) || scheme.when?.some(({ place, equals }) => place.in === 'header' && equals?.includes('form'))) {
    const body = new URLSearchParams([
      ['note', note],
      ['a', '1'],
      ['B', 'é'],
    ]).toString()
    return { headers: [['Content-Type', 'application/x-www-form-urlencoded'], ...headers], body: Buffer.from(body) }
  }
  const item: Record<string, unknown> = { note }
  for (const { path, value } of bodyPaths(scheme)) put(item, path.split('.'), value)
  const json: Record<string, unknown> = {}
  if (scheme.each === undefined) Object.assign(json, item)
  else wrap(json, scheme.each.split('.'), item)
  return { headers: [['Content-Type', 'application/json'], ...headers], body: Buffer.from(JSON.stringify(json)) }
}

function isStamp(scheme: Scheme, name: string): boolean {
  const places = [scheme.messageId, scheme.timestamp?.at, scheme.signature.place]
  return places.some(place => place && 'names' in place && place.names.some(other => other.toLowerCase() === name.toLowerCase()))
}

/** Paths that the body needs. Those where the engine itself puts something need only be in JSON. */
function bodyPaths(scheme: Scheme): { path: string; value: unknown }[] {
  const paths: { path: string; value: unknown }[] = []
  const add = (place: Place | { in: string } | undefined, value: unknown) => {
    if (place?.in === 'body' && 'path' in place) paths.push({ path: place.path, value })
  }
  for (const { place, equals } of scheme.when ?? []) add(place, equals ?? 'x')
  for (const match of scheme.content.matchAll(/\{body:([^}?]+)\??\}/g)) paths.push({ path: match[1] ?? '', value: 'x' })
  for (const match of scheme.content.matchAll(/\{lines:([^}]+)\}/g))
    for (const path of (match[1] ?? '').split(',')) paths.push({ path, value: 'x' })
  add(scheme.timestamp?.at, 0)
  add(scheme.messageId, 'x')
  add(scheme.signature.place, 'x')
  return paths
}

function put(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) target[key] ??= value
  else {
    target[key] ??= {}
    put(target[key] as Record<string, unknown>, rest, value)
  }
}

/** Two items, so that each is signed by itself. */
function wrap(target: Record<string, unknown>, [part = '', ...rest]: readonly string[], item: unknown): void {
  const make = () => {
    if (rest.length === 0) return structuredClone(item)
    const inner = {}
    wrap(inner, rest, item)
    return inner
  }
  target[part.replace('[]', '')] = part.endsWith('[]') ? [make(), make()] : make()
}
