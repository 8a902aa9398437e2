/**
 * What came cannot be read as HTTP/1.1. `protocol`: it is something else altogether; `headers`: they are too large; `message`: all else. The
 * text goes on in lower case after "This is not valid HTTP: ", up to the full stop.
 */
export class MalformedMessage extends Error {
  readonly fault: 'protocol' | 'message' | 'headers'

  constructor(fault: MalformedMessage['fault'], message: string) {
    super(message)
    this.name = 'MalformedMessage'
    this.fault = fault
  }
}

/** Bytes of the headers of a message, and likewise of the trailers of its chunks. */
export const MAX_HEADERS = 64 * 1024

export const tooLong = (): MalformedMessage => new MalformedMessage('headers', `its headers are larger than ${MAX_HEADERS / 1024} KiB.`)
