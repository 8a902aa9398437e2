import { z } from 'zod'
import { endpointCareMethods } from './endpoint-care.ts'
import { autoDisable, circuit, endpointSending, registration } from './endpoint-limits.ts'
import { id, listOf, method, ok, time } from './method.ts'
import { retryPolicy } from './retry.ts'
import { maskedSecret, secretsInput } from './secrets.ts'

export { type RetryPolicyInput, retryPolicy } from './retry.ts'

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
  /** One at a time in the order of arrival; a failing head is repeated before the next one's turn. */
  ordered: z.boolean(),
  /** How long a failing head may block the others of an ordered Endpoint. */
  headBlockSeconds: z.number(),
  /** Deliveries stay pending and use no tries. */
  paused: z.boolean(),
  circuit: circuit.nullable(),
  autoDisable: autoDisable.nullable(),
  /** Any certificate is taken (local Endpoints only). */
  insecureTls: z.boolean(),
  /** The receiver's own certificate authority, PEM. */
  ca: z.string().nullable(),
  registration: registration.nullable(),
  /** Why nothing is sent at this moment, or that it is. */
  sending: endpointSending,
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
      /** Refused as `conflict` when the Endpoint has been changed since: a form that stood open must not undo what came meanwhile. */
      ifUpdatedAt: time.optional(),
      name: z.string().min(1).max(100).optional(),
      url: z
        .url({ protocol: /^https?$/, error: 'An endpoint URL must start with http:// or https://.' })
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
      /** With `enabled: true`: what becomes of the Deliveries that waited; `deliver` when left out. */
      waiting: z.enum(['deliver', 'cancel']).optional(),
      local: z.boolean().optional(),
      ordered: z.boolean().optional(),
      headBlockSeconds: z.number().int().min(1).max(86_400).optional(),
      paused: z.boolean().optional(),
      circuit: circuit.nullable().optional(),
      autoDisable: autoDisable.nullable().optional(),
      insecureTls: z.boolean().optional(),
      ca: z.string().max(65_536).nullable().optional(),
    },
    endpoint,
  ),
  ...endpointCareMethods,
  'endpoints.delete': method('Deletes an Endpoint and cancels its pending Deliveries; the history is kept.', { id }, ok),
}
