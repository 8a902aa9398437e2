import type { Provider } from '#domain/provider.ts'
import type { CertificateLookup, CertificateState } from '#domain/signature/certificate.ts'

/** Certificates by URL, fetched by the main thread; threads that verify neither fetch nor remember. */
export type Certificates = Readonly<Record<string, CertificateState>>

export function lookupIn(certificates: Certificates): CertificateLookup {
  return url => (Object.hasOwn(certificates, url) ? certificates[url] : undefined) ?? { state: 'unknown' }
}

/** Whether a provider signs with a certificate that its requests name. */
export function needsCertificate(provider: Provider | null): boolean {
  return provider?.schemes.some(scheme => scheme.certificate !== undefined) ?? false
}
