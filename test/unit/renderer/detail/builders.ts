import type { DeliveryRow } from '../../../../src-main/contract/deliveries.ts'
import type { Endpoint } from '../../../../src-main/contract/endpoints.ts'
import type { RequestDetail } from '../../../../src-main/contract/requests.ts'
import type { Source } from '../../../../src-main/contract/sources.ts'

/** A verified Stripe request of the Source `stripe`, with one field or another changed. */
export function aRequest(over: Partial<RequestDetail> = {}): RequestDetail {
  return {
    id: 'req_00000000001',
    receivedAt: 1_000_000,
    method: 'POST',
    path: '/stripe/a',
    sourceId: 'src_00000000001',
    provider: 'stripe',
    size: 12,
    replyStatus: 200,
    verdict: 'verified',
    code: null,
    eventId: 'evt_1',
    eventCount: 1,
    eventType: 'invoice.paid',
    repetition: null,
    duplicateOf: null,
    handshake: null,
    problem: null,
    origin: 'received',
    via: 'direct',
    pinned: false,
    note: null,
    label: null,
    repeatCount: 0,
    delivery: null,
    headers: [
      ['Content-Type', 'application/json'],
      ['Authorization', 'Bearer ••••••••'],
      ['Stripe-Signature', 't=1,v1=00'],
    ],
    query: [['x', '1']],
    target: '/stripe/a?x=1',
    httpVersion: '1.1',
    effectiveUrl: 'http://127.0.0.1:4400/stripe/a?x=1',
    remoteAddress: '127.0.0.1',
    timings: { bodyMs: 0, storedAt: 1_000_000 },
    verification: {
      verdict: 'verified',
      provider: 'stripe',
      scheme: 'v1',
      code: null,
      explanation: 'The signature is right.',
      checks: [{ name: 'Timestamp', ok: true, detail: '' }],
      secretId: null,
    },
    eventKeys: ['evt_1'],
    strippedCookies: [],
    parseError: null,
    handshakeRefused: null,
    wireOutcome: null,
    reply: { status: 200, headers: [], body: '' },
    bodyCredentials: { names: [], formPayload: null },
    headerMeanings: {},
    repeats: [],
    deliveryIds: [],
    ...over,
  }
}

export function aDelivery(over: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    id: 'dlv_00000000001',
    state: 'delivered',
    messageId: 'msg_00000000001',
    endpointId: 'ep_00000000001',
    endpointName: 'My app',
    url: 'http://127.0.0.1:3000/',
    requestId: 'req_00000000001',
    eventType: null,
    method: 'POST',
    attemptCount: 1,
    lastStatus: 200,
    lastError: null,
    reason: null,
    nextAttemptAt: null,
    createdAt: 0,
    updatedAt: 0,
    ...over,
  }
}

const secret = { id: 'sec_00000000001', role: 'signing' as const, label: null, masked: '••••••••', validUntil: null }

export function anEndpoint(over: Partial<Endpoint> = {}): Endpoint {
  return {
    id: 'ep_00000000001',
    name: 'My app',
    url: 'http://127.0.0.1:3000/hook',
    scheme: 'standard-webhooks/v1',
    secrets: [secret],
    eventTypes: [],
    retry: { preset: 'local' },
    delaysSeconds: [0, 1, 5],
    timeoutMs: 15_000,
    rateLimit: null,
    concurrency: 8,
    enabled: true,
    disabledReason: null,
    local: true,
    ordered: false,
    headBlockSeconds: 3600,
    paused: false,
    circuit: null,
    autoDisable: null,
    insecureTls: false,
    ca: null,
    registration: null,
    sending: { state: 'active', until: null, reason: null, failures: 0, failingSince: null },
    createdAt: 0,
    updatedAt: 0,
    ...over,
  }
}

export function aSource(over: Partial<Source> = {}): Source {
  return {
    id: 'src_00000000001',
    name: 'Stripe test mode',
    slug: 'stripe',
    provider: 'stripe',
    scheme: null,
    secrets: [secret],
    reply: { mode: 'strict' },
    forwardTo: [],
    onDuplicate: 'suppress',
    duplicateKey: null,
    suppressByBody: false,
    asVendor: false,
    duplicateWindowMs: 0,
    url: 'http://127.0.0.1:4400/stripe',
    createdAt: 0,
    updatedAt: 0,
    ...over,
  }
}
