import { isFormType, mediaType } from './http/body.ts'
import type { RawHeaders } from './http/headers.ts'
import type { Provider } from './provider.ts'

/** Stands for a captured credential, the same for every length. */
export const MASK = '••••••••'

const ALWAYS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie'])
/** Names that say themselves that they hold a credential. An idempotency token is not one, and people need to read it. */
const CREDENTIAL_NAME = /(^|[-_.])((api|auth|access)[-_]?key|token|secret|password|passwd|credentials?)$/i
const CREDENTIAL_QUERY = /^(key|code|auth|authorization|pwd|sig)$/i
const KNOWN_AUTH_SCHEME = /^(basic|bearer|digest|hmac|hoba|jwt|mutual|negotiate|ntlm|token|apikey|aws4-hmac-sha256)\s+/i

/** A flat header list in which credentials are masked. What kind of Authorization it was stays (`Bearer ••••••••`). */
export function maskHeaders(provider: Provider | null, raw: RawHeaders): string[] {
  const masked = [...raw]
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase()
    if (isCredentialHeader(provider, name)) masked[i + 1] = maskValue(name, raw[i + 1] as string)
  }
  return masked
}

/** A request target (or URL) in which query credentials, and user:password before the host, are masked. The rest stays as written. */
export function maskTarget(provider: Provider | null, target: string): string {
  const at = target.indexOf('?')
  const path = (at < 0 ? target : target.slice(0, at)).replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, `$1${MASK}@`)
  if (at < 0) return path
  const names = new Set(provider?.credentials.query)
  return `${path}?${maskFields(target.slice(at + 1), name => names.has(name) || CREDENTIAL_QUERY.test(name) || isCredentialName(name))}`
}

/**
 * A body's text in which the provider's credentials are masked. By member name at any depth and in any fragment, not by a parse: the
 * text may be broken JSON or a slice of a long body, and layout and order must stay as they were sent.
 */
export function maskText(provider: Provider | null, contentType: string | undefined, text: string): string {
  const names = provider?.credentials.body ?? []
  if (names.length === 0) return text
  if (!isFormType(mediaType(contentType))) return maskMembers(names, text)
  return maskFields(
    text,
    name => names.includes(name),
    (name, value) => (name === provider?.formPayload ? maskMembers(names, value) : value),
  )
}

function isCredentialHeader(provider: Provider | null, name: string): boolean {
  if (ALWAYS.has(name) || isCredentialName(name)) return true
  return provider?.credentials.headers.some(header => header.toLowerCase() === name) ?? false
}

function isCredentialName(name: string): boolean {
  return CREDENTIAL_NAME.test(name) && !/idempotency/i.test(name)
}

function maskValue(name: string, value: string): string {
  const scheme = name.endsWith('authorization') ? KNOWN_AUTH_SCHEME.exec(value)?.[1] : undefined
  return scheme === undefined ? MASK : `${scheme} ${MASK}`
}

/** `a=1&token=x` with some values masked, everything else byte for byte as it was. */
function maskFields(text: string, isCredential: (name: string) => boolean, rewrite = (_name: string, value: string) => value): string {
  const fields = text.split('&').map(field => {
    const at = field.indexOf('=')
    if (at < 0) return field
    const name = decode(field.slice(0, at))
    if (isCredential(name)) return `${field.slice(0, at + 1)}${MASK}`
    const value = decode(field.slice(at + 1))
    const changed = rewrite(name, value)
    return changed === value ? field : `${field.slice(0, at + 1)}${encodeURIComponent(changed)}`
  })
  return fields.join('&')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/**
 * Masks the values of JSON members by name. A scan and not a regular expression: one that steps over a string of megabytes runs
 * out of stack, and a sender could so make an export fail.
 */
function maskMembers(names: readonly string[], text: string): string {
  let masked = ''
  let done = 0
  for (let at = text.indexOf('"'); at >= 0; ) {
    const end = stringEnd(text, at)
    const value = names.includes(text.slice(at + 1, end - 1)) ? memberValue(text, end) : null
    if (value === null) at = text.indexOf('"', end)
    else {
      masked += `${text.slice(done, value.from)}"${MASK}"`
      done = value.to
      at = text.indexOf('"', done)
    }
  }
  return masked + text.slice(done)
}

/** Index after the closing quote of the string that opens at `at`; the end of the text where it is cut off. */
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
