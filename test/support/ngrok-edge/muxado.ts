import { Duplex } from 'node:stream'

/** Frame types and flags of muxado, the protocol that carries many streams over one connection between ngrok's agent and its edge. */
const RST = 0
const DATA = 1
const WINDOW = 2
const GOAWAY = 3
const FIN = 1
const SYN = 2
/** Bytes that either side may send on a stream before it is told of more room. */
const WINDOW_SIZE = 256 * 1024
const MAX_FRAME = 64 * 1024

/** One connection to an agent: its streams, and new ones. */
export interface MuxSession {
  /** A stream to the agent, as for a connection that came from the public. */
  open(): MuxStream
  close(): void
}

/** Runs muxado over a socket. `onStream` hears of each stream that the agent opens. */
export function muxSession(socket: Duplex, onStream: (stream: MuxStream) => void, onClose: () => void): MuxSession {
  const streams = new Map<number, MuxStream>()
  let nextId = 2
  let input = Buffer.alloc(0)
  let closed = false

  const send = (type: number, flags: number, id: number, body: Uint8Array) => {
    if (closed) return
    const head = Buffer.alloc(8)
    head.writeUInt32BE(((body.byteLength << 8) | (type << 4) | flags) >>> 0, 0)
    head.writeUInt32BE(id, 4)
    socket.write(Buffer.concat([head, body]))
  }
  const create = (id: number): MuxStream => {
    const stream = new MuxStream(id, send, () => streams.delete(id))
    streams.set(id, stream)
    return stream
  }
  const frame = (type: number, flags: number, id: number, body: Buffer) => {
    let stream = streams.get(id)
    if (!stream && type === DATA && flags & SYN) {
      stream = create(id)
      onStream(stream)
    }
    if (type === DATA) stream?.arrived(body, (flags & FIN) !== 0)
    else if (type === WINDOW) stream?.moreRoom(body.readUInt32BE(0))
    else if (type === RST) stream?.destroy()
    else if (type === GOAWAY) socket.end()
  }
  socket.on('data', (chunk: Buffer) => {
    input = Buffer.concat([input, chunk])
    while (input.byteLength >= 8) {
      const first = input.readUInt32BE(0)
      const length = first >>> 8
      if (input.byteLength < 8 + length) return
      const body = input.subarray(8, 8 + length)
      const id = input.readUInt32BE(4)
      input = input.subarray(8 + length)
      frame((first >> 4) & 0xf, first & 0xf, id, body)
    }
  })
  // A cut is what several tests are about: the end of the session is told, its reason does not matter.
  socket.on('error', () => {})
  socket.on('close', () => {
    closed = true
    for (const stream of [...streams.values()]) stream.destroy()
    onClose()
  })
  return {
    open() {
      const stream = create(nextId)
      nextId += 2
      return stream
    },
    close: () => void socket.destroy(),
  }
}

type Send = (type: number, flags: number, id: number, body: Uint8Array) => void

/** One stream as an ordinary Duplex, with muxado's flow control both ways. */
export class MuxStream extends Duplex {
  readonly #id: number
  readonly #send: Send
  readonly #gone: () => void
  #opened: boolean
  #room = WINDOW_SIZE
  #waiting: { chunk: Buffer; done: (error?: Error | null) => void } | null = null

  constructor(id: number, send: Send, gone: () => void) {
    super({ allowHalfOpen: true })
    this.#id = id
    this.#send = send
    this.#gone = gone
    // Streams that the agent opens are odd; ours announce themselves with their first bytes.
    this.#opened = id % 2 === 1
    this.on('error', () => {})
  }

  arrived(body: Buffer, last: boolean): void {
    if (this.destroyed) return
    if (body.byteLength > 0) {
      this.push(Buffer.from(body))
      const more = Buffer.alloc(4)
      more.writeUInt32BE(body.byteLength)
      this.#send(WINDOW, 0, this.#id, more)
    }
    if (last) this.push(null)
  }

  moreRoom(bytes: number): void {
    this.#room += bytes
    this.#flush()
  }

  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#waiting = { chunk, done }
    this.#flush()
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#send(DATA, FIN, this.#id, new Uint8Array())
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.done(new Error('The stream has ended.'))
    if (!this.writableFinished) this.#send(RST, 0, this.#id, Buffer.alloc(4))
    this.#gone()
    done(error)
  }

  #flush(): void {
    while (this.#waiting && this.#room > 0) {
      const { chunk, done } = this.#waiting
      const part = chunk.subarray(0, Math.min(this.#room, MAX_FRAME))
      this.#room -= part.byteLength
      this.#send(DATA, this.#opened ? 0 : SYN, this.#id, part)
      this.#opened = true
      if (part.byteLength < chunk.byteLength) {
        this.#waiting = { chunk: chunk.subarray(part.byteLength), done }
        continue
      }
      this.#waiting = null
      done()
    }
  }
}
