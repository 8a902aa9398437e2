import type { Assessment, Capture } from '#domain/capture.ts'

/** A Capture as the receiver would make it. */
export function aCapture(more: Partial<Capture> = {}): Capture {
  return {
    receivedAt: 1_800_000_000_000,
    method: 'POST',
    target: '/a?b=c',
    httpVersion: '1.1',
    headers: ['Host', 'h'],
    body: new Uint8Array(),
    via: 'direct',
    origin: 'received',
    effectiveUrl: 'http://h/a?b=c',
    remoteAddress: '127.0.0.1',
    bodyMs: 0,
    problem: null,
    strippedCookies: [],
    ...more,
  }
}

/** What intake would think of a Request in the Inbox that looks like nobody's. */
export function anAssessment(more: Partial<Assessment> = {}): Assessment {
  const verification = {
    verdict: 'unconfigured',
    provider: null,
    scheme: null,
    code: null,
    explanation: 'Nothing was verified.',
    checks: [],
    secretId: null,
  } as const
  return {
    sourceId: null,
    provider: null,
    verification,
    handshake: null,
    parseError: null,
    eventKeys: [],
    eventType: null,
    ...more,
  }
}
