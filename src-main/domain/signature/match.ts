import type { RequestView } from '../http/request-view.ts'
import type { Secret } from '../secret.ts'
import { matchesAny } from './algorithms.ts'
import { type CompiledScheme, presentsSecret } from './compile.ts'
import { type ContentSource, contentOf } from './content.ts'
import { equalTexts } from './digest.ts'
import { type Key, keyOf } from './keys.ts'
import type { Reading } from './read.ts'

export type GoodReading = Extract<Reading, { ok: true }>

export type Found =
  | { readonly result: 'match'; readonly secret: Secret }
  | { readonly result: 'mismatch' }
  /** None of the secrets is in the scheme's format. */
  | { readonly result: 'bad-secret' }
  /** A value that the template names is not in the Request. */
  | { readonly result: 'missing'; readonly missing: string }

/** The first of the secrets under which one of the signatures is right. */
export function findKey(compiled: CompiledScheme, reading: GoodReading, view: RequestView, secrets: readonly Secret[]): Found {
  const source = contentSource(reading, view)
  let decoded = 0
  for (const secret of secrets) {
    const key = keyOf(secret, compiled.scheme.key, compiled.scheme.algorithm)
    if (key === null) continue
    decoded++
    const outcome = matchesKey(compiled, reading.candidates, source, key)
    if (outcome === true) return { result: 'match', secret }
    if (outcome !== false) return { result: 'missing', missing: outcome.missing }
  }
  return { result: decoded === 0 ? 'bad-secret' : 'mismatch' }
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
  }
}

/** Whether one of the signatures is right under a key; or the name of a value that the content lacks. */
export function matchesKey(
  compiled: CompiledScheme,
  candidates: readonly Uint8Array[],
  source: ContentSource,
  key: Key,
): boolean | { readonly missing: string } {
  if (presentsSecret(compiled.scheme)) {
    return candidates.some(candidate => equalTexts(Buffer.from(candidate).toString('utf8'), key.text))
  }
  const content = contentOf(compiled.template, source, key.text)
  return content.ok ? matchesAny(compiled.scheme.algorithm, key, content.pieces, candidates) : { missing: content.missing }
}
