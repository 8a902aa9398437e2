import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

/** By Microsoft's Azure documentation. Event Grid signs nothing of its own; a 202 does not satisfy its validation. */
export const azureEventGrid: Provider = {
  id: 'azure-event-grid',
  name: 'Azure Event Grid',
  aliases: ['Microsoft Azure'],
  evidence: 'docs',
  schemes: [],
  eventKeys: [{ parts: [body('[].id')] }, { parts: [body('id')] }],
  eventType: [{ parts: [body('[].eventType')] }, { parts: [body('[].type')] }, { parts: [body('type')] }],
  detect: [
    { header: 'aeg-event-type', weight: 0.95 },
    { header: 'aeg-subscription-name', weight: 0.8 },
  ],
  handshakes: [
    {
      name: 'SubscriptionValidation',
      method: 'POST',
      when: [{ place: header('aeg-event-type'), equals: 'SubscriptionValidation' }],
      challenge: { place: body('0.data.validationCode'), pattern: '[A-Za-z0-9-]{1,128}' },
      trust: { by: 'echo' },
      answer: { status: 200, json: { validationResponse: '{challenge}' } },
    },
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
  credentials: noCredentials,
  timeoutMs: 30_000,
  retries: retriesUnknown,
  setup: {
    url: 'https://learn.microsoft.com/en-us/azure/event-grid/end-point-validation-event-grid-events-schema',
    page: 'https://portal.azure.com/#view/HubsExtension/BrowseResource/resourceType/Microsoft.EventGrid%2FeventSubscriptions',
    paste: 'Your topic, Event Subscriptions, + Event Subscription, endpoint type Web Hook: paste the URL.',
    secret: 'Event Grid has no signing secret. Anyone who knows the URL can send to it, so keep it private.',
  },
}
