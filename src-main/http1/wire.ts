import type { OnReadOpts, Socket } from 'node:net'

/** A connection that stands. */
export interface Wire {
  readonly socket: Socket
  /** It is encrypted. */
  readonly secure: boolean
  /** Whom the bytes are for that come, from now on; they are in memory that the next ones overwrite. */
  listen(take: (bytes: Buffer) => void): void
}

/** What is read from any connection lies here until it has been looked at, which is at once: memory of its own for each would be 64 KiB. */
const memory = Buffer.allocUnsafeSlow(64 * 1024)

/** For the socket of a Wire: node's option that has it read into the one memory, and the Wire's `listen`. */
export function lentReads(): { readonly onread: OnReadOpts; readonly listen: Wire['listen'] } {
  let take = (_: Buffer) => {}
  const callback = (length: number): boolean => {
    take(memory.subarray(0, length))
    return true
  }
  return {
    onread: { buffer: memory, callback },
    listen(listener) {
      take = listener
    },
  }
}
