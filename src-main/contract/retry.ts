import { z } from 'zod'
import type { JitterMode, RetryChoice, RetryPreset } from '../domain/retry/choice.ts'

export const retryPresets = [
  'default',
  'local',
  'none',
  'standard-webhooks',
  'svix',
  'stripe',
  'shopify',
  'slack',
  'github',
  'full-jitter',
] as const satisfies readonly RetryPreset[]
export const jitterModes = ['none', 'plus-minus', 'full', 'add'] as const satisfies readonly JitterMode[]

/** A number is short for plus-minus by that share: 0.1 = +-10 %. */
const jitter = z.union([
  z.number().min(0).max(1),
  z.strictObject({ mode: z.enum(jitterModes), share: z.number().min(0).max(1).optional() }),
])

const limits = {
  /** Attempts in all, the first included. */
  maxTries: z.number().int().min(1).max(1000).optional(),
  /** No attempt begins later than this after the first one. */
  maxHours: z.number().positive().max(2400).optional(),
  /** False: 4xx is final (but 408, 425 and 429). */
  retry4xx: z.boolean().optional(),
  retryAfterCapSeconds: z.number().min(0).max(86_400).optional(),
}

const seconds = z
  .number()
  .min(0)
  .max(30 * 86_400)
const capSeconds = z.number().min(1).max(86_400).optional()

/** Waits between attempts: one of the product's presets, a list of the caller's, or a rule that makes one. */
export const retryPolicy = z.union([
  z.strictObject({ preset: z.enum(retryPresets), jitter: jitter.optional(), ...limits }),
  z.strictObject({ delaysSeconds: z.array(seconds).max(100), jitter: jitter.default(0), ...limits }),
  z.strictObject({
    kind: z.literal('linear'),
    firstSeconds: seconds,
    stepSeconds: seconds.default(0),
    capSeconds,
    jitter: jitter.default(0),
    ...limits,
  }),
  z.strictObject({
    kind: z.literal('exponential'),
    firstSeconds: seconds,
    factor: z.number().min(1).max(10).default(2),
    capSeconds,
    jitter: jitter.default(0),
    ...limits,
  }),
]) satisfies z.ZodType<RetryChoice>
export type RetryPolicyInput = z.infer<typeof retryPolicy>
