import { z } from 'zod'
import { id, method, ok } from './method.ts'

/** Ownership handshakes that a receiver can be put through before webhooks are sent to it. */
export const registrationHandshakes = ['challenge', 'slack', 'meta', 'zoom', 'microsoft-graph', 'cloudevents'] as const

/** What is done to an Endpoint besides changing its settings. */
export const endpointCareMethods = {
  'endpoints.check': method(
    'Performs the registration handshake with an Endpoint, as a provider does before it sends anything.',
    { id, handshake: z.enum(registrationHandshakes).optional() },
    z.object({
      ok: z.boolean(),
      handshake: z.enum(registrationHandshakes),
      /** Why it failed, as a sentence; null when it did not. */
      reason: z.string().nullable(),
      status: z.number().nullable(),
      durationMs: z.number(),
    }),
  ),
  'endpoints.rotateSecret': method(
    'Gives an Endpoint a new signing secret. Until the old one expires, both sign if the scheme can carry two signatures.',
    { id, secret: z.string().min(1).max(8192).optional(), overlapHours: z.number().min(0).max(2400).default(24) },
    /** The new secret in clear, this once. */
    z.object({ id, secretId: id, secret: z.string(), previousValidUntil: z.number() }),
  ),
  'endpoints.probe': method('Tries an Endpoint whose circuit is open, or that is throttled, again now.', { id }, ok),
}
