import type { RawHeaders } from '../http/headers.ts'
import type { Place } from '../place.ts'
import type { Provider, ValueRule } from '../provider.ts'
import { httpHeaders } from './http.ts'
import { vendorHeaders } from './vendors.ts'

/**
 * What the header fields of a Request mean, by lower-case name; fields that nobody knows anything of are left out. Most of what is
 * particular about a provider is in its rules already, so the sentences are made from them and are never behind.
 */
export function explainHeaders(provider: Provider | null, raw: RawHeaders): Record<string, string> {
  const own = provider === null ? new Map<string, string>() : meaningsOf(provider)
  const found: Record<string, string> = {}
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase()
    const meaning = own.get(name) ?? matching(own, name) ?? (Object.hasOwn(httpHeaders, name) ? httpHeaders[name] : undefined)
    if (meaning !== undefined) found[name] = meaning
  }
  return found
}

const known = new WeakMap<Provider, Map<string, string>>()

/** By lower-case name; one that ends in `*` stands for all that begin so. What is said first stays. */
function meaningsOf(provider: Provider): Map<string, string> {
  const ready = known.get(provider)
  if (ready) return ready
  const { name } = provider
  const meanings = new Map<string, string>()
  const put = (place: Place | null | undefined, sentence: string) => {
    if (place?.in !== 'header') return
    for (const header of place.names) if (!meanings.has(header.toLowerCase())) meanings.set(header.toLowerCase(), sentence)
  }
  for (const [header, sentence] of Object.entries(vendorHeaders[provider.id] ?? {})) meanings.set(header, sentence)
  for (const scheme of provider.schemes) {
    const presented = scheme.algorithm === 'token' || scheme.algorithm === 'basic'
    const signed = `${name}’s signature: ${scheme.name}. The Verification tab shows what it was checked against.`
    put(scheme.signature.place, presented ? `The secret itself, which ${name} sends to prove its identity.` : signed)
    if (scheme.timestamp && 'in' in scheme.timestamp.at && scheme.timestamp.at.in === 'header')
      put(
        scheme.timestamp.at,
        `When ${name} signed the request. Part of the signed content, so that an old request cannot be passed off as new.`,
      )
    put(scheme.messageId, `${name}’s id for the message. Part of the signed content; retries have the same one.`)
  }
  const parts = (rules: readonly ValueRule[], sentence: string) => {
    for (const rule of rules) for (const part of rule.parts) put(part, sentence)
  }
  parts(provider.eventKeys, `${name}’s id for the event, used to recognise duplicates.`)
  parts(provider.eventType, `${name}’s event type.`)
  for (const header of provider.credentials.headers) put({ in: 'header', names: [header] }, `A credential from ${name}.`)
  for (const { header } of provider.detect)
    if (matching(meanings, header.toLowerCase()) === undefined) put({ in: 'header', names: [header] }, `A header specific to ${name}.`)
  // What every sender sends means what it means everywhere.
  for (const header of ['user-agent', 'content-type']) if (meanings.get(header) === `A header specific to ${name}.`) meanings.delete(header)
  known.set(provider, meanings)
  return meanings
}

function matching(meanings: ReadonlyMap<string, string>, name: string): string | undefined {
  for (const [pattern, meaning] of meanings) if (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))) return meaning
  return undefined
}
