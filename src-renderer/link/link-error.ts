import type { ErrorCode, ErrorShape } from '#contract/errors.ts'

/** A refusal as the page sees it. `message` is a sentence to show as it is; decide by `code`, never by the text. */
export class LinkError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  constructor(shape: ErrorShape) {
    super(shape.message)
    this.name = 'LinkError'
    this.code = shape.code
    this.details = shape.details
  }
}

/** The link went down after the call had left: nobody knows whether it was carried out, so it is never repeated by itself. */
export function lostCall(): LinkError {
  return new LinkError({
    code: 'disconnected',
    message: 'The connection to Hookbench was lost before it answered. Check whether it took effect before trying again.',
  })
}

/** The call never left. */
export function notConnected(): LinkError {
  return new LinkError({
    code: 'disconnected',
    message: 'Hookbench is not responding. Check that it is running; this page reconnects automatically.',
  })
}
