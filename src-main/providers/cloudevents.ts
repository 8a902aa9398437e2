import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

const key = textKey('The access token you gave to the sender.')

/** By the CloudEvents HTTP Webhook specification: a token in the header or the query, and the OPTIONS exchange against abuse. */
export const cloudevents: Provider = {
  id: 'cloudevents',
  name: 'CloudEvents',
  aliases: ['CNCF', 'Knative'],
  evidence: 'docs',
  schemes: [
    {
      id: 'bearer',
      name: 'Bearer token (Authorization)',
      algorithm: 'token',
      key,
      signature: { place: header('Authorization'), prefix: 'Bearer ', encoding: 'hex' },
      content: '',
    },
    {
      id: 'query',
      name: 'Token in the URL (access_token)',
      algorithm: 'token',
      key,
      signature: { place: { in: 'query', name: 'access_token' }, encoding: 'hex' },
      content: '',
    },
  ],
  // An id is unique within its source only.
  eventKeys: [
    { parts: [header('ce-source'), header('ce-id')], join: '#' },
    { parts: [body('source'), body('id')], join: '#' },
    { each: '[]', parts: [body('source'), body('id')], join: '#' },
  ],
  eventType: [{ parts: [header('ce-type')] }, { parts: [body('type')] }, { parts: [body('[].type')] }],
  detect: [
    { header: 'ce-specversion', weight: 0.9 },
    { header: 'ce-type', weight: 0.7 },
    { header: 'WebHook-Request-Origin', weight: 0.8 },
    { header: 'Content-Type', startsWith: 'application/cloudevents', weight: 0.9 },
  ],
  handshakes: [
    {
      name: 'WebHook-Request-Origin',
      method: 'OPTIONS',
      when: [],
      challenge: { place: header('WebHook-Request-Origin'), pattern: '[A-Za-z0-9._:-]{1,253}' },
      trust: { by: 'echo' },
      answer: {
        status: 200,
        headers: [
          ['WebHook-Allowed-Origin', '{challenge}'],
          ['WebHook-Allowed-Rate', '*'],
          ['Allow', 'POST'],
        ],
      },
    },
  ],
  credentials: { ...noCredentials, query: ['access_token'] },
  timeoutMs: null,
  retries: 'The specification leaves retries to the sender; a 410 stops them, and a 429 with Retry-After delays them.',
  setup: {
    url: 'https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md',
    paste: 'Paste the URL wherever the sender lets you register a webhook.',
    secret: 'The access token that you and the sender agreed on.',
  },
}
