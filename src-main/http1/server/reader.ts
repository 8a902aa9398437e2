import { endOf, startOf } from '../bounds.ts'
import { ChunkedBody } from '../chunked.ts'
import { MalformedMessage } from '../malformed.ts'
import { BEGINNING, canBegin, parseRequestHead, parseRequestLine, type RequestHead } from './head.ts'
import { HeldHead } from './held-head.ts'

export interface RequestListener {
  onHead(head: RequestHead): void
  /** `part` is the socket's memory for as long as the call lasts. */
  onBody(part: Uint8Array): void
  /** The request has come in full. */
  onEnd(): void
}

const LF = 0x0a
const END = '\r\n\r\n'
const NOTHING = Buffer.alloc(0)

/** Reads one request after the other from the bytes of a connection, however they are cut into packets. */
export class RequestReader {
  readonly #listener: RequestListener
  readonly #maxHead: number
  readonly #held = new HeldHead()
  #state: 'head' | 'body' | 'stopped' = 'head'
  /** Of a head that is not complete, the first line is, and it is fine. */
  #lineSeen = false
  #left = 0
  #chunks: ChunkedBody | null = null

  /** @param maxHead bytes */
  constructor(listener: RequestListener, maxHead: number) {
    this.#listener = listener
    this.#maxHead = maxHead
  }

  /** What has come of a request whose head is not complete; of one whose head is malformed, with all that came behind it. */
  get held(): Uint8Array {
    return this.#held.bytes
  }

  /** The same, to keep; there is nothing held then. */
  takeHeld(): Uint8Array {
    const bytes = new Uint8Array(this.#held.bytes)
    this.#held.clear()
    return bytes
  }

  get stopped(): boolean {
    return this.#state === 'stopped'
  }

  /** Whatever comes from now on is not looked at. */
  stop(): void {
    this.#state = 'stopped'
  }

  /** @throws MalformedMessage; nothing more is read then */
  feed(bytes: Buffer): void {
    try {
      let rest = bytes
      while (rest.length > 0 && this.#state !== 'stopped') rest = this.#state === 'body' ? this.#feedBody(rest) : this.#feedHead(rest)
    } catch (error) {
      this.stop()
      throw error
    }
  }

  /** @returns what follows the head */
  #feedHead(bytes: Buffer): Buffer {
    const known = this.#held.length
    const from = known === 0 ? startOf(bytes) : 0
    const more = from === 0 ? bytes : bytes.subarray(from)
    if (known > 0) this.#held.add(more)
    const all = known > 0 ? this.#held.bytes : more
    const end = all.indexOf(END, Math.max(0, known - END.length), 'latin1')
    let head: RequestHead
    try {
      if ((end < 0 ? all.length : end) > this.#maxHead) {
        throw new MalformedMessage('headers', `its headers are larger than ${this.#maxHead} bytes.`)
      }
      if (end < 0) return this.#wait(all, known)
      head = parseRequestHead(all.toString('latin1', 0, end + 1))
    } catch (error) {
      if (known === 0) this.#held.add(all)
      throw error
    }
    this.#held.clear()
    this.#lineSeen = false
    this.#begin(head)
    return all.subarray(end + END.length)
  }

  /** @param known so many bytes were looked at before. @throws MalformedMessage when it is clear already that this becomes no head */
  #wait(all: Buffer, known: number): Buffer {
    if (all.length === 0) return NOTHING
    if (!this.#lineSeen) {
      const lf = all.indexOf(LF, known)
      if (lf >= 0) parseRequestLine(all.toString('latin1', 0, lf + 1))
      else if (!canBegin(all.toString('latin1', 0, BEGINNING))) parseRequestLine(all.toString('latin1', 0))
      this.#lineSeen = lf >= 0
    }
    const end = endOf(all, Math.max(0, known - 2))
    if (end) {
      parseRequestHead(all.toString('latin1', 0, end.at))
      throw new MalformedMessage('message', 'the empty line behind its headers ends in LF alone; it must be CR LF.')
    }
    if (known === 0) this.#held.add(all)
    return NOTHING
  }

  #begin(head: RequestHead): void {
    const { framing } = head
    this.#state = 'body'
    this.#left = framing.kind === 'counted' ? framing.length : 0
    this.#chunks = framing.kind === 'chunked' ? new ChunkedBody('strict') : null
    this.#listener.onHead(head)
    if (framing.kind === 'none') this.#finish()
  }

  /** @returns what follows the body */
  #feedBody(bytes: Buffer): Buffer {
    if (this.#chunks) {
      const taken = this.#chunks.feed(bytes, part => this.#take(part))
      if (taken < 0) return NOTHING
      this.#finish()
      return bytes.subarray(taken)
    }
    const part = bytes.length > this.#left ? bytes.subarray(0, this.#left) : bytes
    this.#left -= part.length
    this.#take(part)
    if (this.#left === 0) this.#finish()
    return part === bytes ? NOTHING : bytes.subarray(part.length)
  }

  #take(part: Uint8Array): void {
    if (this.#state === 'body') this.#listener.onBody(part)
  }

  #finish(): void {
    if (this.#state !== 'body') return
    this.#state = 'head'
    this.#chunks = null
    this.#listener.onEnd()
  }
}
