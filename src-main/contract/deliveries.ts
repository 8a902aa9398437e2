import { z } from 'zod'
import { bodyCredentials } from './body-credentials.ts'
import { headerList, headerValueToSend, id, listOf, method, page, time } from './method.ts'
import { deliveryStates } from './requests.ts'

export const attempt = z.object({
  id,
  at: time,
  durationMs: z.number(),
  status: z.number().nullable(),
  /** A sentence, null when an HTTP answer came. */
  error: z.string().nullable(),
  /** false: there was no connection, and of what stands here as the request not a byte has left. */
  sent: z.boolean(),
  /** Where it went, with what the Message appends and what signing added. Credentials are masked. */
  url: z.string(),
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
  /** Group of the last failed attempt: `http-503`, `timeout-headers`, `connect` .. (domain/delivery/reason.ts has the titles). */
  reason: z.string().nullable(),
  nextAttemptAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type DeliveryRow = z.infer<typeof deliveryRow>
/** `url`: with what its Message appends; of one that waits, as its Endpoint stands now. Credentials are masked. */
export const delivery = deliveryRow.extend({ attempts: z.array(attempt), bodyCredentials })
export type Delivery = z.infer<typeof delivery>
export type Attempt = z.infer<typeof attempt>

/** Which Deliveries: all that is named holds. `since` and `until` are of their making. */
export const deliverySelection = {
  state: z.enum(deliveryStates).optional(),
  endpointId: id.optional(),
  /** A group's `reason`. */
  reason: z.string().max(64).optional(),
  since: time.optional(),
  until: time.optional(),
}

/** Failed Deliveries that failed the same way at the same place. */
export const deliveryGroup = z.object({
  reason: z.string(),
  /** A few words for a person. */
  title: z.string(),
  endpointId: id.nullable(),
  endpointName: z.string(),
  count: z.number(),
  firstAt: time,
  lastAt: time,
  /** The latest of them. */
  deliveryId: id,
  lastError: z.string().nullable(),
})
export type DeliveryGroup = z.infer<typeof deliveryGroup>

export const deliveryMethods = {
  'deliveries.list': method('Deliveries, newest first.', { ...deliverySelection, requestId: id.optional(), ...page }, listOf(deliveryRow)),
  'deliveries.groups': method(
    'Dead letters by Endpoint and reason, largest group first. `complete` is false if there were more than 10,000 to examine.',
    { endpointId: id.optional(), since: time.optional() },
    listOf(deliveryGroup).extend({ total: z.number(), complete: z.boolean() }),
  ),
  'deliveries.get': method('One Delivery with every attempt.', { id }, delivery),
  'deliveries.retry': method(
    'Attempts a Delivery now. Replaces a pending automatic retry; a dead letter gets one attempt.',
    { id },
    deliveryRow,
  ),
  'deliveries.cancel': method('Stops a pending Delivery.', { id }, deliveryRow),
  'messages.send': method(
    'Sends an event to Endpoints: the ones named, or all that subscribe to its type. `eventId` makes the call idempotent.',
    {
      endpointIds: z.array(id).min(1).max(100).optional(),
      eventType: z.string().min(1).max(200),
      contentType: headerValueToSend.max(200).optional(),
      body: z.string().optional(),
      bodyBase64: z.base64().optional(),
      bodyRef: id.optional(),
      eventId: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[\x21-\x7e]+$/, 'An event id must be printable ASCII without spaces.')
        .optional(),
    },
    z.object({ messageId: id, deliveryIds: z.array(id) }),
  ),
}
