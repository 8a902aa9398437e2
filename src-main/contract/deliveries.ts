import { z } from 'zod'
import { headerList, id, listOf, method, page, time } from './method.ts'
import { deliveryStates } from './requests.ts'

export const attempt = z.object({
  id,
  at: time,
  durationMs: z.number(),
  status: z.number().nullable(),
  /** A sentence, null when an HTTP answer came. */
  error: z.string().nullable(),
  requestHeaders: headerList,
  responseHeaders: headerList,
  /** First 64 KiB as text for a look; the bytes are at `/body/attempt/<id>/response`. */
  responseBody: z.string(),
  note: z.string().nullable(),
})

export const deliveryRow = z.object({
  id,
  state: z.enum(deliveryStates),
  messageId: id,
  endpointId: id.nullable(),
  /** Name and URL as they were when the Delivery was made: an Endpoint may be gone by now. */
  endpointName: z.string(),
  url: z.string(),
  requestId: id.nullable(),
  eventType: z.string().nullable(),
  method: z.string(),
  attemptCount: z.number(),
  lastStatus: z.number().nullable(),
  lastError: z.string().nullable(),
  nextAttemptAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type DeliveryRow = z.infer<typeof deliveryRow>
export const delivery = deliveryRow.extend({ attempts: z.array(attempt) })
export type Delivery = z.infer<typeof delivery>
export type Attempt = z.infer<typeof attempt>

export const deliveryMethods = {
  'deliveries.list': method(
    'Deliveries, newest first.',
    { state: z.enum(deliveryStates).optional(), endpointId: id.optional(), requestId: id.optional(), ...page },
    listOf(deliveryRow),
  ),
  'deliveries.get': method('One Delivery with every attempt.', { id }, delivery),
  'deliveries.retry': method('Attempts now. Replaces a pending automatic retry; a dead letter gets one attempt.', { id }, deliveryRow),
  'deliveries.cancel': method('Stops a pending Delivery.', { id }, deliveryRow),
  'messages.send': method(
    'Sends an event to Endpoints: those named, or all that subscribe to its type. `eventId` makes the call idempotent.',
    {
      endpointIds: z.array(id).min(1).max(100).optional(),
      eventType: z.string().min(1).max(200),
      contentType: z.string().max(200).optional(),
      body: z.string().optional(),
      bodyBase64: z.base64().optional(),
      bodyRef: id.optional(),
      eventId: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[\x21-\x7e]+$/, 'An event id is printable ASCII without spaces.')
        .optional(),
    },
    z.object({ messageId: id, deliveryIds: z.array(id) }),
  ),
}
