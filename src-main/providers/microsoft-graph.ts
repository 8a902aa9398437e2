import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials } from './shared/words.ts'

/**
 * By Microsoft's Graph documentation. The clientState of every notification in the batch must be ours. Rich notifications carry tokens
 * of Entra and encrypted content beside it; neither is looked into.
 */
export const microsoftGraph: Provider = {
  id: 'microsoft-graph',
  name: 'Microsoft Graph',
  aliases: ['Office 365', 'Outlook', 'Microsoft Teams', 'OneDrive', 'Entra'],
  evidence: 'docs',
  schemes: [
    {
      id: 'client-state',
      name: 'clientState of each notification',
      algorithm: 'token',
      key: {
        role: 'signing',
        decode: 'utf8',
        hint: 'The clientState you gave when you created the subscription, at most 128 characters.',
      },
      signature: { place: body('clientState'), encoding: 'hex' },
      each: 'value[]',
      content: '',
    },
  ],
  eventKeys: [
    { parts: [body('value[].id')] },
    { each: 'value[]', parts: [body('subscriptionId'), body('resource'), body('changeType')], join: '.' },
  ],
  eventType: [{ parts: [body('value[].lifecycleEvent')] }, { parts: [body('value[].changeType')] }],
  detect: [],
  hints: [
    { place: { in: 'query', name: 'validationToken' }, weight: 0.6 },
    { place: { in: 'body', path: 'value[].subscriptionId' }, weight: 0.7 },
    { place: { in: 'body', path: 'value[].clientState' }, weight: 0.6 },
  ],
  handshakes: [
    {
      name: 'validationToken',
      method: 'POST',
      when: [],
      challenge: { place: { in: 'query', name: 'validationToken' }, pattern: '[\\x20-\\x7e]{1,1024}' },
      trust: { by: 'echo' },
      answer: { status: 200, text: '{challenge}' },
    },
  ],
  credentials: { ...noCredentials, body: ['clientState'] },
  timeoutMs: 3000,
  retries: 'Graph retries for up to four hours; an endpoint that often takes longer than three seconds is throttled.',
  setup: {
    url: 'https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks',
    paste: 'Create the subscription through the API (POST /subscriptions) with the URL as notificationUrl.',
    secret: 'The clientState in the same call: any text you choose.',
  },
}
