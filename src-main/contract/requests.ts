import { z } from 'zod'
import type { Check, DeliveryState, FailureCode, Label, Origin, Problem, Repetition, VerdictName, Via } from '../domain/request.ts'
import { bodyCredentials } from './body-credentials.ts'
import { faultKinds } from './faults.ts'
import { headerList, headersToSend, id, listOf, method, page, time } from './method.ts'
import { secretRoles } from './secrets.ts'

export const verdicts = ['verified', 'failed', 'unsigned', 'unconfigured'] as const satisfies readonly VerdictName[]
export const failureCodes = [
  'missing_header',
  'malformed_header',
  'unknown_key',
  'timestamp_too_old',
  'timestamp_in_future',
  'signature_mismatch',
  'body_altered',
  'wrong_secret_format',
  'key_unavailable',
] as const satisfies readonly FailureCode[]
export const origins = ['received', 'sample', 'backfilled', 'imported'] as const satisfies readonly Origin[]
export const vias = ['direct', 'tunnel'] as const satisfies readonly Via[]
export const problems = ['malformed', 'aborted', 'oversized', 'timeout', 'flooded'] as const satisfies readonly Problem[]
export const repetitions = ['duplicate', 'partial', 'loop', 'same-body'] as const satisfies readonly Repetition[]
export const labels = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const satisfies readonly Label[]
export const deliveryStates = ['pending', 'delivering', 'delivered', 'failed', 'cancelled'] as const satisfies readonly DeliveryState[]

export const requestRow = z.object({
  id,
  receivedAt: time,
  method: z.string(),
  path: z.string(),
  sourceId: id.nullable(),
  provider: z.string().nullable(),
  size: z.number(),
  replyStatus: z.number(),
  verdict: z.enum(verdicts),
  code: z.enum(failureCodes).nullable(),
  eventId: z.string().nullable(),
  eventCount: z.number(),
  eventType: z.string().nullable(),
  repetition: z.enum(repetitions).nullable(),
  duplicateOf: id.nullable(),
  handshake: z.string().nullable(),
  problem: z.enum(problems).nullable(),
  origin: z.enum(origins),
  via: z.enum(vias),
  pinned: z.boolean(),
  note: z.string().nullable(),
  label: z.enum(labels).nullable(),
  /** How many later Requests carried the Event that this one brought first. */
  repeatCount: z.number(),
  delivery: z.enum(deliveryStates).nullable(),
  /** Which retry the provider says that this is, 1 = the first; absent where it is none, or says nothing. */
  retryCount: z.number().optional(),
})
export type RequestRow = z.infer<typeof requestRow>

export const verification = z.object({
  verdict: z.enum(verdicts),
  provider: z.string().nullable(),
  scheme: z.string().nullable(),
  code: z.enum(failureCodes).nullable(),
  explanation: z.string(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() }) satisfies z.ZodType<Check>),
  secretId: z.string().nullable(),
  /** Set when the time alone is wrong: how long before its arrival it says that it was signed, ms; negative = after. */
  offMs: z.number().optional(),
})
export type Verification = z.infer<typeof verification>

export const requestDetail = requestRow.extend({
  /** In order of arrival; captured credentials are masked (see `requests.reveal`). */
  headers: headerList,
  query: headerList,
  target: z.string(),
  httpVersion: z.string(),
  effectiveUrl: z.string(),
  remoteAddress: z.string(),
  /** `bodyMs`: from the last header to the last byte of the body. `storedAt`: when it was decided and handed to the disk. */
  timings: z.object({ bodyMs: z.number(), storedAt: time }),
  verification,
  eventKeys: z.array(z.string()),
  /** Names of our own cookies that were taken out before storing. */
  strippedCookies: z.array(z.string()),
  /** Why the body could not be parsed as its Content-Type says; null when it could, or need not. */
  parseError: z.string().nullable(),
  /** Why a handshake was not answered as asked; null when it was, or was none. */
  handshakeRefused: z.string().nullable(),
  /** What a handshake asks its owner, for `handshakes.confirm`; null when it asks nothing. `doneAt`: when that was done. */
  handshakeAsk: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('confirm'), host: z.string(), doneAt: time.optional() }),
      z.object({ kind: z.literal('replace'), role: z.enum(secretRoles), doneAt: time.optional() }),
    ])
    .nullish(),
  /** Of a `backfilled` Request: when it happened at the provider. */
  occurredAt: time.optional(),
  /** Set when what happened on the wire differs from the planned reply. */
  wireOutcome: z.string().nullable(),
  /** `fault`: what a Source in fault mode did instead of answering so; `relayed`: the answer of the app behind a pass-through. */
  reply: z.object({
    status: z.number(),
    headers: headerList,
    body: z.string(),
    fault: z.enum(faultKinds).nullish(),
    relayed: z.boolean().optional(),
  }),
  /** What the provider's own counter says about a retry, and why it tries again, where it says so. */
  retry: z.object({ count: z.number(), reason: z.string().nullable() }).nullish(),
  /** What header fields mean, by lower-case name; those that nobody knows anything of are left out. */
  headerMeanings: z.record(z.string(), z.string()),
  /** What of the body is to be masked: `/body/<id>` gives the exact bytes. */
  bodyCredentials,
  /** Later Requests that carried the same Event. */
  repeats: z.array(id),
  deliveryIds: z.array(id),
})
export type RequestDetail = z.infer<typeof requestDetail>

const edit = z.strictObject({
  method: z
    .string()
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/, 'A method must be 1 to 32 token characters.')
    .optional(),
  /** What is appended to the target's URL: empty, `/rest?query` or `?query`. */
  path: z
    .string()
    .max(16_384)
    .regex(/^(?:[/?].*)?$/s, 'A path must be empty or start with / or ?.')
    .regex(/^[^\r\n\0]*$/, 'A path must be a single line of text; percent-encode a line break that belongs to it.')
    .optional(),
  headers: headersToSend.optional(),
  body: z.string().optional(),
  bodyBase64: z.base64().optional(),
  bodyRef: id.optional(),
  bodyFrom: z.strictObject({ requestId: id }).optional(),
})
export const resendTarget = z.union([z.strictObject({ endpointId: id }), z.strictObject({ url: z.url(), local: z.boolean().optional() })])

const filter = z.string().max(4096).optional()

export const requestMethods = {
  'requests.list': method(
    'Requests, newest first by arrival. `complete` is false if a scan stopped early; call again with `next` to continue. `from` instead of `before` returns the page whose oldest Request is at or above that id; its `next` is the `from` of the page above.',
    { filter, ...page, from: id.optional() },
    listOf(requestRow).extend({ complete: z.boolean(), scannedTo: id.optional() }),
  ),
  'requests.count': method(
    'How many Requests match; exact up to 10,000 unless examining each took too long.',
    { filter },
    z.object({ count: z.number(), exact: z.boolean(), text: z.string() }),
  ),
  'requests.get': method('One Request with headers, verification and reply.', { id }, requestDetail),
  'requests.verify': method(
    'Verifies the stored bytes again, as of their arrival, and looks for the variant that would match. Stores nothing.',
    {
      id,
      provider: z.string().max(64).optional(),
      scheme: z.string().max(64).optional(),
      secrets: z.array(z.string().min(1).max(8192)).max(20).optional(),
    },
    verification,
  ),
  'requests.resend': method(
    'Sends captured Requests again, to an Endpoint or a URL, as received or freshly signed, edited or not.',
    {
      ids: z.array(id).min(1).max(500),
      to: resendTarget,
      sign: z.enum(['as-received', 'fresh']),
      scheme: z.string().max(64).optional(),
      secret: z.string().max(8192).optional(),
      edit: edit.optional(),
    },
    z.object({ deliveryIds: z.array(id) }),
  ),
  'requests.forward': method(
    "Forwards a suppressed duplicate (or any Request) to its Source's Endpoints anyway.",
    { id },
    z.object({ deliveryIds: z.array(id) }),
  ),
  'requests.update': method(
    'Pins a Request or adds a note to it.',
    { id, pinned: z.boolean().optional(), note: z.string().max(4000).nullable().optional() },
    requestRow,
  ),
  'requests.delete': method(
    'Permanently deletes Requests and their bodies.',
    { ids: z.array(id).min(1).max(500) },
    /** `kept`: those whose bytes are yet to be sent, by a Delivery that waits or to an app that is being asked for the reply. */
    z.object({ deleted: z.number(), kept: z.number() }),
  ),
  'requests.reveal': method(
    'Headers and target with captured credentials in clear text. Every call is logged, as is a coming read of the body in clear text.',
    { id },
    z.object({ headers: headerList, target: z.string() }),
  ),
  'requests.export': method(
    'One or more Requests as text to paste elsewhere; credentials are masked unless requested.',
    {
      ids: z.array(id).min(1).max(100),
      as: z.enum(['curl', 'har', 'fetch', 'http', 'json', 'vitest']),
      includeCredentials: z.boolean().optional(),
    },
    z.object({ text: z.string() }),
  ),
  'requests.sendTest': method(
    "Sends a test webhook through the real receiver: the first sample of the Source's provider, signed with its secret, or otherwise a generic one.",
    { sourceId: id.optional() },
    z.object({ status: z.number(), url: z.string() }),
  ),
}
