import { X509Certificate } from 'node:crypto'

/** Whether a text is (or begins with) a certificate as PEM; what follows the first is not looked at. */
export function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem)
    return true
  } catch {
    return false
  }
}
