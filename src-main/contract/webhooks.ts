import { z } from 'zod'
import { registrationHandshakes } from './endpoint-care.ts'
import { id, listOf, method, ok, time } from './method.ts'

/** A webhook that an app has registered by itself; underneath it is an Endpoint. */
export const webhook = z.object({
  id,
  url: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  handshake: z.enum(registrationHandshakes),
  verifiedAt: time.nullable(),
  createdAt: time,
})
export type Webhook = z.infer<typeof webhook>

/** For apps under development: what they would call at a provider. Over HTTP it is `/api/v1/webhooks`. */
export const webhookMethods = {
  'webhooks.register': method(
    'Registers a URL for event types once it has answered a challenge. Registering the same URL again replaces its event types.',
    {
      url: z.url({ protocol: /^https?$/, error: 'A webhook URL must start with http:// or https://.' }).max(4096),
      /** Exact, or with a trailing `*`; none = all. */
      events: z.array(z.string().min(1).max(200)).max(100).default([]),
      secret: z.string().min(1).max(8192).optional(),
      local: z.boolean().optional(),
      /** `challenge` unless another provider's is to be acted out. */
      handshake: z.enum(registrationHandshakes).default('challenge'),
      /** What `hub.verify_token` of the handshake `meta` is to be, which needs it; never the secret. */
      verifyToken: z.string().min(1).max(8192).optional(),
    },
    /** The secret is told this once. */
    z.object({ id, secret: z.string() }),
  ),
  'webhooks.list': method('Webhooks registered by apps, oldest first.', {}, listOf(webhook)),
  'webhooks.delete': method('Ends a registration and cancels what is pending for it.', { id }, ok),
}
