import type { RawHeaders } from '#domain/http/headers.ts'
import { rememberLast } from '#domain/remember.ts'
import { endOf, startOf } from '../bounds.ts'
import { ChunkedBody } from '../chunked.ts'
import { MAX_HEADERS, MalformedMessage, tooLong } from '../malformed.ts'
import { parseHead, type ResponseHead } from './head.ts'

export interface ResponseListener {
  /** The head is there. Called once; interim responses (1xx) are passed over. */
  onHead(status: number, headers: RawHeaders): void
  /** `part` is the socket's memory for as long as the call lasts. */
  onBody(part: Uint8Array): void
}

const BEGIN = 'HTTP/'

/** Reads one response from the bytes of a connection, however they are cut into packets. */
export class ResponseReader {
  readonly #method: string
  readonly #listener: ResponseListener
  /** What has come of a head that is not complete. */
  #held: Buffer | null = null
  #head: ResponseHead | null = null
  #left = 0
  #chunks: ChunkedBody | null = null
  #surplus = false

  /** @param method of the request that it answers */
  constructor(method: string, listener: ResponseListener) {
    this.#method = method
    this.#listener = listener
  }

  /** For how long the connection may carry another request when this response is complete, as far as the server says, ms; 0 = for none. */
  get reusableMs(): number {
    return this.#head?.persistent === true && !this.#surplus ? this.#head.keepMs : 0
  }

  /** @returns whether the response is complete now. @throws MalformedMessage */
  feed(bytes: Buffer): boolean {
    let rest: Buffer | null = bytes
    while (this.#head === null) {
      rest = this.#feedHead(rest)
      if (rest === null) return false
    }
    return this.#feedBody(rest)
  }

  /** The other side sends no more. @returns whether that completes the response */
  end(): boolean {
    return this.#head?.framing.kind === 'until-close'
  }

  /** @returns what follows the head; null when it is not complete */
  #feedHead(bytes: Buffer): Buffer | null {
    const all = this.#held === null ? bytes : Buffer.concat([this.#held, bytes])
    const from = startOf(all)
    // Told at once: a server of another kind may wait for us to say more.
    const begin = all.toString('latin1', from, from + BEGIN.length)
    if (!BEGIN.startsWith(begin)) throw new MalformedMessage('protocol', `it begins with ${shown(all.subarray(from, from + 40))}.`)
    const end = endOf(all, Math.max(from, (this.#held?.length ?? 0) - 3))
    if ((end ? end.at : all.length) - from > MAX_HEADERS) throw tooLong()
    if (end === null) {
      // A copy, for the next packet overwrites what this one lies in.
      this.#held = this.#held === null ? Buffer.from(bytes) : all
      return null
    }
    this.#held = null
    const head = headOf(all.toString('latin1', from, end.at), this.#method)
    if (head.status >= 200) {
      this.#head = head
      if (head.framing.kind === 'counted') this.#left = head.framing.length
      if (head.framing.kind === 'chunked') this.#chunks = new ChunkedBody('tolerant')
      this.#listener.onHead(head.status, head.headers)
    }
    return all.subarray(end.after)
  }

  #feedBody(rest: Buffer): boolean {
    if (this.#chunks) {
      const taken = this.#chunks.feed(rest, part => this.#listener.onBody(part))
      this.#surplus = taken >= 0 && taken < rest.length
      return taken >= 0
    }
    if (this.#head?.framing.kind === 'until-close') {
      if (rest.length > 0) this.#listener.onBody(rest)
      return false
    }
    const part = rest.length > this.#left ? rest.subarray(0, this.#left) : rest
    this.#surplus = part.length < rest.length
    this.#left -= part.length
    if (part.length > 0) this.#listener.onBody(part)
    return this.#left === 0
  }
}

/** A server gives the same head again and again, until its `Date` goes on: it is read once. */
const headOf = rememberLast(parseHead)

function shown(bytes: Buffer): string {
  const text = /^[\x20-\x7e]*/.exec(bytes.toString('latin1'))?.[0] ?? ''
  return text === '' ? 'bytes that are no text' : `“${text}”`
}
