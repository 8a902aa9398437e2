import type { Socket } from 'node:net'
import { MalformedMessage } from '../malformed.ts'
import type { Wire } from '../wire.ts'
import { codeOf } from './code.ts'
import type { EncodedRequest } from './request.ts'
import { type ResponseListener, ResponseReader } from './response.ts'

/** Whoever sent a request, and is told of one of the last three once. */
export interface Exchanging extends ResponseListener {
  onEnd(): void
  onMalformed(error: MalformedMessage): void
  /** @param stale the connection had brought an answer before, and now not a byte: the receiver had closed it meanwhile */
  onBroken(code: string, stale: boolean): void
}

/** The other side has ended the connection in good order; libuv's name for that. */
const ENDED = 'EOF'

/** A request up to this size is put together, so that all of it leaves with one write; a larger one goes out in two. */
const TOGETHER = 64 * 1024
/** Memory in which that is done, for one request after the other: new memory for each would cost as much as its signature. */
let together = Buffer.allocUnsafeSlow(TOGETHER)

function write({ socket, secure }: Wire, head: string, body: Uint8Array): void {
  const length = head.length + body.byteLength
  if (length > TOGETHER) {
    socket.write(head, 'latin1')
    socket.write(body)
    return
  }
  // TLS holds on to what is written until it has been encrypted and sent.
  const memory = secure ? Buffer.allocUnsafe(length) : together
  memory.write(head, 'latin1')
  memory.set(body, head.length)
  socket.write(secure ? memory : memory.subarray(0, length))
  // Nearly always the system has taken all. What it has not stays where it lies, and the next request gets other memory.
  if (!secure && socket.writableLength > 0) together = Buffer.allocUnsafeSlow(TOGETHER)
}

/** One connection to a server: a request at a time, and afterwards the next. */
export class Connection {
  readonly #wire: Wire
  readonly #socket: Socket
  readonly #freed: (connection: Connection, ms: number) => void
  #exchanging: Exchanging | null = null
  #reader: ResponseReader | null = null
  #answered = false
  #begun = false
  /** Monotonic time until which the other side may be taken to keep it, ms. */
  keptUntil = 0

  /** @param freed told when an answer has come in full and another request may follow, for as long as the server has announced */
  constructor(wire: Wire, freed: (connection: Connection, ms: number) => void) {
    const { socket } = wire
    this.#wire = wire
    this.#socket = socket
    this.#freed = freed
    wire.listen(bytes => this.#take(bytes))
    socket.on('end', () => this.fail(ENDED))
    socket.on('error', error => this.fail(codeOf(error)))
    socket.on('close', () => this.fail(ENDED))
  }

  get open(): boolean {
    return !this.#socket.destroyed && this.#socket.writable && !this.#socket.readableEnded
  }

  /** Only for a connection that is free. @param method of the request */
  send({ head, body }: Pick<EncodedRequest, 'head' | 'body'>, method: string, exchanging: Exchanging): void {
    // It may have ended since it was taken or made.
    if (!this.open) {
      exchanging.onBroken(ENDED, this.#answered)
      return
    }
    this.#exchanging = exchanging
    this.#reader = new ResponseReader(method, exchanging)
    this.#begun = false
    write(this.#wire, head, body)
  }

  /** Breaks it; nobody is told. */
  destroy(): void {
    this.#exchanging = null
    this.#socket.destroy()
  }

  /** Breaks it; whoever waits for an answer is told. */
  fail(code: string): void {
    const exchanging = this.#exchanging
    const reader = this.#reader
    this.destroy()
    if (!exchanging || !reader) return
    if (code === ENDED && reader.end()) this.#done(reader, exchanging)
    else exchanging.onBroken(code, this.#answered && !this.#begun)
  }

  #take(bytes: Buffer): void {
    const reader = this.#reader
    const exchanging = this.#exchanging
    // What nobody asked for: an answer to it would be taken for that of the next request.
    if (!reader || !exchanging) return void this.#socket.destroy()
    this.#begun = true
    try {
      if (reader.feed(bytes) && this.#exchanging === exchanging) this.#done(reader, exchanging)
    } catch (error) {
      this.destroy()
      if (error instanceof MalformedMessage) exchanging.onMalformed(error)
      else exchanging.onBroken(codeOf(error), false)
    }
  }

  #done(reader: ResponseReader, exchanging: Exchanging): void {
    this.#exchanging = null
    this.#reader = null
    this.#answered = true
    // An answer may come before the request has left in full; then the rest of it is still on its way.
    const ms = reader.reusableMs
    if (ms > 0 && this.open && this.#socket.writableLength === 0) this.#freed(this, ms)
    else this.#socket.destroy()
    exchanging.onEnd()
  }
}
