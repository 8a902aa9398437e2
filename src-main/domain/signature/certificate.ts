import { type KeyObject, X509Certificate } from 'node:crypto'
import { type Placed, placeSubject, textsAt } from '../place.ts'
import { rememberFew } from '../remember.ts'
import type { CertificateRules } from './scheme.ts'

/** What is known of a certificate by its URL. Who fetches it must pin the host as the scheme does, and follow no redirect. */
export type CertificateLookup = (url: string) => CertificateState
export type CertificateState =
  | { readonly state: 'known'; readonly pem: string }
  | { readonly state: 'unknown' }
  /** `reason`: a sentence. */
  | { readonly state: 'failed'; readonly reason: string }

export const noCertificates: CertificateLookup = () => ({ state: 'unknown' })

/** Where a Request says its certificate is, if that is one of the vendor's own URLs. */
export function certificateUrl(
  rules: CertificateRules,
  request: Placed,
): { readonly url: string } | { readonly code: 'missing_header' | 'unknown_key'; readonly explanation: string } {
  const [url, second] = textsAt(request, rules.url)
  const name = placeSubject(rules.url)
  if (url === undefined || second !== undefined) {
    return { code: 'missing_header', explanation: `${name}, which carries the certificate’s URL, is ${url ? 'repeated' : 'missing'}.` }
  }
  if (isOwnUrl(rules, url)) return { url }
  return { code: 'unknown_key', explanation: `${name} names a certificate that is not one of ${rules.owner}’s, so it was not fetched.` }
}

function isOwnUrl(rules: CertificateRules, url: string): boolean {
  // The pattern is matched on what a fetch would use: `https://good.test\@evil.test/` reads differently to different parsers.
  if (url.length > 1024 || !URL.canParse(url)) return false
  const read = new URL(url)
  return read.href === url && read.protocol === 'https:' && read.port === '' && new RegExp(`^(?:${rules.pattern})$`).test(url)
}

/** Until when a certificate is valid, ms since epoch; null when the text is no certificate. */
export function certificateEnd(pem: string): number | null {
  try {
    return parse(pem).certificate.validToDate.getTime()
  } catch {
    return null
  }
}

/** The public key of a certificate that was valid at a time (ms since epoch); or a sentence. */
export function certificateKey(pem: string, at: number): KeyObject | string {
  try {
    const { certificate, key } = parse(pem)
    if (at < certificate.validFromDate.getTime() || at > certificate.validToDate.getTime()) {
      return 'The certificate was not valid when the request arrived.'
    }
    return key
  } catch {
    return 'The certificate’s URL does not lead to a certificate.'
  }
}

/** A provider has two or three certificates in use at a time. */
const parse = rememberFew(16, (pem: string): { certificate: X509Certificate; key: KeyObject } => {
  const certificate = new X509Certificate(pem)
  return { certificate, key: certificate.publicKey }
})

/** The key of the certificate that a Request names; or why there is none. */
export function findCertificate(
  rules: CertificateRules,
  request: Placed,
  at: number,
  lookup: CertificateLookup,
): { readonly key: KeyObject } | { readonly code: 'missing_header' | 'unknown_key' | 'key_unavailable'; readonly explanation: string } {
  const named = certificateUrl(rules, request)
  if ('code' in named) return named
  const found = lookup(named.url)
  if (found.state === 'known') {
    const key = certificateKey(found.pem, at)
    return typeof key === 'string' ? { code: 'unknown_key', explanation: key } : { key }
  }
  const why = found.state === 'failed' ? `could not be fetched: ${found.reason}` : 'has not been fetched yet. Verify again in a moment.'
  return { code: 'key_unavailable', explanation: `The certificate of ${rules.owner} at ${named.url} ${why}` }
}
