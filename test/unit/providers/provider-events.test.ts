import { describe, expect, test } from 'vitest'
import { eventOf } from '#domain/events.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import { newSecret } from '#domain/signature/new-secret.ts'
import { checkSecret } from '#domain/signature/secret-check.ts'
import { providers } from '#providers/index.ts'
import { provider, viewOf } from '../signature/support.ts'

type Row = readonly [id: string, headers: readonly HeaderPair[], body: unknown, keys: readonly string[], type: string | null]

/** What each provider sends, in short: the ids by which its retries are known, and what it calls the event. */
const rows: readonly Row[] = [
  ['clerk', [['svix-id', 'msg_1']], { type: 'user.created' }, ['msg_1'], 'user.created'],
  ['resend', [['svix-id', 'msg_1']], { type: 'email.bounced' }, ['msg_1'], 'email.bounced'],
  ['brex', [['svix-id', 'msg_1']], { event_type: 'TRANSFER_PROCESSED' }, ['msg_1'], 'TRANSFER_PROCESSED'],
  ['recall-ai', [['svix-id', 'msg_1']], { event: 'bot.done' }, ['msg_1'], 'bot.done'],
  ['lithic', [['webhook-id', 'ep_1']], { event_type: 'card.created' }, ['ep_1'], 'card.created'],
  ['openai', [['webhook-id', 'wh_1']], { id: 'evt_1', type: 'response.completed' }, ['wh_1'], 'response.completed'],
  ['anthropic', [['webhook-id', 'w']], { id: 'event_1', type: 'event', data: { type: 'session.created' } }, ['w'], 'session.created'],
  ['anthropic', [], { id: 'event_1', type: 'event' }, ['event_1'], null],
  ['replicate', [['webhook-id', 'msg_1']], { id: 'p1', status: 'failed' }, ['msg_1'], 'failed'],
  ['render', [['webhook-id', 'evt-1']], { type: 'deploy_ended' }, ['evt-1'], 'deploy_ended'],
  ['dodo-payments', [['webhook-id', 'evt_1']], { type: 'payment.failed' }, ['evt_1'], 'payment.failed'],
  ['liveblocks', [['webhook-id', 'wh_1']], { type: 'storageUpdated' }, ['wh_1'], 'storageUpdated'],
  ['polar', [['webhook-id', 'wh_1']], { type: 'order.paid' }, ['wh_1'], 'order.paid'],
  ['bigcommerce', [['webhook-id', 'm']], { scope: 'store/order/updated', hash: '3f9e' }, ['m'], 'store/order/updated'],
  ['bigcommerce', [], { scope: 'store/order/updated', hash: '3f9e' }, ['3f9e'], 'store/order/updated'],
  ['supabase-auth', [['webhook-id', 'm']], { metadata: { name: 'before-user-created' } }, ['m'], 'before-user-created'],
  ['supabase-auth', [['webhook-id', 'm']], { email_data: { email_action_type: 'signup' } }, ['m'], 'signup'],
  [
    'gitlab',
    [
      ['Idempotency-Key', 'k'],
      ['X-Gitlab-Event', 'Push Hook'],
    ],
    { object_kind: 'push' },
    ['k'],
    'push',
  ],
  ['gitlab', [['webhook-id', 'k']], { object_kind: 'merge_request', object_attributes: { action: 'open' } }, ['k'], 'merge_request.open'],
  [
    'gitlab',
    [
      ['X-Gitlab-Event-UUID', 'u'],
      ['X-Gitlab-Event', 'System Hook'],
    ],
    {},
    ['u'],
    'System Hook',
  ],
  [
    'bitbucket',
    [
      ['X-Event-Key', 'repo:push'],
      ['X-Request-UUID', 'new-each-time'],
    ],
    {},
    [],
    'repo:push',
  ],
  ['jira', [['X-Atlassian-Webhook-Identifier', 'i']], { webhookEvent: 'jira:issue_updated' }, ['i'], 'jira:issue_updated'],
  ['intercom', [], { id: 'notif_1', topic: 'conversation.user.created' }, ['notif_1'], 'conversation.user.created'],
  ['typeform', [], { event_id: '01A', event_type: 'form_response' }, ['01A'], 'form_response'],
  [
    'calendly',
    [],
    { event: 'invitee.created', created_at: '2026-01-01T00:00:00Z', payload: { uri: 'https://x/i/1' } },
    ['invitee.created|https://x/i/1|2026-01-01T00:00:00Z'],
    'invitee.created',
  ],
  ['vercel', [], { id: 'e1', type: 'deployment.error' }, ['e1'], 'deployment.error'],
  ['trello', [], { action: { id: 'a1', type: 'updateCard' }, model: { id: 'b' } }, ['a1'], 'updateCard'],
  ['telegram', [], { update_id: 10000, message: { message_id: 1 } }, ['10000'], null],
  [
    'lemon-squeezy',
    [],
    { meta: { event_name: 'order_created' }, data: { type: 'orders', id: '1', attributes: { updated_at: '2026-01-01T00:00:00Z' } } },
    ['order_created:orders:1:2026-01-01T00:00:00Z'],
    'order_created',
  ],
  [
    'woocommerce',
    [
      ['X-WC-Webhook-Delivery-ID', 'd'],
      ['X-WC-Webhook-Topic', 'order.created'],
    ],
    { id: 7 },
    ['d'],
    'order.created',
  ],
  ['coinbase-commerce', [], { id: 1, event: { id: 'e1', type: 'charge:failed' } }, ['e1'], 'charge:failed'],
  ['airtable', [], { base: { id: 'app1' }, webhook: { id: 'ach1' }, timestamp: '2026-01-01T00:00:00Z' }, [], null],
  ['pagerduty', [['X-Webhook-Id', 'w']], { event: { id: 'e', event_type: 'incident.triggered' } }, ['w'], 'incident.triggered'],
  ['pagerduty', [], { event: { id: 'e', event_type: 'incident.triggered' } }, ['e'], 'incident.triggered'],
  ['workos', [], { id: 'event_1', event: 'dsync.user.created' }, ['event_1'], 'dsync.user.created'],
  ['webflow', [], { triggerType: 'form_submission', payload: {} }, [], 'form_submission'],
  ['customer-io', [], { event_id: '01E', object_type: 'email', metric: 'bounced' }, ['01E'], 'email.bounced'],
  ['paystack', [], { event: 'charge.success', data: { id: 302961 } }, ['charge.success:302961'], 'charge.success'],
  [
    'gocardless',
    [],
    {
      events: [
        { id: 'EV1', resource_type: 'payments', action: 'failed' },
        { id: 'EV2', resource_type: 'mandates', action: 'active' },
      ],
    },
    ['EV1', 'EV2'],
    'payments.failed',
  ],
  ['checkout-com', [], { id: 'evt_1', type: 'payment_declined' }, ['evt_1'], 'payment_declined'],
  [
    'knock',
    [['x-knock-event', 'message.sent']],
    { type: 'message.sent', data: { id: 'm1' }, created_at: 't' },
    ['message.sent|m1|t'],
    'message.sent',
  ],
  ['revolut', [], { event: 'TransactionCreated', timestamp: 't', data: { id: 'd' } }, ['TransactionCreated|d|t'], 'TransactionCreated'],
  ['revolut', [], { event: 'ORDER_COMPLETED', order_id: 'o' }, [], 'ORDER_COMPLETED'],
  ['attio', [['Idempotency-Key', 'k']], { events: [{ event_type: 'record.created' }] }, ['k'], 'record.created'],
  ['cal-com', [], { triggerEvent: 'BOOKING_CREATED', createdAt: 't', payload: { uid: 'u' } }, ['BOOKING_CREATED|u|t'], 'BOOKING_CREATED'],
  ['teams-outgoing', [], { type: 'message', id: '1485983408511' }, ['1485983408511'], 'message'],
  ['linkedin', [], { type: 'LEAD_ACTION' }, [], 'LEAD_ACTION'],
  [
    'strava',
    [],
    { object_type: 'activity', object_id: 1360128428, aspect_type: 'create', subscription_id: 120475, event_time: 1516126040 },
    ['120475:1360128428:create:1516126040'],
    'activity.create',
  ],
  ['front', [], { type: 'inbound_received', payload: { id: 'evt_1' } }, ['evt_1'], 'inbound_received'],
  ['front', [], { type: 'inbound', id: 'evt_2' }, ['evt_2'], 'inbound'],
  ['nylas', [], { id: 'n1', type: 'message.created' }, ['n1'], 'message.created'],
  ['quickbooks', [], [{ id: 'c1', type: 'qbo.invoice.created.v1' }], ['c1'], 'qbo.invoice.created.v1'],
  [
    'quickbooks',
    [],
    { eventNotifications: [{ dataChangeEvent: { entities: [{ name: 'Customer', id: '1', operation: 'Create', lastUpdated: 't' }] } }] },
    ['Customer|1|Create|t'],
    'Customer.Create',
  ],
  ['heroku', [], { action: 'update', webhook_metadata: { event: { id: 'e', include: 'api:release' } } }, ['e'], 'api:release.update'],
  ['circleci', [['circleci-event-type', 'job-completed']], { id: 'c', type: 'job-completed' }, ['c'], 'job-completed'],
  ['buildkite', [['X-Buildkite-Event', 'build.failing']], { event: 'build.failing' }, [], 'build.failing'],
  ['segment', [], { messageId: 'm', type: 'track', event: 'Signed Up' }, ['m'], 'track: Signed Up'],
  ['segment', [], { messageId: 'm', type: 'identify' }, ['m'], 'identify'],
  ['mux', [], { id: 'e', type: 'video.asset.errored' }, ['e'], 'video.asset.errored'],
  ['easypost', [], { id: 'evt_1', description: 'tracker.updated' }, ['evt_1'], 'tracker.updated'],
  [
    'onfido',
    [],
    { payload: { action: 'check.completed', object: { id: 'c', completed_at_iso8601: 't' } } },
    ['check.completed|c|t'],
    'check.completed',
  ],
  ['modern-treasury', [['X-Topic', 'payment_order']], { event: 'failed' }, [], 'payment_order.failed'],
  ['nango', [], { type: 'sync' }, [], 'sync'],
  ['elevenlabs', [], { type: 'post_call_audio', data: { conversation_id: 'c' } }, ['post_call_audio:c'], 'post_call_audio'],
  [
    'elevenlabs',
    [],
    { type: 'speech_to_text_transcription', data: { request_id: 'r' } },
    ['speech_to_text_transcription:r'],
    'speech_to_text_transcription',
  ],
  ['fingerprint', [], { requestId: '1.a' }, ['1.a'], null],
  ['pusher', [], { time_ms: 1, events: [{ name: 'channel_vacated', channel: 'c' }] }, [], 'channel_vacated'],
  ['expo', [], { id: 'b', status: 'errored' }, ['b:errored'], 'errored'],
  ['clickup', [], { event: 'taskUpdated', history_items: [{ id: 'h1' }, { id: 'h2' }] }, ['h1', 'h2'], 'taskUpdated'],
  ['logto', [], { event: 'PostSignIn' }, [], 'PostSignIn'],
  ['ashby', [], { action: 'candidateHire', data: {} }, [], 'candidateHire'],
  ['greenhouse', [['Greenhouse-Event-ID', 'g']], { action: 'hire_candidate', payload: {} }, ['g'], 'hire_candidate'],
  ['quicknode', [['X-QN-Nonce', 'n']], [{ block: 1 }], [], null],
  ['alchemy', [], { id: 'whevt_1', type: 'ADDRESS_ACTIVITY' }, ['whevt_1'], 'ADDRESS_ACTIVITY'],
  ['launchdarkly', [], { _id: 'a1', kind: 'flag', titleVerb: 'turned on the flag' }, ['a1'], 'flag: turned on the flag'],
  ['dwolla', [], { id: 'd1', topic: 'transfer_failed' }, ['d1'], 'transfer_failed'],
  ['tally', [], { eventId: 't1', eventType: 'FORM_RESPONSE' }, ['t1'], 'FORM_RESPONSE'],
  ['xendit', [['webhook-id', 'x1']], { event: 'payment.failed', data: {} }, ['x1'], 'payment.failed'],
  ['hookdeck', [['X-Hookdeck-EventID', 'evt_1']], { type: 'theirs' }, ['evt_1'], null],
  ['convoy', [], { event_type: 'order.created', data: {} }, [], 'order.created'],
  [
    'ringcentral',
    [],
    { uuid: 'u', event: '/restapi/v1.0/account/~/extension/~/presence' },
    ['u'],
    '/restapi/v1.0/account/~/extension/~/presence',
  ],
]

test.each(rows)('%s %j %j', (id, headers, body, keys, type) => {
  const view = viewOf({ headers: [['Content-Type', 'application/json'], ...headers], body: JSON.stringify(body) })
  expect(eventOf(provider(id), view)).toEqual({ keys, type })
})

describe('secrets', () => {
  const schemes = providers.flatMap(({ id, schemes: all }) => all.filter(s => s.unsignable === undefined).map(scheme => ({ id, scheme })))

  test.each(schemes)('a new secret of $id/$scheme.id raises no warning', ({ id, scheme }) => {
    expect(checkSecret(provider(id), scheme.id, newSecret(provider(id), scheme.id, new Uint8Array(32).fill(7)))).toEqual({
      level: 'ok',
      message: null,
    })
  })

  const wrong = providers.flatMap(({ id, secretCheck = [] }) => secretCheck.map(rule => ({ id, rule })))
  test.each(wrong)('$id tells what $rule.startsWith is', ({ id, rule }) => {
    expect(rule.message).toMatch(/^This looks like .*\.$/)
    expect(checkSecret(provider(id), null, `${rule.startsWith}something`)).toEqual({ level: 'warning', message: rule.message })
  })
})
