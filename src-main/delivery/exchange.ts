import { headerValue, type RawHeaders } from '#domain/http/headers.ts'
import type { Outcome, Stage } from '#domain/outcome.ts'
import type { Connection, Exchanging } from '#http1/client/connection.ts'
import type { Pool } from '#http1/client/pool.ts'
import { type EncodedRequest, hostOf, type OutgoingRequest } from '#http1/client/request.ts'
import { MAX_HEADERS, type MalformedMessage } from '#http1/malformed.ts'
import type { Wire } from '#http1/wire.ts'
import { ConnectFailure } from './connect-failure.ts'
import type { ConnectStage } from './connector.ts'
import { onAbort } from './on-abort.ts'
import type { SendResult } from './sender.ts'
import type { Clock } from './types.ts'

export interface ExchangeDeps {
  readonly clock: Clock
  readonly pool: Pool
  readonly connect: (origin: string, enter: (stage: ConnectStage) => void) => Promise<Wire>
}

export interface ExchangeOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly repeatStale: boolean
  /** Bytes of the answer's body that are read. */
  readonly keep: number
}

const NO_BYTES = new Uint8Array()
const HEADERS_TOO_LARGE = `The headers of the response are larger than ${MAX_HEADERS / 1024} KiB.`
const SENT_AGAIN = 'The receiver had closed the connection kept from an earlier request, so this was sent again at once on a new one.'

/** One request and its answer, or what became of it instead; ends within its timeout, whatever the other side does. */
export class Exchange implements Exchanging {
  readonly #deps: ExchangeDeps
  readonly #request: OutgoingRequest
  readonly #encoded: EncodedRequest
  readonly #options: ExchangeOptions
  readonly #tell: (result: SendResult | null) => void
  readonly #callOff: () => void
  readonly #forget: () => void
  #connection: Connection | null = null
  #stage: Stage = 'connect'
  #status: number | null = null
  #headers: RawHeaders = []
  readonly #chunks: Uint8Array[] = []
  #size = 0
  #settled = false
  #again = false

  /** @param tell called once; with null when `signal` ended it */
  constructor(
    deps: ExchangeDeps,
    request: OutgoingRequest,
    encoded: EncodedRequest,
    options: ExchangeOptions,
    tell: (result: SendResult | null) => void,
  ) {
    this.#deps = deps
    this.#request = request
    this.#encoded = encoded
    this.#options = options
    this.#tell = tell
    this.#callOff = deps.clock.timer(options.timeoutMs, () =>
      this.#break({ kind: 'timeout', stage: this.#stage, timeoutMs: options.timeoutMs, status: this.#status }),
    )
    this.#forget = onAbort(options.signal, () => this.#break(null))
    if (options.signal.aborted) this.#break(null)
    else this.#begin()
  }

  onHead(status: number, headers: RawHeaders): void {
    this.#stage = 'body'
    this.#status = status
    this.#headers = headers
  }

  onBody(part: Uint8Array): void {
    if (this.#settled) return
    const { keep } = this.#options
    if (this.#size < keep) this.#chunks.push(new Uint8Array(part.subarray(0, keep - this.#size)))
    this.#size += part.byteLength
    // The status is known and nobody looks at more: an endless stream must not hold a Delivery until its timeout.
    if (this.#size > keep) this.#break(this.#answer(), `The response was longer than ${keep / 1024} KiB; the rest was not read.`)
  }

  onEnd(): void {
    this.#settle(this.#answer())
  }

  onMalformed({ fault, message }: MalformedMessage): void {
    this.#settle({ kind: 'not-http', fault, message: fault === 'headers' ? HEADERS_TOO_LARGE : message })
  }

  onBroken(code: string, stale: boolean): void {
    if (stale && this.#options.repeatStale && !this.#again) {
      // The receiver had closed a connection that was kept for the next request, which is its right and no failure of this one. On a
      // new one, for others that are kept may be closed as well.
      this.#again = true
      void this.#dial()
    } else {
      this.#settle({ kind: 'reset', stage: this.#stage === 'body' ? 'body' : 'headers', code, status: this.#status })
    }
  }

  #begin(): void {
    const kept = this.#deps.pool.take(this.#request.origin)
    if (kept) this.#send(kept)
    else void this.#dial()
  }

  async #dial(): Promise<void> {
    const { connect, pool } = this.#deps
    const { origin } = this.#request
    try {
      const wire = await connect(origin, stage => (this.#stage = stage))
      const connection = pool.adopt(origin, wire)
      // Settled while it waited for the connection: it must not go out after all.
      if (this.#settled) pool.giveBack(origin, connection)
      else this.#send(connection)
    } catch (error) {
      this.#settle(error instanceof ConnectFailure ? error.outcome : { kind: 'connect', host: hostOf(origin), code: 'UNKNOWN' })
    }
  }

  #send(connection: Connection): void {
    this.#connection = connection
    this.#stage = 'headers'
    connection.send(this.#encoded, this.#request.method, this)
  }

  /** Ends it before its answer is complete. */
  #break(outcome: Outcome | null, note: string | null = null): void {
    // Once it has ended, its connection may be another's already.
    if (!this.#settled) this.#connection?.destroy()
    this.#settle(outcome, note)
  }

  #settle(outcome: Outcome | null, note: string | null = null): void {
    if (this.#settled) return
    this.#settled = true
    this.#callOff()
    this.#forget()
    const notes = this.#again ? [SENT_AGAIN, note].filter(text => text !== null).join(' ') : note
    this.#tell(
      outcome && { outcome, sent: this.#encoded.fields, headers: this.#headers, body: joined(this.#chunks), size: this.#size, note: notes },
    )
  }

  #answer(): Outcome {
    return { kind: 'response', status: this.#status ?? 0, retryAfter: headerValue(this.#headers, 'retry-after') ?? null }
  }
}

/** Most answers have no body, or one of a single piece. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first = NO_BYTES] = chunks
  return chunks.length > 1 ? new Uint8Array(Buffer.concat(chunks)) : first
}
