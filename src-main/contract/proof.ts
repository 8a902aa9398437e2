import { z } from 'zod'
import type { Proof } from '../domain/signature/proof-shape.ts'
import { id, method, time } from './method.ts'
import { secretRoles } from './secrets.ts'

const proof = z.object({
  provider: z.string(),
  scheme: z.string(),
  algorithm: z.string(),
  signature: z.object({ at: z.string(), values: z.array(z.string()).readonly().nullable() }),
  timestamp: z
    .object({ at: z.string(), value: z.string().nullable(), time: z.number().nullable(), toleranceSeconds: z.number().nullable() })
    .nullable(),
  parts: z.array(z.object({ name: z.string(), text: z.string(), bytes: z.number(), cut: z.boolean() })).readonly(),
  missing: z.string().nullable(),
  items: z.number().nullable(),
})
proof satisfies z.ZodType<Proof>

/** The secret that matched, as it is shown everywhere: masked. */
const key = z.object({
  id,
  label: z.string().nullable(),
  role: z.enum(secretRoles),
  masked: z.string(),
  validUntil: time.nullable(),
})

export const proofMethods = {
  'requests.proof': method(
    'What was signed in a Request, piece by piece, and the key that matched (masked). `proof` is null if no scheme was tried; `key` is null if none matched or it has since been removed.',
    { id },
    z.object({ proof: proof.nullable(), key: key.nullable() }),
  ),
}
export type ProofShown = z.infer<(typeof proofMethods)['requests.proof']['output']>
