import { Agent, type Dispatcher, errors } from 'undici'
import type { Reach } from '#domain/address-guard/guard.ts'
import { RESPONSE_KEPT } from '#domain/delivery/row.ts'
import { messageOf } from '#domain/error-text.ts'
import { headerValue, type RawHeaders } from '#domain/http/headers.ts'
import type { Outcome } from '#domain/outcome.ts'
import { ConnectFailure, createConnector, type Dialling, type Trust } from './connector.ts'
import { onAbort } from './on-abort.ts'
import type { Clock } from './types.ts'

/** A request to put on the wire: `path` is the request target, `body` empty for none. */
export interface OutgoingRequest {
  readonly method: string
  readonly origin: string
  readonly path: string
  readonly headers: RawHeaders
  readonly body: Uint8Array
}

export interface SendOptions {
  /** For the whole attempt, ms. */
  readonly timeoutMs: number
  readonly reach: Reach
  /** What the receiver's certificate has to be; left out = what the machine trusts. */
  readonly trust?: Trust
  /** Ends the attempt at once; the answer is then null. */
  readonly signal: AbortSignal
  /**
   * Send it once more, at once, when a connection that was kept for it turns out to be closed. For Deliveries, which may arrive twice by
   * their nature; a provider's API would do what is asked a second time.
   */
  readonly repeatStale?: true
  /** Bytes of the answer's body that are read; RESPONSE_KEPT when left out. */
  readonly keep?: number
}

/** What came back. `body` is at most `keep` bytes; `size` counts all that arrived. */
export interface SendResult {
  readonly outcome: Outcome
  /** It was sent over a connection that had been used before, and ended without a byte of an answer. */
  readonly stale?: true
  readonly headers: RawHeaders
  readonly body: Uint8Array
  readonly size: number
  readonly note: string | null
}

export interface Sender {
  /** Never rejects: whatever happens is an outcome. Null only when `signal` ended it. */
  send(request: OutgoingRequest, options: SendOptions): Promise<SendResult | null>
  /** Closes idle connections and breaks the others. */
  close(): Promise<void>
}

/**
 * Sends over undici's pools: header order, case and repetitions survive (fetch would sort and merge them), nothing follows a redirect.
 * Each reach and trust has a pool of its own, so that a connection which one Endpoint was allowed to make is never lent to one that was not.
 * All timeouts are ours: undici's tell neither DNS from TLS nor run on the injected clock.
 */
export function createSender(deps: { readonly clock: Clock } & Dialling): Sender {
  const agents = new Map<string, { agent: Agent; connector: ReturnType<typeof createConnector> }>()
  const poolFor = (reach: Reach, trust: Trust | undefined) => {
    const key = trust && (trust.insecure || trust.ca !== null) ? `${reach} ${trust.insecure} ${trust.ca}` : reach
    const existing = agents.get(key)
    if (existing) return existing
    const connector = createConnector({ ...deps, reach, ...(trust ? { trust } : {}) })
    const agent = new Agent({
      connect: connector.connect,
      allowH2: false,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 4000,
      maxHeaderSize: MAX_HEADERS,
    })
    const pool = { agent, connector }
    agents.set(key, pool)
    return pool
  }

  return {
    async send(request, options) {
      const { agent, connector } = poolFor(options.reach, options.trust)
      const once = (timeoutMs: number) =>
        exchange(deps.clock, agent, request, { ...options, timeoutMs }, () => connector.stageOf(request.origin))
      const began = deps.clock.monotonic()
      const first = await once(options.timeoutMs)
      if (!first?.stale || !options.repeatStale) return first
      // The receiver had closed a connection that was kept for the next request, which is its right and no failure of this one.
      const again = await once(Math.max(1, options.timeoutMs - (deps.clock.monotonic() - began)))
      return again && { ...again, note: again.note === null ? SENT_AGAIN : `${SENT_AGAIN} ${again.note}` }
    },
    async close() {
      await Promise.all([...agents.values()].map(({ agent }) => agent.destroy()))
      agents.clear()
    },
  }
}

const SENT_AGAIN = 'The receiver had closed the connection kept from an earlier request, so this was sent again at once on a new one.'

/** `host:port` of an origin, which is `scheme://host:port` and nothing else. */
export function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2)
}

/** Bytes of an answer's headers. */
const MAX_HEADERS = 64 * 1024

/** Thrown into undici to end a request that we have an answer for already. */
const enough = new Error('The answer is no longer wanted.')

function exchange(
  clock: Clock,
  agent: Agent,
  request: OutgoingRequest,
  options: SendOptions,
  connecting: () => 'dns' | 'connect' | 'tls',
): Promise<SendResult | null> {
  const { promise, resolve } = Promise.withResolvers<SendResult | null>()
  const host = hostOf(request.origin)
  const kept = options.keep ?? RESPONSE_KEPT
  const chunks: Uint8Array[] = []
  let controller: Dispatcher.DispatchController | null = null
  let stage: 'before' | 'headers' | 'body' = 'before'
  let status: number | null = null
  let headers: RawHeaders = []
  let size = 0
  let settled = false

  const settle = (outcome: Outcome | null, note: string | null = null, stale = false) => {
    if (settled) return
    settled = true
    callOff()
    forget()
    resolve(outcome && { outcome, headers, body: keptOf(chunks, kept), size, note, ...(stale ? { stale } : {}) })
    if (stage === 'before' || outcome?.kind !== 'response' || note !== null) controller?.abort(enough)
  }
  const callOff = clock.timer(options.timeoutMs, () => {
    settle({ kind: 'timeout', stage: stage === 'before' ? connecting() : stage, timeoutMs: options.timeoutMs, status })
  })
  const aborted = () => settle(null)
  const answered = (): Outcome => ({ kind: 'response', status: status ?? 0, retryAfter: headerValue(headers, 'retry-after') ?? null })
  const forget = onAbort(options.signal, aborted)
  if (options.signal.aborted) aborted()

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(control) {
      controller = control
      // Settled while it waited for a connection: it must not go out after all.
      if (settled) control.abort(enough)
      else stage = 'headers'
    },
    onResponseStart(control, statusCode) {
      if (statusCode < 200) return
      stage = 'body'
      status = statusCode
      headers = rawOf(control.rawHeaders)
    },
    onResponseData(_, chunk) {
      if (size < kept) chunks.push(chunk)
      size += chunk.byteLength
      // The status is known and nobody looks at more: an endless stream must not hold a Delivery until its timeout.
      if (size > kept) settle(answered(), `The response was longer than ${kept / 1024} KiB; the rest was not read.`)
    },
    onResponseEnd() {
      settle(answered())
    },
    onResponseError(_, error) {
      settle(failureOf(error, host, stage, status), null, stage === 'headers' && wasUsed(error))
    },
    onRequestUpgrade(_, statusCode, __, socket) {
      socket.destroy()
      status = statusCode
      settle(answered())
    },
  }
  const { origin, path, method, body } = request
  try {
    agent.dispatch({ origin, path, method, headers: [...request.headers], body: body.byteLength > 0 ? body : null }, handler)
  } catch (error) {
    settle(unsendable(error))
  }
  return promise
}

/** Whether the connection that ended had brought an answer before: then it was a kept one. */
function wasUsed(error: Error): boolean {
  return error instanceof errors.SocketError && error.message === 'other side closed' && (error.socket?.bytesRead ?? 0) > 0
}

const NO_BYTES = new Uint8Array()

/** The first bytes of what came, in a buffer of their own: chunks are slices of the socket's, and most answers have none. */
function keptOf(chunks: readonly Uint8Array[], kept: number): Uint8Array {
  return chunks.length === 0 ? NO_BYTES : new Uint8Array(Buffer.concat(chunks).subarray(0, kept))
}

function failureOf(error: Error, host: string, stage: 'before' | 'headers' | 'body', status: number | null): Outcome {
  if (error instanceof ConnectFailure) return error.outcome
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED' || code.startsWith('ERR_INVALID')) return unsendable(error)
  const unreadable = unreadableResponse(error, code)
  if (unreadable) return unreadable
  if (stage === 'before') return { kind: 'connect', host, code }
  return { kind: 'reset', stage, code, status }
}

/** An answer did come, and undici (its parser, or an assertion of its own) could make nothing of it. */
function unreadableResponse(error: Error, code: string): Outcome | null {
  const is = (fault: 'protocol' | 'message' | 'headers', message: string): Outcome => ({ kind: 'not-http', fault, message })
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return is('headers', `The headers of the response are larger than ${MAX_HEADERS / 1024} KiB.`)
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return is('message', 'its length is given more than once, or is not the length of its body (Content-Length, Transfer-Encoding).')
  if (code === 'ERR_ASSERTION' || error.message === 'bad upgrade')
    return is('message', 'its status is below 100, or is 101 (Switching Protocols) although nobody asked for that.')
  if (error.name !== 'HTTPParserError') return null
  const text = /\((.*)\)$/.exec(error.message)?.[1] ?? error.message
  // By its text: undici gives these no code.
  return is(text.startsWith('Expected HTTP/') ? 'protocol' : 'message', `${text.charAt(0).toLowerCase()}${text.slice(1)}.`)
}

/** undici refuses what no HTTP message can hold, e.g. a line break in a header. */
function unsendable(error: unknown): Outcome {
  return {
    kind: 'cannot-send',
    reason: `${messageOf(error)}. Correct the request and send it again.`,
  }
}

function rawOf(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  if (!Array.isArray(raw)) return []
  return raw.map(part => (typeof part === 'string' ? part : part.toString('latin1')))
}
