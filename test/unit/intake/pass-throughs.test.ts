import { expect, test } from 'vitest'
import { createPassThroughs, type Waiting } from '../../../src-main/intake/pass-throughs.ts'
import { aCapture, anAssessment } from '../../support/capture.ts'

const waiting = (id: number): Waiting => ({
  id,
  capture: aCapture(),
  size: 0,
  assessment: anAssessment(),
  source: { id: 1 } as Waiting['source'],
  repeat: { repetition: null, duplicateOf: null, freshKeys: [`key-${id}`] },
  endpointId: 2,
  messageId: 100 + id,
  deliveryId: 200 + id,
})

test('a rollback takes back who began to wait in it', () => {
  const passThroughs = createPassThroughs()
  passThroughs.add(waiting(1))
  passThroughs.settled(true)
  passThroughs.add(waiting(2))
  expect(passThroughs.holder(1, 'key-2')).toBe(2)
  passThroughs.settled(false)
  expect([passThroughs.has(1), passThroughs.has(2), passThroughs.holder(1, 'key-2'), passThroughs.asks(202)]).toEqual([
    true,
    false,
    null,
    false,
  ])
})

test('an answer whose transaction is run again finds its Request again, which nobody else does meanwhile', () => {
  const passThroughs = createPassThroughs()
  passThroughs.add(waiting(1))
  passThroughs.settled(true)
  expect(passThroughs.take(1)?.id).toBe(1)
  passThroughs.settled(false)
  expect([passThroughs.has(1), passThroughs.holder(1, 'key-1'), passThroughs.asks(201)]).toEqual([false, null, false])
  passThroughs.settled(true)
  expect(passThroughs.take(1)?.id).toBe(1)
  passThroughs.settled(true)
  expect(passThroughs.take(1)).toBeNull()
})
