import { expect, test } from 'vitest'
import { createRelays, type Waiting } from '../../../src-main/intake/relays.ts'
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
  const relays = createRelays()
  relays.add(waiting(1))
  relays.settled(true)
  relays.add(waiting(2))
  expect(relays.holder(1, 'key-2')).toBe(2)
  relays.settled(false)
  expect([relays.has(1), relays.has(2), relays.holder(1, 'key-2'), relays.asks(202)]).toEqual([true, false, null, false])
})

test('an answer whose transaction is run again finds its Request again, which nobody else does meanwhile', () => {
  const relays = createRelays()
  relays.add(waiting(1))
  relays.settled(true)
  expect(relays.take(1)?.id).toBe(1)
  relays.settled(false)
  expect([relays.has(1), relays.holder(1, 'key-1'), relays.asks(201)]).toEqual([false, null, false])
  relays.settled(true)
  expect(relays.take(1)?.id).toBe(1)
  relays.settled(true)
  expect(relays.take(1)).toBeNull()
})
