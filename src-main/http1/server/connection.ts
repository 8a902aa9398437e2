import type { Socket } from 'node:net'
import { MalformedMessage } from '../malformed.ts'
import type { Wire } from '../wire.ts'
import { type Carrier, Exchange } from './exchange.ts'
import type { RequestHead } from './head.ts'
import { type RequestListener, RequestReader } from './reader.ts'
import { KEEP_SECONDS } from './response.ts'

/** Who is given a request's body. One of `end` and `cut` is called, once. */
export interface BodyTaker {
  /** `part` is the socket's memory for as long as the call lasts. */
  data(part: Uint8Array): void
  end(): void
  /** The rest of it will not come, or cannot be read. */
  cut(why: Cut): void
}
/** `aborted`: the sender has gone. */
export type Cut = 'malformed' | 'timeout' | 'aborted'

/** What came instead of a request's head. `bytes`: all there are of it. `why`: a sentence, for its sender. */
export interface BrokenHead {
  readonly cut: Cut
  readonly why: string
  readonly bytes: Uint8Array
  readonly headersTooLarge: boolean
}

export interface ServerListener {
  /** A request's head has come. @returns who is given its body; null: it is not wanted, and this is the connection's last request */
  onRequest(exchange: Exchange, head: RequestHead): BodyTaker | null
  /** The exchange is its connection's last. */
  onBroken(exchange: Exchange, broken: BrokenHead): void
}

/** Bytes, and ms. */
export interface ServerLimits {
  readonly maxHeaders: number
  /** From the first byte of a head to its last. */
  readonly headersTimeout: number
  /** From the first byte of a head to the last one of the body. */
  readonly requestTimeout: number
}

export interface ServerClock {
  /** ms since epoch. */
  now(): number
  /** ms; never goes back. */
  monotonic(): number
}

/** Beyond so many requests that wait for their answers, no more are read from a connection. */
const MOST_WAITING = 64
/** Answers that a sender has not read, bytes: beyond that no more of its requests are read .. */
const MOST_UNREAD = 1024 * 1024
/** .. and beyond that it is taken for one that never will. A single answer may be longer. */
const MOST_PILED = 4 * MOST_UNREAD
/** A connection that is ended while its sender reads nothing is broken after so long, ms. */
const LINGER_MS = 10_000

/** One connection: reads its requests, and sends their answers in the same order. */
export class Connection implements Carrier, RequestListener {
  readonly #socket: Socket
  readonly #listener: ServerListener
  readonly #limits: ServerLimits
  readonly #clock: ServerClock
  readonly #reader: RequestReader
  /** Not answered yet, in the order of their requests. */
  readonly #queue: Exchange[] = []
  /** Of the request whose body is coming. */
  #taker: BodyTaker | null = null
  /** Since when it is as it is: new, in the middle of a request, waiting for the next, ending; monotonic. */
  #since: number
  #served = false
  #stopping = false
  readonly remoteAddress: string

  constructor({ socket, listen }: Wire, listener: ServerListener, limits: ServerLimits, clock: ServerClock) {
    this.#socket = socket
    this.#listener = listener
    this.#limits = limits
    this.#clock = clock
    this.#since = clock.monotonic()
    // Asked now: of a socket that is closed nobody knows.
    this.remoteAddress = socket.remoteAddress ?? ''
    this.#reader = new RequestReader(this, limits.maxHeaders)
    listen(bytes => this.#read(bytes))
    socket.on('drain', () => this.#flow())
    socket.on('end', () => this.#ended())
    socket.on('error', () => {})
    socket.on('close', () => this.#closed())
  }

  get gone(): boolean {
    return !this.#socket.writable
  }

  /** Ends what is overdue; to be called about every second. */
  check(): void {
    const now = this.#clock.monotonic()
    const age = now - this.#since
    const { headersTimeout, requestTimeout } = this.#limits
    if (this.gone) {
      if (age >= LINGER_MS) this.#socket.destroy()
    } else if (this.#taker) {
      if (age >= requestTimeout) this.#cut('timeout')
    } else if (this.#reader.held.length > 0) {
      if (age >= headersTimeout) this.#refuse('timeout', 'The headers did not arrive in time.')
    } else if (this.#isIdle()) {
      if (age >= (this.#served ? KEEP_SECONDS * 1000 : headersTimeout)) this.#socket.destroy()
    }
  }

  /** Lets the requests in hand be answered, and no others come. */
  stop(): void {
    this.#stopping = true
    if (this.#isIdle()) this.#socket.destroy()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  // What the reader tells

  onHead(head: RequestHead): void {
    const exchange = new Exchange(this, head)
    this.#queue.push(exchange)
    const taker = this.#listener.onRequest(exchange, head)
    if (taker) this.#taker = taker
    else exchange.makeLast()
  }

  onBody(part: Uint8Array): void {
    this.#taker?.data(part)
  }

  onEnd(): void {
    const taker = this.#taker
    this.#taker = null
    this.#since = this.#clock.monotonic()
    // RFC 9112 9.6: nothing is to be read behind the last one.
    if (this.#queue.at(-1)?.isLast) this.#reader.stop()
    this.#flow()
    taker?.end()
  }

  // What an Exchange asks for

  now(): number {
    return this.#clock.now()
  }

  keeps(exchange: Exchange): boolean {
    return !exchange.isLast && !(this.#stopping && this.#queue.at(-1) === exchange)
  }

  inTurn(exchange: Exchange, run: () => void): void {
    if (this.#queue[0] === exchange) run()
    else exchange.wait(run)
  }

  write(bytes: string | Uint8Array): void {
    if (this.gone) return
    if (this.#socket.writableLength > MOST_PILED) this.#socket.destroy()
    else if (!this.#socket.write(bytes, 'latin1')) this.#flow()
  }

  done(exchange: Exchange): void {
    const kept = this.keeps(exchange)
    this.#queue.shift()
    this.#served = true
    if (!kept) {
      this.#finish()
      return
    }
    if (this.#isIdle()) this.#since = this.#clock.monotonic()
    this.#flow()
    this.#queue[0]?.takeTurn()
  }

  stopReading(): void {
    this.#taker = null
    this.#reader.stop()
  }

  break(rudely: boolean): void {
    if (rudely) this.#socket.resetAndDestroy()
    else this.#socket.destroy()
  }

  // What the socket tells

  #read(bytes: Buffer): void {
    const between = !this.#taker && !this.#reader.stopped && this.#reader.held.length === 0
    try {
      this.#reader.feed(bytes)
      // The first byte of a request; empty lines before one are none, or they would keep a connection for ever.
      if (between && (this.#taker || this.#reader.held.length > 0)) this.#since = this.#clock.monotonic()
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error
      if (this.#taker) this.#cut('malformed')
      else if (error.fault === 'headers') this.#refuse('malformed', 'The headers are larger than this receiver accepts.', true)
      else this.#refuse('malformed', `This is not valid HTTP: ${error.message}`)
    }
  }

  /** The sender says no more. Whether it still listens cannot be told from one that has gone, and that one is what people need to see. */
  #ended(): void {
    if (this.#taker) this.#cut('aborted')
    else if (this.#reader.held.length > 0) this.#refuse('malformed', 'The connection ended partway through the headers.')
    else this.#finish()
  }

  #closed(): void {
    if (this.#taker) this.#cut('aborted')
    else if (this.#reader.held.length > 0) this.#refuse('aborted', 'The connection broke partway through the headers.')
    for (const exchange of this.#queue.splice(0)) exchange.close()
  }

  /** Reads on, or waits until answers have gone out. */
  #flow(): void {
    const mayRead = this.#queue.length < MOST_WAITING && this.#socket.writableLength <= MOST_UNREAD
    if (mayRead === this.#socket.isPaused()) this.#socket[mayRead ? 'resume' : 'pause']()
  }

  /** Nothing is coming, and nothing is to be answered. */
  #isIdle(): boolean {
    return this.#queue.length === 0 && this.#reader.held.length === 0
  }

  #cut(why: Cut): void {
    const taker = this.#taker
    this.stopReading()
    taker?.cut(why)
  }

  /** What is no request is kept and answered like one. */
  #refuse(cut: Cut, why: string, headersTooLarge = false): void {
    const bytes = this.#reader.takeHeld()
    this.stopReading()
    const exchange = new Exchange(this, null)
    this.#queue.push(exchange)
    this.#listener.onBroken(exchange, { cut, why, bytes, headersTooLarge })
  }

  /** Ends it. Not end() alone: a sender that never closes its side would hold it for ever. */
  #finish(): void {
    this.#since = this.#clock.monotonic()
    this.#reader.stop()
    this.#socket.destroySoon()
  }
}
