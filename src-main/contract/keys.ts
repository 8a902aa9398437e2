import { z } from 'zod'
import type { KeyAlgorithm } from '../domain/signature/scheme.ts'
import { method } from './method.ts'

export const keyAlgorithms = ['ed25519', 'ecdsa-p256', 'rsa'] as const satisfies readonly KeyAlgorithm[]

export const keyMethods = {
  'keys.get': method(
    "The public half of this workspace's own key pair, with which we sign in the name of providers whose private key nobody else has: give it to the app under test instead of the provider's. Made at the first call. With `scheme` (`discord/ed25519`) `publicKey` is written as that scheme wants it.",
    { algorithm: z.enum(keyAlgorithms).optional(), scheme: z.string().max(130).optional() },
    z.object({
      algorithm: z.enum(keyAlgorithms),
      /** As the scheme asked for writes it, else PEM. */
      publicKey: z.string(),
      pem: z.string(),
    }),
  ),
}
