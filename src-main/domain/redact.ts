import { isSameName, type RawHeaders } from './http/headers.ts'
import type { Provider } from './provider.ts'
import { MASK } from './redact-body.ts'

export { MASK, maskText } from './redact-body.ts'

/**
 * Names that say themselves that they hold a credential, as header, field or variable: `X-Api-Key`, `access_token`, `clientSecret`,
 * `user[password]`. Words run together count where nobody means anything else by them. Whatever ends in `-signature` or `-id` stays.
 */
const CREDENTIAL_NAME = new RegExp(
  `(?:^|[^a-z0-9])(?:${[
    '(?:api|auth|access|secret|private|signing|shared|subscription|functions|sas)[-_. ]?key',
    '(?:api|auth|access|refresh|session|bearer|secret)?token',
    '(?:client|app|api|shared|signing|webhook)?secret',
    '(?:user)?password',
    'passwd|credentials?|authorization|(?:set-)?cookie|hapikey|jwt|(?:jwt|client)[-_. ]?assertion',
  ].join('|')})$`,
)
/** The same of names in a query; elsewhere they are words like others, or those of a webhook's signature. */
const CREDENTIAL_QUERY = /^(key|code|auth|pwd|sig|bearer|x-(amz|goog)-signature)$/
const [SEMICOLON, QUESTION, HASH, EQUALS] = [0x3b, 0x3f, 0x23, 0x3d]
/** Longest name that is remembered; of a longer one the end is looked at. */
const LONGEST = 256
/** Names that are remembered. */
const MOST = 1000
const KNOWN_AUTH_SCHEME = /^(basic|bearer|digest|hmac|hoba|jwt|mutual|negotiate|ntlm|token|apikey|aws4-hmac-sha256)\s+/i

/** A flat header list in which credentials are masked. What kind of Authorization it was stays (`Bearer ••••••••`). */
export function maskHeaders(provider: Provider | null, raw: RawHeaders): string[] {
  const masked = [...raw]
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] as string
    if (isCredentialHeader(provider, name)) masked[i + 1] = maskValue(name, raw[i + 1] as string)
  }
  return masked
}

/**
 * A request target (or URL) in which credentials behind its path, and user:password before a host, are masked. The rest stays as written.
 * What follows a `#` is masked like a query: it has no business in a target, but a sender that builds its URLs by hand puts it there.
 */
export function maskTarget(provider: Provider | null, target: string): string {
  const at = target.search(/[?#]/)
  const whole = at < 0 ? target : target.slice(0, at)
  const path = whole.includes('@') ? whole.replace(/:\/\/[^/@]*@/g, `://${MASK}@`) : whole
  if (at < 0) return path
  const own = provider?.credentials.query ?? []
  return `${path}${target.charAt(at)}${maskFields(target.slice(at + 1), name => own.includes(name) || isCredentialField(name))}`
}

function isCredentialHeader(provider: Provider | null, name: string): boolean {
  return isCredentialName(name) || (provider?.credentials.headers.some(header => isSameName(header, name.trim())) ?? false)
}

/**
 * Whether a name says itself that it holds a credential, in any letter case. What stands around it does not count: the head of a malformed
 * request has names such as `Authorization ` and `"Cookie"`. An idempotency token is no credential, and people need to read it.
 */
export const isCredentialName = remembered(name => CREDENTIAL_NAME.test(name) && !name.includes('idempotency'))
const isCredentialField = remembered(name => isCredentialName(name) || CREDENTIAL_QUERY.test(name))

/** Nearly all names are the same few hundred, and each is asked about with each capture: what was found out of one is kept. */
function remembered(test: (plain: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return given => {
    const before = known.get(given)
    if (before !== undefined) return before
    // A copy: a piece of a text may hold the whole of it, which here would be for ever.
    const name = given.slice(-LONGEST).split('').join('')
    const result = test(plainName(name))
    if (known.size >= MOST) known.clear()
    if (given.length <= LONGEST) known.set(name, result)
    return result
  }
}

/** In lower case with its words apart: `X-AuthToken` gives `x-auth-token`, ` APIKey:` gives `api-key`. */
function plainName(name: string): string {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
  return apart.toLowerCase().replace(/^[^a-z0-9]{1,256}|[^a-z0-9]{1,256}$/g, '')
}

function maskValue(name: string, value: string): string {
  const scheme = /authorization\s*$/i.test(name) ? KNOWN_AUTH_SCHEME.exec(value)?.[1] : undefined
  return scheme === undefined ? MASK : `${scheme} ${MASK}`
}

/**
 * `a=1&token=x` with some values masked, everything else byte for byte as it was. `;` separates fields, too, where the one behind it is a
 * credential, and so do `?` and `#`, for one may hold an address. A credential ends at `&` alone: all the others may be part of it.
 */
function maskFields(text: string, isCredential: (name: string) => boolean): string {
  if (!text.includes('=')) return text
  const fields = text.split('&').map(field => {
    const from = credentialIn(field, isCredential)
    return from < 0 ? field : `${field.slice(0, from)}${MASK}`
  })
  return fields.join('&')
}

/** Where the value of the first credential begins; -1 where there is none. */
function credentialIn(field: string, isCredential: (name: string) => boolean): number {
  let start = 0
  let isName = true
  for (let i = 0; i < field.length; i++) {
    const char = field.charCodeAt(i)
    if (char === SEMICOLON || char === QUESTION || char === HASH) {
      start = i + 1
      isName = true
    } else if (char === EQUALS && isName) {
      if (isCredential(decode(field.slice(start, i)))) return i + 1
      isName = false
    }
  }
  return -1
}
function decode(text: string): string {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
