import type { Outcome } from '#domain/outcome.ts'

export type NotHttp = Extract<Outcome, { kind: 'not-http' }>

/** What came cannot be read as an HTTP response; the outcome says why. */
export class UnreadableResponse extends Error {
  readonly outcome: NotHttp

  /** @param message a sentence; after "not valid HTTP: " it goes on in lower case */
  constructor(fault: NotHttp['fault'], message: string) {
    super(message)
    this.name = 'UnreadableResponse'
    this.outcome = { kind: 'not-http', fault, message }
  }
}

/** Bytes of the headers of a response, and likewise of the trailers of its chunks. */
export const MAX_HEADERS = 64 * 1024

export const tooLong = (): UnreadableResponse =>
  new UnreadableResponse('headers', `The headers of the response are larger than ${MAX_HEADERS / 1024} KiB.`)
