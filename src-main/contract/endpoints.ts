import { z } from 'zod'
import { id, listOf, method, ok, time } from './method.ts'
import { maskedSecret, secretsInput } from './secrets.ts'

/** Waits after the 1st, 2nd .. failed attempt. `preset` names one of the product's own; a list is the caller's. */
export const retryPolicy = z.union([
  z.strictObject({ preset: z.enum(['default', 'local', 'none']) }),
  z.strictObject({
    delaysSeconds: z
      .array(
        z
          .number()
          .min(0)
          .max(30 * 86_400),
      )
      .max(100),
    /** Share of each wait by which it varies at random, 0 to 1: 0.1 = +-10 %. */
    jitter: z.number().min(0).max(1).default(0),
  }),
])
export type RetryPolicyInput = z.infer<typeof retryPolicy>

export const endpoint = z.object({
  id,
  name: z.string(),
  url: z.string(),
  /** `provider/scheme` with which Messages are signed, e.g. `standard-webhooks/v1`; null = unsigned. */
  scheme: z.string().nullable(),
  secrets: z.array(maskedSecret),
  /** Event types subscribed to, exact or with a trailing `*`; empty = all. */
  eventTypes: z.array(z.string()),
  retry: retryPolicy,
  /** The waits that `retry` stands for, in seconds. */
  delaysSeconds: z.array(z.number()),
  timeoutMs: z.number(),
  rateLimit: z.object({ perSecond: z.number() }).nullable(),
  concurrency: z.number(),
  enabled: z.boolean(),
  disabledReason: z.string().nullable(),
  /** Private and loopback addresses are allowed. */
  local: z.boolean(),
  createdAt: time,
  updatedAt: time,
})
export type Endpoint = z.infer<typeof endpoint>

export const endpointMethods = {
  'endpoints.list': method('Endpoints, oldest first.', {}, listOf(endpoint)),
  'endpoints.save': method(
    'Creates an Endpoint, or changes the one with that id. Fields left out keep their value.',
    {
      id: id.optional(),
      name: z.string().min(1).max(100).optional(),
      url: z
        .url({ protocol: /^https?$/, error: 'An endpoint URL starts with http:// or https://.' })
        .max(4096)
        .optional(),
      scheme: z.string().max(130).nullable().optional(),
      /** Short for `secrets: [secret]`. */
      secret: z.string().min(1).max(8192).optional(),
      secrets: secretsInput.optional(),
      eventTypes: z.array(z.string().min(1).max(200)).max(100).optional(),
      retry: retryPolicy.optional(),
      timeoutMs: z.number().int().min(1000).max(60_000).optional(),
      rateLimit: z
        .strictObject({ perSecond: z.number().positive().max(10_000) })
        .nullable()
        .optional(),
      concurrency: z.number().int().min(1).max(256).optional(),
      enabled: z.boolean().optional(),
      local: z.boolean().optional(),
    },
    endpoint,
  ),
  'endpoints.delete': method('Removes an Endpoint and cancels what is pending for it; history stays.', { id }, ok),
}
