import type { RequestView } from '../http/request-view.ts'
import { placeName, textsAt } from '../place.ts'
import type { Provider } from '../provider.ts'
import { viewFor } from '../provider-view.ts'
import { maskHeaders, maskTarget } from '../redact.ts'
import { bodyCredentials, MASK, maskBody } from '../redact-body.ts'
import { algorithmName } from './algorithms.ts'
import { itemViews } from './batch.ts'
import { compile, presentsSecret } from './compile.ts'
import { contentOf, type Template } from './content.ts'
import { contentSource } from './match.ts'
import type { Proof, SignedPart } from './proof-shape.ts'
import { readSignature } from './read.ts'

/** Characters of a part that are told. */
const PREVIEW = 600

/** What a scheme reads and signs in one Request; null when the provider has no such scheme. Never throws. */
export function proofOf(provider: Provider, schemeId: string, received: RequestView): Proof | null {
  const scheme = provider.schemes.find(candidate => candidate.id === schemeId)
  if (!scheme) return null
  const compiled = compile(scheme)
  const whole = viewFor(provider, received)
  const items = scheme.each === undefined ? null : itemViews(whole, scheme.each)
  const view = items?.[0] ?? whole
  const reading = readSignature(compiled, view)
  const presented = presentsSecret(scheme)
  const at = scheme.timestamp?.at
  const base = {
    provider: provider.name,
    scheme: scheme.name,
    algorithm: algorithmName(scheme.algorithm),
    signature: { at: placeName(scheme.signature.place), values: presented ? null : textsAt(view, scheme.signature.place) },
    timestamp:
      at === undefined
        ? null
        : {
            at: at.in === 'signature' ? `${at.field} next to the signature` : at.in === 'claim' ? `the token’s ${at.name}` : placeName(at),
            value: reading.ok ? reading.timestamp : null,
            time: reading.ok ? reading.time : null,
            toleranceSeconds: scheme.timestamp?.toleranceSeconds ?? null,
          },
    items: items?.length ?? null,
  }
  if (!reading.ok) return { ...base, parts: [], missing: reading.explanation }
  if (presented) return { ...base, parts: [], missing: null }
  const source = contentSource(reading, view)
  const parts: SignedPart[] = []
  for (const part of compiled.template) {
    const name = 'literal' in part ? '' : part.argument === '' ? part.name : `${part.name}:${part.argument}`
    const content = contentOf([part] as Template, source, MASK)
    if (!content.ok)
      return { ...base, parts, missing: `${content.missing} is part of the signed content, but the request does not have it.` }
    parts.push(shown(provider, name, Buffer.concat(content.pieces), view))
  }
  return { ...base, parts, missing: null }
}

function shown(provider: Provider, name: string, bytes: Uint8Array, view: RequestView): SignedPart {
  const contentType = view.headers.find((_, index) => index % 2 === 1 && view.headers[index - 1]?.toLowerCase() === 'content-type')
  // Cut only after masking, for a credential that is cut in two is no longer known for one.
  const text = masked(provider, name, contentType, Buffer.from(bytes.subarray(0, 256 * 1024)).toString('utf8'))
  return { name, text: text.slice(0, PREVIEW), bytes: bytes.length, cut: text.length > PREVIEW || bytes.length > 256 * 1024 }
}

function masked(provider: Provider, name: string, contentType: string | undefined, text: string): string {
  const [kind, argument = ''] = name.split(/:(.*)/s)
  const marked = bodyCredentials(provider)
  if (kind === 'header') return maskHeaders(provider, [argument, text])[1] ?? ''
  if (kind === 'url' || kind === 'target') return maskTarget(provider, text)
  if (kind === 'body' && argument !== '') return marked.names.includes(argument.split('.').at(-1) ?? '') ? MASK : text
  if (kind === 'lines')
    return text.replace(/^(.*)\n(.*)$/gm, (line, member: string) => (marked.names.includes(member) ? `${member}\n${MASK}` : line))
  return kind === 'body' || kind === 'form' || kind === 'php' ? maskBody(marked, contentType, text) : text
}
