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
    message: 'The connection to Hookbench was lost before it answered. Look whether it was done, then try again.',
  })
}

/** The call never left. */
export function notConnected(): LinkError {
  return new LinkError({
    code: 'disconnected',
    message: 'Hookbench does not answer. Check that it is running; the page connects again by itself.',
  })
}
