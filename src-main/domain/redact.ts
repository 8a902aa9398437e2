import type { RawHeaders } from './http/headers.ts'
import type { Provider } from './provider.ts'
import { MASK } from './redact-body.ts'

export { MASK, maskText } from './redact-body.ts'

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
function maskFields(text: string, isCredential: (name: string) => boolean): string {
  const fields = text.split('&').map(field => {
    const at = field.indexOf('=')
    return at >= 0 && isCredential(decode(field.slice(0, at))) ? `${field.slice(0, at + 1)}${MASK}` : field
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
