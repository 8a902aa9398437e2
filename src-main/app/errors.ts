import { AppError, type ErrorCode, errorCodes } from '#contract/errors.ts'
import { messageOf } from '#domain/error-text.ts'
import { StoreError } from '#store/errors.ts'

// For the hosts, which do not look below app.
export { messageOf }

/** What the contract says of a store failure. Unknown errors stay what they are: defects, to be logged and answered as `internal`. */
export function asAppError(error: unknown): unknown {
  if (!(error instanceof StoreError)) return error
  switch (error.kind) {
    case 'refused':
      return new AppError(isErrorCode(error.reason) ? error.reason : 'invalid_input', error.message)
    case 'full':
    case 'busy':
    case 'readonly':
    case 'corrupt':
    case 'future':
    case 'in_use':
      return new AppError('store_unavailable', error.message, { kind: error.kind })
    case 'broken':
      return new Error(error.message)
  }
}

/**
 * A refusal that is about one field of the input. Its sentence is in `details.issues` too, as those of the schema are: a form shows it
 * there. @param path as in the input, `secrets` or `reply.status`
 */
export function refusedAt(path: string, code: ErrorCode, message: string): AppError {
  return new AppError(code, message, { issues: [{ path, message }] })
}

function isErrorCode(text: string | undefined): text is ErrorCode {
  return errorCodes.includes(text as ErrorCode)
}
