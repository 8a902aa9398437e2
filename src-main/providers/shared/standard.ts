import { header } from '#domain/place.ts'
import type { ValueRule } from '#domain/provider.ts'
import type { KeyFormat, Scheme } from '#domain/signature/scheme.ts'

/**
 * What the senders by Standard Webhooks v1 have in common: each of them is a file of its own for the picker, the instructions and the
 * ids, and would otherwise repeat the same scheme. The data is the one of `standard-webhooks.ts`, without its second algorithm.
 */
const key: KeyFormat = {
  role: 'signing',
  decode: 'base64',
  strip: 'whsec_',
  startsWith: 'whsec_',
  hint: 'The endpoint’s signing secret: whsec_ followed by base64.',
}

/** For senders that name their headers as the specification does. */
export const standardV1: Scheme = {
  id: 'v1',
  name: 'HMAC-SHA256 (webhook-signature, v1)',
  algorithm: 'hmac-sha256',
  key,
  signature: { place: header('webhook-signature', 'svix-signature'), separator: ' ', assign: ',', field: 'v1', encoding: 'base64' },
  messageId: header('webhook-id', 'svix-id'),
  timestamp: { at: header('webhook-timestamp', 'svix-timestamp'), unit: 's', toleranceSeconds: 300 },
  content: '{id}.{timestamp}.{body}',
}

/** For senders that deliver through Svix, whose headers are named after it. */
export const svixV1: Scheme = {
  ...standardV1,
  name: 'HMAC-SHA256 (svix-signature, v1)',
  signature: { ...standardV1.signature, place: header('svix-signature', 'webhook-signature') },
  messageId: header('svix-id', 'webhook-id'),
  timestamp: { at: header('svix-timestamp', 'webhook-timestamp'), unit: 's', toleranceSeconds: 300 },
}

/** The message’s id, which stays the same over retries. */
export const standardKeys: readonly ValueRule[] = [{ parts: [header('webhook-id', 'svix-id')] }]
