import type { KeyObject } from 'node:crypto'
import type { RequestView } from '../http/request-view.ts'
import type { Secret } from '../secret.ts'
import { matchesAny } from './algorithms.ts'
import type { CompiledScheme } from './compile.ts'
import { type ContentSource, contentOf } from './content.ts'
import { equalTexts } from './digest.ts'
import { type Key, keyOf } from './keys.ts'
import type { Reading } from './read.ts'
import { urlsToTry } from './url-forms.ts'

export type GoodReading = Extract<Reading, { ok: true }>

export type Found =
  | { readonly result: 'match'; readonly secret: Secret }
  | { readonly result: 'mismatch' }
  /** The token names a key that none of the secrets is. */
  | { readonly result: 'unknown-key'; readonly keyId: string }
  /** None of the secrets is in the scheme's format. */
  | { readonly result: 'bad-secret' }
  /** A value that the template names is not in the Request. */
  | { readonly result: 'missing'; readonly missing: string }

/**
 * The first of the secrets under which one of the signatures is right.
 * @param certificate key that verifies, where the scheme takes it from a certificate
 * @param registered URLs that the Source says are registered at the provider; they stand for the one received
 */
export function findKey(
  compiled: CompiledScheme,
  reading: GoodReading,
  view: RequestView,
  secrets: readonly Secret[],
  certificate: KeyObject | null = null,
  registered: readonly string[] = [],
): Found {
  const { scheme } = compiled
  const source = contentSource(reading, view)
  const urls = compiled.signsUrl ? (registered.length > 0 ? registered : [view.url]).flatMap(url => urlsToTry(url, scheme.urlForms)) : null
  const { keyId } = reading
  let decoded = 0
  let foreign = 0
  for (const secret of secrets) {
    const key = certificate ? { text: secret.value, object: certificate } : keyOf(secret, scheme.key, scheme.algorithm)
    if (key === null) continue
    decoded++
    if (keyId !== null && key.id !== undefined && key.id !== keyId) {
      foreign++
      continue
    }
    const outcome = urls
      ? matchesUrl(compiled, reading.candidates, source, key, urls)
      : matchesKey(compiled, reading.candidates, source, key)
    if (outcome === true) return { result: 'match', secret }
    if (outcome !== false) return { result: 'missing', missing: outcome.missing }
  }
  if (keyId !== null && decoded > 0 && foreign === decoded) return { result: 'unknown-key', keyId }
  return { result: decoded === 0 ? 'bad-secret' : 'mismatch' }
}

function matchesUrl(
  compiled: CompiledScheme,
  candidates: readonly Uint8Array[],
  source: ContentSource,
  key: Key,
  urls: readonly string[],
): boolean | { readonly missing: string } {
  for (const url of urls) {
    const outcome = matchesKey(compiled, candidates, { ...source, url }, key)
    if (outcome !== false) return outcome
  }
  return false
}

/** What the template of a scheme may name, as it stands in a Request. */
export function contentSource(reading: GoodReading, view: RequestView): ContentSource {
  return {
    method: view.method,
    url: view.url,
    target: view.target,
    headers: view.headers,
    body: view.body,
    parsed: () => view.parsed(),
    timestamp: reading.timestamp,
    id: reading.id,
    token: reading.token?.signed ?? null,
  }
}

/** Whether one of the signatures is right under a key; or the name of a value that the content lacks. */
export function matchesKey(
  compiled: CompiledScheme,
  candidates: readonly Uint8Array[],
  source: ContentSource,
  key: Key,
): boolean | { readonly missing: string } {
  if (compiled.presents) {
    return candidates.some(candidate => equalTexts(Buffer.from(candidate).toString('utf8'), key.text))
  }
  const content = contentOf(compiled.template, source, key.text)
  return content.ok ? matchesAny(compiled.scheme.algorithm, key, content.pieces, candidates) : { missing: content.missing }
}
