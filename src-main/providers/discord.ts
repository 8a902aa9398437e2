import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { retriesUnknown } from './shared/words.ts'

/**
 * Checked against discord-interactions 4.4.0. Interactions and Webhook Events are signed alike and have their PING of different types;
 * only an interaction carries a `token`. Discord probes a URL with wrong signatures and wants 401.
 */
export const discord: Provider = {
  id: 'discord',
  name: 'Discord',
  aliases: ['Discord bot', 'Discord interactions'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'ed25519',
      name: 'Ed25519 (X-Signature-Ed25519)',
      algorithm: 'ed25519',
      key: { role: 'public-key', decode: 'hex', hint: 'The application’s Public Key: 64 characters of 0-9 and a-f.' },
      signingKey: {
        role: 'private-key',
        decode: 'hex',
        hint: 'To sign: an Ed25519 seed of 32 bytes in hex, optionally followed by its public key.',
      },
      signature: { place: header('X-Signature-Ed25519'), encoding: 'hex' },
      timestamp: { at: header('X-Signature-Timestamp'), unit: 's', toleranceSeconds: null },
      content: '{timestamp}{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('event.type')] }, { parts: [body('type')] }],
  detect: [
    { header: 'X-Signature-Ed25519', weight: 0.9 },
    { header: 'X-Signature-Timestamp', weight: 0.6 },
    { header: 'User-Agent', startsWith: 'Discord-Interactions/', weight: 0.8 },
  ],
  handshakes: [
    {
      name: 'interaction ping',
      method: 'POST',
      when: [{ place: body('type'), equals: '1' }, { place: body('token') }],
      trust: { by: 'echo', signed: true },
      answer: { status: 200, json: { type: 1 } },
      refuseStatus: 401,
    },
    {
      name: 'webhook event ping',
      method: 'POST',
      when: [{ place: body('type'), equals: '0' }, { place: body('application_id') }],
      trust: { by: 'echo', signed: true },
      answer: { status: 204 },
      refuseStatus: 401,
    },
  ],
  credentials: { headers: [], query: [], body: ['token'] },
  reply: { failed: { status: 401 } },
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://discord.com/developers/applications',
    paste: 'Your application, General Information: paste the URL as Interactions Endpoint URL, or under Webhooks as Endpoint URL.',
    secret: 'Your application, General Information, “Public Key”.',
  },
}
