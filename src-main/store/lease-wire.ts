import type { AttemptToKeep, FinishedAttempt, Leased } from '#domain/delivery/leased.ts'
import { rememberLast } from '#domain/remember.ts'
import type { VerdictName } from '#domain/request.ts'
import { cutter, joined, NO_BYTES } from './threads/bytes.ts'
import type { Remote } from './threads/protocol.ts'

/**
 * How leases and their ends travel between threads: rows of SQL as they are, by position, with lists as the JSON that is stored. A
 * structured clone writes and reads the name of every property of every object, and this happens twice for each attempt. Bodies go one
 * after the other in one piece of bytes, and each row says how long its own is.
 */

/** A body up to this size comes along with the lease; a larger one is read by a reader thread when it is sent. */
const INLINE_BODY = 16 * 1024

/**
 * Of `deliveries d`, `messages m` and `requests r`; the body is the Request's, that of the one it shares its bytes with, or the
 * first chunk: of the Message, or what is kept of a Request that is gone.
 */
export const leasedColumns = `
  CASE WHEN m.size BETWEEN 1 AND ${INLINE_BODY} THEN coalesce(
    (SELECT coalesce(b.body, (SELECT s.body FROM requests s WHERE s.id = b.body_of),
       (SELECT c.bytes FROM chunks c WHERE c.owner = b.body_of AND c.n = 0)) FROM requests b WHERE b.id = m.body_owner),
    (SELECT c.bytes FROM chunks c WHERE c.owner = m.body_owner AND c.n = 0)) END,
  d.id, d.message_id, d.endpoint_id, d.target_json, d.attempt_count, d.once, d.first_attempt_at, d.next_attempt_at, d.still_ms, d.request_id, d.created_at,
  d.last_status, d.last_error, d.reason, m.kind, m.event_type, m.method, m.path,
  CASE WHEN m.kind = 'forward' AND r.id IS NOT NULL THEN r.headers_json ELSE m.headers_json END,
  m.sign_json, m.size, m.body_owner, r.received_at, r.verdict, r.source_id`

/** `Body`: as it is read, or (for the way) how long it is; null where it does not come along. */
export type LeasedRow<Body = number> = readonly [
  body: Body | null,
  id: number,
  messageId: number,
  endpointId: number,
  target: string,
  attemptCount: number,
  once: number,
  firstAttemptAt: number | null,
  dueAt: number | null,
  stillMs: number,
  requestId: number | null,
  createdAt: number,
  lastStatus: number | null,
  lastError: string | null,
  reason: string | null,
  kind: Leased['kind'],
  eventType: string | null,
  method: string,
  path: string,
  headers: string,
  sign: string,
  size: number,
  bodyOwner: number,
  receivedAt: number | null,
  verdict: VerdictName | null,
  sourceId: number | null,
]

/** What is leased together mostly has the same target, headers and plan: a text that comes again is not read again. */
const read = <T>() => rememberLast((json: string): T => JSON.parse(json))
const targetOf = read<Leased['target']>()
const headersOf = read<Leased['headers']>()
const signOf = read<Leased['sign']>()

function leasedOf(row: LeasedRow, body: Uint8Array): Leased {
  const [length, id, messageId, endpointId, target, attemptCount, once, firstAttemptAt, dueAt, stillMs, ...rest] = row
  const [
    requestId,
    createdAt,
    status,
    error,
    reason,
    kind,
    eventType,
    method,
    path,
    headers,
    sign,
    size,
    bodyOwner,
    receivedAt,
    verdict,
    sourceId,
  ] = rest
  return {
    id,
    messageId,
    endpointId,
    kind,
    target: targetOf(target),
    attemptCount,
    once: once === 1,
    firstAttemptAt,
    dueAt,
    stillMs,
    eventType,
    requestId,
    createdAt,
    last: { status, error, reason },
    method,
    path,
    headers: headersOf(headers),
    sign: signOf(sign),
    size,
    bodyOwner,
    body: size === 0 ? NO_BYTES : length === null ? null : body,
    request: receivedAt === null || verdict === null ? null : { receivedAt, verdict, sourceId },
  }
}

/** The columns of an attempt that its own Delivery and id go before, but for the body of the response, of which only the length is here. */
export type AttemptRow = readonly [
  responseBody: number,
  url: string | null,
  requestBody: Uint8Array | null,
  at: number,
  durationMs: number,
  status: number | null,
  outcome: string,
  error: string | null,
  note: string | null,
  requestHeaders: string,
  responseHeaders: string,
  responseSize: number,
]

/** The headers of a response that comes again and again are one list (http1/client/response.ts). */
const textOf = rememberLast((list: readonly string[]): string => JSON.stringify(list))

export function attemptRow(attempt: AttemptToKeep): AttemptRow {
  const { at, durationMs, status, outcome, error, note, url, requestHeaders, requestBody } = attempt
  const { responseHeaders, responseSize, responseBody } = attempt
  return [
    responseBody.byteLength,
    url,
    requestBody,
    at,
    durationMs,
    status,
    outcome,
    error,
    note,
    JSON.stringify(requestHeaders),
    textOf(responseHeaders),
    responseSize,
  ]
}

export type FinishedRow = readonly [
  deliveryId: number,
  run: string,
  state: FinishedAttempt['state'],
  nextAttemptAt: number | null,
  waitMs: number,
  stillMs: number,
  now: number,
  health: FinishedAttempt['health'],
  reason: string | null,
  attempt: AttemptRow | null,
]

export function finishedRow(finished: FinishedAttempt): FinishedRow {
  const { deliveryId, run, state, nextAttemptAt, waitMs, stillMs, now, health, attempt } = finished
  return [deliveryId, run, state, nextAttemptAt, waitMs, stillMs, now, health, attempt?.reason ?? null, attempt && attemptRow(attempt)]
}

export interface LeaseRequest {
  readonly endpointId: number
  readonly now: number
  readonly limit: number
  readonly run: string
  /** The head that waits for its next try keeps the others from their turn. */
  readonly ordered: boolean
}

/** What the writer offers: see writer/leases.ts. */
type LeaseOperations = {
  leaseDue(input: LeaseRequest): Leases
  finishAttempts(input: { readonly attempts: readonly FinishedRow[] }, bodies: Uint8Array): boolean[]
}

export interface Leases {
  readonly rows: readonly LeasedRow[]
  /** Those of all rows. */
  readonly body: Uint8Array
}

/** Leasing as the engine asks for it. @param write the writer's thread, or its operations themselves */
export function leasing(write: Pick<Remote<LeaseOperations>, keyof LeaseOperations>) {
  return {
    async leaseDue(input: LeaseRequest): Promise<Leased[]> {
      const { rows, body } = await write.leaseDue(input)
      const next = cutter(body)
      return rows.map(row => leasedOf(row, next(row[0] ?? 0)))
    },
    finishAttempts: ({ attempts }: { readonly attempts: readonly FinishedAttempt[] }): Promise<boolean[]> =>
      write.finishAttempts(
        { attempts: attempts.map(finishedRow) },
        joined(attempts.map(({ attempt }) => attempt?.responseBody ?? NO_BYTES)),
      ),
  }
}
