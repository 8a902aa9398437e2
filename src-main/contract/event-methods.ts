import { z } from 'zod'
import { deliveryRow } from './deliveries.ts'
import { headerList, id, listOf, method, page, time } from './method.ts'
import { requestRow } from './requests.ts'

/** One Event of a Source: what all Requests have in common that carried its key. */
export const eventSummary = z.object({
  sourceId: id,
  eventId: z.string(),
  eventType: z.string().nullable(),
  provider: z.string().nullable(),
  /** The Request that brought it first. */
  firstId: id,
  firstAt: time,
  lastAt: time,
  /** Requests that carried it, the first included. */
  requestCount: z.number(),
})

/** How a Request differs from the one before it that carried the same Event. */
export const requestDifferences = z.object({
  /** Those that differ: all values of a name before (`a`) and now (`b`), null where it is absent. Credentials are masked. */
  headers: z.array(
    z.object({
      name: z.string(),
      change: z.enum(['added', 'removed', 'changed']),
      a: z.array(z.string()).nullable(),
      b: z.array(z.string()).nullable(),
    }),
  ),
  body: z.enum(['same', 'changed']),
  sizeBefore: z.number(),
  sizeAfter: z.number(),
})
export type RequestDifferences = z.infer<typeof requestDifferences>

/** One Request of an Event, in the order of arrival. */
export const eventStep = z.object({
  requestId: id,
  receivedAt: time,
  /** ms since the Request before it; null of the first. */
  sincePreviousMs: z.number().nullable(),
  retryCount: z.number().nullable(),
  reply: z.object({ status: z.number(), headers: headerList, body: z.string() }),
  wireOutcome: z.string().nullable(),
  differences: requestDifferences.nullable(),
})
export type EventStep = z.infer<typeof eventStep>

export const eventMethods = {
  'events.list': method(
    'Events, latest first by the arrival of their first Request. `complete` is false if a scan stopped early; call again with `next`.',
    { sourceId: id.optional(), ...page },
    listOf(eventSummary).extend({ complete: z.boolean() }),
  ),
  'events.get': method(
    'One Event of a Source: the Requests that carried it, oldest first, how each differs from the previous one, and its Deliveries.',
    { sourceId: id, eventId: z.string().min(1).max(500) },
    listOf(requestRow).extend({ event: eventSummary.nullable(), timeline: z.array(eventStep), deliveries: z.array(deliveryRow) }),
  ),
}
