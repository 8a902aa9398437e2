import { describe, expect, test } from 'vitest'
import { eventOf } from '#domain/events.ts'
import { guessProvider } from '#domain/guess.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import { checkSecret } from '#domain/signature/secret-check.ts'
import { providers } from '#providers/index.ts'
import { provider, viewOf } from '../signature/support.ts'

/** Ids and types of Events where they are not simply one member of the body: batches, composed keys, forms, JSON called text. */
const json: HeaderPair = ['Content-Type', 'application/json']
const form: HeaderPair = ['Content-Type', 'application/x-www-form-urlencoded']
const wa = (value: object) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] })

test.each<[string, HeaderPair[], object | string, string[], string | null]>([
  ['twilio', [form], 'MessageSid=SM1&MessageStatus=delivered', ['SM1.delivered'], 'delivered'],
  ['twilio', [form], 'CallSid=CA1&CallStatus=completed&SequenceNumber=3', ['CA1.completed.3'], 'completed'],
  ['twilio', [form], 'MessageSid=SM1&Body=hi', ['SM1'], null],
  [
    'sendgrid',
    [json],
    [
      { sg_event_id: 'a', event: 'open' },
      { sg_event_id: 'b', event: 'click' },
    ],
    ['a', 'b'],
    'open',
  ],
  ['hubspot', [json], [{ eventId: 1, subscriptionType: 'contact.creation' }, { eventId: 2 }], ['1', '2'], 'contact.creation'],
  ['line', [json], { events: [{ webhookEventId: 'w1', type: 'message' }, { webhookEventId: 'w2' }] }, ['w1', 'w2'], 'message'],
  ['line', [json], { events: [] }, [], null],
  [
    'adyen',
    [json],
    {
      notificationItems: [
        { NotificationRequestItem: { pspReference: 'p', eventCode: 'REFUND', success: 'true' } },
        { NotificationRequestItem: { pspReference: 'q', eventCode: 'CAPTURE', success: 'false' } },
      ],
    },
    ['p.REFUND.true', 'q.CAPTURE.false'],
    'REFUND',
  ],
  ['aws-sns', [['Content-Type', 'text/plain; charset=UTF-8']], { Type: 'Notification', MessageId: 'm1' }, ['m1'], 'Notification'],
  ['aws-sns', [['Content-Type', 'text/plain']], 'no json', [], null],
  ['microsoft-graph', [json], { value: [{ id: 'n1', changeType: 'created' }, { id: 'n2' }] }, ['n1', 'n2'], 'created'],
  ['microsoft-graph', [json], { value: [{ subscriptionId: 's', resource: 'r', changeType: 'updated' }] }, ['s.r.updated'], 'updated'],
  ['azure-event-grid', [json], [{ id: 'e1', eventType: 'Blob' }, { id: 'e2' }], ['e1', 'e2'], 'Blob'],
  [
    'cloudevents',
    [
      ['ce-id', '1'],
      ['ce-source', '/s'],
      ['ce-type', 't'],
    ],
    '',
    ['/s#1'],
    't',
  ],
  ['cloudevents', [['Content-Type', 'application/cloudevents+json']], { id: '1', source: '/s', type: 't' }, ['/s#1'], 't'],
  [
    'cloudevents',
    [['Content-Type', 'application/cloudevents-batch+json']],
    [
      { id: '1', source: '/s', type: 't' },
      { id: '1', source: '/o' },
    ],
    ['/s#1', '/o#1'],
    't',
  ],
  ['okta', [json], { data: { events: [{ uuid: 'u1', eventType: 'user.lifecycle.create' }] } }, ['u1'], 'user.lifecycle.create'],
  ['discord', [json], { version: 1, type: 1, event: { type: 'ENTITLEMENT_CREATE' } }, [], 'ENTITLEMENT_CREATE'],
  ['whatsapp', [json], wa({ messages: [{ id: 'wamid.1', type: 'text' }] }), ['wamid.1'], 'text'],
  [
    'whatsapp',
    [json],
    wa({
      statuses: [
        { id: 'wamid.1', status: 'sent' },
        { id: 'wamid.1', status: 'read' },
      ],
    }),
    ['wamid.1.sent', 'wamid.1.read'],
    'sent',
  ],
  ['facebook', [json], { object: 'page', entry: [{ id: '7', time: 1, changes: [{ field: 'feed' }] }] }, ['7.1'], 'page.feed'],
  ['facebook', [json], { object: 'page', entry: [{ id: '7', time: 1, messaging: [{ message: { mid: 'mid.1' } }] }] }, ['mid.1'], 'page'],
  [
    'zoom',
    [json],
    { event: 'meeting.started', event_ts: 5, payload: { object: { uuid: 'u==' } } },
    ['meeting.started.5.u=='],
    'meeting.started',
  ],
  [
    'xero',
    [json],
    { events: [{ resourceId: 'r', eventType: 'UPDATE', eventCategory: 'INVOICE', eventDateUtc: 'd' }] },
    ['r.UPDATE.d'],
    'INVOICE.UPDATE',
  ],
  ['mailgun', [json], { 'event-data': { id: 'e1', event: 'failed' } }, ['e1'], 'failed'],
  ['mailgun', [form], 'token=t1&event=opened', ['t1'], 'opened'],
  ['plaid', [json], { webhook_type: 'ITEM', webhook_code: 'ERROR' }, [], 'ITEM.ERROR'],
  ['linear', [json, ['Linear-Delivery', 'd1']], { type: 'Issue', action: 'create' }, ['d1'], 'Issue.create'],
  ['sentry', [json, ['Request-ID', 'r1'], ['Sentry-Hook-Resource', 'issue']], { action: 'created' }, ['r1'], 'issue.created'],
  [
    'contentful',
    [json, ['X-Contentful-Topic', 'ContentManagement.Entry.publish']],
    { sys: { id: 'i', version: 3 } },
    ['i.3.ContentManagement.Entry.publish'],
    'ContentManagement.Entry.publish',
  ],
  [
    'docusign',
    [json],
    { event: 'envelope-sent', generatedDateTime: 'd', data: { envelopeId: 'e' } },
    ['e.envelope-sent.d'],
    'envelope-sent',
  ],
  ['x', [json], { for_user_id: '1', tweet_create_events: [{ id_str: '10' }] }, ['10'], null],
  ['asana', [json], { events: [] }, [], null],
])('%s %j', (id, headers, body, keys, type) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  expect(eventOf(provider(id), viewOf({ headers, body: text }))).toEqual({ keys, type })
})

describe('guesses', () => {
  test.each<[string, HeaderPair[]]>([
    [
      'aws-sns',
      [
        ['x-amz-sns-message-type', 'Notification'],
        ['User-Agent', 'Amazon Simple Notification Service Agent'],
      ],
    ],
    [
      'cloudevents',
      [
        ['ce-specversion', '1.0'],
        ['ce-type', 't'],
      ],
    ],
    [
      'azure-event-grid',
      [
        ['aeg-event-type', 'Notification'],
        ['aeg-subscription-name', 'S'],
      ],
    ],
    ['okta', [['X-Okta-Verification-Challenge', 'x']]],
    [
      'facebook',
      [
        ['X-Hub-Signature-256', 'sha256=0'],
        ['User-Agent', 'facebookexternalua'],
      ],
    ],
    ['asana', [['X-Hook-Secret', 'x']]],
    [
      'paypal',
      [
        ['PAYPAL-TRANSMISSION-ID', 'x'],
        ['PAYPAL-CERT-URL', 'x'],
      ],
    ],
    [
      'twilio',
      [
        ['X-Twilio-Signature', 'x'],
        ['I-Twilio-Idempotency-Token', 'y'],
      ],
    ],
    ['sendgrid', [['X-Twilio-Email-Event-Webhook-Signature', 'x']]],
  ])('%s', (id, headers) => {
    expect(guessProvider(providers, { headers: headers.flat() })[0]?.provider).toBe(id)
  })
})

test.each([
  ['twilio', 'SK0123', 'API key'],
  ['sendgrid', 'SG.abc', 'API key'],
  ['sendgrid', 'no key', 'cannot be a secret'],
  ['paddle', 'pdl_live_x', 'API key'],
  ['paddle', 'something', 'pdl_ntfset_'],
  ['notion', 'ntn_x', 'integration token'],
  ['linear', 'lin_api_x', 'API key'],
  ['razorpay', 'rzp_live_x', 'API key id'],
  ['adyen', 'not hex', 'cannot be a secret'],
  ['discord', 'ab', 'cannot be a secret'],
  ['aws-sns', 'topic', 'arn:aws'],
  ['plaid', '{"kty":"EC"}', 'cannot be a secret'],
])('%s: %s is not its secret', (id, value, words) => {
  expect(checkSecret(provider(id), null, value)).toEqual({ level: 'warning', message: expect.stringContaining(words) })
})
