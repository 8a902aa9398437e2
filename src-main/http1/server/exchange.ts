import type { RawHeaders } from '#domain/http/headers.ts'
import type { RequestHead } from './head.ts'
import { encodeHead, encodeResponse } from './response.ts'

/** What an Exchange needs of its connection. */
export interface Carrier {
  readonly remoteAddress: string
  /** Whether nobody is there to be answered. */
  readonly gone: boolean
  /** Runs it when all requests before this one are answered (RFC 9112 9.3.2). */
  inTurn(exchange: Exchange, run: () => void): void
  /** Nothing more is read from it. */
  stopReading(): void
  /** Whether it carries another request behind this one. */
  keeps(exchange: Exchange): boolean
  write(bytes: string | Uint8Array): void
  done(exchange: Exchange): void
  /** Breaks it; `rudely`: with a reset. */
  break(rudely: boolean): void
  /** ms since epoch. */
  now(): number
}

/**
 * The answering half of one request, or of what was none. It ends with one of `answer`, `end`, `reset` and `abandon`; until then, the
 * requests behind it on its connection wait for their answers.
 */
export class Exchange {
  readonly #carrier: Carrier
  readonly #head: RequestHead | null
  readonly #waiting: (() => void)[] = []
  readonly #listeners: (() => void)[] = []
  #last: boolean
  #ended = false

  constructor(carrier: Carrier, head: RequestHead | null) {
    this.#carrier = carrier
    this.#head = head
    this.#last = head?.persistent !== true
  }

  get remoteAddress(): string {
    return this.#carrier.remoteAddress
  }

  /** Whether its sender has closed the connection. */
  get gone(): boolean {
    return this.#carrier.gone
  }

  /** Whether its connection carries no request behind it. */
  get isLast(): boolean {
    return this.#last
  }

  /** An answer to HEAD tells a body's length and has none. */
  get takesBody(): boolean {
    return this.#head?.method !== 'HEAD'
  }

  /** Makes it the last: what still comes of a request that is not read to its end would be taken for the next one. */
  makeLast(): void {
    this.#last = true
    this.#carrier.stopReading()
  }

  /** Asks a sender that waits with its body for it (RFC 9110 15.2.1). */
  proceed(): void {
    this.#inTurn(() => this.#carrier.write('HTTP/1.1 100 Continue\r\n\r\n'))
  }

  /** The whole answer. @param headers without those of framing and connection. @param body text goes as UTF-8 */
  answer(status: number, headers: RawHeaders, body: string | Uint8Array): void {
    this.#inTurn(() => {
      this.#carrier.write(encodeResponse(status, headers, body, this.takesBody, this.#fate()))
      this.end()
    })
  }

  /** The head of an answer, in its turn, and then `run`, which goes on with `write` and `end`. @param length that the head tells, bytes */
  begin(status: number, headers: RawHeaders, length: number, run: () => void): void {
    this.#inTurn(() => {
      this.#carrier.write(encodeHead(status, headers, length, this.#fate()))
      run()
    })
  }

  write(bytes: string | Uint8Array): void {
    if (!this.#ended) this.#carrier.write(bytes)
  }

  /** The answer is written in full. */
  end(): void {
    if (this.#ended) return
    this.close()
    this.#carrier.done(this)
  }

  /** Resets the connection instead of answering: a polite end may be taken for an empty answer. */
  reset(): void {
    this.#inTurn(() => this.#carrier.break(true))
  }

  /** Ends the connection without an answer. */
  abandon(): void {
    this.#carrier.break(false)
  }

  /** Tells once that it has ended, answered or not. */
  onClose(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** For its connection: its turn has come. */
  takeTurn(): void {
    for (const run of this.#waiting.splice(0)) run()
  }

  /** For its connection: there is no connection any more. */
  close(): void {
    if (this.#ended) return
    this.#ended = true
    for (const listener of this.#listeners) listener()
  }

  /** For its connection: what it does in its turn waits here. */
  wait(run: () => void): void {
    this.#waiting.push(run)
  }

  #inTurn(run: () => void): void {
    if (!this.#ended) this.#carrier.inTurn(this, run)
  }

  #fate() {
    return { persistent: this.#carrier.keeps(this), now: this.#carrier.now() }
  }
}
