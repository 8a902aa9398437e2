import type { Rules } from './fields.ts'
import { MAX_HEADERS, MalformedMessage, tooLong } from './malformed.ts'

/** Longest line with the size of a chunk; what a server appends to it means nothing to us. */
const MAX_SIZE_LINE = 4096

/** Takes a chunked body apart (RFC 9112 7.1), however its bytes are cut into packets. Trailers are read and dropped. */
export class ChunkedBody {
  #state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size'
  /** Of the current chunk, bytes still to come. */
  #left = 0
  /** A line that has not come in full. */
  #line = ''
  #trailers = 0
  readonly #rules: Rules

  constructor(rules: Rules) {
    this.#rules = rules
  }

  /**
   * @param onData given what belongs to the body, as parts of `bytes`
   * @returns how many bytes were taken when the body is complete; -1 when more has to come
   * @throws MalformedMessage
   */
  feed(bytes: Buffer, onData: (part: Uint8Array) => void): number {
    let at = 0
    while (at < bytes.length) {
      if (this.#state === 'data') {
        const part = bytes.subarray(at, at + this.#left)
        at += part.length
        this.#left -= part.length
        if (this.#left === 0) this.#state = 'data-end'
        onData(part)
        continue
      }
      const end = bytes.indexOf(0x0a, at)
      this.#line += bytes.toString('latin1', at, end < 0 ? bytes.length : end)
      const most = this.#state === 'trailer' ? MAX_HEADERS - this.#trailers : MAX_SIZE_LINE
      if (this.#line.length > most) throw this.#state === 'trailer' ? tooLong() : badSize()
      if (end < 0) return -1
      at = end + 1
      const ended = this.#line.endsWith('\r')
      if (!ended && this.#rules === 'strict') throw bareLf()
      const line = ended ? this.#line.slice(0, -1) : this.#line
      this.#line = ''
      this.#take(line)
      if (this.#isDone()) return at
    }
    return -1
  }

  #take(line: string): void {
    if (this.#state === 'size') {
      const size = /^([0-9a-f]{1,12})[ \t]*(?:;|$)/i.exec(line)?.[1]
      if (size === undefined) throw badSize()
      this.#left = Number.parseInt(size, 16)
      this.#state = this.#left === 0 ? 'trailer' : 'data'
    } else if (this.#state === 'data-end') {
      if (line !== '') throw new MalformedMessage('message', 'a chunk of its body is longer than its size.')
      this.#state = 'size'
    } else if (line === '') {
      this.#state = 'done'
    } else {
      this.#trailers += line.length
    }
  }

  #isDone(): boolean {
    return this.#state === 'done'
  }
}

const bareLf = () => new MalformedMessage('message', 'a line of its chunked body ends in LF alone; it must be CR LF.')
const badSize = () => new MalformedMessage('message', 'a chunk of its body has no valid size.')
