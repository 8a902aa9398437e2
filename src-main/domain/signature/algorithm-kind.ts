import type { Algorithm } from './scheme.ts'

/** Whether one key signs and another verifies. Apart from keys.ts, because forms ask too, where there is no node:crypto. */
export function isAsymmetric(algorithm: Algorithm): boolean {
  return algorithm === 'ed25519' || algorithm.startsWith('ecdsa-') || algorithm.startsWith('rsa-')
}
