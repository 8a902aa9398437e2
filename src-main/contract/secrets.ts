import { z } from 'zod'
import type { SecretRole } from '../domain/secret.ts'
import { id, time } from './method.ts'

export const secretRoles = [
  'signing',
  'verify-token',
  'public-key',
  'private-key',
  'account-id',
  'url',
] as const satisfies readonly SecretRole[]

/**
 * How secrets go in: plain strings, or objects. In an update, a known id without value keeps that secret, an absent one removes it, and
 * a masked value is rejected.
 */
export const secretsInput = z
  .array(
    z.union([
      z.string().min(1).max(8192),
      z.strictObject({
        id: id.optional(),
        /**
         * When left out, and for a plain string: that of the key which the scheme or provider in use takes (`public-key` for Discord), and
         * `signing` where there is none. A new secret that could not be such a key is refused.
         */
        role: z.enum(secretRoles).optional(),
        label: z.string().max(100).optional(),
        value: z.string().min(1).max(8192).optional(),
        validUntil: time.optional(),
      }),
    ]),
  )
  .max(20)

/** How secrets come back: never in clear. */
export const maskedSecret = z.object({
  id,
  role: z.enum(secretRoles),
  label: z.string().nullable(),
  masked: z.string(),
  validUntil: time.nullable(),
})
export type MaskedSecret = z.infer<typeof maskedSecret>
export type SecretsInput = z.input<typeof secretsInput>
