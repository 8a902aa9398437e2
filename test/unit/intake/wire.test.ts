import { expect, test } from 'vitest'
import type { Stored } from '#domain/capture.ts'
import { fromWire, storedFromWire, storedToWire, toWire } from '#intake/wire.ts'
import { usualReply } from '#store/extras.ts'
import { aCapture, anAssessment } from '../../support/capture.ts'

const handshake = { name: 'challenge', reply: { ...usualReply, body: 'abc' }, refused: null, metered: true } as const

test.each([
  ['a plain one', aCapture(), anAssessment()],
  [
    'one with everything',
    aCapture({
      headers: ['A', 'b', 'a', '"ü'],
      body: new Uint8Array([0, 255]),
      problem: 'malformed',
      headersTooLarge: true,
      via: 'tunnel',
    }),
    anAssessment({
      sourceId: 7,
      provider: 'github',
      handshake,
      parseError: 'Not JSON.',
      eventKeys: ['one', 'two'],
      eventType: 'push',
      fingerprint: 'body~',
      carries: 42,
      retry: { count: 2, reason: 'timeout' },
    }),
  ],
  ['one with a single key', aCapture(), anAssessment({ eventKeys: ['one'] })],
])('the decisions of a commit see on the other side what was seen here: %s', (_, capture, assessment) => {
  const { capture: arrival, assessment: judgement, texts } = fromWire(structuredClone(toWire(capture, assessment)), capture.body)
  expect({ ...capture, body: [...capture.body] }).toMatchObject({ ...arrival, body: [...arrival.body] })
  expect(arrival.headers).toEqual(capture.headers)
  expect(judgement).toEqual({
    ...assessment,
    verification: { verdict: assessment.verification.verdict, code: assessment.verification.code },
  })
  expect(JSON.parse(texts.headers)).toEqual(capture.headers)
})

test.each<[string, Stored]>([
  ['the usual reply', { id: 5, reply: usualReply }],
  ['another reply', { id: 5, reply: { ...usualReply, status: 400 } }],
  ['a reply that misbehaves', { id: 5, reply: { ...usualReply, fault: 'drip' } }],
  ['a reply that its app gives', { id: 5, reply: usualReply, passThrough: { kind: 'same-as', requestId: 4 } }],
  ['something to follow', { id: 5, reply: usualReply, followUp: { sourceId: 1, provider: 'asana' } }],
])('what the writer tells comes back: %s', (_, stored) => {
  expect(storedFromWire(structuredClone(storedToWire(stored)))).toEqual(stored)
})
