import { expect, test } from 'vitest'
import { indexConfig } from '#intake/config.ts'
import { forward } from '#intake/ingest.ts'
import { aCapture, anAssessment } from '../../support/capture.ts'
import { endpointOf, sourceOf } from '../../support/delivery/bench.ts'

/** Which of these Endpoints, by the event types that they want, get a Request of this type. */
function reached(eventType: string | null, wanted: readonly (readonly string[])[]): number[] {
  const endpoints = wanted.map((eventTypes, i) => endpointOf(i, 'http://127.0.0.1:1', { eventTypes }))
  const source = sourceOf(1, { forwardTo: endpoints.map(({ id }) => id) })
  const forwarded: number[] = []
  const parts = { forward: ({ endpointId }: { endpointId: number }) => void forwarded.push(endpointId) }
  const repeat = { repetition: null, duplicateOf: null, freshKeys: [] }
  const decided = { id: 1, capture: aCapture(), size: 0, assessment: anAssessment({ eventType }), repeat }
  const told = forward(parts as never, indexConfig({ sources: [source], endpoints }), source, decided)
  expect(told).toEqual(forwarded)
  return forwarded
}

test('a Request without an event type goes to who wants all of them: no list, or one with *', () => {
  const wanted = [[], ['*'], ['order.paid', '*'], ['order.*'], ['order.paid']]
  expect(reached(null, wanted)).toEqual([0, 1, 2])
  expect(reached('order.paid', wanted)).toEqual([0, 1, 2, 3, 4])
  expect(reached('user.made', wanted)).toEqual([0, 1, 2])
})
