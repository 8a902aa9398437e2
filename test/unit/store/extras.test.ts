import { expect, test } from 'vitest'
import type { Assessment, Capture, ReplyPlan } from '#domain/capture.ts'
import { amendExtras, packExtras, unpackExtras, withReply } from '#store/extras.ts'

const capture: Capture = {
  receivedAt: 1,
  method: 'POST',
  target: '/gh',
  httpVersion: '1.1',
  headers: [],
  body: new Uint8Array(),
  via: 'direct',
  origin: 'received',
  effectiveUrl: 'http://localhost/gh',
  remoteAddress: '127.0.0.1',
  bodyMs: 0.5,
  problem: null,
  strippedCookies: [],
}
const assessment: Assessment = {
  sourceId: 1,
  provider: 'github',
  verification: {
    verdict: 'verified',
    provider: 'github',
    scheme: 'sha256',
    code: null,
    explanation: 'Signed by GitHub.',
    checks: [{ name: 'Signature', ok: true, detail: 'It matches.' }],
    secretId: 'sec_1',
  },
  handshake: null,
  parseError: null,
  eventKeys: ['first'],
  eventType: 'push',
}
const usual: ReplyPlan = { status: 200, headers: [], body: '', delayMs: 0 }

function roundTrip(c: Capture, a: Assessment, reply: ReplyPlan) {
  const { verdict, code } = a.verification
  return unpackExtras(withReply(packExtras(c, a), reply), { verdict, code, provider: a.provider, eventId: a.eventKeys[0] ?? null })
}

test('what is packed comes back whole', () => {
  expect(roundTrip(capture, assessment, usual)).toEqual({
    httpVersion: '1.1',
    effectiveUrl: 'http://localhost/gh',
    remoteAddress: '127.0.0.1',
    bodyMs: 0.5,
    verification: assessment.verification,
    eventKeys: ['first'],
    strippedCookies: [],
    parseError: null,
    handshakeRefused: null,
    reply: usual,
  })
})

test('so does everything out of the ordinary', () => {
  const reply: ReplyPlan = { status: 422, headers: ['Content-Type', 'text/plain'], body: 'no', delayMs: 20 }
  const odd: Assessment = {
    ...assessment,
    provider: null,
    eventKeys: ['a', 'b'],
    parseError: 'Not JSON.',
    handshake: { name: 'challenge', reply, refused: 'Its token is wrong.' },
    verification: { ...assessment.verification, verdict: 'failed', code: 'signature_mismatch', secretId: null },
  }
  expect(roundTrip({ ...capture, httpVersion: '1.0', strippedCookies: ['hookbench_4401'] }, odd, reply)).toMatchObject({
    httpVersion: '1.0',
    strippedCookies: ['hookbench_4401'],
    verification: odd.verification,
    eventKeys: ['a', 'b'],
    parseError: 'Not JSON.',
    handshakeRefused: 'Its token is wrong.',
    reply,
  })
})

test('a row without Events has none', () => {
  expect(roundTrip(capture, { ...assessment, eventKeys: [] }, usual).eventKeys).toEqual([])
})

test('a secret that the reply hands back is kept masked', () => {
  const reply: ReplyPlan = { status: 200, headers: ['X-Hook-Secret', 'a-secret'], body: 'a-secret', delayMs: 0 }
  const text = withReply(packExtras(capture, assessment), reply, 'a-secret')
  expect(text).not.toContain('a-secret')
  expect(text).toContain('X-Hook-Secret')
})

test('what is amended is changed, what is undefined goes, the rest stays', () => {
  const text = amendExtras(packExtras(capture, { ...assessment, parseError: 'Not JSON.' }), {
    parseError: undefined,
    handshakeRefused: 'No.',
  })
  expect(JSON.parse(text)).not.toHaveProperty('parseError')
  expect(JSON.parse(text)).toMatchObject({ handshakeRefused: 'No.', effectiveUrl: 'http://localhost/gh' })
})
