import { z } from 'zod'
import type { KeyAlgorithm } from '../domain/signature/scheme.ts'
import { method } from './method.ts'

export const keyAlgorithms = ['ed25519', 'ecdsa-p256', 'rsa'] as const satisfies readonly KeyAlgorithm[]

export const keyMethods = {
  'keys.get': method(
    "The public half of this workspace's own key pair, which signs on behalf of providers whose private key only they have: configure it in the app under test in place of the provider's. Created on the first call. With `scheme` (`discord/ed25519`), `publicKey` is in the format of that scheme.",
    { algorithm: z.enum(keyAlgorithms).optional(), scheme: z.string().max(130).optional() },
    z.object({
      algorithm: z.enum(keyAlgorithms),
      /** As the scheme asked for writes it, else PEM. */
      publicKey: z.string(),
      pem: z.string(),
    }),
  ),
}
